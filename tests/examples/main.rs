//! The examples are what they say: the finished department is clean, the published one shows every hole of its text, and whatever single
//! fault is made in the finished one is found.

#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod faults;
mod one_finding;
mod policy;
mod readme;

use std::collections::BTreeSet;

use case_space::Number;
use raci::cases::Reading;
use raci::report::{self, Report};
use raci::rules;
use raci::source::Out;

use faults::Outcome;
use policy::{Policy, findings, opened};

/// The rules that find no single fault in the finished department, each with the reason.
const WITHOUT_A_FAULT: [(&str, &str); 1] =
    [("unproven", "a policy of some thousand cases that meet is not made by one slip: `policies/unproven` has some")];

fn report(example: &str) -> Report {
    let opened = opened(example);
    let (found, proved) = findings(&opened.sources, &opened.policies);
    Report::new(opened.sources, found, proved)
}

fn plain(report: &Report) -> String {
    let mut text = Vec::new();
    report::plain(report, &mut Out::new(&mut text)).unwrap_or_else(|error| panic!("{error}"));
    format!("{}{}\n", String::from_utf8_lossy(&text), report.sum_up())
}

#[test]
fn the_finished_department_is_clean_with_every_rule_on() {
    let report = report("sales-department");
    assert_eq!(report.worst(), None, "{}", plain(&report));
    insta::assert_snapshot!(report.sum_up());
}

#[test]
fn the_smallest_policy_is_clean_with_every_rule_on() {
    let report = report("minimal");
    assert_eq!(report.worst(), None, "{}", plain(&report));
}

#[test]
fn the_published_text_shows_its_holes() {
    insta::assert_snapshot!(plain(&report("sales-department-as-published")));
}

/// 以下 includes the number and 超过 does not: the one who transcribes it so has nothing to be told at 50 000 itself.
#[test]
fn the_published_text_has_no_gap_and_no_overlap_at_its_limit() {
    let report = report("sales-department-as-published");
    for finding in report.findings() {
        let at_limit =
            |(_, point): &(_, Reading)| matches!(point, Reading::Number(number) if *number == Number::from(50_000));
        let witness = finding.cases.iter().flat_map(|cases| &cases.witness);
        assert!(!witness.into_iter().any(at_limit), "{finding:?}");
        assert!(!matches!(finding.rule, "no-decider" | "several-deciders"), "{finding:?}");
    }
}

#[test]
fn the_schedule_of_authority_is_clean_with_every_rule_on() {
    let report = report("authority-schedule");
    assert_eq!(report.worst(), None, "{}", plain(&report));
    insta::assert_snapshot!(report.sum_up());
}

fn example(name: &str) -> Policy {
    let policy = Policy::of_example(name);
    assert!(policy.rules_broken().is_empty(), "one file or many, it is the same matrix: {:?}", policy.rules_broken());
    policy
}

/// Every fault is found by a rule that is there to find it, and what is said to be none is none.
fn all_are_found(outcomes: &[Outcome]) {
    for (what, list) in [
        ("missed", outcomes.iter().flat_map(|outcome| &outcome.missed).collect::<Vec<_>>()),
        ("said to be harmless, and found", outcomes.iter().flat_map(|outcome| &outcome.misjudged).collect()),
        ("said to be harmless, and never made", outcomes.iter().flat_map(|outcome| &outcome.idle).collect()),
    ] {
        assert!(list.is_empty(), "{what}: {list:#?}\n{}", faults::table(outcomes));
    }
}

#[test]
fn every_single_fault_is_found() {
    let outcomes = faults::try_all(&example("sales-department"));
    let schedule = faults::try_schedule(&example("authority-schedule"));
    all_are_found(&schedule);
    all_are_found(&outcomes);
    let by: BTreeSet<&str> = outcomes.iter().chain(&schedule).flat_map(|outcome| &outcome.by).copied().collect();
    let listed = |rule: &str| WITHOUT_A_FAULT.iter().any(|(name, _)| *name == rule);
    let wrong: Vec<_> = rules::ALL.iter().filter(|rule| by.contains(rule.name) == listed(rule.name)).collect();
    let names: Vec<&str> = wrong.into_iter().map(|rule| rule.name).collect();
    assert!(names.is_empty(), "no fault in `faults` is found by these, nor is listed why, or both: {names:?}");
    insta::assert_snapshot!(faults::table(&outcomes));
    insta::assert_snapshot!("every_single_fault_of_the_schedule_is_found", faults::table(&schedule));
}
