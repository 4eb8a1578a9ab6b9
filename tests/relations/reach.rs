//! Random policies are worth trying: they have what most rules are about.

use std::collections::BTreeSet;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use raci::rules;

use crate::random::matrix;
use crate::said::Files;

/// What random policies do not have: more roles or activities than they have, texts, other schemes, dates of the matrix, units that
/// differ, packs.
const SILENT: [&str; 17] = [
    "too-many-consulted",
    "too-many-informed",
    "overloaded-accountable",
    "overloaded-responsible",
    "ambiguous-escalation",
    "indicator-without-owner",
    "indicator-unit-mismatch",
    "impossible-target",
    "review-overdue",
    "lookalike-names",
    "sale-with-collection",
    "credit-with-contract-approval",
    "collection-with-bookkeeping",
    "contract-in-one-hand",
    "major-matter-decided-alone",
    "unknown-duty",
    "untagged-duties",
];

#[test]
fn most_rules_have_something_to_say_of_some_policy() {
    let mut runner = TestRunner::deterministic();
    let mut found = BTreeSet::new();
    for _ in 0..500 {
        let matrix = matrix().new_tree(&mut runner).unwrap().current();
        found.extend(Files::plain(&matrix).findings().unwrap().iter().map(|finding| finding.rule));
    }
    let silent = rules::ALL.iter().filter(|rule| !found.contains(rule.name) && !rules::is_mistake(rule.name));
    let silent: Vec<&str> = silent.map(|rule| rule.name).filter(|rule| !SILENT.contains(rule)).collect();
    assert_eq!(silent, [""; 0]);
}
