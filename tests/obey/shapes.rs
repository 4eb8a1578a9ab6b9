//! Shapes that are written otherwise: lists for tables, tables for lists, letters turned round, what was pasted from elsewhere.

use crate::obeyed::{are_told, come_back};

const POLICY: &str = r#"
[matrix]
title = "Sales"
scheme = "RACI"

[[stages]]
id = "lead"
name = "Leads"

[[stages]]
id = "offer"
name = "Offers"

[dimensions]
region = ["north", "south"]
amount = { unit = "EUR", at-least = 0, step = 0.01 }

[departments]
sales = { name = "Vertrieb" }

[roles.director]
name = "Managing Director"

[roles.head]
name = "Head of Sales"
reports-to = "director"

[roles.clerk]
name = "Clerk"
reports-to = "head"

[people.keller]
roles = "head"

[activities.visit]
name = "Visit"
stage = "lead"
R = "clerk"
A = "head"

[activities.write-offer]
stage = "offer"
R = ["clerk", "head"]
A = "head"

[[activities.write-offer.cases]]
when = { region = "south" }
A = "director"

[decisions.discount]
measure = "amount"
limits = [
  { decides = "clerk", at-most = 50_000 },
  { decides = "head", at-most = 200_000 },
  { decides = "director" },
]

[[decisions.discount.cases]]
when = { region = "south" }
decides = { all = ["director", "head"] }

[escalations.stuck]
path = ["clerk", "head", "director"]

[[delegations]]
from = "director"
to = "head"
decision = "discount"
valid-from = 2026-06-15
valid-until = 2026-08-31
"#;

const STAGES: &str = "[[stages]]\nid = \"lead\"\nname = \"Leads\"\n\n[[stages]]\nid = \"offer\"\nname = \"Offers\"\n";
const LIMITS: &str = "limits = [\n  { decides = \"clerk\", at-most = 50_000 },\n  { decides = \"head\", at-most = 200_000 },\n  { decides = \"director\" },\n]\n";
const VISIT: &str = "[activities.visit]\nname = \"Visit\"\nstage = \"lead\"\nR = \"clerk\"\nA = \"head\"\n";
const ROLES: &str = "[roles.director]\nname = \"Managing Director\"\n\n[roles.head]\nname = \"Head of Sales\"\nreports-to = \"director\"\n\n[roles.clerk]\nname = \"Clerk\"\nreports-to = \"head\"\n";

#[test]
fn stages_stand_in_a_list() {
    come_back(
        POLICY,
        &[
            (STAGES, "[stages.lead]\nname = \"Leads\"\n\n[stages.offer]\nname = \"Offers\"\n"),
            (STAGES, "[stages]\nlead = \"Leads\"\noffer = \"Offers\"\n"),
            (STAGES, "[stages]\nlead = { name = \"Leads\" }\noffer = { name = \"Offers\" }\n"),
            (STAGES, "[[stage]]\nid = \"lead\"\nname = \"Leads\"\n\n[[stage]]\nid = \"offer\"\nname = \"Offers\"\n"),
            (
                "[[stages]]\nid = \"lead\"\nname = \"Leads\"\n\n[[stages]]\nid = \"offer\"\nname = \"Offers\"\n\n[dimensions]",
                "[stages.lead]\nname = \"Leads\"\n[stages.offer]\nname = \"Offers\"\n[dimensions]",
            ),
        ],
    );
    let short = POLICY.replace(STAGES, "").replacen(
        "\n[matrix]",
        "stages = [{ id = \"lead\" }, { id = \"offer\" }]\n[matrix]",
        1,
    );
    come_back(&short, &[("stages = [{ id = \"lead\" }, { id = \"offer\" }]", "stages = [\"lead\", \"offer\"]")]);
}

#[test]
fn lists_of_tables_have_two_brackets() {
    come_back(
        POLICY,
        &[
            ("[[delegations]]", "[delegations]"),
            ("[[delegations]]", "[delegation]"),
            ("[[delegations]]", "[delegations.leave]"),
            ("[[delegations]]", "[[delegations.leave]]"),
            ("[[activities.write-offer.cases]]", "[activities.write-offer.cases]"),
            ("[[decisions.discount.cases]]", "[decisions.discount.cases]"),
            ("[[decisions.discount.cases]]", "[decisions.discount.case]"),
            ("[[decisions.discount.cases]]", "[decisions.discount.cases.south]"),
        ],
    );
    let two = "[[decisions.discount.cases]]\nwhen = { region = \"south\" }\ndecides = { all = [\"director\", \"head\"] }\n\n[[decisions.discount.cases]]\nwhen = { region = \"north\", amount = { above = 900_000 } }\ndecides = \"director\"\n";
    let policy = POLICY.replace(
        "[[decisions.discount.cases]]\nwhen = { region = \"south\" }\ndecides = { all = [\"director\", \"head\"] }\n",
        two,
    );
    come_back(&policy, &[(two, &two.replace("[[decisions.discount.cases]]", "[decisions.discount.cases]"))]);
    let second = "[[delegations]]\nfrom = \"head\"\nto = \"clerk\"\ndecision = \"discount\"\nvalid-from = 2026-06-15\nvalid-until = 2026-08-31\n";
    let policy = format!("{POLICY}\n{second}");
    come_back(&policy, &[(&policy, &policy.replace("[[delegations]]", "[delegations]"))]);
}

#[test]
fn tables_with_ids_stand_in_no_list() {
    come_back(
        POLICY,
        &[
            (
                ROLES,
                "[[roles]]\nid = \"director\"\nname = \"Managing Director\"\n\n[[roles]]\nid = \"head\"\nname = \"Head of Sales\"\nreports-to = \"director\"\n\n[[roles]]\nid = \"clerk\"\nname = \"Clerk\"\nreports-to = \"head\"\n",
            ),
            ("[roles.clerk]\n", "[[roles]]\nid = \"clerk\"\n"),
            (
                VISIT,
                "[[activities]]\nid = \"visit\"\nname = \"Visit\"\nstage = \"lead\"\nR = \"clerk\"\nA = \"head\"\n",
            ),
            ("[escalations.stuck]\n", "[[escalations]]\nid = \"stuck\"\n"),
            ("[escalations.stuck]\n", "[[escalation]]\nid = \"stuck\"\n"),
            ("[roles.clerk]\nname = \"Clerk\"\n", "[[roles]]\nname = \"Clerk\"\n"),
        ],
    );
    let whole = "[[activities]]\nid = \"visit\"\nname = \"Visit\"\nstage = \"lead\"\nR = \"clerk\"\nA = \"head\"\n\n[[activities]]\nid = \"write-offer\"\nstage = \"offer\"\nR = [\"clerk\", \"head\"]\nA = \"head\"\n\n[[activities.cases]]\n";
    come_back(
        POLICY,
        &[(
            &format!(
                "{VISIT}\n[activities.write-offer]\nstage = \"offer\"\nR = [\"clerk\", \"head\"]\nA = \"head\"\n\n[[activities.write-offer.cases]]\n"
            ),
            whole,
        )],
    );
}

#[test]
fn texts_in_place_of_tables() {
    come_back(
        POLICY,
        &[
            ("sales = { name = \"Vertrieb\" }", "sales = \"Vertrieb\""),
            ("[people.keller]\nroles = \"head\"\n", "[people]\nkeller = \"head\"\n"),
            ("[people.keller]\nroles = \"head\"\n", "[people]\nkeller = [\"head\"]\n"),
            (
                "[escalations.stuck]\npath = [\"clerk\", \"head\", \"director\"]",
                "[escalations]\nstuck = [\"clerk\", \"head\", \"director\"]",
            ),
        ],
    );
    let named = "[roles]\ndirector = { name = \"Managing Director\" }\nhead = { name = \"Head of Sales\" }\nclerk = { name = \"Clerk\" }\n";
    let policy = POLICY.replace(ROLES, named);
    come_back(
        &policy,
        &[
            (
                named,
                "[roles]\ndirector = \"Managing Director\"\nhead = { name = \"Head of Sales\" }\nclerk = { name = \"Clerk\" }\n",
            ),
            (named, "[roles]\ndirector = \"Managing Director\"\nhead = \"Head of Sales\"\nclerk = \"Clerk\"\n"),
        ],
    );
    let bare = "roles = { director = {}, head = {}, clerk = {} }\n[matrix]";
    let policy = POLICY.replace(ROLES, "").replacen("[matrix]", bare, 1);
    come_back(&policy, &[(bare, "roles = [\"director\", \"head\", \"clerk\"]\n[matrix]")]);
}

#[test]
fn ids_with_points_and_blanks() {
    let policy = POLICY
        .replace("activities.visit", "activities.\"1.1\"")
        .replace("activities.write-offer", "activities.\"1.2\"");
    come_back(
        &policy,
        &[
            (&policy, &policy.replace("\"1.1\"", "1.1").replace("\"1.2\"", "1.2")),
            (&policy, &policy.replace("\"1.1\"", "1.1")),
        ],
    );
    let policy = POLICY.replace("activities.visit", "activities.\"1.1-lead\"");
    come_back(&policy, &[("\"1.1-lead\"", "1.1-lead")]);
    let policy = POLICY.replace("activities.visit", "activities.\"1.1.1\"");
    come_back(&policy, &[("\"1.1.1\"", "1.1.1")]);
    let policy = POLICY.replace("[people.keller]", "[people.petra-keller]\nname = \"Petra Keller\"");
    come_back(&policy, &[("[people.petra-keller]\nname = \"Petra Keller\"", "[people.Petra Keller]")]);
    let named = POLICY.replace("\"head\"", "\"head-of-sales\"").replace("[roles.head]", "[roles.head-of-sales]");
    come_back(&named, &[("[roles.head-of-sales]\nname = \"Head of Sales\"", "[roles.Head of Sales]")]);
    come_back(&named, &[("[roles.head-of-sales]", "[roles.Head of Sales]")]);
    let chinese = POLICY.replace("\"head\"", "\"销售经理\"").replace("[roles.head]", "[roles.\"销售经理\"]");
    come_back(&chinese, &[("[roles.\"销售经理\"]", "[roles.销售经理]")]);
}

#[test]
fn headers_in_which_no_point_stands() {
    come_back(
        POLICY,
        &[
            ("[roles.clerk]", "[roles/clerk]"),
            ("[roles.clerk]", "[roles: clerk]"),
            ("[roles.clerk]", "[roles clerk]"),
            ("[roles.clerk]", "[role clerk]"),
        ],
    );
}

#[test]
fn steps_that_are_written_otherwise() {
    let step = "{ decides = \"clerk\", at-most = 50_000 }";
    come_back(
        POLICY,
        &[
            (step, "{ clerk = 50_000 }"),
            (step, "{ decides = \"clerk\", amount = { at-most = 50_000 } }"),
            (step, "{ decides = \"clerk\", when = { amount = { at-most = 50_000 } } }"),
        ],
    );
}

#[test]
fn letters_that_are_no_keys_of_their_own() {
    come_back(
        POLICY,
        &[
            ("stage = \"lead\"\nR = \"clerk\"\nA = \"head\"", "stage = \"lead\"\nclerk = \"R\"\nhead = \"A\""),
            ("stage = \"lead\"\nR = \"clerk\"\nA = \"head\"", "stage = \"lead\"\nR = \"clerk\"\nhead = \"A\""),
            ("R = [\"clerk\", \"head\"]\nA = \"head\"", "clerk = \"R\"\nhead = \"R/A\""),
            ("R = [\"clerk\", \"head\"]\nA = \"head\"", "clerk = \"R\"\nhead = \"RA\""),
            ("R = [\"clerk\", \"head\"]\nA = \"head\"", "R = \"clerk\"\nhead = \"A/R\""),
            (
                "stage = \"lead\"\nR = \"clerk\"\nA = \"head\"",
                "stage = \"lead\"\nroles = { clerk = \"R\", head = \"A\" }",
            ),
            (
                "stage = \"lead\"\nR = \"clerk\"\nA = \"head\"",
                "stage = \"lead\"\nRACI = { R = \"clerk\", A = \"head\" }",
            ),
            (
                "stage = \"lead\"\nR = \"clerk\"\nA = \"head\"",
                "stage = \"lead\"\nletters = { R = \"clerk\", A = \"head\" }",
            ),
            (
                "stage = \"lead\"\nR = \"clerk\"\nA = \"head\"",
                "stage = \"lead\"\n[activities.visit.raci]\nR = \"clerk\"\nA = \"head\"",
            ),
        ],
    );
    let alone = POLICY.replace("stage = \"lead\"\nR = \"clerk\"", "stage = \"lead\"\nR = \"head\"");
    let right = "stage = \"lead\"\nR = \"head\"\nA = \"head\"";
    come_back(
        &alone,
        &[
            (right, "stage = \"lead\"\nA/R = \"head\""),
            (right, "stage = \"lead\"\nRA = \"head\""),
            (right, "stage = \"lead\"\nA/R = \"head\" # both"),
        ],
    );
}

#[test]
fn limits_that_are_no_list_of_steps() {
    come_back(
        POLICY,
        &[
            (LIMITS, "limits = { clerk = 50_000, head = 200_000, director = \"unlimited\" }\n"),
            (LIMITS, "limits = { clerk = 50_000, head = 200_000, director = inf }\n"),
            (LIMITS, "limits = { clerk = { at-most = 50_000 }, head = { at-most = 200_000 }, director = {} }\n"),
            (LIMITS, "[decisions.discount.limits]\nclerk = 50_000\nhead = 200_000\ndirector = \"no limit\"\n"),
            (LIMITS, "limits = [[\"clerk\", 50_000], [\"head\", 200_000], [\"director\"]]\n"),
            (
                LIMITS,
                "limits = [\n  [\"clerk\", 50_000],\n  [\"head\", 200_000],\n  [\"director\", \"unlimited\"],\n]\n",
            ),
            (LIMITS, "limits = [[50_000, \"clerk\"], [200_000, \"head\"], [\"director\"]]\n"),
        ],
    );
}

#[test]
fn what_belongs_inside_another_key() {
    come_back(
        POLICY,
        &[
            ("decides = { all = [\"director\", \"head\"] }", "all = [\"director\", \"head\"]"),
            (
                "[[decisions.discount.cases]]\nwhen = { region = \"south\" }",
                "[[decisions.discount.cases]]\nregion = \"south\"",
            ),
            (
                "[[activities.write-offer.cases]]\nwhen = { region = \"south\" }",
                "[[activities.write-offer.cases]]\nregion = \"south\"",
            ),
            (
                "[[decisions.discount.cases]]\nwhen = { region = \"south\" }",
                "[[decisions.discount.cases]]\nwhen = \"region = south\"",
            ),
            (
                "[[decisions.discount.cases]]\nwhen = { region = \"south\" }",
                "[[decisions.discount.cases]]\nwhen = \"region is south\"",
            ),
            (
                "[[activities.write-offer.cases]]\nwhen = { region = \"south\" }",
                "[[activities.write-offer.cases]]\nwhen = \"region == 'south'\"",
            ),
        ],
    );
    let joint = |step: &str| POLICY.replace("{ decides = \"director\" },\n]", &format!("{step},\n]"));
    let policy = joint("{ decides = { all = [\"director\", \"head\"] } }");
    come_back(&policy, &[(&policy, &joint("{ all = [\"director\", \"head\"] }"))]);
    let policy = joint("{ decides = { count = 2, of = [\"director\", \"head\", \"clerk\"] } }");
    come_back(&policy, &[(&policy, &joint("{ count = 2, of = [\"director\", \"head\", \"clerk\"] }"))]);
    let two = "when = { region = \"south\", amount = { above = 10 } }\ndecides = { all";
    let policy = POLICY.replace("when = { region = \"south\" }\ndecides = { all", two);
    come_back(
        &policy,
        &[
            (two, "region = \"south\"\namount = { above = 10 }\ndecides = { all"),
            (two, "when = \"region = south and amount > 10\"\ndecides = { all"),
        ],
    );
}

#[test]
fn remarks_and_quotes_of_elsewhere() {
    come_back(
        POLICY,
        &[
            ("[roles.clerk]\n", "; who writes offers\n[roles.clerk]\n"),
            ("[roles.clerk]\n", "// who writes offers\n[roles.clerk]\n"),
            ("[roles.clerk]\n", "[roles.clerk] // who writes offers\n"),
            ("name = \"Clerk\"\n", "name = \"Clerk\" // who writes offers\n"),
            ("name = \"Clerk\"\n", "name = \"Clerk\" ; who writes offers\n"),
            ("[roles.clerk]\n", "; name = \"Chief\"\n[roles.clerk]\n"),
            ("[roles.clerk]\n", "// name = \"Chief\"\n[roles.clerk]\n"),
            ("name = \"Clerk\"\n", "name = \"Clerk\";\n"),
            ("R = \"clerk\"\nA = \"head\"\n", "R = \"clerk\";\nA = \"head\";\n"),
            ("R = [\"clerk\", \"head\"]\n", "R = [\"clerk\", \"head\"];\n"),
            ("name = \"Clerk\"\n", "name = “Clerk”\n"),
            ("name = \"Clerk\"\n", "name = „Clerk“\n"),
            ("name = \"Clerk\"\n", "name = «Clerk»\n"),
            ("name = \"Clerk\"\n", "name = »Clerk«\n"),
            ("name = \"Head of Sales\"\n", "name = „Head of Sales“\n"),
            ("name = \"Head of Sales\"\n", "name = “Head of Sales\"\n"),
            ("name = \"Head of Sales\"\n", "name = \"Head of Sales”\n"),
            ("R = [\"clerk\", \"head\"]\n", "R = [“clerk”, “head”]\n"),
        ],
    );
    are_told(POLICY, &[("name = \"Clerk\"", "name = “Clerk”", "typographic quotes")]);
}

#[test]
fn what_was_pasted() {
    let end = |pasted: &str| format!("{POLICY}\n{pasted}");
    let meant = end("[activities.check]\nname = \"Check\"\nR = \"clerk\"\nA = \"head\"\n");
    for pasted in [
        "Activity\tClerk\tHead\nCheck\tR\tA\n",
        "Activity\tR\tA\nCheck\tClerk\tHead\n",
        "| Activity | Clerk | Head |\n| --- | --- | --- |\n| Check | R | A |\n",
        "activities:\n  check:\n    name: Check\n    R: clerk\n    A: head\n",
        "\"activities\": {\n  \"check\": { \"name\": \"Check\", \"R\": \"clerk\", \"A\": \"head\" }\n}\n",
    ] {
        come_back(&meant, &[(&meant, &end(pasted))]);
    }
    let meant = end("[departments.finance]\nname = \"Finance\"\n");
    let meant =
        meant.replace("[departments]\nsales = { name = \"Vertrieb\" }", "[departments.sales]\nname = \"Vertrieb\"");
    let wrong =
        meant.replace("[departments.finance]\nname = \"Finance\"", "departments:\n  finance:\n    name: Finance");
    come_back(&meant, &[(&meant, &wrong)]);
    are_told(
        POLICY,
        &[
            ("[escalations.stuck]\n", "Offer\tclerk\thead\n[escalations.stuck]\n", "this is a row of a spreadsheet"),
            ("[escalations.stuck]\n", "| Offer | clerk |\n[escalations.stuck]\n", "this is a table of Markdown"),
        ],
    );
}
