//! Random policies are worth trying: they have what most rules are about.

use std::collections::BTreeSet;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use raci::rules;

use crate::random::matrix;
use crate::said::Files;

/// What random policies do not have: more roles or activities than they have, texts, other schemes, dates of the matrix, units that
/// differ, cases that stand over others, what may be lent, what happens when the time runs out, points between thousands, packs.
const SILENT: [&str; 22] = [
    "too-many-consulted",
    "too-many-informed",
    "overloaded-accountable",
    "overloaded-responsible",
    "ambiguous-escalation",
    "indicator-without-owner",
    "indicator-unit-mismatch",
    "impossible-target",
    "review-overdue",
    "reviewed-in-future",
    "silence-agrees",
    "lookalike-names",
    "precedence-cycle",
    "doubtful-number",
    "delegation-not-allowed",
    "sale-with-collection",
    "credit-with-contract-approval",
    "collection-with-bookkeeping",
    "contract-in-one-hand",
    "major-matter-decided-alone",
    "unknown-duty",
    "untagged-duties",
];

/// So many policies at most: rules that are hard to reach are met once in some hundred.
const MOST: usize = 4_000;

#[test]
fn most_rules_have_something_to_say_of_some_policy() {
    let can_be_met = |rule: &&str| !SILENT.contains(rule) && !rules::is_mistake(rule);
    let mut silent: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.name).filter(can_be_met).collect();
    let mut runner = TestRunner::deterministic();
    for _ in 0..MOST {
        let matrix = matrix().new_tree(&mut runner).unwrap().current();
        for finding in Files::plain(&matrix).findings().unwrap() {
            silent.remove(finding.rule);
        }
        if silent.is_empty() {
            return;
        }
    }
    panic!("never found: {silent:?}");
}
