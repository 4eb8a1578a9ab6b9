//! One mistake in a clean policy gives one finding: rules do not repeat each other, and none draws conclusions from what another has said.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use raci::check::check;
use raci::options::Options;
use raci::source::{FileId, Input, Opened, Policy, Sources, open};

/// Four posts in a line, and a discount that climbs it.
const CLEAN: &str = r#"
[matrix]
owner = "ceo"
reviewed = 2026-06-30
review-every = "1 year"

[dimensions]
tier = ["A", "B"]

[dimensions.amount]
unit = "CNY"
at-least = 0
step = 0.01

[roles]
ceo = { deputy = "secretary" }
director = { reports-to = "ceo", deputy = "assistant" }
manager = { reports-to = "director", deputy = "secretary" }
clerk = { reports-to = "manager", deputy = "secretary" }
controller = { reports-to = "ceo", deputy = "secretary" }
secretary = { reports-to = "ceo" }
assistant = { reports-to = "ceo" }

[activities.make-offer]
A = "director"
R = ["manager", "clerk"]
C = "secretary"

[activities.check-offer]
A = "ceo"
R = "controller"

[indicators.offers-won]
role = "director"
activity = "make-offer"
target = { at-least = 30 }
unit = "%"
per = "1 year"

[indicators.offers-checked]
role = "ceo"
activity = "check-offer"
target = { at-least = 95 }
unit = "%"
per = "1 year"

[decisions.grant-discount]
activity = "make-offer"
requested-by = "clerk"
per = "customer per quarter"
measure = "amount"
limits = [
  { free = true, at-most = 1_000 },
  { decides = "manager", at-most = 50_000 },
  { decides = "director", at-most = 200_000 },
  { decides = "ceo" },
]

[[decisions.grant-discount.cases]]
when = { tier = "A", amount = { at-most = 20_000 } }
decides = "manager"
consults = "controller"

[[decisions.grant-discount.cases]]
when = { tier = "A", amount = { above = 20_000 } }
decides = { all = ["director", "ceo"] }
"#;

/// The rules that find something, each as often as it does.
fn found(policy: &str) -> Vec<&'static str> {
    let sources = Sources::in_memory([("raci.toml", policy)]);
    let (findings, _) = check(&sources, &[Policy::alone(FileId(0))], &Options::on(date(2026, 7, 1)));
    let mut rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
    rules.sort_unstable();
    rules
}

/// Puts one text in place of another, which stands in the clean policy once.
fn with(mistake: (&str, &str)) -> String {
    assert_eq!(CLEAN.matches(mistake.0).count(), 1, "{}", mistake.0);
    CLEAN.replace(mistake.0, mistake.1)
}

#[test]
fn the_clean_policy_is_clean() {
    assert_eq!(found(CLEAN), <[&str; 0]>::default());
}

#[test]
fn one_mistake_gives_one_finding() {
    let mistakes = [
        // limits
        (("{ decides = \"ceo\" },", "{ decides = \"ceo\", at-most = 900_000 },"), "no-decider"),
        (("at-most = 200_000", "at-most = 20_000"), "limits-out-of-order"),
        (("at-most = 50_000", "at-most = 500_000"), "limits-out-of-order"),
        (("at-most = 1_000", "at-most = 50_000"), "limits-out-of-order"),
        (("above = 20_000", "at-least = 20_000"), "several-deciders"),
        (("above = 20_000", "above = 2_000"), "several-deciders"),
        (("per = \"customer per quarter\"\n", ""), "splittable-limit"),
        // who decides
        (("\"director\", at-most = 200_000", "\"manager\", at-most = 200_000"), "redundant-threshold"),
        (("\"director\", at-most = 200_000", "\"clerk\", at-most = 200_000"), "authority-inverted"),
        (("\"manager\", at-most = 50_000", "\"ceo\", at-most = 50_000"), "authority-inverted"),
        (("decides = { all = [\"director\", \"ceo\"] }", "decides = \"clerk\""), "authority-inverted"),
        (("requested-by = \"clerk\"", "requested-by = \"director\"\nfour-eyes = true"), "self-approval"),
        // references
        (("\"director\", at-most = 200_000", "\"directer\", at-most = 200_000"), "unknown-reference"),
        (("reports-to = \"manager\"", "reports-to = \"manger\""), "unknown-reference"),
        (("measure = \"amount\"", "measure = \"amout\""), "unknown-reference"),
        (("tier = \"A\", amount = { at-most", "teir = \"A\", amount = { at-most"), "unknown-reference"),
        (("A = \"director\"", "A = \"directer\""), "unknown-reference"),
    ];
    let wrong: BTreeSet<String> = mistakes
        .into_iter()
        .filter(|(mistake, rule)| found(&with(*mistake)) != [*rule])
        .map(|(mistake, rule)| format!("{mistake:?} should give {rule}, and gives {:?}", found(&with(mistake))))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A slip in one file of an example: the text that stands there, what is written in its place, and the rule that finds it.
type Slip = (&'static str, &'static str, &'static str, &'static str);

/// The rules that find something in an example with the slip, each as often as it does.
fn found_in(example: &str, (file, written, instead, _): Slip) -> Vec<&'static str> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    let Opened { sources, policies, .. } =
        open(&folder, &[Input::Path(folder.clone())]).unwrap_or_else(|error| panic!("{example}: {error:?}"));
    let found = sources.iter().find(|(_, known)| known.name() == file);
    let (id, text) = found.unwrap_or_else(|| panic!("there is no {file}"));
    let text = text.text().to_owned();
    assert_eq!(text.matches(written).count(), 1, "{written}");
    let sources = sources.with_texts([(id, text.replace(written, instead))]);
    let (findings, _) = check(&sources, &policies, &Options::on(date(2026, 11, 28)));
    findings.iter().filter(|finding| finding.waived.is_none()).map(|finding| finding.rule).collect()
}

#[test]
fn one_slip_in_a_schedule_of_authority_gives_one_finding() {
    let slips: [Slip; 15] = [
        // what could not be read, nobody concludes from
        ("spending.raci.toml", "[\"buyer\", \"engineer\"]", "[\"buyer\", \"enginer\"]", "unknown-reference"),
        ("spending.raci.toml", "\"purchasing-manager\"\nnote", "\"purchasing-manger\"\nnote", "unknown-reference"),
        ("spending.raci.toml", "decides = \"purchasing-manager\"\nnote", "note", "missing-key"),
        ("spending.raci.toml", "over = \"all\"", "over = \"offbudget\"", "unknown-reference"),
        ("organisation.raci.toml", "head = \"purchasing-manager\"", "head = \"purchasing\"", "unknown-reference"),
        (
            "organisation.raci.toml",
            "\"lead-buyer\", department = \"purchasing\"",
            "\"lead-buyer\", department = \"purchases\"",
            "unknown-reference",
        ),
        ("organisation.raci.toml", "quorum = 3", "quorum = 5", "invalid-value"),
        ("organisation.raci.toml", "members = [\"chair\"", "member = [\"chair\"", "unknown-key"),
        ("organisation.raci.toml", "roles = \"cfo\"", "roles = \"cf0\"", "unknown-reference"),
        ("raci.toml", "part-of = \"gifts\"", "part-of = \"gfts\"", "unknown-reference"),
        ("raci.toml", "account = \"cash-box\", country", "acount = \"cash-box\", country", "unknown-reference"),
        // a key that belongs elsewhere is no slip for another one
        (
            "spending.raci.toml",
            "{ decides = \"cfo\", at-most = 250_000 }",
            "{ decides = \"cfo\", at-most = 250_000, when = { vendor = \"new\" } }",
            "unknown-key",
        ),
        (
            "spending.raci.toml",
            "[decisions.place-order]\n",
            "[decisions.place-order]\nwhen = { budget = \"within\" }\n",
            "unknown-key",
        ),
        // what stands in its own way answers nothing that was meant
        (
            "spending.raci.toml",
            "decides = \"cfo\", at-most = 250_000",
            "decides = \"cfo\", at-most = 2_500",
            "limits-out-of-order",
        ),
        // what does not exist is said once
        (
            "raci.toml",
            "country = \"abroad\" }",
            "country = [\"home\", \"abroad\"] }\n[[impossible]]\nwhen = { account = \"current\" }",
            "unreachable-case",
        ),
    ];
    let wrong = slips.into_iter().map(|slip| (slip, found_in("authority-schedule", slip)));
    let wrong: Vec<_> = wrong.filter(|((.., rule), found)| found != &[*rule]).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_slip_in_a_department_gives_one_finding() {
    let slips: [Slip; 5] = [
        ("raci.toml", "escalates = \"downward\"", "escalates = \"downwards\"", "invalid-value"),
        ("raci.toml", "scheme = \"RASCI\"", "scheme = \"RASIC\"", "invalid-value"),
        ("raci.toml", "\"tactical\", ", "\"tactcal\", ", "unknown-reference"),
        ("raci.toml", "reviewed = 2026-11-02", "reviewed = 02.11.2026", "invalid-value"),
        (
            "escalations.raci.toml",
            "path = [\"sales-support\", \"sales-specialist\", \"sales-manager\"]\n",
            "",
            "missing-key",
        ),
    ];
    let wrong = slips.into_iter().map(|slip| (slip, found_in("sales-department", slip)));
    let wrong: Vec<_> = wrong.filter(|((.., rule), found)| found != &[*rule]).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn more_than_a_hundred_regions_are_a_hundred_and_one_that_counts_the_rest() {
    let steps: String = (1..=151).map(|step| format!("{{ decides = \"a\", at-most = {step} }},\n")).collect();
    let policy = format!(
        "[dimensions.n]\n[roles]\na = {{}}\n[decisions.d]\nmeasure = \"n\"\nlimits = [\n{steps}{{ decides = \"a\" }} ]\n"
    );
    let sources = Sources::in_memory([("raci.toml", policy.as_str())]);
    let (findings, _) = check(&sources, &[Policy::alone(FileId(0))], &Options::on(date(2026, 7, 1)));
    let said: Vec<_> = findings.iter().filter(|finding| finding.rule == "redundant-threshold").collect();
    assert_eq!(said.len(), 101);
    let last = said.iter().filter(|finding| finding.cases.is_none()).map(|finding| finding.message.as_str());
    assert_eq!(last.collect::<Vec<_>>(), ["51 more regions of cases of `decisions.d` are wrong in the same way"]);
}
