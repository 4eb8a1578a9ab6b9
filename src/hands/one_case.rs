//! Who acts in one case of a decision.

use std::collections::BTreeSet;

use case_space::{Budget, Condition, Point, Space};

use super::bond::Relay;
use super::cast::{Acting, Cast, Hand};
use super::need::Need;
use super::roster::{Roster, is_lent};
use super::situations::WORK;
use super::staff::Staff;
use super::substitution::Substitution;
use crate::model::{Answer, Decision, Id, Role};

/// Who may act in one case of a decision, as far as the case is given.
#[derive(Debug)]
pub struct OneCase {
    case: Point,
    decision: Id<Decision>,
    /// Those who have a say in it.
    roles: BTreeSet<Id<Role>>,
    roster: Roster,
    /// The conditions that hold, in order, for each way in which what is not given makes a difference.
    holding: Vec<Vec<usize>>,
}

/// In at most so many cases it is told apart who acts, where a case is given in part.
const MOST_CASES: usize = 4096;

impl OneCase {
    /// Of a decision for which these roles sign in the case, and of those who hold `others`. `None` where that is too much to look at.
    #[must_use]
    pub fn new(
        staff: Staff<'_>,
        decision: Id<Decision>,
        roles: impl IntoIterator<Item = Id<Role>>,
        others: impl IntoIterator<Item = Id<Role>>,
        case: &Point,
    ) -> Option<Self> {
        let model = staff.model;
        let roles: BTreeSet<_> = model.decisions[decision].all_with_a_say().chain(roles).collect();
        let (others, work) = (others.into_iter(), Budget::steps(WORK));
        let roster = Roster::of_decision(staff, (decision, &roles), others, Some(case), &work)?;
        let (space, _) = Space::divided_by(model.dimensions.domains(), &roster.conditions);
        let all = 0..roster.conditions.len();
        let holding = match space.told_apart_within(case, MOST_CASES) {
            Some(cases) => {
                let holds = |case: &Point, condition: &usize| {
                    roster.conditions.get(*condition).is_some_and(|condition| condition.contains(case))
                };
                let of_case = |case: &Point| all.clone().filter(|condition| holds(case, condition)).collect();
                cases.iter().map(of_case).collect::<BTreeSet<_>>().into_iter().collect()
            }
            None => vec![all.collect()],
        };
        Some(Self { case: case.clone(), decision, roles, roster, holding })
    }

    /// Who signs as things are, of those of whom `is_there` is true who are not on leave; several where that depends on what is not given
    /// of the case.
    pub fn acting_now(&self, needs: &[&Need], is_there: impl Fn(&Hand) -> bool) -> Vec<Cast> {
        let cast = |holding: &Vec<usize>| {
            let holds = |condition: usize| holding.binary_search(&condition).is_ok();
            let is_present = |hand: &Hand| match hand {
                Hand::Person(person) => !self.roster.is_away(*person, holds),
                Hand::Holder(..) | Hand::Stranger(_) => true,
            };
            self.roster.cast_now(needs, holds, |hand| is_there(hand) && is_present(hand))
        };
        self.holding.iter().map(cast).collect()
    }

    /// What an answer takes; `None` where that is no signature, or too much to look at.
    #[must_use]
    pub fn need(&self, staff: Staff<'_>, answer: &Answer) -> Option<Need> {
        let named = |role: Id<Role>| {
            let in_case = |holding: &Vec<usize>| {
                self.roster.named(staff, role, &|condition| holding.binary_search(&condition).is_ok())
            };
            self.holding.iter().map(in_case).min().unwrap_or_default()
        };
        Need::of(answer, staff, &named).ok()?
    }

    /// The one who holds a role; `None` where it is nobody, or may be one of several.
    #[must_use]
    pub fn only_holder(&self, role: Id<Role>) -> Option<Hand> {
        let holders = self.holding.iter().flat_map(|holding| {
            self.roster.hands_of(role, &|condition| holding.binary_search(&condition).is_ok(), &|_| true)
        });
        let mut holders: BTreeSet<Hand> = holders.collect();
        holders.pop_first().filter(|_| holders.is_empty())
    }

    /// By which steps one comes to act for a role.
    #[must_use]
    pub fn relays(&self, staff: Staff<'_>, role: Id<Role>, acting: &Acting) -> Vec<Relay> {
        let ways = staff.substitutions(role, is_lent(self.decision, &self.roles), |_| true, &Budget::steps(WORK));
        let ways = ways.into_found();
        let is_meant = |way: &Substitution| {
            let may_be = |condition: &Condition| condition.decided_by(&self.case) != Some(false);
            (way.role(), way.through()) == (Some(acting.holds), acting.through) && way.when.iter().all(may_be)
        };
        ways.into_iter().find(is_meant).map_or_else(Vec::new, |way| way.relays)
    }
}
