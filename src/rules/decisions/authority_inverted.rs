//! Rule `authority-inverted`.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Following, Pairs, Reach, Stretch, Way};

use crate::finding::Finding;
use crate::model::{Answer, Deciders, Decision, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::along::{Along, each_following};
use crate::rules::support::rank::weaker_answers;
use crate::rules::support::regions::when;
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
    /// `several-deciders`). What is decided in between makes no difference.
    "authority-inverted", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let weaker = weaker_answers(cx, decision);
    let walk = |stretches: &[Stretch]| falls(stretches, &weaker);
    each_following(cx, decision, (&weaker, Reach::Further), found, walk, |found, along, following| {
        Some(inverted(cx, found, along, following))
    });
}

/// Each stretch that is decided by somebody who answers to one who decides a lighter one, of which the nearest counts.
fn falls(stretches: &[Stretch], weaker: &Pairs) -> Vec<(usize, usize)> {
    let mut lighter: BTreeMap<u32, usize> = BTreeMap::new();
    let mut falls = Vec::new();
    for (number, stretch) in stretches.iter().enumerate() {
        let Some(value) = stretch.held.only() else { continue };
        let is_above = |above: &u32| weaker.get(above).is_some_and(|weaker| weaker.contains(&value));
        let above = lighter.iter().filter(|(above, _)| is_above(above)).map(|(_, at)| *at).max();
        falls.extend(above.map(|above| (above, number)));
        lighter.insert(value, number);
    }
    falls
}

fn inverted(cx: &Context<'_>, found: &Found, along: Along<'_>, following: &Following) -> Finding {
    let Following { before, after, region, lighter } = following;
    let answer = |value: u32| along.decision.answers.get(value as usize);
    let words = |value: u32| answer(value).map_or_else(String::new, |answer| answer.words(&cx.model.roles));
    let [above, below] = [*before, *after].map(|value| deciders(answer(value)));
    let block = along.coverage.block(region, region);
    let message = format!(
        "`{}` is decided by {}{}, but lighter cases by the superior {}",
        along.decision.id,
        words(*after),
        when(&along.coverage.words(&block, &cx.model.dimensions)),
        words(*before),
    );
    found
        .finding(along.decision.subject(), along.first_place(cx, *after, region), message)
        .label(format!("decided by {}", words(*after)))
        .help(help(along))
        .cases(along.coverage.cases(&block, region, &cx.model.dimensions))
        .roles(above.iter().chain(&below).map(|role| cx.role_id(*role)))
        .also(along.first_place(cx, *before, lighter), "decides the lighter cases")
}

fn help(along: Along<'_>) -> String {
    let (way, other) = match along.heavier() {
        Way::Up => ("rises", "`escalates = \"downward\"`"),
        Way::Down => ("falls", "`escalates = \"upward\"`"),
    };
    let measure = &along.measure.id;
    format!(
        "let what weighs more go to the same or a higher post; if less authority is needed as `{measure}` {way}, say {other} there"
    )
}

fn deciders(answer: Option<&Answer>) -> BTreeSet<Id<Role>> {
    answer.and_then(Answer::deciders).map(Deciders::roles).unwrap_or_default()
}
