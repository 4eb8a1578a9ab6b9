//! What an answer takes: signatures of roles, with bodies by their members.

use super::staff::Staff;
use crate::model::{Answer, Deciders, Id, Role, Signer};
use crate::syntax::{Amount, Enough};

/// What must be signed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Signatures for this role by different people: each counts, up to so many.
    Signatures(Id<Role>, u32),
    /// A signature of one who acts for a body, as its deputy or by a right that it lends.
    Proxy(Id<Role>),
    /// A signature of one of whom no more is known: a body without members, or an approver who follows from a requester that nobody names.
    Stranger(Signer),
    /// So many, together, of these. It counts once.
    Together(u32, Vec<Need>),
}

/// Bodies within bodies deeper than this are not looked into.
const DEEPEST: usize = 16;

impl Need {
    /// What an answer takes; `None` where it takes no signature.
    #[must_use]
    pub fn of(answer: &Answer, staff: Staff<'_>) -> Option<Self> {
        let taking = Taking { staff };
        match answer {
            Answer::Decides(deciders) => Some(taking.deciders(deciders)),
            Answer::Chain(steps) => Some(taking.all(steps)),
            Answer::Free | Answer::Forbidden | Answer::Elsewhere => None,
        }
    }

    /// What the last step of a chain takes, and of any other answer the whole.
    #[must_use]
    pub fn decisive(answer: &Answer, staff: Staff<'_>) -> Option<Self> {
        Self::of(&answer.decisive(), staff)
    }

    /// Whether the signatures that are there suffice; `signed` says how many there are of what is no [`Need::Together`].
    pub(super) fn is_met(&self, signed: &impl Fn(&Self) -> u32) -> bool {
        match self {
            Self::Together(least, needs) => {
                let mut left = *least;
                needs.iter().any(|need| {
                    left = left.saturating_sub(need.signed(signed));
                    left == 0
                }) || left == 0
            }
            leaf => signed(leaf) > 0,
        }
    }

    /// How many signatures count of those that are there.
    fn signed(&self, signed: &impl Fn(&Self) -> u32) -> u32 {
        match self {
            Self::Signatures(_, most) => signed(self).min(*most),
            Self::Proxy(_) | Self::Stranger(_) => signed(self).min(1),
            Self::Together(..) => u32::from(self.is_met(signed)),
        }
    }

    /// The role for which it is signed.
    #[must_use]
    pub const fn role(&self) -> Option<Id<Role>> {
        match self {
            Self::Signatures(role, _) | Self::Proxy(role) => Some(*role),
            Self::Stranger(_) | Self::Together(..) => None,
        }
    }

    /// Calls `look` for each part that is no [`Need::Together`].
    pub(super) fn each_leaf<'a>(&'a self, look: &mut impl FnMut(&'a Self)) {
        match self {
            Self::Together(_, needs) => needs.iter().for_each(|need| need.each_leaf(look)),
            leaf => look(leaf),
        }
    }
}

struct Taking<'a> {
    staff: Staff<'a>,
}

impl Taking<'_> {
    fn all(&self, members: &[Deciders]) -> Need {
        let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
        Need::Together(count, members.iter().map(|member| self.deciders(member)).collect())
    }

    fn deciders(&self, deciders: &Deciders) -> Need {
        let some = |count, members: &[Deciders]| {
            Need::Together(count, members.iter().map(|member| self.deciders(member)).collect())
        };
        match deciders {
            Deciders::Role(role) => self.role(*role, DEEPEST),
            Deciders::Relative(relative) => Need::Stranger(Signer::Relative(relative.clone())),
            Deciders::All(members) | Deciders::InTurn(members) => self.all(members),
            Deciders::Any(members) | Deciders::FirstOf(members) => some(1, members),
            Deciders::Count(count, members, _) => some(*count, members),
            Deciders::Holders(amount, role, _) => self.holders(*amount, *role),
        }
    }

    /// One signature for a role: of a body, by as many of its members as its quorum is, or by who acts for it.
    fn role(&self, role: Id<Role>, depth: usize) -> Need {
        let own = &self.staff.model.roles[role];
        let Some(council) = &own.body else { return Need::Signatures(role, 1) };
        let (seats, count) = self.seats(role, depth);
        let can_be_made = |quorum: &Enough| self.staff.has_seats_for(role, *quorum);
        let quorum = council
            .quorum
            .filter(can_be_made)
            .zip(count)
            .map(|(quorum, count)| Need::Together(quorum.of(count), seats));
        let quorum = quorum.unwrap_or(Need::Stranger(Signer::Role(role)));
        Need::Together(1, vec![quorum, Need::Proxy(role)])
    }

    /// So many signatures for one role.
    fn holders(&self, amount: Amount, role: Id<Role>) -> Need {
        let is_body = self.staff.model.roles[role].body.is_some();
        let (seats, known) = if is_body { self.seats(role, DEEPEST) } else { (Vec::new(), self.staff.holders(role)) };
        let count = match amount {
            Amount::Count(count) => Some(count),
            Amount::Share(part, of) => known.map(|known| known.saturating_mul(part).div_ceil(of.max(1))),
        };
        match (count, is_body && known.is_some()) {
            (Some(count), true) => Need::Together(count, seats),
            (Some(count), false) if !is_body => Need::Together(count, vec![Need::Signatures(role, count)]),
            _ => Need::Stranger(Signer::Role(role)),
        }
    }

    /// The seats of a body, and how many they are where that is known of each member.
    fn seats(&self, body: Id<Role>, depth: usize) -> (Vec<Need>, Option<u32>) {
        let Some(council) = &self.staff.model.roles[body].body else { return (Vec::new(), None) };
        if council.members.has_unread || depth == 0 {
            return (Vec::new(), None);
        }
        let mut all = self.staff.named(body);
        let mut seats = vec![Need::Signatures(body, all)];
        for member in council.members.ids() {
            let (seat, count) = match &self.staff.model.roles[member].body {
                Some(_) => (self.role(member, depth.saturating_sub(1)), Some(1)),
                None => {
                    let count = self.staff.holders(member);
                    (Need::Signatures(member, count.unwrap_or(1)), count)
                }
            };
            let Some(count) = count else { return (Vec::new(), None) };
            seats.push(seat);
            all = all.saturating_add(count);
        }
        (seats, Some(all).filter(|all| *all > 0))
    }
}
