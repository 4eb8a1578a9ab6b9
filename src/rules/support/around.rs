//! What stands around an answer, in effect: who is asked, told and agrees, and how much time there is?

use crate::model::{Deciders, Decision, Manner, Origin, Party, Times};
use crate::syntax::{Lapse, Located, Slot, Term};

/// Those who stand beside an answer in one manner, each with the time there is for them; in order, where there is one.
type Listed = Vec<(Deciders, Option<String>)>;

/// What stands around an answer: equal where it is the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) struct Around {
    parties: Vec<(Manner, Listed)>,
    within: Option<String>,
    then: Lapse,
    open_for: Option<String>,
    holds_for: Option<String>,
}

impl Around {
    /// What stands around the answer that is written there, before anything is added; `None` where some of it could not be read.
    pub(in crate::rules) fn of(decision: &Decision, origin: Origin) -> Option<Self> {
        let listed = |manner: Manner| {
            let (parties, all_known) = decision.parties_at(origin, manner);
            all_known.then(|| (manner, listed(&parties, manner)))
        };
        let parties: Option<Vec<_>> = Manner::ALL.into_iter().map(listed).collect();
        let is_unread = |times: &Times| {
            times.within.is_unread()
                || times.then.is_unread()
                || times.open_for.is_unread()
                || times.holds_for.is_unread()
        };
        if decision.times_at(origin).any(is_unread) {
            return None;
        }
        let term = |own: fn(&Times) -> &Slot<Located<Term>>| {
            decision.times_at(origin).find_map(|times| own(times).get()).map(|term| term.value.to_string())
        };
        let within = decision.times_at(origin).find_map(|times| times.within.get());
        let then = decision.times_at(origin).find_map(|times| times.then.get());
        Some(Self {
            parties: parties?,
            within: within.and_then(|within| of_step(within, origin)).map(|term| term.value.to_string()),
            then: then.map(|then| then.value).unwrap_or_default(),
            open_for: term(|times| &times.open_for),
            holds_for: term(|times| &times.holds_for),
        })
    }
}

/// The time of the step that is written there, where each has its own.
fn of_step(within: &[Located<Term>], origin: Origin) -> Option<&Located<Term>> {
    match within {
        [only] => Some(only),
        each => each.get(origin.step.unwrap_or_default()),
    }
}

/// The parties as they are compared: the order makes a difference to those who look at it one after the other alone.
fn listed(parties: &[&Party], manner: Manner) -> Listed {
    let time = |party: &Party| party.within.get().map(|term| term.value.to_string());
    let mut listed: Listed = parties.iter().map(|party| (party.who.clone(), time(party))).collect();
    if manner != Manner::Reviews {
        listed.sort();
        listed.dedup();
    }
    listed
}
