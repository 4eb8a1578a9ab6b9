//! Looking up what a decision says where.

use case_space::Point;

use super::also::Also;
use super::answer::Answer;
use super::beside::{Beside, Manner, Parties, Party, Times};
use super::coverage::Origin;
use super::decision::Decision;
use super::ladder::{Ladder, Step};
use super::limit::Limit;
use super::right::{Body, Right};
use super::seniority::Seniority;
use crate::syntax::{Lapse, Located, Remarks, Slot, Term};

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

    /// The answer that is written there, with those who agree to it; `None` where it names somebody unknown.
    #[must_use]
    pub fn signed_at(&self, origin: Origin) -> Option<Answer> {
        let (agreeing, _) = self.parties_at(origin, Manner::Agrees);
        let answer = self.answer_at(origin)?.clone();
        Some(answer.agreed(agreeing.into_iter().map(|party| party.who.clone()).collect()))
    }

    /// The limits within which the answer that is written there holds: the end of its step, and the bounds of its case.
    pub fn limits_at(&self, origin: Origin) -> impl Iterator<Item = Limit> {
        let of_step = self.step_at(origin).and_then(|(ladder, step)| ladder.limit(step));
        let case = origin.case.and_then(|number| self.cases.get(number));
        of_step.into_iter().chain(case.into_iter().flat_map(|case| case.when.limits.iter().cloned()))
    }

    /// Whatever stands beside an answer, as written: by the top, the cases, the steps of ladders, and what is added.
    pub fn all_beside(&self) -> impl Iterator<Item = &Beside> {
        let steps = self.steps().map(|step| &step.beside);
        let rights = self.rights().map(|right| &right.beside);
        let all = rights.chain(steps).chain(self.also.iter().map(|also| &also.beside));
        all.filter(|beside| !beside.is_nothing())
    }

    /// The lists of those who are asked before, as written.
    pub fn consults(&self) -> impl Iterator<Item = &Parties> {
        self.all_beside().map(|beside| &beside.consults)
    }

    /// The lists of those who are told after, as written.
    pub fn informs(&self) -> impl Iterator<Item = &Parties> {
        self.all_beside().map(|beside| &beside.informs)
    }

    /// The time to decide that the top gives, of the first step where each has its own.
    #[must_use]
    pub fn within(&self) -> Slot<Located<Term>> {
        match &self.top.beside.times.within {
            Slot::Given(within) => within.first().map_or(Slot::Absent, |first| Slot::Given(*first)),
            Slot::Absent => Slot::Absent,
            Slot::Unread => Slot::Unread,
        }
    }

    /// Those who stand in one manner beside the answer that is written there, before anything is added, and whether these are all: those of
    /// its case or, where that does not say, of the top, and those of its step.
    #[must_use]
    pub fn parties_at(&self, origin: Origin, manner: Manner) -> (Vec<&Party>, bool) {
        let right = self.right_at(origin).map(|right| &right.beside);
        let step = self.step_at(origin).map(|(_, step)| &step.beside);
        if [Some(&self.top.beside), right, step].into_iter().flatten().all(Beside::is_nothing) {
            return (Vec::new(), true);
        }
        let own = right.map(|right| right.list(manner)).filter(|own| own.is_written());
        let body = own.unwrap_or(self.top.beside.list(manner));
        let lists = || std::iter::once(body).chain(step.map(|step| step.list(manner)));
        (lists().flat_map(|list| &list.items).collect(), lists().all(|list| !list.has_unread))
    }

    /// The times that hold for the answer that is written there, the nearest to it first: of its step, of its case, of the top.
    pub fn times_at(&self, origin: Origin) -> impl Iterator<Item = &Times> {
        let step = self.step_at(origin).map(|(_, step)| &step.beside.times);
        let case = origin.case.and_then(|number| self.cases.get(number)).map(|case| &case.right.beside.times);
        step.into_iter().chain(case).chain([&self.top.beside.times])
    }

    /// The time to decide that holds for the answer that is written there, of its own step where each has one.
    #[must_use]
    pub fn within_at(&self, origin: Origin) -> Option<Located<Term>> {
        let of_step = |within: &Vec<Located<Term>>| {
            let number = origin.step.filter(|_| within.len() > 1).unwrap_or(0);
            within.get(number).or(within.last()).copied()
        };
        self.times_at(origin).find_map(|times| of_step(times.within.get()?))
    }

    /// What happens when that time runs out.
    #[must_use]
    pub fn lapse_at(&self, origin: Origin) -> Lapse {
        self.times_at(origin).find_map(|times| Some(times.then.get()?.value)).unwrap_or_default()
    }

    /// What is added in a case to the answer that is written there.
    pub fn also_at<'a>(&'a self, origin: Origin, point: &Point) -> impl Iterator<Item = &'a Also> {
        let case = origin.case.and_then(|number| self.cases.get(number));
        let is_alone = case.is_some_and(|case| case.alone.is_some());
        self.also.iter().filter(move |also| !is_alone && also.when.condition().contains(point))
    }

    /// Which of its cases stand over which.
    #[must_use]
    pub fn seniority(&self) -> Seniority {
        Seniority::new(&self.cases, &self.circles)
    }

    /// What is remarked on it, and on its cases, steps and additions.
    pub fn all_remarks(&self) -> impl Iterator<Item = &Remarks> {
        let cases = self.cases.iter().map(|case| &case.remarks);
        let added = self.also.iter().map(|also| &also.remarks);
        std::iter::once(&self.remarks).chain(cases).chain(self.steps().map(|step| &step.remarks)).chain(added)
    }

    /// The steps of all its ladders.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.ladders().flat_map(|ladder| &ladder.steps)
    }

    /// Every limit that is written: the ends of steps, and the bounds of cases.
    pub fn limits(&self) -> impl Iterator<Item = Limit> {
        let of_steps = self.ladders().flat_map(|ladder| ladder.steps.iter().filter_map(|step| ladder.limit(step)));
        of_steps.chain(self.case_sets().flat_map(|when| when.limits.iter().cloned()))
    }

    /// The ladders, of the top and of the cases.
    pub fn ladders(&self) -> impl Iterator<Item = &Ladder> {
        self.rights().filter_map(|right| if let Body::Ladder(ladder) = &right.body { Some(ladder) } else { None })
    }
}
