//! The limits at which a gap begins and ends: what to point at.

use std::collections::BTreeSet;

use super::Context;
use crate::model::{Answer, Coverage, Decision, Dimension, Limit};
use crate::space::{Domain, Extent, Interval, Region, Way};
use crate::syntax::Escalates;

/// More than so many help nobody to see what is wrong.
const MOST: usize = 8;

/// A limit at which a gap begins or ends.
pub(super) struct Edge<'a> {
    pub(super) limit: Limit,
    /// Which way from the gap it lies.
    pub(super) way: Way,
    /// Whether the gap has no end the other way.
    pub(super) is_last: bool,
    /// Whether it ends a step of a ladder.
    pub(super) ends_step: bool,
    /// The answer that holds up to it.
    pub(super) answer: Option<&'a Answer>,
}

/// The limits at the ends of a gap, on each number that it restricts first those on the side of less authority.
pub(super) fn edges_of<'a>(
    cx: &Context<'_>,
    decision: &'a Decision,
    coverage: &Coverage,
    region: &Region,
) -> Vec<Edge<'a>> {
    let mut edges = Vec::new();
    let mut places = BTreeSet::new();
    for (number, extent) in coverage.cover.space().describe(region) {
        let (Extent::Interval(gap), Some(dimension)) = (extent, cx.model.dimensions.numbered(number)) else { continue };
        for way in [lighter(dimension), lighter(dimension).back()] {
            let Some(beside) = coverage.cover.space().beside(region, number, way) else { continue };
            for origin in coverage.cover.origins_in(&beside, &mut cx.budget()) {
                let origin = coverage.origin(origin);
                let own = decision.limits_at(origin).filter(|limit| limit.measure.index() == number);
                for limit in own.filter(|limit| touches(limit, &gap, way, dimension)) {
                    if edges.len() < MOST && places.insert(limit.place) {
                        edges.push(Edge {
                            way,
                            is_last: coverage.cover.space().beside(region, number, way.back()).is_none(),
                            ends_step: decision
                                .step_at(origin)
                                .is_some_and(|(_, step)| step.end.as_ref().is_some_and(|end| end.place == limit.place)),
                            answer: decision.answer_at(origin),
                            limit,
                        });
                    }
                }
            }
        }
    }
    edges
}

/// The way along a number to what takes less authority.
pub(super) const fn lighter(dimension: &Dimension) -> Way {
    match dimension.escalates {
        Escalates::Upward => Way::Down,
        Escalates::Downward => Way::Up,
    }
}

/// Whether the limit, which lets in nothing of `gap`, lies next to it one way from it: no number is between the two.
pub(super) fn touches(limit: &Limit, gap: &Interval, way: Way, dimension: &Dimension) -> bool {
    let Some(Domain::Numbers(numbers)) = &dimension.domain else { return false };
    let between = match way {
        Way::Down => limit.within.higher().meet(&gap.lower()),
        Way::Up => limit.within.lower().meet(&gap.higher()),
    };
    limit.within.clone().meet(gap).is_empty() && !numbers.any_in(&between)
}
