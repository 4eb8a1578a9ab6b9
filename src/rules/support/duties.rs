//! Who holds which duty, by what, and in which cases; and of what kind the duties are, as they are tagged.

use std::collections::BTreeMap;

use crate::model::{Answer, Coverage, Duty, Id, Model, Role};
use crate::rules::Context;
use crate::source::Place;
use crate::subject::{Subject, Text};
use crate::syntax::{Capacity, Letter, Located};

/// The kinds of duty that rules know.
pub(in crate::rules) const KINDS: [&str; 9] = [
    "sale",
    "collection",
    "credit-assessment",
    "contract-approval",
    "bookkeeping",
    "contract-drafting",
    "contract-review",
    "contract-seal",
    "major-matter",
];

/// Every duty that is tagged, with its kind: activities first.
pub(in crate::rules) fn tags(model: &Model) -> impl Iterator<Item = (Duty, &Located<Text>)> {
    let activities = model.activities.iter();
    let activities = activities.flat_map(|(id, own)| own.duties.iter().map(move |kind| (Duty::Activity(id), kind)));
    let decisions = model.decisions.iter();
    let decisions = decisions.flat_map(|(id, own)| own.duties.iter().map(move |kind| (Duty::Decision(id), kind)));
    activities.chain(decisions)
}

/// A duty that a role holds.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Charge {
    pub(in crate::rules) role: Id<Role>,
    pub(in crate::rules) duty: Duty,
    pub(in crate::rules) by: HeldBy,
    /// Where that is said first.
    pub(in crate::rules) place: Place,
}

/// HeldBy what a role holds a duty.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) enum HeldBy {
    /// HeldBy a letter of the activity that means this.
    Capacity(Capacity),
    /// HeldBy a say in the decision.
    Say,
    /// HeldBy lending the decision to another: what the delegate holds then.
    Loan,
}

/// The roles that hold a duty in some case, each once: an activity in the first of these capacities.
pub(in crate::rules) fn charges(
    model: &Model,
    duty: Duty,
    capacities: &[Capacity],
) -> impl Iterator<Item = Charge> + use<> {
    let mut charges = BTreeMap::new();
    let mut add = |role, by, place| {
        charges.entry(role).or_insert(Charge { role, duty, by, place });
    };
    match duty {
        Duty::Activity(id) => {
            for capacity in capacities {
                model.activities[id]
                    .holders(*capacity)
                    .for_each(|role| add(role.value, HeldBy::Capacity(*capacity), role.place));
            }
        }
        Duty::Decision(id) => {
            for (answer, place) in model.decisions[id].written_answers() {
                let roles = answer.into_iter().flat_map(Answer::roles);
                roles.for_each(|role| add(role, HeldBy::Say, place));
            }
        }
    }
    charges.into_values()
}

impl Charge {
    /// `value` wherever the role holds the duty by this; `None` where that could not be read.
    pub(in crate::rules) fn coverage<V: Copy + Ord>(&self, model: &Model, value: V) -> Option<Coverage<V>> {
        match (self.duty, self.by) {
            (Duty::Activity(id), HeldBy::Capacity(capacity)) => {
                let coverage = model.activities[id].coverage(capacity, &model.dimensions)?;
                Some(coverage.renamed(|role| (role == self.role).then_some(value)))
            }
            (Duty::Activity(_), HeldBy::Say | HeldBy::Loan) => None,
            (Duty::Decision(id), _) => {
                let decision = &model.decisions[id];
                let has_a_say = |answer: &Answer| answer.roles().contains(&self.role);
                let is_role = |answer| decision.answer(answer).is_some_and(has_a_say);
                Some(decision.coverage.as_ref()?.renamed(|answer| is_role(answer).then_some(value)))
            }
        }
    }

    /// The letter by which the role is in the capacity; its word where that is not known.
    fn letter(&self, cx: &Context<'_>, capacity: Capacity) -> String {
        let Duty::Activity(id) = self.duty else { return capacity.as_str().to_owned() };
        let is_own =
            |(letter, role): &(Letter, Located<Id<Role>>)| letter.capacity() == capacity && role.value == self.role;
        let own = cx.model.activities[id].parties().find(is_own);
        own.map_or_else(|| capacity.as_str().to_owned(), |(letter, _)| letter.as_str().to_owned())
    }

    /// "`cashier` is R of `activities.take-payment`".
    pub(in crate::rules) fn words(&self, cx: &Context<'_>) -> String {
        let (role, duty) = (cx.role_id(self.role), subject(cx, self.duty));
        match self.by {
            HeldBy::Capacity(capacity) => format!("`{role}` is {} of `{duty}`", self.letter(cx, capacity)),
            HeldBy::Say => format!("`{role}` has a say in `{duty}`"),
            HeldBy::Loan => format!("`{role}` lends `{duty}`"),
        }
    }
}

/// What a finding on a duty names.
pub(in crate::rules) fn subject(cx: &Context<'_>, duty: Duty) -> Subject {
    match duty {
        Duty::Activity(id) => cx.model.activities[id].subject(),
        Duty::Decision(id) => cx.model.decisions[id].subject(),
    }
}
