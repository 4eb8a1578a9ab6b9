//! The cases that a policy can tell apart: at each bound, next to it on both sides, each value, each requester, each day beside a bound.

use std::collections::BTreeSet;

use crate::oracle::Oracle;
use crate::policy::{Dimension, Measure, ONE, Point, VALUES};

/// Days that are looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    pub(crate) from: i64,
    /// The last of them.
    pub(crate) until: i64,
}

impl Days {
    pub(crate) const fn only(day: i64) -> Self {
        Self { from: day, until: day }
    }
}

/// Every case of what any of the oracles tells apart, whether it exists or not.
pub(crate) fn points(oracles: &[&Oracle<'_>], days: Days) -> Vec<Point> {
    let has = |dimension| oracles.iter().any(|oracle| oracle.dimensions().contains(&dimension));
    let values = |number: usize| if has(Dimension::Value(number)) { (0..VALUES[number]).collect() } else { vec![0] };
    let heights = [0, 1].map(|number| if has(Dimension::Number(number)) { heights(oracles, number) } else { vec![0] });
    let requesters: BTreeSet<usize> =
        oracles.iter().flat_map(|oracle| oracle.decision.requesters.iter().copied()).collect();
    let askers = if has(Dimension::Asker) { requesters.into_iter().map(Some).collect() } else { vec![None] };
    let days = days_beside(oracles, days);
    let mut points = Vec::new();
    for kind in values(0) {
        for site in values(1) {
            for amount in &heights[0] {
                for margin in &heights[1] {
                    for asker in &askers {
                        points.extend(days.iter().map(|day| Point {
                            values: [kind, site],
                            numbers: [*amount, *margin],
                            asker: *asker,
                            day: *day,
                        }));
                    }
                }
            }
        }
    }
    points
}

fn heights(oracles: &[&Oracle<'_>], number: usize) -> Vec<i64> {
    let space = &oracles[0].policy.space;
    let mut bounds = BTreeSet::new();
    for oracle in oracles {
        // where one is part of the other, both are cut at the bounds of either
        for other in 0..2 {
            if other != number && !space.is_part {
                continue;
            }
            bounds.extend(oracle.whens().flat_map(|when| when.numbers[other].ends()));
            let ladders = oracle.decision.ladders().filter(|ladder| ladder.measure == other);
            bounds.extend(ladders.flat_map(|ladder| &ladder.steps).filter_map(|step| step.end).map(|(end, _)| end));
            bounds.extend(space.measures[other].within.ends());
        }
    }
    let bounds: Vec<i64> = if bounds.is_empty() { vec![0] } else { bounds.into_iter().collect() };
    let measure = &space.measures[number];
    let mut heights: BTreeSet<i64> = bounds.iter().copied().collect();
    let far = 100 * ONE;
    let ends: Vec<i64> = [bounds[0] - far]
        .into_iter()
        .chain(bounds.iter().copied())
        .chain(bounds.last().map(|last| last + far))
        .collect();
    for two in ends.windows(2) {
        heights.extend(between(two[0], two[1], measure.step));
    }
    heights.into_iter().filter(|height| is_there(measure, *height)).collect()
}

/// A low and a high number between two.
fn between(low: i64, high: i64, step: Option<i64>) -> [i64; 2] {
    match step {
        None => [low + (high - low) / 4, high - (high - low) / 4],
        Some(step) => [(low.div_euclid(step) + 1) * step, ((high - 1).div_euclid(step)) * step],
    }
}

fn is_there(measure: &Measure, height: i64) -> bool {
    measure.within.contains(height) && measure.step.is_none_or(|step| height % step == 0)
}

fn days_beside(oracles: &[&Oracle<'_>], days: Days) -> Vec<i64> {
    let bounds: BTreeSet<i64> =
        oracles.iter().flat_map(|oracle| oracle.whens()).flat_map(|when| when.days.ends()).collect();
    let near: BTreeSet<i64> =
        bounds.iter().flat_map(|bound| [bound - 1, *bound, bound + 1]).chain([days.from]).collect();
    near.into_iter().filter(|day| (days.from..=days.until).contains(day)).collect()
}
