//! Who holds which duty, by what, and in which cases; and of what kind the duties are, as they are tagged.

use std::collections::BTreeMap;

use crate::model::{Activity, Answer, CaseSet, Coverage, Decision, Duty, DutyPart, Id, Model, Role, SeparatedDuty};
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
    /// The part of it that is looked at; `None` for the whole.
    pub(in crate::rules) part: Option<DutyPart>,
    pub(in crate::rules) by: HeldBy,
    /// Where that is said first.
    pub(in crate::rules) place: Place,
}

/// By what a role holds a duty.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) enum HeldBy {
    /// By a letter of the activity that means this.
    Capacity(Capacity),
    /// By this letter of the activity.
    Letter(Letter),
    /// By asking for the decision.
    Request,
    /// By a say in the decision.
    Say,
    /// By lending the decision to another: what the delegate holds then.
    Loan,
}

/// Charges of one duty by role, each as it is first held.
struct Tenure {
    duty: Duty,
    part: Option<DutyPart>,
    by_role: BTreeMap<Id<Role>, Charge>,
}

impl Tenure {
    fn add(&mut self, role: Id<Role>, by: HeldBy, place: Place) {
        let (duty, part) = (self.duty, self.part);
        self.by_role.entry(role).or_insert(Charge { role, duty, part, by, place });
    }

    fn each(&mut self, roles: impl Iterator<Item = Located<Id<Role>>>, by: HeldBy) {
        roles.for_each(|role| self.add(role.value, by, role.place));
    }

    /// By the letters of an activity that mean these.
    fn by_capacities(&mut self, activity: &Activity, capacities: &[Capacity]) {
        for capacity in capacities {
            self.each(activity.holders(*capacity), HeldBy::Capacity(*capacity));
        }
    }

    /// By a say in a decision.
    fn by_say(&mut self, decision: &Decision) {
        for (answer, place) in decision.written_answers() {
            let roles = answer.into_iter().flat_map(Answer::roles);
            roles.for_each(|role| self.add(role, HeldBy::Say, place));
        }
        decision.all_with_a_say().for_each(|role| self.add(role, HeldBy::Say, decision.place));
    }
}

/// The roles that hold a duty in some case, each once: an activity in the first of these capacities.
pub(in crate::rules) fn charges(
    model: &Model,
    duty: Duty,
    capacities: &[Capacity],
) -> impl Iterator<Item = Charge> + use<> {
    let mut held = Tenure { duty, part: None, by_role: BTreeMap::new() };
    match duty {
        Duty::Activity(id) => held.by_capacities(&model.activities[id], capacities),
        Duty::Decision(id) => held.by_say(&model.decisions[id]),
    }
    held.by_role.into_values()
}

/// The roles that hold in some case what is kept apart, each once.
pub(in crate::rules) fn charges_of(
    model: &Model,
    SeparatedDuty { duty, part }: SeparatedDuty,
) -> impl Iterator<Item = Charge> + use<> {
    let mut held = Tenure { duty, part, by_role: BTreeMap::new() };
    match (duty, part) {
        (Duty::Activity(id), Some(DutyPart::Letter(letter))) if letter.capacity().takes_part() => {
            held.each(model.activities[id].holders_of(letter), HeldBy::Letter(letter));
        }
        (Duty::Activity(id), None) => held.by_capacities(&model.activities[id], &CAPACITIES),
        (Duty::Decision(id), Some(DutyPart::RequestedBy)) => {
            held.each(model.decisions[id].requested_by.items.iter().copied(), HeldBy::Request);
        }
        (Duty::Decision(id), _) => held.by_say(&model.decisions[id]),
        (Duty::Activity(_), _) => {}
    }
    held.by_role.into_values()
}

/// The capacities in which a duty is held as a whole: of the one who does the work, and of the one who answers for it.
pub(in crate::rules) const CAPACITIES: [Capacity; 2] = [Capacity::Responsible, Capacity::Accountable];

impl Charge {
    /// What a separation names by it.
    pub(in crate::rules) const fn separated(&self) -> SeparatedDuty {
        SeparatedDuty { duty: self.duty, part: self.part }
    }

    /// `value` wherever the role holds the duty by this; `None` where that could not be read.
    pub(in crate::rules) fn coverage<V: Copy + Ord>(&self, model: &Model, value: V) -> Option<Coverage<V>> {
        let is_own = |role| (role == self.role).then_some(value);
        match (self.duty, self.by) {
            (Duty::Activity(id), HeldBy::Capacity(capacity)) => {
                Some(model.activities[id].coverage(capacity, &model.dimensions)?.renamed(is_own))
            }
            (Duty::Activity(id), HeldBy::Letter(letter)) => {
                Some(model.activities[id].coverage_of(letter, &model.dimensions)?.renamed(is_own))
            }
            (Duty::Activity(_), HeldBy::Say | HeldBy::Request | HeldBy::Loan) => None,
            (Duty::Decision(_), HeldBy::Request) => {
                Some(Coverage::of_cases(&CaseSet::every(self.place), value, &model.dimensions))
            }
            (Duty::Decision(id), _) => {
                let (answers, coverage) = model.decisions[id].in_full()?;
                let has_a_say = |answer: &Answer| answer.roles().contains(&self.role);
                let is_role = |answer: Id<Answer>| answers.get(answer.index()).is_some_and(has_a_say);
                Some(coverage.renamed(|answer| is_role(answer).then_some(value)))
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
            HeldBy::Letter(letter) => format!("`{role}` is {} of `{duty}`", letter.as_str()),
            HeldBy::Request => format!("`{role}` asks for `{duty}`"),
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
