//! Going along a number: the answers of a decision in the order of the authority that they take.

use super::Context;
use super::edges::{lighter, touches};
use crate::model::{Answer, Coverage, Decision, Dimension, Model, Origin};
use crate::source::Place;
use crate::space::{Extent, Piece, Touching, Way};

/// A decision along one number that it depends on.
#[derive(Clone, Copy)]
pub(super) struct Along<'a> {
    pub(super) decision: &'a Decision,
    pub(super) coverage: &'a Coverage,
    /// The number.
    pub(super) measure: &'a Dimension,
    /// Its place among the dimensions.
    pub(super) number: usize,
}

/// Each decision whose space of cases is known, along each number that it depends on.
pub(super) fn each_measure<'a>(cx: &Context<'a>) -> impl Iterator<Item = Along<'a>> {
    let model = cx.model;
    model.decisions.values().iter().flat_map(move |decision| measures(model, decision))
}

/// The decision along each number that it depends on.
pub(super) fn measures<'a>(model: &'a Model, decision: &'a Decision) -> impl Iterator<Item = Along<'a>> {
    decision.coverage.iter().flat_map(move |coverage| {
        let dimensions = coverage.cover.space().dimensions();
        dimensions.filter_map(move |number| {
            let measure = model.dimensions.numbered(number)?;
            measure.is_number().then_some(Along { decision, coverage, measure, number })
        })
    })
}

impl<'a> Along<'a> {
    /// The way to what takes more authority.
    pub(super) fn heavier(&self) -> Way {
        lighter(self.measure).back()
    }

    /// The answers that follow on each other, each pair from the lighter cases to the heavier.
    pub(super) fn pairs(&self, cx: &Context<'_>) -> Vec<Touching<'a>> {
        self.coverage.cover.touching(self.number, self.heavier(), &mut cx.budget())
    }

    /// Where a piece is written.
    pub(super) fn origin(&self, piece: &Piece) -> Origin {
        self.coverage.origin(piece.origin)
    }

    /// The answer that a piece gives.
    pub(super) fn answer(&self, piece: &Piece) -> Option<&'a Answer> {
        self.decision.answer_at(self.origin(piece))
    }

    /// Where the limit between two stands; where none is written, the answer of the heavier.
    pub(super) fn limit(&self, pair: &Touching<'_>) -> Place {
        let of_before = self.limit_facing(pair.before, pair.after, self.heavier().back());
        let of_after = || self.limit_facing(pair.after, pair.before, self.heavier());
        of_before.or_else(of_after).unwrap_or(self.origin(pair.after).place)
    }

    /// The limit of `piece` that lies at `other`, seen from there one way.
    fn limit_facing(&self, piece: &Piece, other: &Piece, way: Way) -> Option<Place> {
        let described = self.coverage.cover.space().describe(&other.region);
        let extent = described.into_iter().find(|(number, _)| *number == self.number)?.1;
        let Extent::Interval(numbers) = extent else { return None };
        let own = self.decision.limits_at(self.origin(piece)).filter(|limit| limit.measure.index() == self.number);
        own.into_iter().find(|limit| touches(limit, &numbers, way, self.measure)).map(|limit| limit.place)
    }
}
