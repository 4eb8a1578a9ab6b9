//! Rule `silence-agrees`.

use std::collections::BTreeSet;

use case_space::Condition;

use crate::finding::Finding;
use crate::model::{Also, Answer, Decision, Origin};
use crate::rules::rule::rule;
use crate::rules::support::MOST_PLACES;
use crate::rules::support::answers::Occurrence;
use crate::rules::support::held::WhatHolds;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::{Lapse, Located, Slot};

rule! {
    /// Whoever lets the time run out has approved: `then = "agreed"`.
    ///
    /// # Why it matters
    /// Nobody has looked, and yet it is approved. A request that is sent on a holiday, or to somebody who has left, approves itself, and
    /// afterwards nobody can be asked why. Where silence is to count as consent (默认同意), it should be for what does little harm, and few
    /// would miss it if it went up or was refused instead.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// within = "2 business days"
    /// then = "agreed"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   within = "2 business days"
    /// - then = "agreed"
    /// + then = "escalates"
    ///   measure = "discount"
    /// ```
    ///
    /// # Silent when
    /// What is written holds in no case in which somebody decides: a nearer `then`, of the case or the step, stands in its place, or no
    /// approval is needed there. Also where the cases could not be read.
    "silence-agrees", Warning, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let mut written = decision.all_beside().map(|beside| &beside.times.then);
    let Some(held) = WhatHolds::in_full(decision).filter(|_| written.any(|then| agreed(then).is_some())) else {
        return;
    };
    let is_silent = |origin| lapse_at(decision, held.origin(origin)).is_some();
    let is_meant = |origin, answer: &Answer| answer.is_decided() && is_silent(origin);
    held.each(cx, &Condition::always(), is_meant, found, |found, own| {
        silent(found, own, own.origins.iter().filter_map(|origin| lapse_at(decision, *origin)).collect())
    });
    for (also, place) in decision.also.iter().filter_map(|also| Some((also, signed_in_silence(also)?))) {
        let is_added = |origin| !is_alone(decision, held.origin(origin));
        let is_meant = |origin, answer: &Answer| answer.is_decided() && is_added(origin);
        held.each(cx, &also.when.condition(), is_meant, found, |found, own| {
            silent(found, own, BTreeSet::from([place]))
        });
    }
}

/// Where it is said that silence agrees.
fn agreed(then: &Slot<Located<Lapse>>) -> Option<Place> {
    then.get().filter(|then| then.value == Lapse::Agreed).map(|then| then.place)
}

/// Where it is said that silence agrees to the answer that is written there.
fn lapse_at(decision: &Decision, origin: Origin) -> Option<Place> {
    decision.times_at(origin).map(|times| &times.then).find(|then| !then.is_absent()).and_then(agreed)
}

/// Where it is said that silence signs what is added.
fn signed_in_silence(also: &Also) -> Option<Place> {
    agreed(&also.beside.times.then).filter(|_| also.signers().next().is_some())
}

/// Whether nothing is added to the answer that is written there.
fn is_alone(decision: &Decision, origin: Origin) -> bool {
    let case = origin.case.and_then(|number| decision.cases.get(number));
    case.is_some_and(|case| case.alone.is_some())
}

/// What is approved by silence, which is written at these places.
fn silent(found: &Found, own: &Occurrence<'_>, places: BTreeSet<Place>) -> Option<Finding> {
    let decision = own.decision;
    let mut places = places.into_iter();
    let finding = found
        .finding(decision.subject(), places.next()?, format!("`{}` is approved by silence{}", decision.id, own.when))
        .label("who lets the time run out has approved")
        .also_each(places.take(MOST_PLACES).map(|place| (place, "here too")))
        .help("let it go up, which `then = \"escalates\"` says, or be refused: `then = \"refused\"`");
    Some(finding)
}
