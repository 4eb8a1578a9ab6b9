//! Rule `limit-skips-superior`.

use std::collections::BTreeSet;

use case_space::{Following, Reach, Region};

use crate::finding::Finding;
use crate::model::{Answer, Decision, Id, Parties, Role};
use crate::rules::rule::rule;
use crate::rules::support::ascent::{Ascent, Pattern, Picked, Rise, Stretches, falls, neighbours};
use crate::rules::support::rank::{AnswerPairs, Deciding, has_pair, pairs, weaker_answers};
use crate::rules::{Context, Found};

rule! {
    /// A ladder that jumps over a superior between two of its steps.
    ///
    /// # Why it matters
    /// It may be meant so: not every post in a line needs a limit of its own. But a superior who is left out learns of a large case only
    /// when it has been decided above, and when a post is added to the line its limit is often forgotten.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "seller", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///     { decides = "seller", at-most = 10 },
    /// +   { decides = "manager", at-most = 20 },
    ///     { decides = "director" },
    /// ```
    ///
    /// # Silent when
    /// The superior has a say in some other case of the decision, more than one role decides on either side, or authority falls somewhere
    /// on the same measure in the same cases, which is `authority-inverted`.
    "limit-skips-superior", Info, Decisions, each_decision: check
}

/// How many steps it takes to look at a superior.
const LOOKS: usize = 8;

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    if decision.ladders().all(|ladder| ladder.steps.len() < 2) || !cx.org.has_lines() {
        return;
    }
    let beside = decision.all_beside().flat_map(|beside| [&beside.reviews, &beside.refuses, &beside.confirmed_by]);
    let with_a_say: BTreeSet<Id<Role>> = decision.all_with_a_say().chain(beside.flat_map(Parties::ids)).collect();
    let skipping = pairs(cx, decision, |last, next| skipped(cx, &with_a_say, last, next).is_some());
    let falling = weaker_answers(cx, decision);
    let pick = |stretches: &Stretches| jumps(stretches, &skipping, &falling);
    let is_meant = |ascent: Ascent<'_>, following: &Following<Id<Answer>>| {
        is_between_steps(cx, ascent, following) && !ascent.follows_somebody(cx, following)
    };
    let jumps = Pattern { pairs: &skipping, reach: Reach::Next, pick: &pick, is_meant: &is_meant };
    jumps.each(cx, decision, found, |found, jump| over_superior(cx, found, jump, &with_a_say));
}

/// Whether both are steps of one ladder, the one after the other.
fn is_between_steps(cx: &Context<'_>, ascent: Ascent<'_>, following: &Following<Id<Answer>>) -> bool {
    let steps = |value: Id<Answer>, region: &Region| {
        let origins = ascent.coverage.cover.origins_of(&[value], region, cx.budget()).into_iter();
        let origins = origins.map(|origin| ascent.coverage.origin(origin));
        origins.filter_map(|origin| Some((origin.case, origin.step?))).collect::<BTreeSet<_>>()
    };
    let after = steps(following.after, &following.region);
    let before = steps(following.before, &following.lighter);
    before.iter().any(|(case, step)| after.contains(&(*case, step.saturating_add(1))))
}

/// Where one follows on another and skips somebody; nowhere, where the limits do not climb all along.
fn jumps(stretches: &Stretches, skipping: &AnswerPairs, falling: &AnswerPairs) -> Picked {
    let skips = neighbours(stretches).filter(|[(_, one), (_, other)]| has_pair(skipping, *one, *other));
    let jumps: Picked = skips.map(|both| both.map(|(number, _)| number).into()).collect();
    if jumps.is_empty() || falls(stretches, falling).is_empty() { jumps } else { Vec::new() }
}

/// The nearest superior between two who decide alone who has no say in the decision anywhere.
fn skipped(cx: &Context<'_>, with_a_say: &BTreeSet<Id<Role>>, last: &Deciding, next: &Deciding) -> Option<Id<Role>> {
    let (last, next) = (last.alone()?, next.alone()?);
    if !cx.org.is_above(next, last) || cx.org.superior(last) == Some(next) {
        return None;
    }
    let between = cx.org.superiors(last).take_while(|superior| *superior != next && cx.budget().spend(LOOKS));
    between.into_iter().find(|superior| !with_a_say.contains(superior))
}

fn over_superior(cx: &Context<'_>, found: &Found, jump: &Rise<'_>, with_a_say: &BTreeSet<Id<Role>>) -> Option<Finding> {
    let decision = jump.ascent.decision;
    let [last, next] = jump.answers.map(Deciding::of);
    let (last, next) = (last?, next?);
    let skipped = skipped(cx, with_a_say, &last, &next)?;
    let [last, skipped, next] = [last.alone()?, skipped, next.alone()?].map(|role| cx.role_id(role));
    let message = format!("the limits of `{}` jump from `{last}` to `{next}`, over `{skipped}`", decision.id);
    let finding = found
        .finding(decision.subject(), jump.place, message)
        .label(format!("`{skipped}` stands between the two"))
        .help(format!("give `{skipped}` a step between the two, if it is to decide anything here"))
        .roles([last, skipped, next]);
    Some(finding)
}
