//! What the chain of an answer is made of: what gave the answer, what stands next to it and what follows. Whoever tells it, in whatever
//! words, takes it from here.

use super::Ask;
use super::reason::Why;
use crate::model::{Body, Decision, Delegation, Escalation, Id, Ladder, Model, Origin, Refs, Right, Role, Step};
use crate::syntax::{Located, Slot, Term};

/// What gave an answer.
#[derive(Debug, Clone, Copy)]
pub struct Giver<'a> {
    /// The top, a case or a limit.
    pub why: Why,
    /// The number of the case; `None` for the top.
    pub case: Option<usize>,
    /// The ladder, and the number of the step in it.
    pub limit: Option<(&'a Ladder, usize)>,
}

impl<'a> Giver<'a> {
    /// What stands at an origin of the decision's cover.
    #[must_use]
    pub fn at(decision: &'a Decision, origin: Origin) -> Self {
        let why = match (origin.step, origin.case) {
            (Some(_), _) => Why::Limit,
            (None, Some(_)) => Why::Case,
            (None, None) => Why::Top,
        };
        let right = origin.case.map_or(Some(&decision.top), |case| decision.cases.get(case).map(|case| &case.right));
        let limit = match (right.map(|right| &right.body), origin.step) {
            (Some(Body::Ladder(ladder)), Some(step)) => Some((ladder, step)),
            _ => None,
        };
        Self { why, case: origin.case, limit }
    }

    /// The steps before and after it.
    pub fn next_to(self) -> impl Iterator<Item = (Why, &'a Ladder, &'a Step)> {
        let next = self.limit.map(|(ladder, step)| {
            let neighbours = [(Why::Below, step.checked_sub(1)), (Why::Above, step.checked_add(1))];
            neighbours.into_iter().filter_map(move |(why, next)| Some((why, ladder, ladder.steps.get(next?)?)))
        });
        next.into_iter().flatten()
    }
}

/// Somebody who is asked before or told after, and the step for which that is said; `None` where it is said for all.
pub type Told<'a> = (Why, Option<(&'a Ladder, &'a Step)>, &'a Refs<Role>);

/// Who is asked before, then who is told after.
pub fn asked_and_told(right: &Right) -> impl Iterator<Item = Told<'_>> {
    let ladder = if let Body::Ladder(ladder) = &right.body { Some(ladder) } else { None };
    let steps = move || ladder.into_iter().flat_map(|ladder| ladder.steps.iter().map(move |step| (ladder, step)));
    let asked = steps().map(|(ladder, step)| (Why::Consults, Some((ladder, step)), &step.consults));
    let told = steps().map(|(ladder, step)| (Why::Informs, Some((ladder, step)), &step.informs));
    let all = [(Why::Consults, None, &right.consults)].into_iter().chain(asked);
    all.chain([(Why::Informs, None, &right.informs)]).chain(told).filter(|(.., roles)| !roles.items.is_empty())
}

/// The escalations on which the role is, each with those who come after it.
pub fn onward(model: &Model, role: Id<Role>) -> impl Iterator<Item = (&Escalation, &[Located<Id<Role>>])> {
    model.escalations.as_written().filter_map(move |(_, escalation)| Some((escalation, after(escalation, role)?)))
}

/// Those who come after the role on the path of an escalation; `None` where nobody does.
#[must_use]
pub fn after(escalation: &Escalation, role: Id<Role>) -> Option<&[Located<Id<Role>>]> {
    let at = escalation.path.items.iter().position(|asked| asked.value == role)?;
    escalation.path.items.get(at.saturating_add(1)..).filter(|after| !after.is_empty())
}

impl<'a> Ask<'a> {
    /// How long the role has to decide, and to whom the decision goes then.
    #[must_use]
    pub fn goes_up(&self, decision: &'a Decision, role: Id<Role>) -> Option<(&'a Located<Term>, Id<Role>)> {
        let Slot::Given(within) = &decision.within else { return None };
        Some((within, self.org.superior(role)?))
    }

    /// The delegations of the decision that hold on the day.
    pub fn lent(&self, decision: &Decision) -> impl Iterator<Item = &'a Delegation> {
        let (model, today) = (self.model, self.today);
        let of_this = move |delegation: &&Delegation| {
            let lent = delegation.decision.get();
            lent.is_some_and(|lent| model.decisions[lent.value].id == decision.id) && delegation.is_valid_on(today)
        };
        model.delegations.iter().filter(of_this)
    }
}
