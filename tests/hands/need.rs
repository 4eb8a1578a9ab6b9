//! What an answer takes, by the words of the format: signatures of roles, and of bodies by their members.

use crate::cast::Cast;
use crate::policy::Role;

/// One of whom no more is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unknown {
    /// A body that acts in a way that is not known.
    Body(Role),
    /// The superior of a requester whom nobody names.
    Superior,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// Signatures for a role by different people, of which so many count.
    Signed(Role, u32),
    /// The signature of one who acts for a body without being a member.
    Proxy(Role),
    Unknown(Unknown),
    /// So many of these.
    Of(u32, Vec<Need>),
}

impl Need {
    pub(crate) fn all(mut needs: Vec<Self>) -> Self {
        if needs.len() == 1 {
            return needs.remove(0);
        }
        Self::Of(u32::try_from(needs.len()).unwrap(), needs)
    }

    /// How much it counts where so many sign each of its leaves.
    pub(crate) fn count(&self, signed: &impl Fn(&Self) -> u32) -> u32 {
        match self {
            Self::Of(least, needs) => {
                let all: u32 = needs.iter().map(|need| need.count(signed)).sum();
                u32::from(all >= *least)
            }
            leaf => signed(leaf).min(leaf.most()),
        }
    }

    pub(crate) fn most(&self) -> u32 {
        if let Self::Signed(_, most) = self { *most } else { 1 }
    }

    /// The role for which it is signed.
    pub(crate) const fn role(&self) -> Option<Role> {
        match self {
            Self::Signed(role, _) | Self::Proxy(role) => Some(*role),
            Self::Unknown(_) | Self::Of(..) => None,
        }
    }

    /// Each part that is signed itself, each once.
    pub(crate) fn leaves(&self) -> Vec<&Self> {
        let mut leaves = match self {
            Self::Of(_, needs) => needs.iter().flat_map(Self::leaves).collect(),
            leaf => vec![leaf],
        };
        leaves.sort();
        leaves.dedup();
        leaves
    }

    /// Looks at each body, those within others first: what its members sign, and its role.
    pub(crate) fn each_body(&self, look: &mut impl FnMut(&Self, Role)) {
        let Self::Of(_, needs) = self else { return };
        needs.iter().for_each(|need| need.each_body(look));
        if let [seats, Self::Proxy(body)] = needs.as_slice() {
            look(seats, *body);
        }
    }

    /// Whether all of a cast satisfy it.
    pub(crate) fn is_met_by_all(&self, cast: &Cast) -> bool {
        self.count(&|leaf| u32::try_from(cast.signing(leaf).len()).unwrap()) > 0
    }

    /// The roles for which somebody signs.
    pub(crate) fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self.leaves().into_iter().filter_map(Self::role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// Those who sign where everybody signs for one role alone and members alone for a body, and how many of each can count.
    fn signers(&self) -> Vec<(Self, u32)> {
        let mut signers: Vec<(Self, u32)> = Vec::new();
        for leaf in self.leaves().into_iter().filter(|leaf| !matches!(leaf, Self::Proxy(_))) {
            match signers.iter_mut().find(|(known, _)| known.is_of(leaf)) {
                Some((_, known)) => *known = (*known).max(leaf.most()),
                None => signers.push((leaf.clone(), leaf.most())),
            }
        }
        signers
    }

    /// Whether it is met where so many sign of each of these.
    fn is_met_by(&self, signers: &[(Self, u32)], counts: &[u32]) -> bool {
        let count = |leaf: &Self| signers.iter().position(|(signer, _)| signer.is_of(leaf)).map_or(0, |at| counts[at]);
        self.count(&count) > 0
    }

    /// How many people it takes where everybody signs for one role alone, and members alone for a body; none where there are too few.
    pub(crate) fn says(&self) -> Option<u32> {
        let signers = self.signers();
        let choices = choices(&signers).into_iter().filter(|counts| self.is_met_by(&signers, counts));
        choices.map(|counts| counts.iter().sum()).min()
    }

    /// Whether something depends on each of the signatures that are named: else it means the same as something shorter.
    pub(crate) fn is_plain(&self) -> bool {
        let signers = self.signers();
        let choices = choices(&signers);
        (0..signers.len()).all(|at| {
            let with_all = |counts: &&Vec<u32>| counts[at] == signers[at].1 && self.is_met_by(&signers, counts);
            choices.iter().filter(with_all).any(|counts| {
                let mut fewer = counts.clone();
                fewer[at] -= 1;
                !self.is_met_by(&signers, &fewer)
            })
        })
    }

    fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Signed(one, _), Self::Signed(other, _)) => one == other,
            _ => self == other,
        }
    }
}

/// Every choice of so many of each.
fn choices(signers: &[(Need, u32)]) -> Vec<Vec<u32>> {
    signers.iter().fold(vec![Vec::new()], |so_far, (_, most)| {
        so_far.iter().flat_map(|choice| (0..=*most).map(move |count| [choice.as_slice(), &[count]].concat())).collect()
    })
}
