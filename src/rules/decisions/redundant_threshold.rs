//! Rule `redundant-threshold`.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Bound;

use case_space::{Interval, Touching};

use crate::finding::Finding;
use crate::model::{Answer, Deciders, Decision, Id, Limit, Origin};
use crate::rules::rule::rule;
use crate::rules::support::around::Around;
use crate::rules::support::ascent::{Ascent, ascents};
use crate::rules::support::regions::{Covered, MOST, Told};
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
    /// The two sides differ in what stands beside the answer (`consults`, `informs`, `agrees`, `within` …) or in more than the number, or
    /// `also` adds something from there on. A day is no limit. A step that can never apply
    /// is `limits-out-of-order`.
    "redundant-threshold", Info, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(covered) = Covered::decision(decision) else { return };
    // what is written twice is one
    let mut known = BTreeSet::new();
    let pairs =
        ascents(cx.model, decision).flat_map(|ascent| ascent.pairs(cx).into_iter().map(move |pair| (ascent, pair)));
    let mut same: Vec<(Ascent<'_>, Touching<'_, Id<Answer>>)> =
        pairs.filter(|(ascent, pair)| is_same(*ascent, pair)).collect();
    same.retain(|(_, pair)| known.insert((&pair.before.region, &pair.after.region)));
    same.sort_by_cached_key(|(ascent, pair)| Reverse(ascent.size(pair)));
    let mut left = same.into_iter();
    // where a case stands over one of them, what is left of it may touch more than once
    let mut told_of = BTreeSet::new();
    let needless = left.by_ref().filter(|(ascent, pair)| hold_alone(cx, *ascent, pair));
    let needless = needless.filter(|(_, pair)| told_of.insert((pair.before.origin, pair.after.origin))).take(MOST);
    let findings =
        needless.map(|(ascent, pair)| (ascent.size(&pair), needless_limit(cx, found, ascent, &pair))).collect();
    covered.add_largest(true, findings, left.len(), found);
}

/// Whether both give the same answer, and ask and tell the same roles.
fn is_same(ascent: Ascent<'_>, pair: &Touching<'_, Id<Answer>>) -> bool {
    let origins = [pair.before, pair.after].map(|piece| ascent.origin(piece));
    let is_known = matches!(pair.before.held.values(), [_]);
    let [one, other] = origins.map(|origin| Around::of(ascent.decision, origin));
    one.is_some()
        && one == other
        && are_written_alike(ascent, origins)
        && ((is_known && pair.before.held == pair.after.held) || is_signed_again(ascent, origins))
        && !adds_from_there(ascent, pair)
}

/// Whether both are meant for everybody alike: two who follow from the requester may be the same for one and not for another.
fn are_written_alike(ascent: Ascent<'_>, origins: [Origin; 2]) -> bool {
    let [one, other] = origins.map(|origin| ascent.decision.answer_at(origin));
    let (Some(one), Some(other)) = (one, other) else { return true };
    let follows = !one.relatives().is_empty() || !other.relatives().is_empty();
    !follows || one.meaning() == other.meaning()
}

/// Whether something is added from the limit on, or up to it.
fn adds_from_there(ascent: Ascent<'_>, pair: &Touching<'_, Id<Answer>>) -> bool {
    let limits = ascent.decision.also.iter().flat_map(|also| &also.when.limits);
    let mut own = limits.filter(|limit| limit.measure.index() == ascent.number);
    let space = ascent.coverage.cover.space();
    let [before, after] = [pair.before, pair.after].map(|piece| space.hull(&piece.region, ascent.number));
    let lies_between = |limit: &Limit| {
        let is_end_of = |side: &Option<Interval>| {
            let ends = side.as_ref().map(|side| [side.low().cloned(), side.high().cloned()]);
            ends.into_iter().flatten().any(|end| matches!(end, Bound::Included(number) | Bound::Excluded(number) if Some(&number) == limit.number()))
        };
        is_end_of(&before) || is_end_of(&after)
    };
    own.any(lies_between)
}

/// Whether in some case nothing else holds on either side of the limit: cases that meet there are another matter.
fn hold_alone(cx: &Context<'_>, ascent: Ascent<'_>, pair: &Touching<'_, Id<Answer>>) -> bool {
    ascent.coverage.cover.alone_where_they_touch(pair, ascent.number, ascent.heavier(), cx.budget()).is_some()
}

/// Whether a step of a chain only asks those again who signed at the step before it.
fn is_signed_again(ascent: Ascent<'_>, origins: [Origin; 2]) -> bool {
    let in_chain = |origin: &Origin| ascent.decision.step_at(*origin).is_some_and(|(ladder, _)| ladder.chain);
    let signed = |origin| ascent.decision.answer_at(origin).and_then(Answer::deciders).map(Deciders::meaning);
    let [one, other] = origins.map(signed);
    origins.iter().all(in_chain) && one.is_some() && one == other
}

fn needless_limit(cx: &Context<'_>, found: &Found, ascent: Ascent<'_>, pair: &Touching<'_, Id<Answer>>) -> Finding {
    let answer = ascent.answer(pair.before);
    let words = answer.map_or_else(String::new, |answer| answer.words(&cx.model.roles));
    let message = format!("a limit of `{}` changes nothing: {words} on both sides", ascent.decision.id);
    let told = Told::new(cx, ascent.coverage.cover.space(), &pair.after.region, &pair.within);
    let finding = found
        .finding(ascent.decision.subject(), ascent.limit(pair), message)
        .label("the same answer on both sides")
        .also(ascent.origin(pair.before).place, "this side")
        .also(ascent.origin(pair.after).place, "and that")
        .help("make one of the two, or correct who decides on one side")
        .roles(answer.into_iter().flat_map(Answer::roles).map(|role| cx.role_id(role)));
    told.of(finding)
}
