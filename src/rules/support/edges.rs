//! The limits at which a gap begins and ends: what to point at.

use std::collections::BTreeSet;

use case_space::{Domain, Extent, Interval, Region, Way};

use super::MOST_PLACES;
use crate::model::{Answer, Coverage, Decision, Dimension, Id, Limit};
use crate::rules::Context;

/// A limit at which a gap begins or ends.
#[derive(Clone)]
pub(in crate::rules) struct Edge {
    pub(in crate::rules) limit: Limit,
    /// Which way from the gap it lies.
    pub(in crate::rules) way: Way,
    /// Whether the gap has no end the other way.
    pub(in crate::rules) is_last: bool,
    /// Whether it ends a step of a ladder.
    pub(in crate::rules) ends_step: bool,
}

/// A region of cases in which nobody decides.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Gap<'a> {
    pub(in crate::rules) decision: &'a Decision,
    pub(in crate::rules) coverage: &'a Coverage<Id<Answer>>,
    pub(in crate::rules) region: &'a Region,
}

impl<'a> Gap<'a> {
    /// The limits at its ends, each once; on each number that it restricts first those on the side of less authority.
    pub(in crate::rules) fn edges(&self, cx: &Context<'_>) -> Vec<Edge> {
        let mut places = BTreeSet::new();
        let space = self.coverage.cover.space();
        let restricted = space.describe(&self.coverage.block(self.region, self.region)).into_iter();
        let edges = restricted.flat_map(|(number, extent)| match (extent, cx.model.dimensions.numbered(number)) {
            (Extent::Interval(numbers), Some(measure)) => {
                let lighter = measure.escalates.back();
                [lighter, lighter.back()].map(|way| self.edges_one_way(cx, (number, measure), &numbers, way)).concat()
            }
            _ => Vec::new(),
        });
        let mut edges: Vec<Edge> = edges.collect();
        // between two limits of one number, a limit of another is not where the gap begins or ends; nor, where it ends on several
        // numbers, is one the last limit that ends no step
        let lies_between = edges.iter().any(|edge| !edge.is_last);
        let is_on_several =
            edges.windows(2).any(|two| matches!(two, [one, next] if one.limit.measure != next.limit.measure));
        edges.retain_mut(|edge| {
            edge.is_last &= !lies_between && (!is_on_several || edge.ends_step);
            places.insert(edge.limit.place)
        });
        edges.truncate(MOST_PLACES);
        edges
    }

    /// The answers that hold next to it on a number that it restricts, either way.
    pub(in crate::rules) fn neighbours(&self, cx: &Context<'_>) -> impl Iterator<Item = &'a Answer> {
        let values = self.coverage.cover.values_beside(self.region, cx.budget());
        let decision = self.decision;
        values.into_iter().filter_map(move |value| decision.answer(value))
    }

    /// The limits of what is written next to it on one number, one way.
    fn edges_one_way(
        &self,
        cx: &Context<'_>,
        (number, measure): (usize, &Dimension),
        numbers: &Interval,
        way: Way,
    ) -> Vec<Edge> {
        let cover = &self.coverage.cover;
        let Some(beside) = cover.space().beside(self.region, number, way) else { return Vec::new() };
        let is_last = cover.space().beside(self.region, number, way.back()).is_none();
        let origins = cover.origins_in(&beside, cx.budget()).into_iter();
        let edges = origins.map(|origin| self.coverage.origin(origin)).flat_map(|origin| {
            let of_step = self.decision.step_at(origin).and_then(|(ladder, step)| ladder.limit(step));
            let own = self.decision.limits_at(origin).filter(move |limit| limit.measure.index() == number);
            own.filter(|limit| touches(limit, numbers, way, measure)).map(move |limit| {
                let ends_step = of_step.as_ref() == Some(&limit);
                Edge { way, is_last, ends_step, limit }
            })
        });
        edges.collect()
    }
}

/// Whether the limit, which lets in nothing of `gap`, lies next to it one way from it: no number is between the two.
pub(in crate::rules) fn touches(limit: &Limit, gap: &Interval, way: Way, dimension: &Dimension) -> bool {
    let Some(Domain::Numbers(numbers)) = &dimension.domain else { return false };
    let between = match way {
        Way::Down => limit.within.higher().meet(&gap.lower()),
        Way::Up => limit.within.lower().meet(&gap.higher()),
    };
    limit.within.clone().meet(gap).is_empty() && !numbers.any_in(&between)
}
