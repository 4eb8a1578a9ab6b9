//! Which roles have this part or that in what the matrix governs?

use std::sync::OnceLock;

use crate::model::{Also, Answer, Deciders, Decision, Id, Lendable, Manner, Model, Rank, Relative, Role};
use crate::syntax::{Capacity, Located};

/// The roles that have this part or that, each derived when a rule first asks for them.
#[derive(Debug)]
pub(in crate::rules) struct RoleSets<'m> {
    model: &'m Model,
    lettered: OnceLock<RoleSet>,
    answerable: OnceLock<RoleSet>,
    active: OnceLock<RoleSet>,
    taking_part: OnceLock<RoleSet>,
}

impl<'m> RoleSets<'m> {
    /// Of this model.
    pub(in crate::rules) const fn of(model: &'m Model) -> Self {
        Self {
            model,
            lettered: OnceLock::new(),
            answerable: OnceLock::new(),
            active: OnceLock::new(),
            taking_part: OnceLock::new(),
        }
    }

    /// The roles that have part in any activity.
    pub(in crate::rules) fn lettered(&self) -> &RoleSet {
        self.lettered.get_or_init(|| lettered(self.model, Capacity::takes_part))
    }

    /// The roles that do some work or answer for it.
    pub(in crate::rules) fn answerable(&self) -> &RoleSet {
        let counts = |capacity| matches!(capacity, Capacity::Responsible | Capacity::Accountable);
        self.answerable.get_or_init(|| lettered(self.model, counts))
    }

    /// The roles that do more than be told: they have part in an activity and are not informed alone, have a say in a decision, ask for it or are asked before,
    /// hand over or receive, or are on an escalation path.
    pub(in crate::rules) fn active(&self) -> &RoleSet {
        self.active.get_or_init(|| active(self.model))
    }

    /// The roles that have any letter, have a say in a decision, ask for it or are asked before, hand over or receive, or are on an escalation
    /// path: by themselves, not as members of a body.
    pub(in crate::rules) fn taking_part(&self) -> &RoleSet {
        let lettered = || lettered(self.model, Capacity::takes_part);
        self.taking_part.get_or_init(|| with_those_who_act(self.model, lettered()))
    }
}

/// Some of the roles.
#[derive(Debug)]
pub(in crate::rules) struct RoleSet {
    by_number: Vec<bool>,
    count: usize,
}

impl RoleSet {
    /// None of them.
    fn none(model: &Model) -> Self {
        Self { by_number: vec![false; model.roles.len()], count: 0 }
    }

    /// These.
    pub(in crate::rules) fn of(model: &Model, roles: impl IntoIterator<Item = Id<Role>>) -> Self {
        let mut set = Self::none(model);
        set.mark(roles);
        set
    }

    fn mark(&mut self, roles: impl IntoIterator<Item = Id<Role>>) {
        for role in roles {
            if let Some(has) = self.by_number.get_mut(role.index()) {
                self.count = self.count.saturating_add(usize::from(!*has));
                *has = true;
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

/// The roles in a capacity that counts, or that may be in one.
fn lettered(model: &Model, counts: impl Fn(Capacity) -> bool) -> RoleSet {
    let mut set = RoleSet::none(model);
    for activity in model.activities.values() {
        let is_sure = activity.scheme.is_sure();
        let parties = activity.parties().filter(|(letter, _)| !is_sure || counts(letter.capacity()));
        set.mark(parties.map(|(_, role)| role.value));
    }
    set
}

/// All deciders that are written, in answers and in what is added to them.
fn written(decision: &Decision) -> impl Iterator<Item = &Deciders> {
    let answers = decision.written_answers().filter_map(|(answer, _)| answer);
    answers.flat_map(in_turn).chain(decision.also.iter().flat_map(Also::signers))
}

/// Those who decide by an answer, one after the other.
fn in_turn(answer: &Answer) -> &[Deciders] {
    match answer {
        Answer::Decides(deciders) => std::slice::from_ref(deciders),
        Answer::Chain(steps) => steps,
        Answer::Free | Answer::Forbidden | Answer::Elsewhere => &[],
    }
}

/// Everybody who decides or signs in some case, by name or because it comes to them.
fn with_a_say(decision: &Decision) -> impl Iterator<Item = Id<Role>> {
    written(decision).flat_map(Deciders::roles).chain(decision.all_with_a_say())
}

fn active(model: &Model) -> RoleSet {
    let lettered = lettered(model, |capacity| capacity != Capacity::Informed && capacity.takes_part());
    let mut set = with_those_who_act(model, lettered);
    set.mark(model.roles.values().iter().flat_map(|role| role.body.iter().flat_map(|body| body.members.ids())));
    set
}

/// With those who act in a decision, a hand-off or an escalation.
fn with_those_who_act(model: &Model, mut set: RoleSet) -> RoleSet {
    for decision in model.decisions.values() {
        set.mark(with_a_say(decision));
        set.mark(decision.requested_by.ids());
        let lists = decision.all_beside().flat_map(|beside| beside.lists());
        let acting = lists.filter(|(manner, _)| !matches!(manner, Manner::Informs | Manner::FilesWith));
        set.mark(acting.flat_map(|(_, parties)| parties.ids()));
    }
    for handoff in model.handoffs.values() {
        set.mark(handoff.from.ids().chain(handoff.to.ids()));
    }
    set.mark(model.escalations.values().iter().flat_map(|escalation| escalation.path.ids()));
    set
}

/// The roles that anything else in the policy rests on: they are told or left out on purpose, a case is about their requests, somebody reports to them, they head a
/// department, stand in, are members of a body, own an indicator or are warned by it, are in charge of a value, lend or borrow a right, may do so or must agree to it, approve a waiver or keep
/// the matrix.
pub(in crate::rules) fn needed(model: &Model) -> RoleSet {
    let id = |named: &Located<Id<Role>>| named.value;
    let mut set = RoleSet::none(model);
    set.mark(model.matrix.owner.get().map(id));
    for activity in model.activities.values() {
        set.mark(activity.parties().map(|(_, named)| named.value));
    }
    for decision in model.decisions.values() {
        set.mark(decision.all_beside().flat_map(|beside| beside.lists()).flat_map(|(_, parties)| parties.ids()));
        let beside = decision.all_beside().flat_map(|beside| beside.lists()).flat_map(|(_, parties)| &parties.items);
        let named = written(decision).chain(beside.map(|party| &party.who));
        set.mark(named.flat_map(Deciders::relatives).filter_map(|relative| match relative {
            Relative::AtLeast(Rank::Role(role)) => Some(role),
            _ => None,
        }));
    }
    set.mark(model.named_as_asking());
    for dimension in model.dimensions.values() {
        set.mark((0..dimension.values.len()).filter_map(|value| dimension.holder(value)));
    }
    set.mark(model.people.values().iter().flat_map(|person| person.posts.items.iter().map(|post| post.role.value)));
    for role in model.roles.values() {
        set.mark(role.reports_to.get().map(id).into_iter().chain(role.deputies.ids()));
        set.mark(role.body.iter().flat_map(|body| body.members.ids()));
    }
    for indicator in model.indicators.values() {
        set.mark(indicator.role.get().map(id).into_iter().chain(indicator.alerts.ids()));
    }
    for delegation in &model.delegations {
        set.mark(delegation.from.get().map(id).into_iter().chain(delegation.to.ids()).chain(delegation.agrees.ids()));
    }
    set.mark(model.lendable.iter().flat_map(Lendable::roles));
    set.mark(model.departments.values().iter().filter_map(|department| department.head.get().map(id)));
    let dimensions = model.dimensions.values().iter();
    set.mark(dimensions.flat_map(|dimension| &dimension.holders).filter_map(|holder| holder.get().map(id)));
    set.mark(model.waivers.iter().filter_map(|waiver| waiver.approved_by.get().map(id)));
    set
}
