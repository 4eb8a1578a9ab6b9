//! The cases and days that a policy can tell apart.

use std::collections::BTreeSet;

use crate::policy::{Decision, KINDS, Point, Policy, Range, Right};

/// A number on each bound, and one between each two.
fn between(ranges: impl Iterator<Item = Range>, first: i64, last: i64) -> Vec<i64> {
    // where something changes from one number to the next
    let starts = |range: Range| range.low.into_iter().chain(range.high.map(|high| high + 1));
    let starts: BTreeSet<i64> = ranges.flat_map(starts).filter(|start| (first + 1..=last).contains(start)).collect();
    std::iter::once(first).chain(starts).collect()
}

/// Every case of a decision on every day that is looked at.
pub(crate) fn points(policy: &Policy, decision: &Decision) -> Vec<Point> {
    let ends = policy.decisions.iter().flat_map(Decision::rights).flat_map(|right| match right {
        Right::Plain(_) => Vec::new(),
        Right::Ladder(ladder) => ladder.steps.iter().filter_map(|(end, _)| *end).collect(),
    });
    let steps = ends.map(|end| Range { low: None, high: Some(end) });
    let amounts = between(policy.whens().map(|when| when.amounts).chain(steps), 0, i64::MAX);
    let days = between(policy.spans(), policy.today, policy.until);
    let kinds = if policy.whens().any(|when| when.kinds.is_some()) { KINDS } else { 1 };
    let askers: Vec<_> = match decision.requesters.is_empty() {
        true => vec![None],
        false => decision.requesters.iter().copied().map(Some).collect(),
    };
    let mut points = Vec::new();
    for kind in 0..kinds {
        for amount in &amounts {
            for day in &days {
                points.extend(askers.iter().map(|asker| Point { kind, amount: *amount, day: *day, asker: *asker }));
            }
        }
    }
    points
}
