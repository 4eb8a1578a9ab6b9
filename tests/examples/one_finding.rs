//! One mistake in a clean policy gives one finding: rules do not repeat each other, and none draws conclusions from what another has said.

use std::collections::BTreeSet;

use jiff::civil::date;
use raci::check::check;
use raci::options::Options;
use raci::source::{FileId, Policy, Sources};

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
director = { reports-to = "ceo", deputy = "secretary" }
manager = { reports-to = "director", deputy = "secretary" }
clerk = { reports-to = "manager", deputy = "secretary" }
controller = { reports-to = "ceo", deputy = "secretary" }
secretary = { reports-to = "ceo" }

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
