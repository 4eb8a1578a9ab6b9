//! What an answer makes of a role, and how many signatures it takes.

use std::collections::BTreeSet;

use crate::model::{Id, Meaning, Quorum, Role, Signed};

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
        let Meaning::Decided(steps) = meaning else { return Self::None };
        let Some((last, below)) = steps.split_last() else { return Self::None };
        match Self::in_step(role, last) {
            Self::None if below.iter().any(|step| Self::in_step(role, step) > Self::None) => Self::Agrees,
            power => power,
        }
    }

    fn in_step(role: Id<Role>, signed: &Signed) -> Self {
        let signs = |quorum: &Quorum| quorum.signatures().iter().any(|(signs, _)| *signs == role);
        match signed {
            Signed::Quorums(quorums) if quorums.iter().any(|quorum| quorum.signatures() == [(role, 1)]) => {
                Self::Decides
            }
            Signed::Quorums(quorums) if quorums.iter().any(signs) => Self::Shares,
            Signed::Written(deciders) if deciders.roles().contains(&role) => Self::Shares,
            Signed::Quorums(_) | Signed::Written(_) => Self::None,
        }
    }
}

/// The roles whose signature counts somewhere.
pub(super) fn signers(meaning: &Meaning) -> BTreeSet<Id<Role>> {
    let Meaning::Decided(steps) = meaning else { return BTreeSet::new() };
    let in_step = |signed: &Signed| -> BTreeSet<Id<Role>> {
        match signed {
            Signed::Quorums(quorums) => {
                quorums.iter().flat_map(|quorum| quorum.signatures().iter().map(|(role, _)| *role)).collect()
            }
            Signed::Written(deciders) => deciders.roles(),
        }
    };
    steps.iter().flat_map(in_step).collect()
}

/// The fewest signatures that it takes: none where no approval is needed. `None` where nobody may, or where that is not known.
pub(super) fn signatures(meaning: &Meaning) -> Option<u32> {
    match meaning {
        Meaning::Free => Some(0),
        Meaning::Forbidden => None,
        Meaning::Decided(steps) => steps.iter().try_fold(0_u32, |all, step| all.checked_add(fewest(step)?)),
    }
}

fn fewest(signed: &Signed) -> Option<u32> {
    let Signed::Quorums(quorums) = signed else { return None };
    let count = |quorum: &Quorum| quorum.signatures().iter().fold(0_u32, |all, (_, count)| all.saturating_add(*count));
    quorums.iter().map(count).min()
}
