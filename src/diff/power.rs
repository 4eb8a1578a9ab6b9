//! What an answer makes of a role, and how many signatures it takes.

use std::collections::BTreeSet;

use crate::model::{Id, Meaning, Quorum, Role, Signed, Signer};

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

/// The fewest signatures that it takes: none where no approval is needed. `None` where nobody may, or where that is not known.
pub(super) fn signatures(meaning: &Meaning) -> Option<u32> {
    match meaning {
        Meaning::Free => Some(0),
        Meaning::Forbidden | Meaning::Elsewhere => None,
        Meaning::Decided(Signed::Quorums { quorums, .. }) => {
            quorums.iter().map(Quorum::size).collect::<Option<Vec<_>>>()?.into_iter().min()
        }
        Meaning::Decided(Signed::Written(_)) => None,
    }
}
