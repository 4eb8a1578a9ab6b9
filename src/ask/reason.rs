//! Why the answer is what it is, and what follows from it: each step with its place.

use case_space::{Piece, Point};
use indexmap::IndexSet;

use super::Ask;
use super::steps::{Giver, asked_and_told, onward};
use crate::model::{Answer, Coverage, Decision, Id, Ladder, Role, Step};
use crate::source::Place;
use crate::syntax::Slot;

/// What a step of the chain is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The answer at the top, which no case replaces.
    Top,
    /// The case that gives the answer.
    Case,
    /// The approval limit that gives the answer.
    Limit,
    /// Who holds a letter.
    Letter,
    /// Who would have decided less.
    Below,
    /// Who would have decided more.
    Above,
    /// Who is asked before.
    Consults,
    /// Who is told after.
    Informs,
    /// Who comes next when time runs out or the matter cannot be settled.
    Escalation,
    /// Who stands in.
    Deputy,
    /// To whom the right is lent.
    Delegation,
}

impl Why {
    /// The word that machine output uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Case => "case",
            Self::Limit => "limit",
            Self::Letter => "letter",
            Self::Below => "below",
            Self::Above => "above",
            Self::Consults => "consults",
            Self::Informs => "informs",
            Self::Escalation => "escalation",
            Self::Deputy => "deputy",
            Self::Delegation => "delegation",
        }
    }
}

/// One step of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub why: Why,
    /// In words.
    pub text: String,
    /// The roles that it is about.
    pub roles: Vec<Id<Role>>,
    /// Where it stands.
    pub place: Place,
}

impl Reason {
    pub(super) const fn new(why: Why, text: String, place: Place) -> Self {
        Self { why, text, roles: Vec::new(), place }
    }

    pub(super) fn of(mut self, roles: &[Id<Role>]) -> Self {
        self.roles = roles.to_vec();
        self
    }
}

impl Ask<'_> {
    /// The roles in backticks.
    pub(super) fn role_words(&self, roles: &[Id<Role>]) -> String {
        let named: Vec<_> = roles.iter().map(|role| format!("`{}`", self.model.roles[*role].id)).collect();
        named.join(", ")
    }

    fn answer_words(&self, answer: Option<&Answer>) -> String {
        answer.map_or_else(|| "somebody who could not be read".to_owned(), |answer| answer.words(&self.model.roles))
    }

    /// Which case or step gave each answer, and the steps next to it.
    pub(super) fn why_decided(
        &self,
        decision: &Decision,
        coverage: &Coverage,
        pieces: &[&Piece],
        point: &Point,
        chain: &mut Vec<Reason>,
    ) {
        for piece in pieces {
            let origin = coverage.origin(piece.origin);
            let giver = Giver::at(decision, origin);
            let number = piece.held.values().first();
            let answer = number.and_then(|number| decision.answers.get(*number as usize));
            let block = coverage.cover.space().block_at(&piece.region, point);
            let words = coverage.words(&block, &self.model.dimensions);
            let when = if words.is_empty() { "in every case".to_owned() } else { format!("when {words}") };
            let text = format!("{} {when}", self.answer_words(answer));
            let roles: Vec<_> = answer.map_or_else(Vec::new, |answer| answer.roles().into_iter().collect());
            chain.push(Reason::new(giver.why, text, origin.step_place).of(&roles));
            chain.extend(giver.next_to().map(|(why, ladder, step)| self.next_to(why, ladder, step)));
        }
    }

    /// Who would have decided less, or more.
    fn next_to(&self, why: Why, ladder: &Ladder, step: &Step) -> Reason {
        let measure = &self.model.dimensions[ladder.measure];
        let unit = measure.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
        let interval = case_space::interval_words(&step.interval);
        let text = format!("{} when {} is {interval}{unit}", self.answer_words(step.answer.as_ref()), measure.id);
        let roles: Vec<_> = step.answer.iter().flat_map(Answer::roles).collect();
        Reason::new(why, text, step.place).of(&roles)
    }

    /// Who comes next, who stands in, and to whom the right is lent.
    pub(super) fn what_follows(&self, decision: &Decision, point: &Point, chain: &mut Vec<Reason>) {
        let given = chain.iter().filter(|reason| matches!(reason.why, Why::Limit | Why::Case | Why::Top));
        let deciders: IndexSet<Id<Role>> = given.flat_map(|reason| reason.roles.iter().copied()).collect();
        self.asked_and_told(decision, point, chain);
        for role in &deciders {
            self.escalations(decision, *role, chain);
        }
        for role in &deciders {
            self.deputy(*role, chain);
        }
        self.delegations(decision, &deciders, point, chain);
    }

    fn asked_and_told(&self, decision: &Decision, point: &Point, chain: &mut Vec<Reason>) {
        let cases: Vec<_> = decision.cases.iter().filter(|case| case.when.condition().contains(point)).collect();
        let rights: Vec<_> =
            if cases.is_empty() { vec![&decision.top] } else { cases.iter().map(|case| &case.right).collect() };
        for right in rights {
            for (why, step, roles) in asked_and_told(right) {
                let is_here = |(ladder, step): (&Ladder, &Step)| {
                    ladder.step_at(point).is_some_and(|here| std::ptr::eq(here, step))
                };
                if !step.is_none_or(is_here) {
                    continue;
                }
                let Some(first) = roles.items.first() else { continue };
                let ids: Vec<_> = roles.ids().collect();
                chain.push(Reason::new(why, self.role_words(&ids), first.place).of(&ids));
            }
        }
    }

    /// What happens when the decider does not decide: the time limit of the decision, and the escalation paths on which the decider is.
    fn escalations(&self, decision: &Decision, role: Id<Role>, chain: &mut Vec<Reason>) {
        if let Some((within, superior)) = self.goes_up(decision, role) {
            let roles = &self.model.roles;
            let text =
                format!("within {}, or it goes up from `{}` to `{}`", within.value, roles[role].id, roles[superior].id);
            chain.push(Reason::new(Why::Escalation, text, within.place).of(&[superior]));
        }
        for (escalation, onward) in onward(self.model, role) {
            let Some(next) = onward.first() else { continue };
            let ids: Vec<_> = onward.iter().map(|asked| asked.value).collect();
            let time =
                escalation.within.get().map_or_else(String::new, |within| format!(" after {} each", within.value));
            let from = &self.model.roles[role].id;
            let text = format!("`{}` goes from `{from}` to {}{time}", escalation.id, self.role_words(&ids));
            chain.push(Reason::new(Why::Escalation, text, next.place).of(&ids));
        }
    }

    fn deputy(&self, role: Id<Role>, chain: &mut Vec<Reason>) {
        let role = &self.model.roles[role];
        if let Slot::Given(deputy) = &role.deputy {
            let text = format!("`{}` stands in for `{}`", self.model.roles[deputy.value].id, role.id);
            chain.push(Reason::new(Why::Deputy, text, deputy.place).of(&[deputy.value]));
        }
    }

    /// The delegations that hold today, in this case, from one of the deciders.
    fn delegations(&self, decision: &Decision, deciders: &IndexSet<Id<Role>>, point: &Point, chain: &mut Vec<Reason>) {
        for delegation in self.lent(decision).filter(|delegation| delegation.when.condition().contains(point)) {
            let from = delegation.from.get().filter(|from| deciders.contains(&from.value));
            let Some(from) = from else { continue };
            let to: Vec<_> = delegation.to.ids().collect();
            let until =
                delegation.valid_until.get().map_or_else(String::new, |until| format!(" until {}", until.value));
            let text = format!("`{}` lends it to {}{until}", self.model.roles[from.value].id, self.role_words(&to));
            chain.push(Reason::new(Why::Delegation, text, delegation.place).of(&to));
        }
    }
}
