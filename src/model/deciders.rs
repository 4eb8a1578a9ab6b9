//! Who decides: roles, jointly or any of them, and when two of those mean the same.

use std::collections::BTreeSet;

use super::id::{Id, List};
use super::quorum::{Quorum, so_many_of};
use super::role::Role;

/// Who decides, as it is written, references resolved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deciders {
    /// One role.
    Role(Id<Role>),
    /// All of these, jointly.
    All(Vec<Deciders>),
    /// Any one of these.
    Any(Vec<Deciders>),
    /// So many of these.
    Count(u32, Vec<Deciders>),
    /// So many holders of one role.
    Holders(u32, Id<Role>),
}

impl Deciders {
    /// The roles that are named, each once, in the order of their definition.
    #[must_use]
    pub fn roles(&self) -> BTreeSet<Id<Role>> {
        let mut roles = BTreeSet::new();
        self.add_roles(&mut roles);
        roles
    }

    fn add_roles(&self, roles: &mut BTreeSet<Id<Role>>) {
        match self {
            Self::Role(role) | Self::Holders(_, role) => {
                roles.insert(*role);
            }
            Self::All(members) | Self::Any(members) | Self::Count(_, members) => {
                members.iter().for_each(|member| member.add_roles(roles));
            }
        }
    }

    /// The deciders with other roles in their places.
    #[must_use]
    pub fn with_roles(&self, to: &impl Fn(Id<Role>) -> Id<Role>) -> Self {
        let all = |members: &[Self]| members.iter().map(|member| member.with_roles(to)).collect();
        match self {
            Self::Role(role) => Self::Role(to(*role)),
            Self::Holders(count, role) => Self::Holders(*count, to(*role)),
            Self::All(members) => Self::All(all(members)),
            Self::Any(members) => Self::Any(all(members)),
            Self::Count(count, members) => Self::Count(*count, all(members)),
        }
    }

    /// The smallest sets of signatures that decide; `None` where there are more than 256.
    #[must_use]
    pub fn quorums(&self) -> Option<BTreeSet<Quorum>> {
        match self {
            Self::Role(role) => Some(BTreeSet::from([Quorum::of(*role, 1)])),
            Self::Holders(count, role) => Some(BTreeSet::from([Quorum::of(*role, *count)])),
            Self::All(members) => so_many_of(members.len(), members.iter().map(Self::quorums)),
            Self::Any(members) => so_many_of(1, members.iter().map(Self::quorums)),
            Self::Count(count, members) => so_many_of(*count as usize, members.iter().map(Self::quorums)),
        }
    }

    /// Whether those roles suffice of which `has` is true.
    #[must_use]
    pub fn can_be_met_by(&self, has: impl Fn(Id<Role>) -> bool + Copy) -> bool {
        match self {
            Self::Role(role) | Self::Holders(_, role) => has(*role),
            Self::All(members) => members.iter().all(|member| member.can_be_met_by(has)),
            Self::Any(members) => members.iter().any(|member| member.can_be_met_by(has)),
            Self::Count(count, members) => {
                members.iter().filter(|member| member.can_be_met_by(has)).count() >= *count as usize
            }
        }
    }

    /// What their signatures mean, so that they can be compared.
    #[must_use]
    pub fn meaning(&self) -> Signed {
        match self.quorums() {
            Some(quorums) => Signed::Quorums(quorums),
            None => Signed::Written(self.in_order()),
        }
    }

    /// The deciders with members in order: what is compared where there are too many quorums to list.
    fn in_order(&self) -> Self {
        let sorted = |members: &[Self]| {
            let mut members: Vec<Self> = members.iter().map(Self::in_order).collect();
            members.sort();
            members
        };
        match self {
            Self::Role(_) | Self::Holders(..) => self.clone(),
            Self::All(members) => Self::All(sorted(members)),
            Self::Any(members) => Self::Any(sorted(members)),
            Self::Count(count, members) => Self::Count(*count, sorted(members)),
        }
    }

    /// The deciders in words: `a`, `a` and `b`, `a` or `b`, 2 of `a`, `b`, `c`.
    #[must_use]
    pub fn words(&self, roles: &List<Role>) -> String {
        let join = |members: &[Self], word: &str| {
            let members: Vec<_> = members.iter().map(|member| member.nested_words(roles)).collect();
            members.join(word)
        };
        match self {
            Self::Role(role) => format!("`{}`", roles[*role].id),
            Self::Holders(count, role) => format!("{count} holders of `{}`", roles[*role].id),
            Self::All(members) => join(members, " and "),
            Self::Any(members) => join(members, " or "),
            Self::Count(count, members) => format!("{count} of {}", join(members, ", ")),
        }
    }

    pub(super) fn nested_words(&self, roles: &List<Role>) -> String {
        let words = self.words(roles);
        match self {
            Self::All(members) | Self::Any(members) if members.len() > 1 => format!("({words})"),
            Self::Count(..) => format!("({words})"),
            _ => words,
        }
    }
}

/// What the signatures of one step mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signed {
    /// Any of these quorums.
    Quorums(BTreeSet<Quorum>),
    /// As written, where there are too many quorums to list.
    Written(Deciders),
}
