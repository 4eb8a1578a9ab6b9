//! Who decides: roles, jointly or any of them, and when two of those mean the same.

use std::collections::{BTreeMap, BTreeSet};

use super::id::Id;
use super::quorum::{Quorum, Signer, in_turn, so_many_of};
use super::relative::{Rank, Relative};
use super::role::Role;
use crate::syntax::Amount;

/// Who decides, as it is written, references resolved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deciders {
    /// One role.
    Role(Id<Role>),
    /// Who follows from the requester or the case.
    Relative(Relative),
    /// All of these, jointly.
    All(Vec<Deciders>),
    /// All of these, in this order.
    InTurn(Vec<Deciders>),
    /// Any one of these. Of none, nobody can decide.
    Any(Vec<Deciders>),
    /// Any one of these, in this order of preference.
    FirstOf(Vec<Deciders>),
    /// So many of these, and at most so many of the others against it.
    Count(u32, Vec<Deciders>, Option<u32>),
    /// So many holders of one role, and at most so many of the others against it.
    Holders(Amount, Id<Role>, Option<u32>),
}

impl Deciders {
    /// Nobody: any one of none.
    pub(super) const NOBODY: Self = Self::Any(Vec::new());

    /// Those jointly who are given: one of them alone is himself.
    #[must_use]
    pub fn jointly(mut all: Vec<Self>) -> Self {
        match (all.len(), all.pop()) {
            (1, Some(only)) => only,
            (_, last) => Self::All(all.into_iter().chain(last).collect()),
        }
    }

    /// These and, jointly with them, those who are added and not among them yet.
    pub(super) fn with(self, added: Vec<Self>) -> Self {
        let mut all = if let Self::All(members) = self { members } else { vec![self] };
        for one in added {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        Self::jointly(all)
    }

    /// The members that it is made of.
    #[must_use]
    pub fn members(&self) -> &[Self] {
        match self {
            Self::Role(_) | Self::Relative(_) | Self::Holders(..) => &[],
            Self::All(members)
            | Self::InTurn(members)
            | Self::Any(members)
            | Self::FirstOf(members)
            | Self::Count(_, members, _) => members,
        }
    }

    /// Of how many parts they are written.
    pub(super) fn size(&self) -> usize {
        self.members().iter().map(Self::size).fold(1, usize::saturating_add)
    }

    /// The same with other members.
    fn with_members(&self, members: Vec<Self>) -> Self {
        match self {
            Self::Role(_) | Self::Relative(_) | Self::Holders(..) => self.clone(),
            Self::All(_) => Self::All(members),
            Self::InTurn(_) => Self::InTurn(members),
            Self::Any(_) => Self::Any(members),
            Self::FirstOf(_) => Self::FirstOf(members),
            Self::Count(count, _, against) => Self::Count(*count, members, *against),
        }
    }

    /// Whether it is one who decides, or any one of several.
    #[must_use]
    pub fn takes_one(&self) -> bool {
        match self {
            Self::Role(_) | Self::Relative(_) | Self::Any(_) | Self::FirstOf(_) => true,
            Self::Holders(amount, ..) => *amount == Amount::Count(1),
            Self::Count(count, ..) => *count == 1,
            Self::All(members) | Self::InTurn(members) => members.len() == 1 && members.iter().all(Self::takes_one),
        }
    }

    /// The roles that are named, each once, in the order of their definition.
    #[must_use]
    pub fn roles(&self) -> BTreeSet<Id<Role>> {
        let mut roles = BTreeSet::new();
        self.each(&mut |one| {
            if let Self::Role(role) | Self::Holders(_, role, _) = one {
                roles.insert(*role);
            }
        });
        roles
    }

    /// Those who follow from the requester or the case.
    #[must_use]
    pub fn relatives(&self) -> BTreeSet<Relative> {
        let mut relatives = BTreeSet::new();
        self.each(&mut |one| {
            if let Self::Relative(relative) = one {
                relatives.insert(relative.clone());
            }
        });
        relatives
    }

    fn each(&self, look: &mut impl FnMut(&Self)) {
        look(self);
        self.members().iter().for_each(|member| member.each(look));
    }

    /// The deciders with others in the places of those of whom there are no members.
    #[must_use]
    pub fn replaced(&self, to: &impl Fn(&Self) -> Option<Self>) -> Self {
        let own = |member: &Self| member.replaced(to);
        to(self).unwrap_or_else(|| self.with_members(self.members().iter().map(own).collect()))
    }

    /// The deciders with other roles in their places.
    #[must_use]
    pub fn with_roles(&self, to: &impl Fn(Id<Role>) -> Id<Role>) -> Self {
        self.replaced(&|one| match one {
            Self::Role(role) => Some(Self::Role(to(*role))),
            Self::Holders(amount, role, against) => Some(Self::Holders(*amount, to(*role), *against)),
            Self::Relative(Relative::AtLeast(Rank::Role(role))) => {
                Some(Self::Relative(Relative::AtLeast(Rank::Role(to(*role)))))
            }
            _ => None,
        })
    }

    /// The deciders without members who are nobody; `None` where nobody can decide.
    #[must_use]
    pub fn possible(&self) -> Option<Self> {
        let members: Vec<Self> = self.members().iter().filter_map(Self::possible).collect();
        let all = members.len() == self.members().len();
        let can_decide = match self {
            Self::Role(_) | Self::Relative(_) | Self::Holders(..) => true,
            Self::All(_) | Self::InTurn(_) => all,
            Self::Any(_) | Self::FirstOf(_) => !members.is_empty(),
            Self::Count(count, ..) => members.len() >= *count as usize,
        };
        match (self, members.as_slice()) {
            (Self::Any(_) | Self::FirstOf(_), [only]) if !all => Some(only.clone()),
            _ => can_decide.then(|| self.with_members(members)),
        }
    }

    /// The deciders without roles that stand among them already, as several approvers may who come to one role: where they sign in turn,
    /// only without one that follows itself.
    #[must_use]
    pub(super) fn plainly(&self) -> Self {
        if matches!(self, Self::Count(..)) {
            return self.clone();
        }
        let mut members: Vec<Self> = Vec::new();
        for member in self.members().iter().map(Self::plainly) {
            let before = if matches!(self, Self::InTurn(_)) { members.len().saturating_sub(1) } else { 0 };
            let is_role = matches!(member, Self::Role(_));
            if !is_role || !members.iter().skip(before).any(|known| *known == member) {
                members.push(member);
            }
        }
        match members.as_slice() {
            [only] if self.members().len() > 1 => only.clone(),
            _ => self.with_members(members),
        }
    }

    /// The smallest sets of signatures that decide; `None` where there are more than 256.
    #[must_use]
    pub fn quorums(&self) -> Option<BTreeSet<Quorum>> {
        let one = |signer, amount| BTreeSet::from([Quorum::of(signer, amount)]);
        match self {
            Self::Role(role) => Some(one(Signer::Role(*role), Amount::Count(1))),
            Self::Relative(relative) => Some(one(Signer::Relative(relative.clone()), Amount::Count(1))),
            Self::Holders(amount, role, against) => Some(opposed(one(Signer::Role(*role), *amount), self, *against)),
            Self::All(members) => so_many_of(members.len(), members.iter().map(Self::quorums)),
            Self::InTurn(members) => in_turn(members.iter().map(Self::quorums)),
            Self::Any(members) | Self::FirstOf(members) => so_many_of(1, members.iter().map(Self::quorums)),
            Self::Count(count, members, against) => {
                let quorums = so_many_of(*count as usize, members.iter().map(Self::quorums))?;
                Some(opposed(quorums, self, *against))
            }
        }
    }

    /// Whether those roles suffice of which `has` is true.
    #[must_use]
    pub fn can_be_met_by(&self, has: impl Fn(Id<Role>) -> bool + Copy) -> bool {
        let met = |members: &[Self]| members.iter().filter(|member| member.can_be_met_by(has)).count();
        match self {
            Self::Role(role) | Self::Holders(_, role, _) => has(*role),
            Self::Relative(_) => false,
            Self::All(members) | Self::InTurn(members) => met(members) == members.len(),
            Self::Any(members) | Self::FirstOf(members) => met(members) > 0,
            Self::Count(count, members, _) => met(members) >= *count as usize,
        }
    }

    /// The roles of which one signature is enough by itself.
    #[must_use]
    pub fn enough_alone(&self) -> BTreeSet<Id<Role>> {
        let least = match self {
            Self::Role(role) | Self::Holders(Amount::Count(1), role, _) => return BTreeSet::from([*role]),
            Self::Relative(_) | Self::Holders(..) => return BTreeSet::new(),
            Self::All(members) | Self::InTurn(members) => members.len(),
            Self::Any(_) | Self::FirstOf(_) => 1,
            Self::Count(count, ..) => *count as usize,
        };
        let mut served: BTreeMap<Id<Role>, usize> = BTreeMap::new();
        for role in self.members().iter().flat_map(Self::enough_alone) {
            *served.entry(role).or_default() += 1;
        }
        served.into_iter().filter(|(_, members)| *members >= least).map(|(role, _)| role).collect()
    }

    /// What their signatures mean, so that they can be compared.
    #[must_use]
    pub fn meaning(&self) -> Signed {
        match self.quorums() {
            Some(quorums) => {
                let mut preferred = BTreeSet::new();
                self.prefer(&mut preferred);
                preferred.retain(|(one, other)| are_alternatives(&quorums, one, other));
                Signed::Quorums { quorums, preferred }
            }
            None => Signed::Written(self.in_order()),
        }
    }

    /// Notes who is asked before whom, where one of them is enough.
    fn prefer(&self, preferred: &mut BTreeSet<(Signer, Signer)>) {
        self.members().iter().for_each(|member| member.prefer(preferred));
        let Self::FirstOf(members) = self else { return };
        let signers = |member: &Self| -> BTreeSet<Signer> {
            let quorums = member.quorums().unwrap_or_default();
            quorums.iter().flat_map(Quorum::signers).cloned().collect()
        };
        // who is asked twice is asked where they come first
        let mut before: BTreeSet<Signer> = BTreeSet::new();
        for next in members.iter().map(signers) {
            let later: Vec<&Signer> = next.difference(&before).collect();
            let pairs = before.iter().flat_map(|one| later.iter().map(|other| (one.clone(), (*other).clone())));
            preferred.extend(pairs);
            before.extend(next);
        }
    }

    /// The deciders with members in order where that makes no difference: what is compared where there are too many quorums to list.
    fn in_order(&self) -> Self {
        let mut members: Vec<Self> = self.members().iter().map(Self::in_order).collect();
        if !matches!(self, Self::InTurn(_) | Self::FirstOf(_)) {
            members.sort();
        }
        self.with_members(members)
    }
}

/// Whether there is a choice between the two: either signs somewhere without the other.
fn are_alternatives(quorums: &BTreeSet<Quorum>, one: &Signer, other: &Signer) -> bool {
    let signs = |quorum: &Quorum, signer: &Signer| quorum.signers().any(|signs| signs == signer);
    let without = |one, other| quorums.iter().any(|quorum| signs(quorum, one) && !signs(quorum, other));
    without(one, other) && without(other, one)
}

/// The quorums with at most so many of `others` against them.
fn opposed(quorums: BTreeSet<Quorum>, others: &Deciders, against: Option<u32>) -> BTreeSet<Quorum> {
    let Some(against) = against else { return quorums };
    let roles = others.roles().into_iter().map(Signer::Role);
    let others: Vec<Signer> = roles.chain(others.relatives().into_iter().map(Signer::Relative)).collect();
    quorums.into_iter().map(|quorum| quorum.with_against(others.clone(), against)).collect()
}

/// What the signatures of an answer mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signed {
    /// Any of these quorums.
    Quorums {
        /// Who signs together.
        quorums: BTreeSet<Quorum>,
        /// Who is asked before whom, where there is a choice between them.
        preferred: BTreeSet<(Signer, Signer)>,
    },
    /// As written, where there are too many quorums to list.
    Written(Deciders),
}
