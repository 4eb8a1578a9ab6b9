//! The kinds of duty that activities and decisions are tagged with for packs of rules, and who handles duties of a kind.

use std::collections::BTreeMap;

use crate::finding::{Subject, Text};
use crate::model::{Answer, Coverage, Duty, Id, Model, Role, Spread};
use crate::rules::Context;
use crate::source::Place;
use crate::syntax::{Letter, Located};

/// The tags that rules know.
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

/// A tag, and what it stands on.
pub(in crate::rules) struct Tag<'a> {
    pub(in crate::rules) subject: Subject,
    pub(in crate::rules) duty: Duty,
    pub(in crate::rules) kind: &'a Located<Text>,
}

/// Every tag of the policy.
pub(in crate::rules) fn tags(model: &Model) -> impl Iterator<Item = Tag<'_>> {
    let activities = model.activities.iter().flat_map(|(id, activity)| {
        activity.duties.iter().map(move |kind| Tag { subject: activity.subject(), duty: Duty::Activity(id), kind })
    });
    let decisions = model.decisions.iter().flat_map(|(id, decision)| {
        decision.duties.iter().map(move |kind| Tag { subject: decision.subject(), duty: Duty::Decision(id), kind })
    });
    activities.chain(decisions)
}

/// A role's part in a duty: it does the work of an activity, or has a say in a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct Part {
    pub(in crate::rules) kind: &'static str,
    pub(in crate::rules) role: Id<Role>,
    pub(in crate::rules) duty: Duty,
    /// The letter by which it does the work; none for a decision.
    letter: Option<Letter>,
    /// Where that is said first.
    pub(in crate::rules) place: Place,
}

/// The parts of each role in duties of these kinds.
pub(in crate::rules) fn parts(model: &Model, kinds: &[&'static str]) -> BTreeMap<Id<Role>, Vec<Part>> {
    let mut parts: BTreeMap<Id<Role>, Vec<Part>> = BTreeMap::new();
    for tag in tags(model) {
        let Some(kind) = kinds.iter().find(|kind| **kind == tag.kind.value) else { continue };
        for (role, (letter, place)) in holders(model, tag.duty) {
            parts.entry(role).or_default().push(Part { kind, role, duty: tag.duty, letter, place });
        }
    }
    parts
}

/// The roles that handle a duty in some case, and where that is said first.
fn holders(model: &Model, duty: Duty) -> BTreeMap<Id<Role>, (Option<Letter>, Place)> {
    let mut holders = BTreeMap::new();
    match duty {
        Duty::Activity(id) => {
            let activity = &model.activities[id];
            let letter = match activity.spread(model.matrix.scheme.doer()) {
                Some(Spread::Everywhere(None)) if model.matrix.accountable_does_work => Letter::A,
                _ => model.matrix.scheme.doer(),
            };
            for holder in activity.holders(letter) {
                holders.entry(holder.value).or_insert((Some(letter), holder.place));
            }
        }
        Duty::Decision(id) => {
            for (answer, place) in model.decisions[id].written_answers() {
                for role in answer.map_or_else(Default::default, Answer::roles) {
                    holders.entry(role).or_insert((None, place));
                }
            }
        }
    }
    holders
}

impl Part {
    /// `value` wherever the role has this part; `None` where that could not be read.
    pub(in crate::rules) fn coverage(&self, model: &Model, value: u32) -> Option<Coverage> {
        match (self.duty, self.letter) {
            (Duty::Activity(id), Some(letter)) => {
                let is_role = |other: u32| model.roles.id(other as usize) == Some(self.role);
                let coverage = model.activities[id].coverage(letter, &model.dimensions)?;
                Some(coverage.renamed(|other| is_role(other).then_some(value)))
            }
            (Duty::Decision(id), _) => {
                let decision = &model.decisions[id];
                let has_a_say = |answer: &Answer| answer.roles().contains(&self.role);
                let is_role = |answer: u32| decision.answers.get(answer as usize).is_some_and(has_a_say);
                Some(decision.coverage.as_ref()?.renamed(|answer| is_role(answer).then_some(value)))
            }
            (Duty::Activity(_), None) => None,
        }
    }

    /// "`seller` is R of `activities.sell`".
    pub(in crate::rules) fn words(&self, cx: &Context<'_>) -> String {
        let (role, duty) = (cx.role_id(self.role), self.subject(cx.model));
        match self.letter {
            Some(letter) => format!("`{role}` is {} of `{duty}`", letter.as_str()),
            None => format!("`{role}` has a say in `{duty}`"),
        }
    }

    /// What the duty is.
    pub(in crate::rules) fn subject(&self, model: &Model) -> Subject {
        match self.duty {
            Duty::Activity(id) => model.activities[id].subject(),
            Duty::Decision(id) => model.decisions[id].subject(),
        }
    }
}
