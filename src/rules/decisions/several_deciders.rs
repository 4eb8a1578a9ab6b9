//! Rule `several-deciders`.

use std::collections::{BTreeMap, BTreeSet};

use case_space::OriginId;

use crate::finding::Finding;
use crate::model::{Answer, Coverage, Decision, Id, Meaning, Origin};
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
    /// The answers that meet mean the same, nesting apart and who agrees counted, or one of them names a role that is not defined. A case
    /// does not meet the top of its decision: it stands in its place; nor does it meet one that stands `over` it. What `also` adds makes no
    /// difference. An approver who follows from the requester is the same answer as a role for those for whom it comes to that role; of
    /// those for whom it does not, all are in one finding. Where cases stand over each other in a circle, that is said (`precedence-cycle`).
    "several-deciders", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(covered) = Covered::decision(decision) else { return };
    let written: BTreeMap<Meaning, Answer> =
        signed(decision, covered.coverage).map(|answer| (answer.meaning(), answer)).collect();
    if written.values().all(|answer| answer.relatives().is_empty()) {
        covered.each_crowd(cx, 2, found, |found, overlap, when| {
            let named = overlap.values.iter().filter_map(|number| decision.answer(*number)).collect();
            let clash = Clash { decision, named, values: &overlap.values, origins: &overlap.origins };
            several(cx, found, (&clash, covered.coverage), when)
        });
        return;
    }
    // who follows from the requester is somebody else for each, and one answer as it is written
    let name = |origin: Origin| {
        let meaning = decision.signed_at(origin).map(|answer| answer.meaning());
        meaning.and_then(|meaning| written.keys().position(|one| *one == meaning))
    };
    covered.each_crowd_as(cx, name, found, |found, overlap, when| {
        let names = overlap.names.iter().flatten();
        let named = names.filter_map(|name| written.values().nth(*name)).collect();
        let clash = Clash { decision, named, values: &overlap.values, origins: &overlap.origins };
        several(cx, found, (&clash, covered.coverage), when)
    });
}

/// The answers that are written, with those who agree.
fn signed<'a>(decision: &'a Decision, coverage: &'a Coverage<Id<Answer>>) -> impl Iterator<Item = Answer> {
    coverage.origins.iter().filter_map(|origin| decision.signed_at(*origin))
}

/// Answers that differ and hold in one case.
struct Clash<'a> {
    decision: &'a Decision,
    /// The answers, as they are told apart.
    named: Vec<&'a Answer>,
    /// What they come to.
    values: &'a [Id<Answer>],
    origins: &'a [OriginId],
}

fn several(
    cx: &Context<'_>,
    found: &Found,
    (clash, coverage): (&Clash<'_>, &Coverage<Id<Answer>>),
    when: &str,
) -> Option<Finding> {
    let decision = clash.decision;
    let named: Vec<String> = clash.named.iter().map(|answer| answer.words(&cx.model.roles)).collect();
    let message =
        format!("{} answers hold for `{}`{when}: {}", how_many(named.len()), decision.id, named.join(", and also "));
    let origins: Vec<Origin> = clash.origins.iter().map(|origin| coverage.origin(*origin)).collect();
    if are_in_a_circle(decision, &origins) {
        return None;
    }
    let (second, others) = second_first(decision, &origins);
    let values = clash.values.iter().filter_map(|number| decision.answer(*number));
    let roles: BTreeSet<_> = values.flat_map(Answer::signers).collect();
    let finding = found
        .finding(decision.subject(), second.place, message)
        .label(decided_by(cx, decision, second))
        .help(match named.len() {
            2 => "narrow one of the two so that they do not meet, or give both the same answer",
            _ => "narrow all but one of them so that they do not meet, or give all the same answer",
        })
        .roles(roles.into_iter().map(|role| cx.role_id(role)));
    let others = others.iter().map(|other| (other.place, decided_by(cx, decision, *other)));
    Some(finding.also_each(others.take(MOST_PLACES)))
}

/// Whether all are cases of one circle, each of which was to keep another out: that is said instead.
fn are_in_a_circle(decision: &Decision, origins: &[Origin]) -> bool {
    let is_in = |circle: &Vec<usize>, origin: &Origin| origin.case.is_some_and(|case| circle.contains(&case));
    decision.circles.iter().any(|circle| origins.iter().all(|origin| is_in(circle, origin)))
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
    let meaning = |origin: &Origin| decision.signed_at(*origin).map(|answer| answer.meaning());
    let first = origins.first().and_then(meaning);
    let second = origins.iter().position(|origin| meaning(origin) != first).unwrap_or_default();
    let others = origins.iter().enumerate().filter(|(at, _)| *at != second).map(|(_, origin)| *origin);
    (origins.get(second).copied().unwrap_or_default(), others.collect())
}

fn decided_by(cx: &Context<'_>, decision: &Decision, origin: Origin) -> String {
    match decision.signed_at(origin) {
        Some(Answer::Free) => "no approval is needed here".to_owned(),
        Some(Answer::Forbidden) => "forbidden here".to_owned(),
        Some(answer) => format!("decided by {}", answer.words(&cx.model.roles)),
        None => String::new(),
    }
}
