//! Rule `authority-leaves-line`.

use std::collections::HashSet;

use case_space::{Extents, Following, Reach};

use crate::finding::Finding;
use crate::model::{Answer, Decision, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::ascent::{Ascent, Pattern, Picked, Rise, Stretches};
use crate::rules::support::rank::{AnswerPairs, Deciding, deciding, has_pair, pairs};
use crate::rules::{Context, Found};

rule! {
    /// The next sole decider up a measure is neither above the last in the reporting line nor on a higher level.
    ///
    /// # Why it matters
    /// A case that is too large for one goes to somebody who can overrule them, and who sees what they decide. Where the next decider
    /// stands beside them, or in another department, the two limits are no escalation: whoever wants a yes chooses the amount, and so the
    /// decider.
    ///
    /// # Example
    /// ```toml
    /// [roles.controller]
    /// reports-to = "director"
    /// deputy = "director"
    ///
    /// [activities.check-margin]
    /// A = "director"
    /// R = "controller"
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "controller", at-most = 20 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///     { decides = "manager", at-most = 10 },
    /// -   { decides = "controller", at-most = 20 },
    /// +   { decides = { all = ["manager", "controller"] }, at-most = 20 },
    ///     { decides = "director" },
    /// ```
    ///
    /// # Silent when
    /// Several sign, agree one after the other or may decide in the next step, such as finance or legal beside the one in the line; the next
    /// decider signed with others in the last, is a body or the head of a department, or signs with somebody whom `also` adds. Neither the
    /// lines nor the levels tell how the two stand to each other (one of them is in no line, is a party outside); the next decider reports
    /// to the last, which is `authority-inverted`; or who decided the lighter cases depends on a second number, so that what follows is an
    /// exception to it rather than the next step; or one of the two follows from the requester or the case (`superior-of`, `holder-of`).
    /// After one who leaves the line, the next is compared with the last who was in it.
    "authority-leaves-line", Warning, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let heads = heads(cx);
    let leaves = |last: &Deciding, next: &Deciding| next.leaves_the_line_of(last, cx) && !next.is_below(last, cx.org);
    let mut departing = pairs(cx, decision, leaves);
    for next in departing.values_mut() {
        next.retain(|next| sole(decision, *next).is_some_and(|role| !heads.contains(&role)));
    }
    departing.retain(|_, next| !next.is_empty());
    if departing.is_empty() {
        return;
    }
    let deciding = deciding(decision);
    let pick = |stretches: &Stretches| departures(stretches, &deciding, &departing);
    let is_meant = |ascent: Ascent<'_>, following: &Following<Id<Answer>>| {
        let is_plain = || !ascent.follows_somebody(cx, following) && is_alone_in_full(ascent, following);
        is_next_step(cx, ascent, following) && is_plain()
    };
    let departures = Pattern { pairs: &departing, reach: Reach::Further, pick: &pick, is_meant: &is_meant };
    departures.each(cx, decision, found, |found, departure| Some(departs(cx, found, departure)));
}

/// Those who head a department.
fn heads(cx: &Context<'_>) -> HashSet<Id<Role>> {
    cx.model.departments.values().iter().filter_map(|own| own.head.get()).map(|head| head.value).collect()
}

/// The role that decides alone by the answer of this number.
fn sole(decision: &Decision, number: Id<Answer>) -> Option<Id<Role>> {
    decision.answer(number).and_then(Answer::sole_decider)
}

/// Whether the next decides alone with what is added, too.
fn is_alone_in_full(ascent: Ascent<'_>, following: &Following<Id<Answer>>) -> bool {
    let space = ascent.coverage.cover.space();
    let point = space.witness(&following.region);
    let added = ascent.decision.also.iter().filter(|also| also.signers().next().is_some());
    added.into_iter().all(|also| !also.when.condition().contains(&point))
}

/// Whether what follows is the next step along the number. Where it is told from other cases by a second number too, and who decides the
/// lighter cases depends on that, it is an exception to them rather than their next step.
fn is_next_step(cx: &Context<'_>, ascent: Ascent<'_>, following: &Following<Id<Answer>>) -> bool {
    let cover = &ascent.coverage.cover;
    let restricted = cover.space().describe_exactly(&following.region).into_iter();
    let mut others = restricted
        .filter(|(dimension, extents)| matches!(extents, Extents::Intervals(_)) && *dimension != ascent.number);
    others.all(|(dimension, _)| {
        let lighter = cover.space().widened(&following.lighter, dimension);
        cover.values_in(&lighter, cx.budget()).iter().eq([&following.before])
    })
}

/// Those who follow on somebody whose line they are not in, each with the last before it who was in the line: one who departs is not
/// what the next is compared with. Where it is not known who decides, the line begins anew.
fn departures(stretches: &Stretches, deciding: &[Option<Deciding>], departing: &AnswerPairs) -> Picked {
    let mut last: Option<(Id<Answer>, usize)> = None;
    let mut departures = Vec::new();
    for (number, stretch) in stretches.iter().enumerate() {
        let Some(next) = stretch.held.only() else {
            last = None;
            continue;
        };
        if deciding.get(next.index()).is_none_or(Option::is_none) {
            continue;
        }
        match last.filter(|(last, _)| has_pair(departing, *last, next)) {
            Some((_, last)) => departures.push((last, number)),
            None => last = Some((next, number)),
        }
    }
    departures
}

fn departs(cx: &Context<'_>, found: &Found, departure: &Rise<'_>) -> Finding {
    let decision = departure.ascent.decision;
    let [last, next] = departure.answers.map(|answer| answer.words(&cx.model.roles));
    let message = format!("`{}` leaves the line, from {last} to {next},{}", decision.id, departure.when);
    found
        .finding(decision.subject(), departure.place, message)
        .label(format!("not above {last}"))
        .help(format!("name somebody above {last}, let both sign, or correct `reports-to` or `level`"))
        .roles(departure.answers.into_iter().flat_map(Answer::signers).map(|role| cx.role_id(role)))
}
