//! Looking up: what a decision says at one place, and in one case.

use super::answer::Answer;
use super::coverage::Origin;
use super::decision::{Body, Decision, Right};
use super::ladder::{Ladder, Step};
use super::limit::Limit;
use super::names::Refs;
use super::organisation::Role;
use crate::space::{NoSuchCase, Point};

/// An answer that holds in a case.
#[derive(Debug, Clone, Copy)]
pub struct Holding<'a> {
    /// The answer; `None` where it names somebody unknown.
    pub answer: Option<&'a Answer>,
    /// Where it is written.
    pub origin: Origin,
}

impl Decision {
    /// The answers that hold in one case, in the order in which they are written: none in a gap, several in an overlap. `Ok(None)` where
    /// it could not be read who decides where.
    ///
    /// # Errors
    /// Where the point is not a case.
    pub fn answers_in(&self, case: &Point) -> Result<Option<Vec<Holding<'_>>>, NoSuchCase> {
        let Some(coverage) = &self.coverage else { return Ok(None) };
        let pieces = coverage.cover.evaluate(case)?;
        let holding = pieces.into_iter().map(|piece| {
            let origin = coverage.origin(piece.origin);
            Holding { answer: self.answer_at(origin), origin }
        });
        Ok(Some(holding.collect()))
    }

    /// The top or the case that an origin is in.
    #[must_use]
    pub fn right_at(&self, origin: Origin) -> Option<&Right> {
        match origin.case {
            None => Some(&self.top),
            Some(number) => self.cases.get(number).map(|case| &case.right),
        }
    }

    /// The step that an origin is, and its ladder.
    #[must_use]
    pub fn step_at(&self, origin: Origin) -> Option<(&Ladder, &Step)> {
        let Body::Ladder(ladder) = &self.right_at(origin)?.body else { return None };
        Some((ladder, ladder.steps.get(origin.step?)?))
    }

    /// The answer that is written there; `None` where it names somebody unknown.
    #[must_use]
    pub fn answer_at(&self, origin: Origin) -> Option<&Answer> {
        match &self.right_at(origin)?.body {
            Body::Plain(answer, _) => answer.as_ref(),
            Body::Ladder(_) => self.step_at(origin)?.1.answer.as_ref(),
            Body::Silent | Body::Unreadable => None,
        }
    }

    /// The limits within which the answer that is written there holds: the end of its step, and the bounds of its case.
    pub fn limits_at(&self, origin: Origin) -> impl Iterator<Item = Limit> {
        let of_step = self.step_at(origin).and_then(|(ladder, step)| ladder.limit(step));
        let case = origin.case.and_then(|number| self.cases.get(number));
        of_step.into_iter().chain(case.into_iter().flat_map(|case| case.when.limits.iter().cloned()))
    }

    /// The lists of roles that are asked before, as written: by the top, the cases and the steps of ladders.
    pub fn consults(&self) -> impl Iterator<Item = &Refs<Role>> {
        self.rights().map(|right| &right.consults).chain(self.steps().map(|step| &step.consults))
    }

    /// The lists of roles that are told after, as written: by the top, the cases and the steps of ladders.
    pub fn informs(&self) -> impl Iterator<Item = &Refs<Role>> {
        self.rights().map(|right| &right.informs).chain(self.steps().map(|step| &step.informs))
    }

    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.ladders().flat_map(|ladder| &ladder.steps)
    }

    /// The ladders, of the top and of the cases.
    pub fn ladders(&self) -> impl Iterator<Item = &Ladder> {
        self.rights().filter_map(|right| if let Body::Ladder(ladder) = &right.body { Some(ladder) } else { None })
    }
}
