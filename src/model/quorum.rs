//! Quorums: signatures that decide together.

use std::collections::BTreeSet;

use super::id::Id;
use super::relative::Relative;
use super::role::Role;
use crate::syntax::Amount;

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signer {
    /// A role.
    Role(Id<Role>),
    /// Whoever follows from the requester or the case, where it is not known who that is.
    Relative(Relative),
}

/// Signatures that decide together: who signs and how many of each, in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quorum {
    signatures: Vec<(Signer, Amount)>,
    terms: Option<Box<Proviso>>,
}

/// What holds of signatures beside who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Proviso {
    /// Who signs before whom.
    order: BTreeSet<(Signer, Signer)>,
    /// Of whom so many may be against it.
    against: BTreeSet<(Vec<Signer>, u32)>,
}

impl Proviso {
    fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.order.extend(other.order.iter().cloned());
        both.against.extend(other.against.iter().cloned());
        both.follow();
        both
    }

    fn includes(&self, other: &Self) -> bool {
        let are_fewer = |(others, most): &(Vec<Signer>, u32)| {
            self.against.iter().any(|(own, own_most)| own == others && own_most <= most)
        };
        self.order.is_superset(&other.order) && other.against.iter().all(are_fewer)
    }

    /// Adds the order that follows from two others: of the first and the last of three in turn.
    fn follow(&mut self) {
        loop {
            let after = |one: &Signer, next: &Signer| {
                let last = self.order.iter().filter(|(from, to)| from == next && to != one);
                last.map(|(_, last)| (one.clone(), last.clone())).collect::<Vec<_>>()
            };
            let more: Vec<_> = self.order.iter().flat_map(|(one, next)| after(one, next)).collect();
            let known = self.order.len();
            self.order.extend(more);
            if self.order.len() == known {
                return;
            }
        }
    }
}

impl Quorum {
    /// So many of one who signs.
    pub(super) fn of(signer: Signer, amount: Amount) -> Self {
        Self { signatures: vec![(signer, amount)], terms: None }
    }

    /// Who signs, and how many of each.
    #[must_use]
    pub fn signatures(&self) -> &[(Signer, Amount)] {
        &self.signatures
    }

    /// The roles that sign.
    pub fn roles(&self) -> impl Iterator<Item = Id<Role>> {
        self.signatures
            .iter()
            .filter_map(|(signer, _)| if let Signer::Role(role) = signer { Some(*role) } else { None })
    }

    /// The role of which one signature is all that it takes.
    #[must_use]
    pub fn only(&self) -> Option<Id<Role>> {
        match self.signatures.as_slice() {
            [(Signer::Role(role), Amount::Count(1))] => Some(*role),
            _ => None,
        }
    }

    /// Whether some sign before others.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.terms.as_ref().is_some_and(|terms| !terms.order.is_empty())
    }

    /// Those who sign before nobody else.
    pub fn last(&self) -> impl Iterator<Item = &Signer> {
        let order = self.terms.as_ref().map(|terms| &terms.order);
        let is_before =
            move |signer: &Signer| order.is_some_and(|order| order.iter().any(|(first, _)| first == signer));
        self.signatures.iter().map(|(signer, _)| signer).filter(move |signer| !is_before(signer))
    }

    /// How many sign; `None` where that is a share of some whose number is not known.
    #[must_use]
    pub fn size(&self) -> Option<u32> {
        self.signatures.iter().try_fold(0_u32, |all, (_, amount)| match amount {
            Amount::Count(count) => Some(all.saturating_add(*count)),
            Amount::Share(..) => None,
        })
    }

    /// Those who sign.
    pub fn signers(&self) -> impl Iterator<Item = &Signer> {
        self.signatures.iter().map(|(signer, _)| signer)
    }

    /// Whether the role signs.
    #[must_use]
    pub fn is_signed_by(&self, role: Id<Role>) -> bool {
        self.roles().any(|signs| signs == role)
    }

    /// Those of whom it takes a signature, or more of them, that `other` does not; `None` where these signatures do not satisfy `other`, whoever
    /// signs first.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Option<Vec<&Signer>> {
        let against = |quorum: &Self| quorum.terms.as_ref().map(|terms| terms.against.clone()).unwrap_or_default();
        if !other.signatures.iter().all(|one| self.has(one)) || !against(self).is_superset(&against(other)) {
            return None;
        }
        let beyond = self.signatures.iter().filter(|own| !other.signatures.contains(own));
        Some(beyond.map(|(signer, _)| signer).collect())
    }

    /// Whether so many of one who signs are among the signatures.
    fn has(&self, (signer, amount): &(Signer, Amount)) -> bool {
        let suffices = |own: Amount| are_alike(own, *amount) && larger(own, *amount) == own;
        self.signatures.iter().any(|(own, so_many)| own == signer && suffices(*so_many))
    }

    /// Both sets of signatures at once; one holder's signature serves both.
    fn with(&self, other: &Self) -> Self {
        let mut signatures = self.signatures.clone();
        for (signer, amount) in &other.signatures {
            let is_known = |(known, so_many): &&mut (Signer, Amount)| known == signer && are_alike(*so_many, *amount);
            match signatures.iter_mut().find(is_known) {
                Some((_, so_many)) => *so_many = larger(*so_many, *amount),
                None => signatures.push((signer.clone(), *amount)),
            }
        }
        signatures.sort_unstable();
        let terms = match (&self.terms, &other.terms) {
            (None, None) => None,
            (Some(terms), None) | (None, Some(terms)) => Some(terms.clone()),
            (Some(one), Some(other)) => Some(Box::new(one.with(other))),
        };
        Self { signatures, terms }
    }

    /// Both sets of signatures, `self` before the other.
    fn before(&self, other: &Self) -> Self {
        let mut both = self.with(other);
        let pairs = self
            .signatures
            .iter()
            .flat_map(|(first, _)| other.signatures.iter().map(move |(next, _)| (first.clone(), next.clone())));
        let mut terms = both.terms.take().unwrap_or_default();
        terms.order.extend(pairs.filter(|(first, next)| first != next));
        terms.follow();
        both.terms = (*terms != Proviso::default()).then_some(terms);
        both
    }

    /// The same with at most so many of `others` against it.
    pub(super) fn with_against(mut self, others: Vec<Signer>, count: u32) -> Self {
        self.terms.get_or_insert_default().against.insert((others, count));
        self
    }

    /// The same signatures in any order.
    #[must_use]
    fn in_any_order(&self) -> Self {
        let terms = self.terms.as_ref().filter(|terms| !terms.against.is_empty());
        let terms = terms.map(|terms| Box::new(Proviso { order: BTreeSet::new(), against: terms.against.clone() }));
        Self { signatures: self.signatures.clone(), terms }
    }

    /// Whether whoever satisfies `self` satisfies `other`.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        let are_kept = match (&self.terms, &other.terms) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(other)) => own.includes(other),
        };
        are_kept && other.signatures.iter().all(|one| self.has(one))
    }
}

/// Whether both count, or both are shares.
const fn are_alike(one: Amount, other: Amount) -> bool {
    matches!((one, other), (Amount::Count(_), Amount::Count(_)) | (Amount::Share(..), Amount::Share(..)))
}

/// The larger of two that are alike.
fn larger(one: Amount, other: Amount) -> Amount {
    let is_more = match (one, other) {
        (Amount::Share(part, of), Amount::Share(other_part, other_of)) => {
            u64::from(other_part) * u64::from(of) > u64::from(part) * u64::from(other_of)
        }
        _ => other > one,
    };
    if is_more { other } else { one }
}

/// Beyond so many quorums answers are compared as they are written.
const MOST_QUORUMS: usize = 256;

/// So many pairs of quorums are joined for one member.
const MOST_JOINED: usize = 1024;

/// The quorums of "`count` of `members`", given those of each member, by taking the members one after the other.
pub(super) fn so_many_of(
    count: usize,
    members: impl Iterator<Item = Option<BTreeSet<Quorum>>>,
) -> Option<BTreeSet<Quorum>> {
    let mut with_so_many = vec![BTreeSet::new(); count.checked_add(1)?];
    with_so_many.first_mut()?.insert(Quorum { signatures: Vec::new(), terms: None });
    for quorums in members {
        let quorums = quorums?;
        for fewer in (0..count).rev() {
            let joined = joined(with_so_many.get(fewer)?, &quorums, Quorum::with)?;
            let more = with_so_many.get_mut(fewer.checked_add(1)?)?;
            more.extend(joined);
            if more.len() > MOST_QUORUMS {
                return None;
            }
        }
    }
    with_so_many.pop().map(smallest)
}

/// The quorums of all members, one after the other.
pub(super) fn in_turn(mut members: impl Iterator<Item = Option<BTreeSet<Quorum>>>) -> Option<BTreeSet<Quorum>> {
    let first = members.next()??;
    let all = members.try_fold(first, |signed, next| {
        let both: BTreeSet<Quorum> = joined(&signed, &next?, Quorum::before)?.into_iter().collect();
        (both.len() <= MOST_QUORUMS).then_some(both)
    });
    all.map(smallest)
}

/// Each of `one` joined with each of `other`; `None` where that is too many.
fn joined(
    one: &BTreeSet<Quorum>,
    other: &BTreeSet<Quorum>,
    join: impl Fn(&Quorum, &Quorum) -> Quorum,
) -> Option<Vec<Quorum>> {
    if one.len().checked_mul(other.len())? > MOST_JOINED {
        return None;
    }
    Some(one.iter().flat_map(|signed| other.iter().map(|quorum| join(signed, quorum)).collect::<Vec<_>>()).collect())
}

/// The smallest of the quorums, each in any order.
#[must_use]
pub fn in_any_order(quorums: &BTreeSet<Quorum>) -> BTreeSet<Quorum> {
    smallest(quorums.iter().map(Quorum::in_any_order).collect())
}

/// Without the quorums that include another.
fn smallest(quorums: BTreeSet<Quorum>) -> BTreeSet<Quorum> {
    let is_needed = |quorum: &&Quorum| !quorums.iter().any(|other| other != *quorum && quorum.includes(other));
    quorums.iter().filter(is_needed).cloned().collect()
}
