//! Rule `authority-leaves-line`.

use std::collections::BTreeMap;

use super::along::{Along, along_each};
use super::rank::{Deciding, deciding};
use super::regions::when;
use super::rule::rule;
use super::{Context, Found};
use crate::finding::Finding;
use crate::model::{Answer, Decision};
use crate::space::{Piece, Touching};

rule! {
    /// The next decider up a measure is neither above the last in the reporting line nor on a higher level.
    ///
    /// # Why it matters
    /// A case that is too large for one goes to somebody who can overrule them, and who sees what they decide. Where the next decider
    /// stands beside them, or in another department, the two limits are no escalation: whoever wants a yes chooses the amount, and so the
    /// decider.
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
    /// [roles.director]
    /// deputy = "assistant"
    ///
    /// [roles.manager]
    /// reports-to = "director"
    /// deputy = "assistant"
    ///
    /// [roles.controller]
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
    /// [activities.check-margin]
    /// A = "director"
    /// R = "controller"
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
    ///   { decides = "controller", at-most = 20 },
    ///   { decides = "director" },
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
    /// [roles.director]
    /// deputy = "assistant"
    ///
    /// [roles.manager]
    /// reports-to = "director"
    /// deputy = "assistant"
    ///
    /// [roles.controller]
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
    /// [activities.check-margin]
    /// A = "director"
    /// R = "controller"
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
    ///   { decides = { all = ["manager", "controller"] }, at-most = 20 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Silent when
    /// Neither the lines nor the levels tell how the two stand to each other (a committee in no line, an external party); the
    /// next answer adds a signature to the last; the next decider reports to the last, which is `authority-inverted`; or one of two cases
    /// is an exception to the top of its decision rather than the next step. After one who leaves the line, the next is compared with the
    /// last who was in it.
    "authority-leaves-line", Warning, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    along_each(cx, decision, found, |found, along, pairs| {
        let departures = departures(cx, along, pairs).into_iter();
        departures.map(|(last, pair)| (along.size(pair), departs(cx, found, along, last, pair))).collect()
    });
}

/// Those who follow on somebody whose line they are not in, each with the last before it who was in the line: one who departs is not
/// what the next is compared with.
fn departures<'a>(
    cx: &Context<'_>,
    along: Along<'_>,
    pairs: &'a [Touching<'a>],
) -> Vec<(&'a Piece, &'a Touching<'a>)> {
    let deciding = deciding(along.decision);
    let of = |piece: &Piece| match piece.held.values() {
        [only] => deciding.get(*only as usize).and_then(Option::as_ref),
        _ => None,
    };
    let mut in_line: BTreeMap<u32, &Piece> = BTreeMap::new();
    let mut departures = Vec::new();
    for pair in pairs {
        let last = in_line.get(&pair.before.origin).copied().unwrap_or(pair.before);
        let stays = match (of(last), of(pair.after)) {
            (Some(last), Some(next)) => !departs_from(last, next, cx),
            (Some(_), None) => false,
            (None, _) => true,
        };
        if !stays && of(pair.after).is_some() {
            departures.push((last, pair));
        }
        in_line.insert(pair.after.origin, if stays { pair.after } else { last });
    }
    departures
}

fn departs_from(last: &Deciding, next: &Deciding, cx: &Context<'_>) -> bool {
    next.leaves_the_line_of(last, cx) && !next.is_below(last, cx.org)
}

fn departs(cx: &Context<'_>, found: &Found, along: Along<'_>, last: &Piece, pair: &Touching<'_>) -> Finding {
    let answers = [last, pair.after].map(|piece| along.answer(piece));
    let [before, next] = answers.map(|answer| answer.map_or_else(String::new, |answer| answer.words(&cx.model.roles)));
    let region = &pair.after.region;
    let message = format!(
        "`{}` leaves the line, from {before} to {next},{}",
        along.decision.id,
        when(&along.coverage.words(region, &cx.model.dimensions)),
    );
    found
        .finding(along.decision.subject(), along.origin(pair.after).place, message)
        .label(format!("not above {before}"))
        .also(along.origin(last).place, "decides the lighter cases")
        .help(format!("name somebody above {before}, let both sign, or correct `reports-to` or `level`"))
        .cases(along.coverage.cases(region, &pair.within, &cx.model.dimensions))
        .roles(answers.into_iter().flatten().flat_map(Answer::roles).map(|role| cx.role_id(role)))
}
