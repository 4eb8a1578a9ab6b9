//! What part roles have in what the matrix governs.

use std::sync::OnceLock;

use crate::model::{Id, Model, Role};
use crate::rules::Context;
use crate::syntax::{Letter, Located};

/// The roles that have this part or that, each derived when a rule first asks for them.
#[derive(Debug, Default)]
pub(in crate::rules) struct Parts {
    lettered: OnceLock<Marked>,
    answerable: OnceLock<Marked>,
    active: OnceLock<Marked>,
}

impl Context<'_> {
    /// The roles that hold any letter of any activity.
    pub(in crate::rules) fn lettered(&self) -> &Marked {
        self.parts.lettered.get_or_init(|| lettered(self.model, |_| true))
    }

    /// The roles that do some work or answer for it.
    pub(in crate::rules) fn answerable(&self) -> &Marked {
        let counts = |letter| matches!(letter, Letter::R | Letter::A | Letter::D);
        self.parts.answerable.get_or_init(|| lettered(self.model, counts))
    }

    /// The roles that do more than be told: they hold a letter other than `I`, have a say in a decision, ask for it or are asked before,
    /// hand over or receive, or are on an escalation path.
    pub(in crate::rules) fn active(&self) -> &Marked {
        self.parts.active.get_or_init(|| active(self.model))
    }
}

/// Some of the roles.
#[derive(Debug)]
pub(in crate::rules) struct Marked {
    by_number: Vec<bool>,
    count: usize,
}

impl Marked {
    fn none(model: &Model) -> Self {
        Self { by_number: vec![false; model.roles.len()], count: 0 }
    }

    fn mark(&mut self, roles: impl IntoIterator<Item = Id<Role>>) {
        for role in roles {
            if let Some(marked) = self.by_number.get_mut(role.index()) {
                self.count = self.count.saturating_add(usize::from(!*marked));
                *marked = true;
            }
        }
    }

    /// Whether the role is one of them.
    pub(in crate::rules) fn has(&self, role: Id<Role>) -> bool {
        self.by_number.get(role.index()).copied().unwrap_or_default()
    }

    /// How many they are.
    pub(in crate::rules) const fn count(&self) -> usize {
        self.count
    }
}

fn lettered(model: &Model, counts: impl Fn(Letter) -> bool) -> Marked {
    let mut marked = Marked::none(model);
    for activity in model.activities.values() {
        let parties = activity.parties().filter(|(letter, _)| counts(*letter));
        marked.mark(parties.map(|(_, role)| role.value));
    }
    marked
}

fn active(model: &Model) -> Marked {
    let mut marked = lettered(model, |letter| letter != Letter::I);
    for decision in model.decisions.values() {
        marked.mark(decision.written_answers().filter_map(|(answer, _)| answer).flat_map(|answer| answer.roles()));
        marked.mark(decision.requested_by.ids());
        decision.consults().for_each(|roles| marked.mark(roles.ids()));
    }
    for handoff in model.handoffs.values() {
        marked.mark(handoff.from.ids().chain(handoff.to.ids()));
    }
    model.escalations.values().iter().for_each(|escalation| marked.mark(escalation.path.ids()));
    marked
}

/// The roles that anything else in the policy rests on: they are told, somebody reports to them, they head a department, stand in, own an
/// indicator or are warned by it, lend or borrow a right, approve a waiver or keep the matrix.
pub(in crate::rules) fn needed(model: &Model) -> Marked {
    let id = |named: &Located<Id<Role>>| named.value;
    let mut marked = Marked::none(model);
    marked.mark(model.matrix.owner.get().map(id));
    for activity in model.activities.values() {
        marked.mark(activity.holders(Letter::I).map(|named| named.value));
    }
    for decision in model.decisions.values() {
        decision.informs().for_each(|roles| marked.mark(roles.ids()));
    }
    for role in model.roles.values() {
        marked.mark(role.reports_to.get().map(id).into_iter().chain(role.deputy.get().map(id)));
    }
    for indicator in model.indicators.values() {
        marked.mark(indicator.role.get().map(id).into_iter().chain(indicator.alerts.ids()));
    }
    for delegation in &model.delegations {
        marked.mark(delegation.from.get().map(id).into_iter().chain(delegation.to.ids()));
    }
    marked.mark(model.departments.values().iter().filter_map(|department| department.head.get().map(id)));
    marked.mark(model.waivers.iter().filter_map(|waiver| waiver.approved_by.get().map(id)));
    marked
}
