//! The answer to "who decides?", and when two answers mean the same.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::deciders::{Deciders, Signed};
use super::id::Id;
use super::quorum::Quorum;
use super::relative::Relative;
use super::role::Role;

/// An answer in some case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// These decide.
    Decides(Deciders),
    /// The first agree before the last decides, one after the other. At least two.
    Chain(Vec<Deciders>),
    /// No approval is needed.
    Free,
    /// Nobody may.
    Forbidden,
    /// It is decided outside this matrix.
    Elsewhere,
}

/// What an answer is to one role that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It decides, and nobody else may or must.
    Alone,
    /// It may decide by itself, and so may others.
    OneOfSeveral,
    /// It signs, and somebody else must sign too.
    Together,
    /// It has its turn in a chain, or nothing depends on it, or there are too many ways to decide.
    Named,
}

/// What an answer means: equal for answers that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// The signatures that decide.
    Decided(Signed),
    /// No approval is needed.
    Free,
    /// Nobody may.
    Forbidden,
    /// It is decided outside this matrix.
    Elsewhere,
}

impl Answer {
    /// What it means, so that answers can be compared.
    #[must_use]
    pub fn meaning(&self) -> Meaning {
        match self {
            Self::Decides(deciders) => Meaning::Decided(deciders.meaning()),
            Self::Chain(steps) => Meaning::Decided(Deciders::InTurn(steps.clone()).meaning()),
            Self::Free => Meaning::Free,
            Self::Forbidden => Meaning::Forbidden,
            Self::Elsewhere => Meaning::Elsewhere,
        }
    }

    /// The answer without those who agree before: of a chain its last step.
    #[must_use]
    pub fn decisive(&self) -> Cow<'_, Self> {
        match self {
            Self::Chain(steps) => match steps.last() {
                Some(last) => Cow::Owned(Self::Decides(last.clone())),
                None => Cow::Borrowed(self),
            },
            Self::Decides(_) | Self::Free | Self::Forbidden | Self::Elsewhere => Cow::Borrowed(self),
        }
    }

    /// The answer with other roles in their places.
    #[must_use]
    pub fn with_roles(&self, to: &impl Fn(Id<Role>) -> Id<Role>) -> Self {
        match self {
            Self::Decides(deciders) => Self::Decides(deciders.with_roles(to)),
            Self::Chain(steps) => Self::Chain(steps.iter().map(|step| step.with_roles(to)).collect()),
            Self::Free | Self::Forbidden | Self::Elsewhere => self.clone(),
        }
    }

    /// The answer with others in the places of some deciders; `None` where nobody can decide then.
    pub(super) fn replaced(&self, to: &impl Fn(&Deciders) -> Option<Deciders>) -> Option<Self> {
        let replaced = match self {
            Self::Decides(deciders) => Self::Decides(deciders.replaced(to).possible()?),
            Self::Chain(steps) => {
                let steps: Option<Vec<_>> = steps.iter().map(|step| step.replaced(to).possible()).collect();
                Self::Chain(steps?)
            }
            Self::Free | Self::Forbidden | Self::Elsewhere => self.clone(),
        };
        Some(replaced.plainly())
    }

    /// The answer without roles that stand in it already, as several approvers may who come to one role.
    fn plainly(self) -> Self {
        match self {
            Self::Decides(deciders) => Self::Decides(deciders.plainly()),
            Self::Chain(steps) => match Deciders::InTurn(steps).plainly() {
                Deciders::InTurn(steps) => Self::Chain(steps),
                one => Self::Decides(one),
            },
            Self::Free | Self::Forbidden | Self::Elsewhere => self,
        }
    }

    /// The answer where these sign as well, each of whom may refuse.
    pub(super) fn agreed(self, by: Vec<Deciders>) -> Self {
        match self {
            Self::Chain(mut steps) if !by.is_empty() => {
                let last = steps.pop().map(|last| last.with(by));
                Self::Chain(steps.into_iter().chain(last).collect())
            }
            answer => answer.with(by),
        }
    }

    /// The answer where these sign on top of whatever answers: what is free is then decided by them.
    #[must_use]
    pub fn with(self, added: Vec<Deciders>) -> Self {
        match self {
            answer if added.is_empty() => answer,
            Self::Decides(deciders) => Self::Decides(deciders.with(added)),
            Self::Chain(steps) => Self::Decides(Deciders::InTurn(steps).with(added)),
            Self::Free => Self::Decides(Deciders::jointly(added)),
            Self::Forbidden | Self::Elsewhere => self,
        }
    }

    /// Those who follow from the requester or the case.
    #[must_use]
    pub fn relatives(&self) -> BTreeSet<Relative> {
        match self {
            Self::Decides(deciders) => deciders.relatives(),
            Self::Chain(steps) => steps.iter().flat_map(Deciders::relatives).collect(),
            Self::Free | Self::Forbidden | Self::Elsewhere => BTreeSet::new(),
        }
    }

    /// The ones who decide in the end, if somebody does.
    #[must_use]
    pub fn deciders(&self) -> Option<&Deciders> {
        match self {
            Self::Decides(deciders) => Some(deciders),
            Self::Chain(steps) => steps.last(),
            Self::Free | Self::Forbidden | Self::Elsewhere => None,
        }
    }

    /// The role of which one holder alone decides, where nobody else may and nobody must agree.
    #[must_use]
    pub fn sole_decider(&self) -> Option<Id<Role>> {
        let Self::Decides(deciders) = self else { return None };
        let quorums = deciders.quorums().filter(|quorums| quorums.len() == 1)?;
        quorums.first()?.only()
    }

    /// The roles of which one signature is enough by itself.
    #[must_use]
    pub fn enough_alone(&self) -> BTreeSet<Id<Role>> {
        match self {
            Self::Decides(deciders) => deciders.enough_alone(),
            Self::Chain(steps) => Deciders::InTurn(steps.clone()).enough_alone(),
            Self::Free | Self::Forbidden | Self::Elsewhere => BTreeSet::new(),
        }
    }

    /// Whether somebody decides.
    #[must_use]
    pub const fn is_decided(&self) -> bool {
        matches!(self, Self::Decides(_) | Self::Chain(_))
    }

    /// What the answer is to one role that it names; `None` where it does not name it.
    #[must_use]
    pub fn standing(&self, role: Id<Role>) -> Option<Standing> {
        if !self.roles().contains(&role) {
            return None;
        }
        let quorums = if let Self::Decides(deciders) = self { deciders.quorums() } else { None };
        let Some(quorums) = quorums else { return Some(Standing::Named) };
        let signs: Vec<&Quorum> = quorums.iter().filter(|quorum| quorum.is_signed_by(role)).collect();
        let is_enough = signs.iter().any(|quorum| quorum.only() == Some(role));
        Some(match (signs.as_slice(), quorums.len()) {
            ([], _) => Standing::Named,
            (_, 1) if is_enough => Standing::Alone,
            _ if is_enough => Standing::OneOfSeveral,
            _ => Standing::Together,
        })
    }

    /// Every role that has a say: the deciders, and who must agree before them.
    #[must_use]
    pub fn roles(&self) -> BTreeSet<Id<Role>> {
        match self {
            Self::Decides(deciders) => deciders.roles(),
            Self::Chain(steps) => steps.iter().flat_map(Deciders::roles).collect(),
            Self::Free | Self::Forbidden | Self::Elsewhere => BTreeSet::new(),
        }
    }

    /// Of how many parts it is written.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Decides(deciders) => deciders.size(),
            Self::Chain(steps) => steps.iter().map(Deciders::size).fold(1, usize::saturating_add),
            Self::Free | Self::Forbidden | Self::Elsewhere => 1,
        }
    }

    /// The roles whose signature can count: not one that is named beside others who are enough without it.
    #[must_use]
    pub fn signers(&self) -> BTreeSet<Id<Role>> {
        let of_one = |deciders: &Deciders| match deciders.quorums() {
            Some(quorums) => quorums.iter().flat_map(Quorum::roles).collect(),
            None => deciders.roles(),
        };
        match self {
            Self::Decides(deciders) => of_one(deciders),
            Self::Chain(steps) => steps.iter().flat_map(of_one).collect(),
            Self::Free | Self::Forbidden | Self::Elsewhere => BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::ids;
    use super::*;
    use crate::syntax::Amount;

    fn role(number: usize) -> Deciders {
        Deciders::Role(ids(9).nth(number).unwrap())
    }

    fn same(one: Deciders, other: Deciders) -> bool {
        Answer::Decides(one).meaning() == Answer::Decides(other).meaning()
    }

    #[test]
    fn order_and_nesting_do_not_matter() {
        use Deciders::{All, Any, Count};
        let [a, b, c] = [role(0), role(1), role(2)];
        assert!(same(All(vec![a.clone(), b.clone()]), All(vec![b.clone(), a.clone()])));
        assert!(same(
            All(vec![a.clone(), All(vec![b.clone(), c.clone()])]),
            All(vec![c.clone(), b.clone(), a.clone()])
        ));
        assert!(same(Any(vec![a.clone()]), a.clone()));
        assert!(same(Count(2, vec![a.clone(), b.clone()], None), All(vec![a.clone(), b.clone()])));
        assert!(same(Count(1, vec![a.clone(), b.clone()], None), Any(vec![a.clone(), b.clone()])));
        assert!(same(All(vec![a.clone(), Any(vec![a.clone(), b.clone()])]), a.clone()));
        assert!(!same(All(vec![a.clone(), b.clone()]), Any(vec![a.clone(), b.clone()])));
        assert!(!same(Count(2, vec![a.clone(), b.clone(), c.clone()], None), All(vec![a, b, c])));
    }

    #[test]
    fn an_order_is_one_where_it_can_make_a_difference() {
        use Deciders::{All, Any, FirstOf, InTurn};
        let [a, b, c] = [role(0), role(1), role(2)];
        let pair =
            |of: fn(Vec<Deciders>) -> Deciders, one: &Deciders, other: &Deciders| of(vec![one.clone(), other.clone()]);
        assert!(!same(pair(InTurn, &a, &b), pair(InTurn, &b, &a)));
        assert!(!same(pair(InTurn, &a, &b), pair(All, &a, &b)));
        assert!(same(
            pair(All, &pair(InTurn, &a, &b), &pair(InTurn, &b, &c)),
            InTurn(vec![a.clone(), b.clone(), c.clone()])
        ));
        assert!(!same(pair(FirstOf, &a, &b), pair(FirstOf, &b, &a)));
        assert!(!same(pair(FirstOf, &a, &b), pair(Any, &a, &b)));
        assert!(same(pair(FirstOf, &a, &pair(FirstOf, &b, &c)), FirstOf(vec![a.clone(), b.clone(), c])));
        assert!(same(pair(All, &pair(FirstOf, &a, &b), &b), b.clone()));
        assert!(same(pair(InTurn, &a, &pair(FirstOf, &a, &a)), a));
    }

    #[test]
    fn two_holders_of_a_role_are_not_one() {
        let council = ids(9).nth(3).unwrap();
        assert!(same(Deciders::Holders(Amount::Count(1), council, None), Deciders::Role(council)));
        assert!(!same(Deciders::Holders(Amount::Count(2), council, None), Deciders::Role(council)));
    }

    #[test]
    fn one_decides_alone_where_nobody_else_may_or_must() {
        use Deciders::{All, Any, Holders};
        let [a, b] = [role(0), role(1)];
        let alone = |deciders: Deciders| Answer::Decides(deciders).sole_decider().is_some();
        assert!(alone(a.clone()) && alone(All(vec![a.clone(), Any(vec![a.clone(), b.clone()])])));
        assert!(!alone(All(vec![a.clone(), b.clone()])) && !alone(Any(vec![a, b])));
        assert!(!alone(Holders(Amount::Count(2), ids(9).nth(3).unwrap(), None)));
        assert_eq!(Answer::Free.sole_decider(), None);
    }

    #[test]
    fn a_role_stands_by_what_its_signature_is_worth() {
        use Deciders::{All, Any, Count, Holders};
        let [a, b, c] = [role(0), role(1), role(2)];
        let council = ids(9).nth(3).unwrap();
        let of_first = |deciders| Answer::Decides(deciders).standing(ids(9).next().unwrap());
        assert_eq!(of_first(a.clone()), Some(Standing::Alone));
        assert_eq!(of_first(Any(vec![a.clone(), b.clone()])), Some(Standing::OneOfSeveral));
        assert_eq!(of_first(Any(vec![a.clone(), All(vec![b.clone(), c.clone()])])), Some(Standing::OneOfSeveral));
        assert_eq!(of_first(All(vec![a.clone(), b.clone()])), Some(Standing::Together));
        assert_eq!(of_first(Count(2, vec![a.clone(), b.clone(), c.clone()], None)), Some(Standing::Together));
        assert_eq!(of_first(All(vec![b.clone(), Any(vec![a.clone(), b.clone()])])), Some(Standing::Named));
        assert_eq!(of_first(c), None);
        let two = Answer::Decides(Any(vec![Holders(Amount::Count(2), council, None), b.clone()]));
        assert_eq!(two.standing(council), Some(Standing::Together));
        assert_eq!(Answer::Chain(vec![a, b]).standing(ids(9).next().unwrap()), Some(Standing::Named));
        assert_eq!(Answer::Free.standing(council), None);
    }

    #[test]
    fn a_chain_is_not_its_last_step_alone() {
        let chain = Answer::Chain(vec![role(0), role(1)]);
        assert_ne!(chain.meaning(), Answer::Decides(role(1)).meaning());
    }

    #[test]
    fn answers_with_too_many_quorums_are_still_compared() {
        let wide = |order: [usize; 4]| {
            let some = |from| Deciders::Any(order.iter().map(|n| role((from + n) % 9)).collect());
            Deciders::All((0..9).map(some).collect())
        };
        let half = |count| Deciders::Count(count, (0..9).map(role).chain((0..9).map(role)).collect(), None);
        assert!(same(wide([0, 1, 2, 3]), wide([3, 1, 2, 0])));
        assert!(same(half(9), half(9)));
        assert!(!same(half(9), half(8)));
    }
}
