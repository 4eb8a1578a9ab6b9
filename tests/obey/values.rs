//! Values as people write them: numbers, days, spans of time, lists, names.

use crate::obeyed::{are_asked, are_mended, are_told, come_back};

const POLICY: &str = r#"
[matrix]
title = "Sales"
reviewed = 2026-11-01
review-every = "1 year"

[[stages]]
id = "offer"
name = "Angebot"

[dimensions.amount]
name = "Order value"
unit = "EUR"
at-least = 0
step = 0.01

[dimensions.discount]
unit = "%"
at-least = 0
at-most = 100

[dimensions.region]
values = { north = { name = "Nord" }, south = { name = "Süd" }, west = {} }

[departments.sales]
name = "Vertrieb"

[roles.managing-director]
name = "Geschäftsführung"

[roles.head-of-sales]
name = "Head of Sales"
aliases = "销售总监"
department = "sales"
reports-to = "managing-director"
deputy = "inside-sales"

[roles.field-sales]
name = "Außendienst"
reports-to = "head-of-sales"
deputy = "inside-sales"

[roles.inside-sales]
reports-to = "head-of-sales"
deputy = "field-sales"

[people.keller]
name = "Petra Keller"
roles = "head-of-sales"

[activities.write-offer]
name = "Write an offer"
stage = "offer"
key = true
A = "head-of-sales"
R = ["field-sales", "inside-sales"]

[activities.sign]
A = "managing-director"
R = "head-of-sales"

[decisions.price]
activity = "write-offer"
per = "order"
measure = "amount"
four-eyes = true
limits = [
  { decides = "field-sales", at-most = 50_000 },
  { decides = "head-of-sales", at-most = 500_000 },
  { decides = { all = ["managing-director", "head-of-sales"] } },
]

[decisions.sign]
decides = { all = ["managing-director", "head-of-sales"] }

[[decisions.sign.cases]]
when = { region = ["north", "south"], amount = { above = 900_000 } }
decides = "managing-director"

[[delegations]]
from = "head-of-sales"
to = "field-sales"
decision = "price"
when = { amount = { above = 50_000, at-most = 60_000 } }
valid-from = 2026-06-01
valid-until = 2026-12-31

[escalations.stuck]
trigger = "no answer"
path = ["field-sales", "head-of-sales", "managing-director"]
within = "2 business days"

[indicators.turnover]
role = "head-of-sales"
activity = "write-offer"
target = { at-least = 12_000_000 }
unit = "EUR"
per = "1 month"

[indicators.rate]
role = "head-of-sales"
activity = "write-offer"
target = 95
unit = "%"
per = "1 month"
"#;

const LIMIT: &str = "at-most = 50_000 }";

#[test]
fn ids_that_are_misspelt() {
    let slips = [("A = \"head-of-sales\"", "A = \"head-of-salse\""), ("stage = \"offer\"", "stage = \"ofer\"")];
    come_back(POLICY, &slips);
    are_mended(POLICY, &slips);
    are_told(POLICY, &[("A = \"head-of-sales\"", "A = \"courier\"", "there is no role `courier`")]);
}

#[test]
fn limits_as_people_write_them() {
    let slips = [
        "50.000,00",
        "50.000,00 €",
        "50 000",
        "50 000,00",
        "50,000",
        "50,000.00",
        "50'000",
        "50k",
        "50000 EUR",
        "€50000",
        "50 TEUR",
        "5万",
        "５００００",
        "50000€",
        "\"50000\"",
        "\"50k\"",
        "\"50,000 EUR\"",
        "\"50 000\"",
        "\"50.000,00 €\"",
        "\"5万元\"",
        "\"<= 50000\"",
        "\"bis 50.000,00\"",
        "\"max. 50000 €\"",
        "<= 50000",
        "050000",
    ]
    .map(|written| (LIMIT, format!("at-most = {written} }}")));
    let slips: Vec<(&str, &str)> = slips.iter().map(|(right, wrong)| (*right, wrong.as_str())).collect();
    // what is of a million of another currency is left
    let read: Vec<(&str, &str)> = slips.iter().copied().filter(|(_, wrong)| !wrong.contains("5万元")).collect();
    come_back(POLICY, &read);
}

#[test]
fn a_number_that_can_mean_two_is_asked_about() {
    are_asked(
        POLICY,
        &[
            (LIMIT, "at-most = \"50.000\" }", &["at-most = 50_000 }", "at-most = 50 }"]),
            (LIMIT, "at-most = 50.000 € }", &["at-most = 50_000 }", "at-most = 50 }"]),
            (LIMIT, "at-most = \"1.500 EUR\" }", &["at-most = 1_500 }", "at-most = 1.5 }"]),
        ],
    );
    are_told(
        POLICY,
        &[
            (LIMIT, "at-most = \"50000 USD\" }", "does not count what is counted here"),
            (LIMIT, "at-most = \"5万元\" }", "does not count what is counted here"),
            (LIMIT, "at-most = \"many\" }", "expected a number"),
            (LIMIT, "at-most = \"> 50000\" }", "expected a number"),
        ],
    );
}

#[test]
fn numbers_in_quotes_are_mended() {
    are_mended(
        POLICY,
        &[
            (LIMIT, "at-most = \"50000\" }"),
            (LIMIT, "at-most = \"50000 EUR\" }"),
            ("reviewed = 2026-11-01", "reviewed = \"2026-11-01\""),
            ("four-eyes = true", "four-eyes = \"true\""),
            (
                "role = \"head-of-sales\"\nactivity = \"write-offer\"\ntarget = 95",
                "role = \"Head of Sales\"\nactivity = \"write-offer\"\ntarget = 95",
            ),
        ],
    );
}

#[test]
fn numbers_on_lines_of_their_own() {
    come_back(
        POLICY,
        &[
            ("step = 0.01", "step = 0,01"),
            ("at-most = 100\n", "at-most = 100 %\n"),
            ("at-most = 100\n", "at-most = \"100%\"\n"),
            ("at-most = 100\n", "at-most = 100,00\n"),
            ("unit = \"EUR\"\nat-least = 0\n", "unit = \"EUR\"\nat-least = 0 €\n"),
            ("target = { at-least = 12_000_000 }", "target = \">= 12000000\""),
            ("target = { at-least = 12_000_000 }", "target = \">= 12 Mio\""),
            ("target = { at-least = 12_000_000 }", "target = \"mindestens 12 Mio. €\""),
            ("target = { at-least = 12_000_000 }", "target = >= 12000000"),
            ("target = { at-least = 12_000_000 }", "target = \"≥ 1200万\""),
            ("target = 95", "target = \"95%\""),
            ("target = 95", "target = 95%"),
            ("target = 95", "target = 95 %"),
            ("target = 95", "target = \"95 Prozent\""),
            ("above = 900_000", "above = 900.000,00"),
            ("above = 900_000", "above = \"900000\""),
            ("amount = { above = 900_000 }", "amount = \"> 900000\""),
            ("amount = { above = 900_000 }", "amount = > 900000"),
            ("amount = { above = 900_000 }", "amount = \"über 900000 EUR\""),
        ],
    );
}

#[test]
fn a_last_step_without_an_end() {
    let last = "{ decides = { all = [\"managing-director\", \"head-of-sales\"] } },\n]";
    let slips =
        ["unlimited", "\"unlimited\"", "inf", "\"∞\"", "\"unbegrenzt\"", "\"无上限\"", "\"-\"", "\"\""].map(|word| {
            format!("{{ decides = {{ all = [\"managing-director\", \"head-of-sales\"] }}, at-most = {word} }},\n]")
        });
    let slips: Vec<(&str, &str)> = slips.iter().map(|wrong| (last, wrong.as_str())).collect();
    come_back(POLICY, &slips);
}

#[test]
fn a_bound_of_the_other_kind_changes_its_key() {
    come_back(POLICY, &[("above = 50_000, at-most", "at-least = \"> 50000\", at-most")]);
}

#[test]
fn days_as_people_write_them() {
    let until = "valid-until = 2026-12-31";
    let mut slips = vec![];
    for written in [
        "31.12.2026",
        "\"31.12.2026\"",
        "31. 12. 2026",
        "31.12.26",
        "31. Dezember 2026",
        "\"31. Dez. 2026\"",
        "December 31, 2026",
        "\"31 December 2026\"",
        "2026年12月31日",
        "\"2026年12月31日\"",
        "12/31/2026",
        "31/12/2026",
        "2026/12/31",
        "2026.12.31",
        "20261231",
        "2026-31-12",
        "\"2026-12-31\"",
        "31-12-2026",
        "2026-12-31T00:00:00",
        "2026-12",
    ] {
        slips.push((until, format!("valid-until = {written}")));
    }
    for written in ["2026-11-1", "11/01/2026", "\"1.11.2026\"", "2026-11", "2026年11月"] {
        slips.push(("reviewed = 2026-11-01", format!("reviewed = {written}")));
    }
    let slips: Vec<(&str, &str)> = slips.iter().map(|(right, wrong)| (*right, wrong.as_str())).collect();
    come_back(POLICY, &slips);
}

#[test]
fn a_day_that_can_mean_two_is_asked_about() {
    let reviewed = "reviewed = 2026-11-01";
    are_asked(
        POLICY,
        &[
            (reviewed, "reviewed = 11/01/2026", &["reviewed = 2026-11-01", "reviewed = 2026-01-11"]),
            (reviewed, "reviewed = 2026-11", &["reviewed = 2026-11-01", "reviewed = 2026-11-30"]),
            (
                "valid-until = 2026-12-31",
                "valid-until = 2026-12",
                &["valid-until = 2026-12-31", "valid-until = 2026-12-01"],
            ),
            (reviewed, "reviewed = 2026-11-31", &["reviewed = 2026-11-30", "reviewed = 2026-12-01"]),
        ],
    );
    are_told(
        POLICY,
        &[
            (reviewed, "reviewed = 2026-11-31", "November has 30 days"),
            (reviewed, "reviewed = 2026-31-11", "November has 30 days"),
            (reviewed, "reviewed = \"soon\"", "is not a day"),
        ],
    );
}

#[test]
fn spans_of_time_as_people_write_them() {
    let mut slips = vec![];
    for written in [
        "\"1 Jahr\"",
        "1 Jahr",
        "\"P1Y\"",
        "P1Y",
        "\"jährlich\"",
        "jährlich",
        "1 year",
        "\"1 yr\"",
        "\"1 J.\"",
        "\"einmal im Jahr\"",
    ] {
        slips.push(("review-every = \"1 year\"", format!("review-every = {written}")));
    }
    for written in [
        "\"2 Werktage\"",
        "2 Werktage",
        "\"2 Arbeitstage\"",
        "\"binnen 2 Werktagen\"",
        "2 business days",
        "\"2 workdays\"",
        "2个工作日",
    ] {
        slips.push(("within = \"2 business days\"", format!("within = {written}")));
    }
    for written in ["Monat", "\"Monat\"", "\"pro Monat\"", "\"1m\"", "\"P1M\""] {
        slips.push((
            "target = 95\nunit = \"%\"\nper = \"1 month\"",
            format!("target = 95\nunit = \"%\"\nper = {written}"),
        ));
    }
    let slips: Vec<(&str, &str)> = slips.iter().map(|(right, wrong)| (*right, wrong.as_str())).collect();
    come_back(POLICY, &slips);
    let review = "review-every = \"1 year\"";
    are_asked(
        POLICY,
        &[(review, "review-every = \"12m\"", &["review-every = \"12 months\"", "review-every = \"12 minutes\""])],
    );
    are_told(POLICY, &[(review, "review-every = \"soon\"", "does not read as a span of time")]);
}

#[test]
fn lists_without_brackets() {
    let right = "R = [\"field-sales\", \"inside-sales\"]";
    let slips = [
        "\"field-sales\", \"inside-sales\"",
        "\"field-sales\" \"inside-sales\"",
        "\"field-sales\"; \"inside-sales\"",
        "\"field-sales\" and \"inside-sales\"",
        "\"field-sales\" / \"inside-sales\"",
        "\"field-sales\"、\"inside-sales\"",
        "\"field-sales, inside-sales\"",
        "\"field-sales; inside-sales\"",
        "\"field-sales and inside-sales\"",
        "\"field-sales und inside-sales\"",
        "\"field-sales/inside-sales\"",
        "\"field-sales 和 inside-sales\"",
        "\"field-sales、inside-sales\"",
        "\"Außendienst, inside-sales\"",
        "[\"field-sales, inside-sales\"]",
        "[\"field-sales and inside-sales\"]",
        "[\"field-sales\" \"inside-sales\"]",
        "field-sales, inside-sales",
        "field-sales and inside-sales",
        "[field-sales, inside-sales]",
        "\"field-sales\", \"inside-sales\"]",
        "\"field-sales\", \"inside-sales\";",
    ]
    .map(|written| format!("R = {written}"));
    let slips: Vec<(&str, &str)> = slips.iter().map(|wrong| (right, wrong.as_str())).collect();
    come_back(POLICY, &slips);
    let right = "path = [\"field-sales\", \"head-of-sales\", \"managing-director\"]";
    let slips = [
        "\"field-sales -> head-of-sales -> managing-director\"",
        "\"field-sales → head-of-sales → managing-director\"",
        "\"field-sales > head-of-sales > managing-director\"",
        "field-sales -> head-of-sales -> managing-director",
        "\"field-sales\" -> \"head-of-sales\" -> \"managing-director\"",
        "\"Außendienst → Head of Sales → Geschäftsführung\"",
    ]
    .map(|written| format!("path = {written}"));
    let slips: Vec<(&str, &str)> = slips.iter().map(|wrong| (right, wrong.as_str())).collect();
    come_back(POLICY, &slips);
    let right = "when = { region = [\"north\", \"south\"], amount";
    come_back(
        POLICY,
        &[
            (right, "when = { region = \"north\", \"south\", amount"),
            (right, "when = { region = \"north, south\", amount"),
            (right, "when = { region = \"Nord und Süd\", amount"),
            (right, "when = { region = [\"Nord\", \"south\"], amount"),
        ],
    );
}

#[test]
fn who_decides_together() {
    let right = "[decisions.sign]\ndecides = { all = [\"managing-director\", \"head-of-sales\"] }";
    let any = "[decisions.sign]\ndecides = { any = [\"managing-director\", \"head-of-sales\"] }";
    let turns = "[decisions.sign]\ndecides = { in-turn = [\"managing-director\", \"head-of-sales\"] }";
    let decides = |written: &str| format!("[decisions.sign]\ndecides = {written}");
    let joint = [
        "\"managing-director and head-of-sales\"",
        "\"managing-director und head-of-sales\"",
        "\"managing-director & head-of-sales\"",
        "\"managing-director + head-of-sales\"",
        "\"managing-director 和 head-of-sales\"",
        "\"managing-director\" and \"head-of-sales\"",
        "\"Geschäftsführung und Head of Sales\"",
        "{ all = \"managing-director, head-of-sales\" }",
        "{ all = \"managing-director\", \"head-of-sales\" }",
        "{ all = \"managing-director and head-of-sales\" }",
    ]
    .map(decides);
    come_back(POLICY, &joint.iter().map(|wrong| (right, wrong.as_str())).collect::<Vec<_>>());
    let two = [
        "[\"managing-director\", \"head-of-sales\"]",
        "\"managing-director\", \"head-of-sales\"",
        "\"managing-director, head-of-sales\"",
        "\"managing-director、head-of-sales\"",
    ]
    .map(decides);
    let both = [right, any];
    are_asked(POLICY, &two.iter().map(|wrong| (right, wrong.as_str(), &both[..])).collect::<Vec<_>>());
    let one = [
        "\"managing-director or head-of-sales\"",
        "\"managing-director oder head-of-sales\"",
        "\"managing-director 或 head-of-sales\"",
    ]
    .map(decides);
    are_asked(POLICY, &one.iter().map(|wrong| (right, wrong.as_str(), &both[1..])).collect::<Vec<_>>());
    let in_turn = [decides("\"managing-director -> head-of-sales\"")];
    let in_order = [turns];
    are_asked(POLICY, &in_turn.iter().map(|wrong| (right, wrong.as_str(), &in_order[..])).collect::<Vec<_>>());
    let step = |decides: &str| format!("{{ decides = {decides} }},\n]");
    let [all, any] =
        ["all", "any"].map(|key| step(&format!("{{ {key} = [\"managing-director\", \"head-of-sales\"] }}")));
    let wrong = step("\"managing-director\", \"head-of-sales\"");
    are_asked(POLICY, &[(&all, &wrong, &[&all, &any])]);
}

#[test]
fn names_aliases_and_people_in_place_of_ids() {
    come_back(
        POLICY,
        &[
            ("A = \"head-of-sales\"", "A = \"Head of Sales\""),
            ("A = \"head-of-sales\"", "A = \"销售总监\""),
            ("A = \"head-of-sales\"", "A = \"Petra Keller\""),
            ("A = \"head-of-sales\"", "A = \"keller\""),
            ("A = \"head-of-sales\"", "A = Head of Sales"),
            ("A = \"head-of-sales\"", "A = \"HEAD OF SALES\""),
            ("A = \"head-of-sales\"", "A = \"head_of_sales\""),
            ("A = \"head-of-sales\"", "A = \"head-of-sales\";"),
            ("A = \"head-of-sales\"", "A = \"head-of-sales\","),
            ("A = \"head-of-sales\"", "A = \"head-of-sales\"，"),
            ("A = \"head-of-sales\"", "A = \"head-of-sales"),
            ("A = \"head-of-sales\"", "A = head-of-sales\""),
            ("from = \"head-of-sales\"", "from = \"Petra Keller\""),
            ("department = \"sales\"", "department = \"Vertrieb\""),
            ("stage = \"offer\"", "stage = \"Angebot\""),
            ("measure = \"amount\"", "measure = \"Order value\""),
            ("measure = \"amount\"", "measure = \"EUR\""),
            ("measure = \"amount\"", "measure = \"€\""),
            ("activity = \"write-offer\"\nper", "activity = \"Write an offer\"\nper"),
            ("roles = \"head-of-sales\"", "roles = \"Head of Sales\""),
        ],
    );
    are_told(
        POLICY,
        &[(
            "A = \"head-of-sales\"",
            "A = \"Petra Keller\"",
            "`Petra Keller` is a person; write the role: `head-of-sales`",
        )],
    );
}

#[test]
fn one_of_several_where_there_is_room_for_one() {
    let right = "name = \"Außendienst\"\nreports-to = \"head-of-sales\"";
    let other = "name = \"Außendienst\"\nreports-to = \"managing-director\"";
    let slips = [
        "\"head-of-sales, managing-director\"",
        "[\"head-of-sales\", \"managing-director\"]",
        "\"head-of-sales\", \"managing-director\"",
    ]
    .map(|written| format!("name = \"Außendienst\"\nreports-to = {written}"));
    let both = [right, other];
    are_asked(POLICY, &slips.iter().map(|wrong| (right, wrong.as_str(), &both[..])).collect::<Vec<_>>());
}

#[test]
fn nobody_is_an_empty_list() {
    let policy = POLICY.replace(
        "A = \"managing-director\"\nR = \"head-of-sales\"",
        "A = \"managing-director\"\nC = []\nR = \"head-of-sales\"",
    );
    let slips = ["\"\"", "\"-\"", "\"—\"", "\"n/a\"", "\"niemand\"", "\"无\""].map(|nobody| format!("C = {nobody}"));
    come_back(&policy, &slips.iter().map(|wrong| ("C = []", wrong.as_str())).collect::<Vec<_>>());
    come_back(POLICY, &[("name = \"Geschäftsführung\"\n", "name = \"Geschäftsführung\"\nreports-to = \"-\"\n")]);
}

#[test]
fn yes_and_no() {
    let slips = ["yes", "\"yes\"", "ja", "\"ja\"", "是", "\"是\"", "True", "TRUE", "\"true\"", "1"]
        .map(|word| format!("four-eyes = {word}"));
    come_back(POLICY, &slips.iter().map(|wrong| ("four-eyes = true", wrong.as_str())).collect::<Vec<_>>());
    are_told(POLICY, &[("four-eyes = true", "four-eyes = \"perhaps\"", "expected `true` or `false`")]);
}

#[test]
fn texts_whose_quotes_are_not_as_they_should_be() {
    let right = "name = \"Write an offer\"";
    come_back(
        POLICY,
        &[
            (right, "name = Write an offer\""),
            (right, "name = \"Write an offer"),
            (right, "name = Write an offer"),
            (right, "name = \"Write an offer\";"),
            (right, "name = “Write an offer”"),
            (right, "name = \"Write an offer\","),
        ],
    );
    let policy = POLICY.replace(right, "name = 'Offer \"Nord\"'");
    come_back(&policy, &[("name = 'Offer \"Nord\"'", "name = \"Offer \"Nord\"\"")]);
}
