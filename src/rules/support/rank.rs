//! Which of two answers has more authority, by the reporting lines and the levels.

use std::collections::BTreeSet;

use case_space::Pairs;

use crate::model::{Answer, Decision, Id, Quorum, Role, ids};
use crate::org::Org;
use crate::rules::Context;

/// Pairs of a decision's answers, by the first of the two.
pub(in crate::rules) type AnswerPairs = Pairs<Id<Answer>>;

/// Who decides by one answer: the sets of roles that suffice, chain and number of signatures left aside.
pub(in crate::rules) struct Deciding {
    quorums: Vec<Vec<Id<Role>>>,
    roles: BTreeSet<Id<Role>>,
}

impl Deciding {
    /// `None` where nobody is to decide, it is not known who follows from the requester, or there are too many sets to list.
    pub(in crate::rules) fn of(answer: &Answer) -> Option<Self> {
        let deciders = answer.deciders().filter(|deciders| deciders.relatives().is_empty())?;
        let roles_of = |quorum: &Quorum| quorum.roles().collect();
        Some(Self { quorums: deciders.quorums()?.iter().map(roles_of).collect(), roles: deciders.roles() })
    }

    /// The role that decides alone.
    pub(in crate::rules) fn alone(&self) -> Option<Id<Role>> {
        self.roles.first().copied().filter(|_| self.roles.len() == 1)
    }

    /// How many steps it takes, about, to compare it with one of a single role.
    fn work(&self) -> usize {
        self.quorums.len().saturating_add(self.roles.len())
    }

    /// Whether everybody who may sign answers, directly or not, to somebody in each set of roles that suffices for `other`.
    pub(in crate::rules) fn is_below(&self, other: &Self, org: &Org) -> bool {
        let below_one = |role: Id<Role>, quorum: &[Id<Role>]| quorum.iter().any(|above| org.is_above(*above, role));
        self.roles.iter().all(|role| other.quorums.iter().all(|quorum| below_one(*role, quorum)))
    }

    /// Whether everybody who may sign stands, in the line or by level, below somebody in each set of roles that suffices for `other`.
    pub(in crate::rules) fn is_outranked_by(&self, other: &Self, org: &Org) -> bool {
        let below_one =
            |role: Id<Role>, quorum: &[Id<Role>]| quorum.iter().any(|above| org.outranks(*above, role) == Some(true));
        !self.roles.is_empty()
            && self.roles.iter().all(|role| other.quorums.iter().all(|quorum| below_one(*role, quorum)))
    }

    /// Whether it is known that nobody who may sign is one of those of `other`, or above one of them in the line or by level.
    pub(in crate::rules) fn leaves_the_line_of(&self, other: &Self, cx: &Context<'_>) -> bool {
        let apart = |role: Id<Role>, before: Id<Role>| {
            let outranks = cx.org.outranks(role, before).unwrap_or_else(|| !cx.org.are_in_two_lines(role, before));
            role != before && !outranks
        };
        let is_post = |role: &Id<Role>| cx.model.roles[*role].is_post();
        self.roles.iter().chain(&other.roles).all(is_post)
            && self.roles.iter().all(|role| other.roles.iter().all(|before| apart(*role, *before)))
    }
}

/// Who decides by each of a decision's answers, by their numbers.
pub(in crate::rules) fn deciding(decision: &Decision) -> Vec<Option<Deciding>> {
    decision.answers.iter().map(Deciding::of).collect()
}

/// The pairs of a decision's answers, the first and then the second, of whose deciders `is_so`. None where there are no lines.
pub(in crate::rules) fn pairs(
    cx: &Context<'_>,
    decision: &Decision,
    is_so: impl Fn(&Deciding, &Deciding) -> bool,
) -> AnswerPairs {
    let mut pairs = AnswerPairs::new();
    if decision.answers.len() < 2 {
        return pairs;
    }
    let deciding: Vec<_> = deciding(decision).into_iter().zip(ids(decision.answers.len())).collect();
    for (one, before) in &deciding {
        let Some(one) = one else { continue };
        let followers = deciding.iter().filter(|(other, after)| {
            let Some(other) = other.as_ref().filter(|_| before != after) else { return false };
            cx.budget().spend(one.work().saturating_mul(other.work())) && is_so(one, other)
        });
        let followers: BTreeSet<Id<Answer>> = followers.map(|(_, after)| *after).collect();
        if !followers.is_empty() {
            pairs.insert(*before, followers);
        }
    }
    pairs
}

/// Whether these two are one of the pairs.
pub(in crate::rules) fn has_pair(pairs: &AnswerPairs, first: Id<Answer>, second: Id<Answer>) -> bool {
    pairs.get(&first).is_some_and(|seconds| seconds.contains(&second))
}

/// The pairs of a decision's answers of which the second has less authority: everybody in it answers to the first.
pub(in crate::rules) fn weaker_answers(cx: &Context<'_>, decision: &Decision) -> AnswerPairs {
    if !cx.org.has_lines() {
        return AnswerPairs::new();
    }
    pairs(cx, decision, |stronger, weaker| weaker.is_below(stronger, cx.org))
}
