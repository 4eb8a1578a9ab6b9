//! Looking up what a decision says where.

use super::answer::Answer;
use super::coverage::Origin;
use super::decision::Decision;
use super::ladder::{Ladder, Step};
use super::limit::Limit;
use super::refs::Refs;
use super::right::{Body, Right};
use super::role::Role;

impl Decision {
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
            Body::Silent | Body::Unread => None,
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

    /// The steps of all its ladders.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.ladders().flat_map(|ladder| &ladder.steps)
    }

    /// Every limit that is written: the ends of steps, and the bounds of cases.
    pub fn limits(&self) -> impl Iterator<Item = Limit> {
        let of_steps = self.ladders().flat_map(|ladder| ladder.steps.iter().filter_map(|step| ladder.limit(step)));
        of_steps.chain(self.cases.iter().flat_map(|case| case.when.limits.iter().cloned()))
    }

    /// The ladders, of the top and of the cases.
    pub fn ladders(&self) -> impl Iterator<Item = &Ladder> {
        self.rights().filter_map(|right| if let Body::Ladder(ladder) = &right.body { Some(ladder) } else { None })
    }
}
