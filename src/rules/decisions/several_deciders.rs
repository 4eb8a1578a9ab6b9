//! Rule `several-deciders`.

use std::collections::BTreeSet;

use case_space::Overlap;

use crate::finding::Finding;
use crate::model::{Answer, Coverage, Decision, Id, Origin};
use crate::rules::rule::rule;
use crate::rules::support::MOST_PLACES;
use crate::rules::support::regions::Covered;
use crate::rules::{Context, Found};

rule! {
    /// A region of cases in which two or more different answers hold.
    ///
    /// # Why it matters
    /// Where two have the right to decide, the one who says yes is asked, and each can point at the other afterwards. Two bands that both
    /// include the limit are the usual cause, or two exceptions that nobody thought of together: a region and a customer tier. Nothing
    /// says which of two cases goes before the other; the order in which they are written means nothing. (Overlapping rules are the second
    /// check of decision tables beside gaps: Calvanese et al., *Semantics and Analysis of DMN Decision Tables*, 2016.)
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    ///
    /// [[decisions.grant-discount.cases]]
    /// when = { discount = { at-most = 10 } }
    /// decides = "manager"
    ///
    /// [[decisions.grant-discount.cases]]
    /// when = { discount = { at-least = 10 } }
    /// decides = "director"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [[decisions.grant-discount.cases]]
    /// - when = { discount = { at-least = 10 } }
    /// + when = { discount = { above = 10 } }
    ///   decides = "director"
    /// ```
    ///
    /// # Silent when
    /// The answers that meet mean the same, order and nesting apart, or one of them names a role that is not defined. A case does not meet
    /// the top of its decision: it stands in its place.
    "several-deciders", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(covered) = Covered::decision(decision) else { return };
    covered.each_crowd(cx, 2, found, |found, overlap, when| {
        Some(several(cx, found, (decision, covered.coverage), overlap, when))
    });
}

fn several(
    cx: &Context<'_>,
    found: &Found,
    (decision, coverage): (&Decision, &Coverage<Id<Answer>>),
    overlap: &Overlap<Id<Answer>>,
    when: &str,
) -> Finding {
    let answers = || overlap.values.iter().filter_map(|number| decision.answer(*number));
    let named: Vec<String> = answers().map(|answer| answer.words(&cx.model.roles)).collect();
    let message =
        format!("{} answers hold for `{}`{when}: {}", how_many(named.len()), decision.id, named.join(", and also "));
    let origins: Vec<Origin> = overlap.origins.iter().map(|origin| coverage.origin(*origin)).collect();
    let (second, others) = second_first(decision, &origins);
    let roles: BTreeSet<_> = answers().flat_map(Answer::signers).collect();
    let finding = found
        .finding(decision.subject(), second.place, message)
        .label(decided_by(cx, decision, second))
        .help(match named.len() {
            2 => "narrow one of the two so that they do not meet, or give both the same answer",
            _ => "narrow all but one of them so that they do not meet, or give all the same answer",
        })
        .roles(roles.into_iter().map(|role| cx.role_id(role)));
    finding.also_each(others.iter().map(|other| (other.place, decided_by(cx, decision, *other))).take(MOST_PLACES))
}

fn how_many(answers: usize) -> String {
    match answers {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        more => more.to_string(),
    }
}

/// The first origin whose answer differs from that of the first, and the others.
fn second_first(decision: &Decision, origins: &[Origin]) -> (Origin, Vec<Origin>) {
    let meaning = |origin: &Origin| decision.answer_at(*origin).map(Answer::meaning);
    let first = origins.first().and_then(meaning);
    let second = origins.iter().position(|origin| meaning(origin) != first).unwrap_or_default();
    let others = origins.iter().enumerate().filter(|(at, _)| *at != second).map(|(_, origin)| *origin);
    (origins.get(second).copied().unwrap_or_default(), others.collect())
}

fn decided_by(cx: &Context<'_>, decision: &Decision, origin: Origin) -> String {
    match decision.answer_at(origin) {
        Some(Answer::Free) => "no approval is needed here".to_owned(),
        Some(Answer::Forbidden) => "forbidden here".to_owned(),
        Some(answer) => format!("decided by {}", answer.words(&cx.model.roles)),
        None => String::new(),
    }
}
