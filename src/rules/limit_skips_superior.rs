//! Rule `limit-skips-superior`.

use std::collections::BTreeSet;

use super::along::{Along, along_each};
use super::rank::{Deciding, deciding};
use super::rule::rule;
use super::{Context, Found};
use crate::finding::Finding;
use crate::model::{Answer, Decision, Id, Role};
use crate::space::{Piece, Touching};

rule! {
    /// A ladder that jumps over a superior between two of its steps.
    ///
    /// # Why it matters
    /// It may be meant so: not every post in a line needs a limit of its own. But a superior who is left out learns of a large case only
    /// when it has been decided above, and when a post is added to the line its limit is often forgotten.
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
    /// deputy = "manager"
    ///
    /// [roles.manager]
    /// reports-to = "director"
    /// deputy = "specialist"
    ///
    /// [roles.specialist]
    /// reports-to = "manager"
    /// deputy = "assistant"
    ///
    /// [roles.assistant]
    /// reports-to = "specialist"
    ///
    /// [activities.make-offer]
    /// A = "director"
    /// R = ["manager", "specialist"]
    /// C = "assistant"
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
    ///   { decides = "specialist", at-most = 10 },
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
    /// deputy = "manager"
    ///
    /// [roles.manager]
    /// reports-to = "director"
    /// deputy = "specialist"
    ///
    /// [roles.specialist]
    /// reports-to = "manager"
    /// deputy = "assistant"
    ///
    /// [roles.assistant]
    /// reports-to = "specialist"
    ///
    /// [activities.make-offer]
    /// A = "director"
    /// R = ["manager", "specialist"]
    /// C = "assistant"
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
    ///   { decides = "specialist", at-most = 10 },
    ///   { decides = "manager", at-most = 20 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Silent when
    /// The superior has a say in some other case of the decision, more than one role decides on either side, or authority falls somewhere
    /// on the same measure, which is `authority-inverted`.
    "limit-skips-superior", Info, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    if cx.org.has_lines() {
        along_each(cx, decision, found, |found, along, pairs| {
            let deciding = deciding(along.decision);
            let climbs: Vec<_> = pairs.iter().filter_map(|pair| Some((pair, climb(&deciding, pair)?))).collect();
            let falls = climbs.iter().any(|(_, [last, next])| cx.org.is_above(*last, *next));
            let jumps = climbs.into_iter().filter(|_| !falls).filter_map(|(pair, climb)| {
                let skipped = skipped(cx, along, climb)?;
                Some((along.size(pair), jumps(cx, found, along, pair, climb, skipped)))
            });
            jumps.collect()
        });
    }
}

/// The two roles of which each decides alone, one after the other.
fn climb(deciding: &[Option<Deciding>], pair: &Touching<'_>) -> Option<[Id<Role>; 2]> {
    let alone = |piece: &Piece| match piece.held.values() {
        [only] => deciding.get(*only as usize)?.as_ref()?.alone(),
        _ => None,
    };
    Some([alone(pair.before)?, alone(pair.after)?])
}

/// The nearest superior between two roles who has no say in the decision anywhere.
fn skipped(cx: &Context<'_>, along: Along<'_>, [last, next]: [Id<Role>; 2]) -> Option<Id<Role>> {
    if !cx.org.is_above(next, last) || cx.org.superior(last) == Some(next) {
        return None;
    }
    let with_a_say: BTreeSet<_> = along.decision.answers.iter().flat_map(Answer::roles).collect();
    let mut between = cx.org.superiors(last).take_while(|superior| *superior != next);
    between.find(|superior| !with_a_say.contains(superior))
}

fn jumps(
    cx: &Context<'_>,
    found: &Found,
    along: Along<'_>,
    pair: &Touching<'_>,
    [last, next]: [Id<Role>; 2],
    skipped: Id<Role>,
) -> Finding {
    let [last, skipped, next] = [last, skipped, next].map(|role| cx.role_id(role));
    let message = format!("the limits of `{}` jump from `{last}` to `{next}`, over `{skipped}`", along.decision.id);
    found
        .finding(along.decision.subject(), along.origin(pair.after).place, message)
        .label(format!("`{skipped}` stands between the two"))
        .also(along.origin(pair.before).place, "decides the lighter cases")
        .help(format!("give `{skipped}` a step between the two, if it is to decide anything here"))
        .cases(along.coverage.cases(&pair.after.region, &pair.within, &cx.model.dimensions))
        .roles([last, skipped, next])
}
