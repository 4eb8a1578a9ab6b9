//! Rule `redundant-threshold`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use case_space::Touching;

use crate::finding::Finding;
use crate::model::{Answer, Deciders, Decision, Id, Origin, Refs, Role};
use crate::rules::rule::rule;
use crate::rules::support::along::{Along, measures};
use crate::rules::support::regions::{Covered, MOST, add_largest};
use crate::rules::{Context, Found};

rule! {
    /// A limit with the same answer on both sides.
    ///
    /// # Why it matters
    /// It tells nothing apart, so it is either left over from an older version or hides a mistake: somebody else was to decide on one
    /// side. Readers look for the difference that it seems to make.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 5 },
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   limits = [
    /// -   { decides = "manager", at-most = 5 },
    ///     { decides = "manager", at-most = 10 },
    ///     { decides = "director" },
    /// ```
    ///
    /// # Silent when
    /// The two sides ask or inform different roles (`consults`, `informs`), or differ in more than the number. A step that can never apply
    /// is `limits-out-of-order`.
    "redundant-threshold", Info, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(coverage) = &decision.coverage else { return };
    // what is written twice is one
    let mut known = BTreeSet::new();
    let pairs =
        measures(cx.model, decision).flat_map(|along| along.pairs(cx).into_iter().map(move |pair| (along, pair)));
    let mut same: Vec<(Along<'_>, Touching<'_>)> = pairs.filter(|(along, pair)| is_same(*along, pair)).collect();
    same.retain(|(_, pair)| known.insert((&pair.before.region, &pair.after.region)));
    same.sort_by_cached_key(|(along, pair)| Reverse(along.size(pair)));
    let mut left = same.into_iter();
    let needless = left.by_ref().filter(|(along, pair)| hold_alone(cx, *along, pair)).take(MOST);
    let findings = needless.map(|(along, pair)| (along.size(&pair), needless_limit(cx, found, along, &pair))).collect();
    let covered = Covered { subject: &decision.subject(), place: decision.place, coverage };
    add_largest(covered, true, findings, left.len(), found);
}

/// Whether both give the same answer, and ask and tell the same roles.
fn is_same(along: Along<'_>, pair: &Touching<'_>) -> bool {
    let origins = [pair.before, pair.after].map(|piece| along.origin(piece));
    let is_known = matches!(pair.before.held.values(), [_]);
    let [one, other] = origins.map(|origin| asked_and_told(along, origin));
    one == other && ((is_known && pair.before.held == pair.after.held) || is_signed_again(along, origins))
}

/// Whether in some case nothing else holds on either side of the limit: cases that meet there are another matter.
fn hold_alone(cx: &Context<'_>, along: Along<'_>, pair: &Touching<'_>) -> bool {
    along.coverage.cover.alone_where_they_touch(pair, along.number, along.heavier(), cx.budget()).is_some()
}

/// Whether a step of a chain only asks those again who signed at the step before it.
fn is_signed_again(along: Along<'_>, origins: [Origin; 2]) -> bool {
    let in_chain = |origin: &Origin| along.decision.step_at(*origin).is_some_and(|(ladder, _)| ladder.chain);
    let signed = |origin| along.decision.answer_at(origin).and_then(Answer::deciders).map(Deciders::meaning);
    let [one, other] = origins.map(signed);
    origins.iter().all(in_chain) && one.is_some() && one == other
}

/// The roles that are asked before and told after, beside the answer.
fn asked_and_told(along: Along<'_>, origin: Origin) -> [BTreeSet<Id<Role>>; 2] {
    let right = along.decision.right_at(origin);
    let step = along.decision.step_at(origin).map(|(_, step)| step);
    let consults = [right.map(|right| &right.consults), step.map(|step| &step.consults)];
    let informs = [right.map(|right| &right.informs), step.map(|step| &step.informs)];
    [consults, informs].map(|lists| lists.into_iter().flatten().flat_map(Refs::ids).collect())
}

fn needless_limit(cx: &Context<'_>, found: &Found, along: Along<'_>, pair: &Touching<'_>) -> Finding {
    let answer = along.answer(pair.before);
    let words = answer.map_or_else(String::new, |answer| answer.words(&cx.model.roles));
    let message = format!("a limit of `{}` changes nothing: {words} on both sides", along.decision.id);
    let block = along.coverage.block(&pair.after.region, &pair.within);
    found
        .finding(along.decision.subject(), along.limit(pair), message)
        .label("the same answer on both sides")
        .also(along.origin(pair.before).place, "this side")
        .also(along.origin(pair.after).place, "and that")
        .help("make one of the two, or correct who decides on one side")
        .cases(along.coverage.cases(&block, &pair.within, &cx.model.dimensions))
        .roles(answer.into_iter().flat_map(Answer::roles).map(|role| cx.role_id(role)))
}
