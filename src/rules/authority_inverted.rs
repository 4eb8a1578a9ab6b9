//! Rule `authority-inverted`.

use std::collections::{BTreeMap, BTreeSet};

use super::along::{Along, measures};
use super::rank::weaker_answers;
use super::regions::{Covered, MOST, add_largest, when};
use super::rule::rule;
use super::{Context, Found};
use crate::finding::Finding;
use crate::model::{Answer, Deciders, Decision, Id, Origin, Role};
use crate::space::{Following, Pairs, Piece, Region, Way};

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
    /// [matrix]
    /// owner = "director"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [dimensions.discount]
    /// unit = "%"
    /// at-least = 0
    /// at-most = 100
    ///
    /// [roles.director]
    /// deputy = "assistant"
    ///
    /// [roles.manager]
    /// reports-to = "director"
    /// deputy = "assistant"
    ///
    /// [roles.assistant]
    /// reports-to = "manager"
    ///
    /// [activities.make-offer]
    /// A = "director"
    /// R = ["manager", "assistant"]
    ///
    /// [indicators.offers-won]
    /// role = "director"
    /// activity = "make-offer"
    /// target = { at-least = 30 }
    /// unit = "%"
    /// per = "1 year"
    ///
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
    /// ```toml
    /// [matrix]
    /// owner = "director"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [dimensions.discount]
    /// unit = "%"
    /// at-least = 0
    /// at-most = 100
    ///
    /// [roles.director]
    /// deputy = "assistant"
    ///
    /// [roles.manager]
    /// reports-to = "director"
    /// deputy = "assistant"
    ///
    /// [roles.assistant]
    /// reports-to = "manager"
    ///
    /// [activities.make-offer]
    /// A = "director"
    /// R = ["manager", "assistant"]
    ///
    /// [indicators.offers-won]
    /// role = "director"
    /// activity = "make-offer"
    /// target = { at-least = 30 }
    /// unit = "%"
    /// per = "1 year"
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Silent when
    /// The roles stand in no reporting line, one side is `free` or `forbidden`, or a case next to it has no answer or several
    /// (`no-decider`, `several-deciders`).
    "authority-inverted", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let weaker = weaker_answers(cx, decision);
    if let Some(coverage) = decision.coverage.as_ref().filter(|_| !weaker.is_empty()) {
        let covered = Covered { subject: &decision.subject(), place: decision.place, coverage };
        inversions(cx, covered, measures(cx.model, decision), &weaker, found);
    }
}

/// Says what is inverted along each number; a region that is so along several of them once.
fn inversions<'a>(
    cx: &Context<'_>,
    covered: Covered<'_>,
    measures: impl Iterator<Item = Along<'a>>,
    weaker: &Pairs,
    found: &mut Found,
) {
    let (cover, mut is_proven, mut more) = (&covered.coverage.cover, true, 0_usize);
    let mut findings = Vec::new();
    let mut said = BTreeSet::new();
    for along in measures {
        let followings = cover.followings(along.number, along.heavier(), weaker, MOST, cx.budget());
        is_proven &= followings.is_proven();
        more = more.saturating_add(followings.found().more);
        let next = followings.into_found().found.into_iter().map(|following| {
            let lighter = cover.space().beside(&following.region, along.number, along.heavier().back());
            (following, lighter)
        });
        let further = further(cx, along, weaker).into_iter().map(|(following, lighter)| (following, Some(lighter)));
        for (following, lighter) in next.chain(further) {
            if said.insert((following.before, following.after, following.region.clone())) {
                let finding = inverted(cx, found, along, &following, lighter.as_ref());
                findings.push((cover.space().size(&following.region), finding));
            }
        }
    }
    add_largest(covered, is_proven, findings, more, found);
}

/// Where somebody decides who answers to one who decides lighter cases further off, with those cases: others, who are not above them,
/// decide in between.
fn further(cx: &Context<'_>, along: Along<'_>, weaker: &Pairs) -> Vec<(Following, Region)> {
    if along.decision.answers.len() < 3 {
        return Vec::new();
    }
    let is_above = |before: u32, after: u32| weaker.get(&before).is_some_and(|weaker| weaker.contains(&after));
    let mut lighter_of: BTreeMap<u32, BTreeMap<u32, &Piece>> = BTreeMap::new();
    let mut further = Vec::new();
    for pair in along.pairs(cx) {
        let mut lighter = lighter_of.remove(&pair.before.origin).unwrap_or_default();
        let (before, after) = (pair.before.held.only(), pair.after.held.only());
        match before.filter(|before| !deciders(along.decision.answers.get(*before as usize)).is_empty()) {
            Some(before) => drop(lighter.insert(before, pair.before)),
            None => lighter.clear(),
        }
        if let (Some(before), Some(after)) = (before, after)
            && !is_above(before, after)
        {
            let above = lighter.iter().find(|(value, piece)| is_above(**value, after) && holds(cx, along, **value, piece));
            further.extend(above.map(|(before, piece)| {
                (Following { before: *before, after, region: pair.within.clone() }, piece.region.clone())
            }));
        }
        lighter_of.insert(pair.after.origin, lighter);
    }
    further
}

/// Whether other cases leave anything to the piece.
fn holds(cx: &Context<'_>, along: Along<'_>, value: u32, piece: &Piece) -> bool {
    !along.coverage.cover.origins_of(&[value], &piece.region, cx.budget()).is_empty()
}

fn inverted(
    cx: &Context<'_>,
    found: &Found,
    along: Along<'_>,
    following: &Following,
    lighter: Option<&Region>,
) -> Finding {
    let Following { before, after, region } = following;
    let answer = |value: u32| along.decision.answers.get(value as usize);
    let words = |value: u32| answer(value).map_or_else(String::new, |answer| answer.words(&cx.model.roles));
    let [above, below] = [*before, *after].map(|value| deciders(answer(value)));
    let message = format!(
        "`{}` is decided by {}{}, but lighter cases by the superior {}",
        along.decision.id,
        words(*after),
        when(&along.coverage.words(region, &cx.model.dimensions)),
        words(*before),
    );
    let finding = found
        .finding(along.decision.subject(), first_place(cx, along, *after, region), message)
        .label(format!("decided by {}", words(*after)))
        .help(help(along))
        .cases(along.coverage.cases(region, region, &cx.model.dimensions))
        .roles(above.iter().chain(&below).map(|role| cx.role_id(*role)));
    match lighter {
        Some(lighter) => finding.also(first_place(cx, along, *before, lighter), "decides the lighter cases"),
        None => finding,
    }
}

fn help(along: Along<'_>) -> String {
    let (way, other) = match along.heavier() {
        Way::Up => ("rises", "`escalates = \"downward\"`"),
        Way::Down => ("falls", "`escalates = \"upward\"`"),
    };
    let measure = &along.measure.id;
    format!("let what weighs more go to the same or a higher post; if less authority is needed as `{measure}` {way}, say {other} there")
}

fn deciders(answer: Option<&Answer>) -> BTreeSet<Id<Role>> {
    answer.and_then(Answer::deciders).map(Deciders::roles).unwrap_or_default()
}

/// Where an answer is first given for some of the region.
fn first_place(cx: &Context<'_>, along: Along<'_>, value: u32, region: &Region) -> crate::source::Place {
    let origins = along.coverage.cover.origins_of(&[value], region, cx.budget());
    origins.first().map_or_else(Origin::default, |origin| along.coverage.origin(*origin)).place
}
