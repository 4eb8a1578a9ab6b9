//! Which of two answers asks for less than the other?

use std::collections::BTreeSet;

use super::ascent::{Picked, Stretches};
use super::rank::{AnswerPairs, has_pair};
use crate::model::{Answer, Decision, Id, Meaning, Quorum, Signed, Signer, ids};
use crate::org::Org;
use crate::rules::Context;

/// The pairs of a decision's answers of which the second asks for less than the first: whoever gives the first has given the second, and
/// somebody no longer signs whom nobody who remains stands above.
pub(in crate::rules) fn lesser_answers(cx: &Context<'_>, decision: &Decision) -> AnswerPairs {
    let mut pairs = AnswerPairs::new();
    if decision.answers.len() < 2 {
        return pairs;
    }
    let numbered: Vec<_> = ids(decision.answers.len()).zip(decision.answers.iter().map(ways)).collect();
    for (before, more) in numbered.iter().filter_map(|(number, ways)| Some((*number, ways.as_ref()?))) {
        let is_lesser = |after: Id<Answer>, less: Option<&BTreeSet<Quorum>>| match less {
            None => decision.answer(after) == Some(&Answer::Free),
            Some(less) => cx.budget().spend(more.len().saturating_mul(less.len())) && asks_for_less(cx.org, more, less),
        };
        let followers = numbered.iter().filter(|(after, less)| *after != before && is_lesser(*after, less.as_ref()));
        let followers: BTreeSet<Id<Answer>> = followers.map(|(after, _)| *after).collect();
        if !followers.is_empty() {
            pairs.insert(before, followers);
        }
    }
    pairs
}

/// Each stretch that asks for less than the last before it in which somebody decides.
pub(in crate::rules) fn drops(decision: &Decision, stretches: &Stretches, lesser: &AnswerPairs) -> Picked {
    let mut last: Option<(usize, Id<Answer>)> = None;
    let mut drops = Vec::new();
    for (number, stretch) in stretches.iter().enumerate() {
        let Some(answer) = stretch.held.only() else {
            // where nobody decides, or several do, that is said
            last = last.filter(|_| stretch.held.values.is_empty() && !stretch.held.unknown);
            continue;
        };
        drops.extend(last.filter(|(_, before)| has_pair(lesser, *before, answer)).map(|(before, _)| (before, number)));
        if decision.answer(answer).and_then(Answer::deciders).is_some() {
            last = Some((number, answer));
        }
    }
    drops
}

/// The signatures that decide; `None` where nobody does, or there are too many ways to list.
fn ways(answer: &Answer) -> Option<BTreeSet<Quorum>> {
    match answer.meaning() {
        Meaning::Decided(Signed::Quorums { quorums, .. }) => Some(quorums),
        _ => None,
    }
}

fn asks_for_less(org: &Org, more: &BTreeSet<Quorum>, less: &BTreeSet<Quorum>) -> bool {
    let is_implied = |way: &Quorum| less.iter().any(|other| way.beyond(other).is_some());
    more.iter().all(is_implied) && more.iter().any(|way| leaves_out(org, way, less))
}

/// Whether one of the other ways takes less than this one, by somebody whom nobody who remains stands above.
fn leaves_out(org: &Org, way: &Quorum, less: &BTreeSet<Quorum>) -> bool {
    let lighter: Vec<(&Quorum, Vec<&Signer>)> = less
        .iter()
        .filter_map(|other| Some((other, way.beyond(other)?)))
        .filter(|(_, gone)| !gone.is_empty())
        .collect();
    // where each can be done without, so can the highest of them, whoever that is
    let nobody_remains = way.signers().all(|signer| lighter.iter().any(|(_, gone)| gone.contains(&signer)));
    (nobody_remains && !lighter.is_empty())
        || lighter.iter().any(|(rest, gone)| gone.iter().any(|signer| none_is_above(org, signer, rest)))
}

/// Whether it is known that none of those who remain stands above one who no longer signs.
fn none_is_above(org: &Org, gone: &Signer, rest: &Quorum) -> bool {
    let Signer::Role(gone) = gone else { return false };
    rest.signers().all(|signer| match signer {
        Signer::Role(remains) => remains == gone || org.outranks(*remains, *gone) == Some(false),
        Signer::Relative(_) => false,
    })
}
