//! Going along a number: the answers of a decision in the order of the authority that they take.

use std::collections::BTreeSet;

use case_space::{Course, Following, Pairs, Piece, Reach, Region, Sought, Stretch, Touching, Way};

use super::edges::{lighter, touches};
use super::regions::{Covered, MOST, add_largest};
use crate::finding::Finding;
use crate::model::{Answer, Coverage, Decision, Dimension, Model, Origin};
use crate::rules::{Context, Found};
use crate::source::Place;

/// A decision along one number that it depends on.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Along<'a> {
    pub(in crate::rules) decision: &'a Decision,
    pub(in crate::rules) coverage: &'a Coverage,
    /// The number.
    pub(in crate::rules) measure: &'a Dimension,
    /// Its place among the dimensions.
    pub(in crate::rules) number: usize,
}

/// Adds a finding for each region in which one of the `sought` pairs of answers follow on each other, along each number that the
/// decision depends on. `walk` picks them out of what holds along the number.
pub(in crate::rules) fn each_following(
    cx: &Context<'_>,
    decision: &Decision,
    (sought, reach): (&Pairs, Reach),
    found: &mut Found,
    walk: impl Fn(&[Stretch]) -> Vec<(usize, usize)>,
    finding: impl Fn(&Found, Along<'_>, &Following) -> Option<Finding>,
) {
    let Some(coverage) = decision.coverage.as_ref().filter(|_| !sought.is_empty()) else { return };
    let covered = Covered { subject: &decision.subject(), place: decision.place, coverage };
    let (mut findings, mut is_proven, mut more) = (Vec::new(), true, 0_usize);
    let mut said = BTreeSet::new();
    for along in measures(cx.model, decision) {
        let course = Course { dimension: along.number, way: along.heavier(), reach };
        let followings = coverage.cover.followings(course, Sought::Pairs(sought), &walk, MOST, cx.budget());
        is_proven &= followings.is_proven();
        if cx.budget().is_in_vain() {
            return;
        }
        let (known, beyond) = (findings.len(), followings.found().more);
        for following in followings.into_found().found {
            let region = (following.before, following.after, following.region.clone());
            if said.contains(&region) {
                continue;
            }
            if let Some(finding) = finding(found, along, &following) {
                findings.push((coverage.cover.space().size(&following.region), finding));
                said.insert(region);
            }
        }
        if findings.len() > known {
            more = more.saturating_add(beyond);
        }
    }
    add_largest(covered, is_proven, findings, more, found);
}

/// The decision along each number that it depends on.
pub(in crate::rules) fn measures<'a>(model: &'a Model, decision: &'a Decision) -> impl Iterator<Item = Along<'a>> {
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
    pub(in crate::rules) fn heavier(&self) -> Way {
        lighter(self.measure).back()
    }

    /// The answers that follow on each other, each pair from the lighter cases to the heavier.
    pub(in crate::rules) fn pairs(&self, cx: &Context<'_>) -> Vec<Touching<'a>> {
        self.coverage.cover.touching(self.number, self.heavier(), cx.budget())
    }

    /// Where an answer is first given for some of the region.
    pub(in crate::rules) fn first_place(&self, cx: &Context<'_>, value: u32, region: &Region) -> Place {
        let origins = self.coverage.cover.origins_of(&[value], region, cx.budget());
        origins.first().map_or_else(Origin::default, |origin| self.coverage.origin(*origin)).place
    }

    /// How large the cases are that follow in a pair.
    pub(in crate::rules) fn size(&self, pair: &Touching<'_>) -> u128 {
        self.coverage.cover.space().size(&pair.after.region)
    }

    /// Where a piece is written.
    pub(in crate::rules) fn origin(&self, piece: &Piece) -> Origin {
        self.coverage.origin(piece.origin)
    }

    /// The answer that a piece gives.
    pub(in crate::rules) fn answer(&self, piece: &Piece) -> Option<&'a Answer> {
        self.decision.answer_at(self.origin(piece))
    }

    /// Where the limit between two stands; where none is written, the answer of the heavier.
    pub(in crate::rules) fn limit(&self, pair: &Touching<'_>) -> Place {
        let of_before = self.limit_facing(pair.before, pair.after, self.heavier().back());
        let of_after = || self.limit_facing(pair.after, pair.before, self.heavier());
        of_before.or_else(of_after).unwrap_or(self.origin(pair.after).place)
    }

    /// The limit of `piece` that lies at `other`, seen from there one way.
    fn limit_facing(&self, piece: &Piece, other: &Piece, way: Way) -> Option<Place> {
        let numbers = self.coverage.cover.space().hull(&other.region, self.number)?;
        let own = self.decision.limits_at(self.origin(piece)).filter(|limit| limit.measure.index() == self.number);
        own.into_iter().find(|limit| touches(limit, &numbers, way, self.measure)).map(|limit| limit.place)
    }
}
