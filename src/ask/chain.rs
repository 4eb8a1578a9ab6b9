//! The chain of a decision in one case.

use case_space::{Piece, Point};
use indexmap::IndexSet;

use super::basis::Ask;
use super::link::{GivenBy, Link, Reason};
use crate::model::{Answer, Coverage, Decision, Id};

impl<'a> Ask<'a> {
    /// What gave each answer, then what follows.
    pub(super) fn chain(
        &self,
        decision: &'a Decision,
        coverage: &'a Coverage<Id<Answer>>,
        pieces: &[&Piece<Id<Answer>>],
        point: &Point,
    ) -> Vec<Link<'a>> {
        let mut chain: Vec<_> =
            pieces.iter().flat_map(|piece| given(decision, coverage, piece, point).links()).collect();
        let given = chain.iter().filter(|link| matches!(link.reason, Reason::Given(_)));
        let deciders: IndexSet<_> = given.flat_map(|link| link.roles.iter().copied()).collect();
        chain.extend(asked_and_told(decision, point));
        for role in &deciders {
            chain.extend(self.goes_up(decision, *role));
            chain.extend(self.escalations(*role));
        }
        let deputies = deciders.iter().flat_map(|role| self.deputies(*role));
        chain.extend(deputies.filter(|link| may_stand_in(link, point)));
        let is_lent_here = |link: &Link<'_>| match link.reason {
            Reason::Lends(from, delegation) => deciders.contains(&from) && delegation.when.condition().contains(point),
            _ => false,
        };
        chain.extend(self.lent(decision).filter(is_lent_here));
        chain
    }
}

/// Whether the case may be one of those in which somebody stands in: they may be told apart by what the decision does not ask.
fn may_stand_in(link: &Link<'_>, point: &Point) -> bool {
    match link.reason {
        Reason::StandsIn(_, Some(when)) => when.may_contain(point),
        _ => true,
    }
}

fn given<'a>(
    decision: &'a Decision,
    coverage: &'a Coverage<Id<Answer>>,
    piece: &Piece<Id<Answer>>,
    point: &Point,
) -> GivenBy<'a> {
    let answer = piece.held.values().first().and_then(|number| decision.answer(*number));
    let space = coverage.cover.space();
    let around = Some((space, space.block_at(&piece.region, point)));
    GivenBy { decision, origin: coverage.origin(piece.origin), answer, around }
}

/// Who is asked and told in the case: by the top where no other case holds.
fn asked_and_told<'a>(decision: &'a Decision, point: &Point) -> impl Iterator<Item = Link<'a>> {
    let cases = decision.cases.iter().filter(|case| case.when.condition().contains(point));
    let mut rights: Vec<_> = cases.map(|case| &case.right).collect();
    if rights.is_empty() {
        rights.push(&decision.top);
    }
    let is_here = |link: &Link<'_>| {
        link.reason
            .within()
            .is_none_or(|(ladder, step)| ladder.step_at(point).is_some_and(|here| std::ptr::eq(here, step)))
    };
    rights.into_iter().flat_map(Link::asked_and_told).filter(is_here)
}
