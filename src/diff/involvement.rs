//! Who has a part in something by case, and to whom it passed: a letter of an activity, or a word in a decision.

use std::collections::BTreeSet;

use case_space::{Budget, Cover, OriginId};

use super::change::{Change, Effect, State, Version};
use super::common::Pair;
use super::regions::{CaseByCase, Differing, InForce};
use super::words::{is, listed};
use crate::model::{Id, Manner, Role};
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::Letter;

/// The part that roles have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Involvement {
    /// They answer for the result.
    Accountable,
    /// Another letter.
    Letter(Letter),
    /// A letter that is not the same in both versions.
    OneLetter(Letter),
    /// They stand beside the answer.
    Beside(Manner),
}

impl Involvement {
    /// To stand after "becomes" and before the name of what it is about.
    fn words(self) -> String {
        match self {
            Self::Accountable => "accountable for".to_owned(),
            Self::Letter(letter) => format!("{} of", letter.as_str()),
            Self::OneLetter(letter) => format!("{} ({}) of", letter.as_str(), letter.capacity().as_str()),
            Self::Beside(manner) => match manner {
                Manner::Reviews => "asked to review",
                Manner::Consults => "consulted on",
                Manner::Agrees => "agreeing to",
                Manner::Refuses => "entitled to refuse",
                Manner::ConfirmedBy => "asked to confirm",
                Manner::Informs => "informed of",
                Manner::FilesWith => "told for the record of",
            }
            .to_owned(),
        }
    }
}

/// A part that roles have in one thing.
pub(super) struct InvolvedIn<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) kind: Kind,
    pub(super) id: &'a Text,
    pub(super) involvement: Involvement,
    /// Those who may ask in each version; `None` for everybody.
    pub(super) askers: [Option<BTreeSet<usize>>; 2],
}

impl InvolvedIn<'_> {
    /// What is different between covers by the common roles; `None` where a version has no such thing. `place` turns the
    /// origin of a piece into its place.
    pub(super) fn changes(
        &self,
        covers: [Option<&Cover<Id<Role>>>; 2],
        budget: &Budget,
        place: impl Fn(Version, OriginId) -> Option<Place>,
    ) -> Vec<Change> {
        let compared = CaseByCase { pair: self.pair, subject: self.subject(), covers, askers: self.askers.clone() };
        let [_, new] = covers;
        compared.changes(budget, place, |differing| self.told(differing, new.is_none()))
    }

    fn subject(&self) -> Subject {
        Subject::Of(self.kind, self.id.clone())
    }

    fn told(&self, differing: &Differing<Id<Role>>, is_gone: bool) -> Vec<Change> {
        let changes = match self.involvement {
            Involvement::Accountable => self.accountability(differing, is_gone),
            // who helps in cases that there were not before is no news beside the cases themselves
            _ if differing.before.is_none() || differing.after.is_none() => Vec::new(),
            Involvement::Beside(Manner::Refuses | Manner::ConfirmedBy) => {
                let change = self.passed(Effect::Altered, differing).into_iter();
                change.map(|change| Change { effect: self.control(differing), ..change }).collect()
            }
            _ => self.passed(Effect::Duties, differing).into_iter().collect(),
        };
        let (before, after) = (self.state(&differing.before), self.state(&differing.after));
        changes.into_iter().map(|change| change.states(before.clone(), after.clone())).collect()
    }

    /// What it does that others may refuse, or must confirm.
    fn control(&self, differing: &Differing<Id<Role>>) -> Effect {
        let (before, after) = (self.roles(&differing.before), self.roles(&differing.after));
        match (before.iter().all(|role| after.contains(role)), after.iter().all(|role| before.contains(role))) {
            (true, _) => Effect::Strengthened,
            (_, true) => Effect::Weakened,
            _ => Effect::Altered,
        }
    }

    fn accountability(&self, differing: &Differing<Id<Role>>, is_gone: bool) -> Vec<Change> {
        let count = |in_force: &InForce<Id<Role>>| in_force.as_ref().map(BTreeSet::len);
        let (before, after) = (count(&differing.before), count(&differing.after));
        let id = self.id;
        let mut changes: Vec<Change> = self.passed(Effect::Accountable, differing).into_iter().collect();
        if after == Some(0) {
            changes.push(self.change(Effect::Gap, format!("nobody is accountable for `{id}`")));
        } else if before == Some(0) && after.is_some() {
            changes.push(self.change(Effect::GapClosed, format!("somebody is accountable for `{id}`")));
        }
        if after > Some(1) {
            changes.push(self.change(Effect::Overlap, format!("several roles are accountable for `{id}`")));
        } else if before > Some(1) && after == Some(1) {
            changes.push(self.change(Effect::OverlapResolved, format!("only one role is accountable for `{id}`")));
        }
        if before == Some(0) && after.is_none() && !is_gone {
            let change = self.change(Effect::Went, format!("nobody was accountable for `{id}`"));
            changes.push(change.aside("there is no such case any more"));
        }
        changes
    }

    /// From whom to whom it passed; `None` where nobody holds it before or after.
    fn passed(&self, effect: Effect, differing: &Differing<Id<Role>>) -> Option<Change> {
        let (before, after) = (self.roles(&differing.before), self.roles(&differing.after));
        let minus = |from: &[Id<Role>], other: &[Id<Role>]| -> Vec<Text> {
            let left = from.iter().filter(|role| !other.contains(role));
            left.map(|role| self.pair.common.role_id(*role)).collect()
        };
        let (came, went) = (minus(&after, &before), minus(&before, &after));
        let what = format!("{} `{}`", self.involvement.words(), self.id);
        let change = match (came.as_slice(), went.as_slice()) {
            ([], []) => return None,
            ([], went) => self.change(effect, format!("{} {} no longer {what}", listed(went), is(went))),
            (came, went) => {
                let become_ = if came.len() == 1 { "becomes" } else { "become" };
                let change = self.change(effect, format!("{} {become_} {what}", listed(came)));
                if went.is_empty() { change } else { change.aside(format!("in place of {}", listed(went))) }
            }
        };
        let own = effect == Effect::Accountable && came.iter().any(|role| self.pair.keeps_matrix(role));
        let roles = if came.is_empty() { went } else { came };
        Some(Change { own, ..change.roles(roles) })
    }

    fn change(&self, effect: Effect, message: String) -> Change {
        Change::new(effect, self.subject(), message)
    }

    fn roles(&self, in_force: &InForce<Id<Role>>) -> Vec<Id<Role>> {
        in_force.iter().flatten().copied().collect()
    }

    fn state(&self, in_force: &InForce<Id<Role>>) -> State {
        let ids = self.roles(in_force).into_iter().map(|role| self.pair.common.role_id(role));
        if in_force.is_some() { State::Roles(ids.collect()) } else { State::None }
    }
}
