//! Rule `authority-inverted`.

use std::collections::BTreeSet;

use case_space::Reach;

use crate::finding::Finding;
use crate::model::{Answer, Deciders, Decision, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::ascent::{Pattern, Rise, Stretches, falls};
use crate::rules::support::lesser::{drops, lesser_answers};
use crate::rules::support::rank::{AnswerPairs, weaker_answers};
use crate::rules::{Context, Found};

rule! {
    /// The weightier case is decided by someone who reports to the one who decides the lighter.
    ///
    /// # Why it matters
    /// Authority grows along the reporting line: a superior may decide whatever those below may, and more. Where the larger amount needs
    /// only the subordinate, the superior's limit is worth nothing, and the case that deserves the closer look gets the lighter one. It is
    /// most often a slip: two steps exchanged, or an exception that was written for small cases and takes in the large.
    ///
    /// What is compared are cases alike on everything but a number, as they are answered in the end: by steps of a ladder or by cases,
    /// next to each other or with others in between. A number weighs more as it rises, unless its dimension says
    /// `escalates = "downward"`. Of answers by several roles the weightier is the weaker one if each of those who may sign it reports to
    /// one of those who sign the lighter, whichever way that is signed: `manager` and `clerk` together are weaker than `director`, their
    /// superior; `director` or `manager` is not, since `director` may still be asked.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "director", at-most = 10 },
    ///   { decides = "manager" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   limits = [
    /// -   { decides = "director", at-most = 10 },
    /// -   { decides = "manager" },
    /// +   { decides = "manager", at-most = 10 },
    /// +   { decides = "director" },
    ///   ]
    /// ```
    ///
    /// # Silent when
    /// The roles stand in no reporting line, one side is `free` or `forbidden`, or has no answer or several (`no-decider`,
    /// `several-deciders`). What is decided in between makes no difference. Where the weightier is some of the signatures of the lighter,
    /// that is `weightier-needs-less`.
    "authority-inverted", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let weaker = weaker_answers(cx, decision);
    let lesser = if weaker.is_empty() { AnswerPairs::new() } else { lesser_answers(cx, decision) };
    let pick = |stretches: &Stretches| {
        let drops = drops(decision, stretches, &lesser);
        let is_drop = |heavier: usize| drops.iter().any(|(_, drop)| *drop == heavier);
        falls(stretches, &weaker).into_iter().filter(|(_, heavier)| !is_drop(*heavier)).collect()
    };
    let falls = Pattern { pairs: &weaker, reach: Reach::Further, pick: &pick, is_meant: &|_, _| true };
    falls.each(cx, decision, found, |found, fall| Some(inverted(cx, found, fall)));
}

fn inverted(cx: &Context<'_>, found: &Found, fall: &Rise<'_>) -> Finding {
    let decision = fall.ascent.decision;
    let [superior, decider] = fall.answers.map(|answer| answer.words(&cx.model.roles));
    let when = &fall.when;
    let message =
        format!("`{}` is decided by {decider}{when}, but lighter cases by the superior {superior}", decision.id);
    found
        .finding(decision.subject(), fall.place, message)
        .label(format!("decided by {decider}"))
        .help(format!("let what weighs more go to the same or a higher post; {}", fall.ascent.if_other_way()))
        .roles(fall.answers.into_iter().flat_map(deciders).map(|role| cx.role_id(role)))
}

fn deciders(answer: &Answer) -> BTreeSet<Id<Role>> {
    answer.deciders().map(Deciders::roles).unwrap_or_default()
}
