//! What an answer makes of a role, and how many must sign.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::model::{Deciders, Id, Meaning, Quorum, Role, Signed, Signer, in_any_order};
use crate::syntax::Amount;

/// What a role can do about a decision in some cases, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Power {
    /// Nothing.
    None,
    /// It must agree before others decide.
    Agrees,
    /// It decides with others.
    Shares,
    /// Its own signature decides.
    Decides,
}

impl Power {
    /// What the role can do where the answer means this.
    pub(super) fn of(role: Id<Role>, meaning: &Meaning) -> Self {
        let Meaning::Decided(signed) = meaning else { return Self::None };
        match signed {
            Signed::Quorums { quorums, .. } => {
                quorums.iter().map(|quorum| Self::in_quorum(role, quorum)).max().unwrap_or(Self::None)
            }
            Signed::Written(deciders) if deciders.roles().contains(&role) => Self::Shares,
            Signed::Written(_) => Self::None,
        }
    }

    fn in_quorum(role: Id<Role>, quorum: &Quorum) -> Self {
        let signer = Signer::Role(role);
        let last: Vec<&Signer> = quorum.last().collect();
        match last.as_slice() {
            _ if quorum.only() == Some(role) => Self::Decides,
            _ if !quorum.is_signed_by(role) => Self::None,
            [only] if quorum.is_ordered() && **only == signer => Self::Decides,
            several if quorum.is_ordered() && !several.contains(&&signer) => Self::Agrees,
            _ => Self::Shares,
        }
    }
}

/// The roles whose signature counts somewhere.
pub(super) fn signers(meaning: &Meaning) -> BTreeSet<Id<Role>> {
    let Meaning::Decided(signed) = meaning else { return BTreeSet::new() };
    match signed {
        Signed::Quorums { quorums, .. } => quorums.iter().flat_map(Quorum::roles).collect(),
        Signed::Written(deciders) => deciders.roles(),
    }
}

/// The fewest who sign: none where no approval is needed. `None` where nobody may, or where that is not known.
pub(super) fn fewest_signers(meaning: &Meaning) -> Option<u32> {
    match meaning {
        Meaning::Free => Some(0),
        Meaning::Forbidden | Meaning::Elsewhere => None,
        Meaning::Decided(Signed::Quorums { quorums, .. }) => {
            quorums.iter().map(Quorum::size).collect::<Option<Vec<_>>>()?.into_iter().min()
        }
        Meaning::Decided(Signed::Written(deciders)) => fewest_of(deciders),
    }
}

/// The fewest of those who sign, where nobody is among the members twice, so that nobody's signature serves for two.
fn fewest_of(deciders: &Deciders) -> Option<u32> {
    let members = deciders.members();
    let mut known = BTreeSet::new();
    let is_twice = members.iter().flat_map(Deciders::roles).any(|role| !known.insert(role));
    let mut fewest = members.iter().map(fewest_of).collect::<Option<Vec<_>>>()?;
    fewest.sort_unstable();
    let sum = |fewest: &[u32]| (!is_twice).then(|| fewest.iter().fold(0_u32, |all, one| all.saturating_add(*one)));
    match deciders {
        Deciders::Role(_) | Deciders::Relative(_) => Some(1),
        Deciders::Holders(Amount::Count(count), ..) => Some(*count),
        Deciders::Holders(Amount::Share(..), ..) => None,
        Deciders::Any(_) | Deciders::FirstOf(_) => fewest.first().copied(),
        Deciders::All(_) | Deciders::InTurn(_) => sum(&fewest),
        Deciders::Count(count, ..) => sum(fewest.get(..*count as usize)?),
    }
}

/// How what an answer takes stands to what another one does, where nobody signs who did not: less, where it takes less of the same
/// people, more the other way round, equal where the same people sign. `None` where it cannot be said.
pub(super) fn takes(before: &Meaning, after: &Meaning) -> Option<Ordering> {
    let (Some(before), Some(after)) = (in_any_order_of(before), in_any_order_of(after)) else { return None };
    let suffices = |quorums: &BTreeSet<Quorum>, other: &BTreeSet<Quorum>| {
        quorums.iter().all(|quorum| other.iter().any(|less| quorum.includes(less)))
    };
    let signers =
        |quorums: &BTreeSet<Quorum>| quorums.iter().flat_map(Quorum::signers).cloned().collect::<BTreeSet<_>>();
    match (suffices(&before, &after), suffices(&after, &before)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => signers(&after).is_subset(&signers(&before)).then_some(Ordering::Less),
        (false, true) => signers(&before).is_subset(&signers(&after)).then_some(Ordering::Greater),
        (false, false) => None,
    }
}

/// Those who sign together, in whatever order; `None` where nobody does or there are too many ways.
fn in_any_order_of(meaning: &Meaning) -> Option<BTreeSet<Quorum>> {
    match meaning {
        Meaning::Decided(Signed::Quorums { quorums, .. }) => Some(in_any_order(quorums)),
        _ => None,
    }
}

/// Whether some sign before others.
pub(super) fn is_in_order(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Decided(Signed::Quorums { quorums, .. }) if quorums.iter().any(Quorum::is_ordered))
}

/// Whether some are asked before others, one of whom is enough.
pub(super) fn has_preference(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Decided(Signed::Quorums { preferred, .. }) if !preferred.is_empty())
}
