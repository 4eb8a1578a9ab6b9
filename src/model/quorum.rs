//! Quorums: signatures that decide together.

use std::collections::BTreeSet;

use super::id::Id;
use super::role::Role;

/// Signatures that decide together: roles and how many holders of each, in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quorum(Vec<(Id<Role>, u32)>);

impl Quorum {
    /// So many holders of one role.
    pub(super) fn of(role: Id<Role>, count: u32) -> Self {
        Self(vec![(role, count)])
    }

    /// The roles that sign, and how many holders of each.
    #[must_use]
    pub fn signatures(&self) -> &[(Id<Role>, u32)] {
        &self.0
    }

    pub(super) fn count(&self, role: Id<Role>) -> u32 {
        self.0.iter().find(|(signs, _)| *signs == role).map_or(0, |(_, count)| *count)
    }

    /// Both sets of signatures at once; one holder's signature serves both.
    fn with(&self, other: &Self) -> Self {
        let roles: BTreeSet<_> = self.0.iter().chain(&other.0).map(|(role, _)| *role).collect();
        Self(roles.into_iter().map(|role| (role, self.count(role).max(other.count(role)))).collect())
    }

    /// Whether whoever satisfies `self` satisfies `other`.
    fn includes(&self, other: &Self) -> bool {
        other.0.iter().all(|(role, count)| self.count(*role) >= *count)
    }
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
    with_so_many.first_mut()?.insert(Quorum(Vec::new()));
    for quorums in members {
        let quorums = quorums?;
        for fewer in (0..count).rev() {
            let so_far = with_so_many.get(fewer)?;
            if so_far.len().checked_mul(quorums.len())? > MOST_JOINED {
                return None;
            }
            let joined: Vec<_> =
                so_far.iter().flat_map(|signed| quorums.iter().map(|quorum| signed.with(quorum))).collect();
            let more = with_so_many.get_mut(fewer.checked_add(1)?)?;
            more.extend(joined);
            if more.len() > MOST_QUORUMS {
                return None;
            }
        }
    }
    with_so_many.pop().map(smallest)
}

/// Without the quorums that include another.
fn smallest(quorums: BTreeSet<Quorum>) -> BTreeSet<Quorum> {
    let is_needed = |quorum: &&Quorum| !quorums.iter().any(|other| other != *quorum && quorum.includes(other));
    quorums.iter().filter(is_needed).cloned().collect()
}
