//! In which cases does an answer hold of which something is so, by where it is written and by who decides in the end?

use case_space::{Condition, OriginId, Region};

use super::answers::Occurrence;
use super::regions::Covered;
use crate::finding::Finding;
use crate::model::{Answer, Coverage, Decision, Id, Origin};
use crate::rules::{Context, Found};

/// What holds where in a decision.
#[derive(Clone, Copy)]
pub(in crate::rules) struct WhatHolds<'a> {
    decision: &'a Decision,
    /// The different answers, by their numbers.
    answers: &'a [Answer],
    coverage: &'a Coverage<Id<Answer>>,
}

impl<'a> WhatHolds<'a> {
    /// Before anything is added, with those who agree; `None` where that could not be read.
    pub(in crate::rules) fn before_additions(decision: &'a Decision) -> Option<Self> {
        Some(Self { decision, answers: &decision.answers, coverage: decision.coverage.as_ref()? })
    }

    /// With what is added; `None` where that could not be read.
    pub(in crate::rules) fn in_full(decision: &'a Decision) -> Option<Self> {
        let (answers, coverage) = decision.in_full()?;
        Some(Self { decision, answers, coverage })
    }

    /// Each place at which something is written, and what it comes to: several answers where that follows from the case, and `None` where it
    /// could not be read.
    pub(in crate::rules) fn pieces(&self) -> impl Iterator<Item = (OriginId, Vec<Option<&'a Answer>>)> {
        let Self { answers, coverage, .. } = *self;
        coverage.cover.pieces().iter().map(move |piece| {
            let held = match &piece.held {
                case_space::Held::Values(values) => {
                    values.iter().map(|number| answers.get(number.index())).collect::<Vec<_>>()
                }
                case_space::Held::Unknown => vec![None],
            };
            (piece.origin, held)
        })
    }

    /// Where that is written.
    pub(in crate::rules) fn origin(&self, origin: OriginId) -> Origin {
        self.coverage.origin(origin)
    }

    /// The answers that hold in some case of these.
    pub(in crate::rules) fn answers_in(&self, cx: &Context<'_>, cases: &Condition) -> Vec<&'a Answer> {
        let Some(region) = self.coverage.cover.space().region(cases) else { return Vec::new() };
        let values = self.coverage.cover.values_in(&region, cx.budget());
        values.into_iter().filter_map(|number| self.answers.get(number.index())).collect()
    }

    /// Adds a finding, if there is one, for each region of `cases` in which an answer holds that is `meant`.
    pub(in crate::rules) fn each(
        &self,
        cx: &Context<'_>,
        cases: &Condition,
        meant: impl Fn(OriginId, &Answer) -> bool,
        found: &mut Found,
        finding: impl Fn(&Found, &Occurrence<'_>) -> Option<Finding>,
    ) {
        let Self { decision, answers, coverage } = *self;
        let Some(cases) = coverage.cover.space().region(cases) else { return };
        let pieces = coverage.cover.pieces();
        if !cx.budget().spend(pieces.len()) {
            return;
        }
        let is_meant = |piece: usize| {
            let piece = pieces.get(piece)?;
            let mut held = piece.held.values().iter().filter_map(|number| answers.get(number.index()));
            held.any(|answer| meant(piece.origin, answer)).then_some(())
        };
        let only = Coverage { cover: coverage.cover.of_some(is_meant), origins: coverage.origins.clone() };
        if only.cover.pieces().is_empty() {
            return;
        }
        let covered = Covered { subject: decision.subject(), place: decision.place, coverage: &only };
        covered.each_within(cx, (&[()], &cases), found, |found, region: &Region, when| {
            let origins = only.cover.origins_of(&[()], region, cx.budget()).into_iter();
            let origins = origins.map(|origin| only.origin(origin)).collect();
            finding(found, &Occurrence { decision, origins, when })
        });
    }
}
