//! What an answer takes: signatures of roles, with bodies by their members.

use std::cell::{Cell, RefCell};

use super::staff::Staff;
use super::unknown::NoHands;
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
const DEEPEST: usize = 64;

/// So many parts an answer may have, with each body as often as it has a seat.
const MOST_PARTS: usize = 1 << 16;

impl Need {
    /// What an answer takes where of each role so many people are said to hold it as `named` tells; `None` where it takes no signature.
    ///
    /// # Errors
    /// Where that is too much to look at.
    pub fn of(answer: &Answer, staff: Staff<'_>, named: &dyn Fn(Id<Role>) -> u32) -> Result<Option<Self>, NoHands> {
        let taking = Taking { staff, named, left: Cell::new(MOST_PARTS), within: RefCell::default() };
        match answer {
            Answer::Decides(deciders) => taking.deciders(deciders).map(Some),
            Answer::Chain(steps) => taking.all(steps).map(Some),
            Answer::Free | Answer::Forbidden | Answer::Elsewhere => Ok(None),
        }
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

    /// How many parts it has that are no [`Need::Together`].
    pub(super) fn size(&self) -> usize {
        let mut size = 0_usize;
        self.each_leaf(&mut |_| size = size.saturating_add(1));
        size
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
    /// How many people are said to hold a role.
    named: &'a dyn Fn(Id<Role>) -> u32,
    /// How many parts there may still be.
    left: Cell<usize>,
    /// The bodies that are being looked into.
    within: RefCell<Vec<Id<Role>>>,
}

/// The seats of a body, and how many they are where that is known of each member.
type Seats = (Vec<Need>, Option<u32>);

impl Taking<'_> {
    fn all(&self, members: &[Deciders]) -> Result<Need, NoHands> {
        self.some(u32::try_from(members.len()).unwrap_or(u32::MAX), members)
    }

    fn some(&self, count: u32, members: &[Deciders]) -> Result<Need, NoHands> {
        let needs: Result<_, _> = members.iter().map(|member| self.deciders(member)).collect();
        Ok(Need::Together(count, needs?))
    }

    fn deciders(&self, deciders: &Deciders) -> Result<Need, NoHands> {
        match deciders {
            Deciders::Role(role) => self.role(*role),
            Deciders::Relative(relative) => Ok(Need::Stranger(Signer::Relative(relative.clone()))),
            Deciders::All(members) | Deciders::InTurn(members) => self.all(members),
            Deciders::Any(members) | Deciders::FirstOf(members) => self.some(1, members),
            Deciders::Count(count, members, _) => self.some(*count, members),
            Deciders::Holders(amount, role, _) => self.holders(*amount, *role),
        }
    }

    /// One signature for a role: of a body, by as many of its members as its quorum is, or by who acts for it.
    fn role(&self, role: Id<Role>) -> Result<Need, NoHands> {
        let own = &self.staff.model.roles[role];
        let Some(council) = &own.body else { return Ok(Need::Signatures(role, 1)) };
        let (seats, count) = self.seats(role)?;
        let can_be_made = |quorum: &Enough| self.staff.has_seats_for(role, *quorum);
        let quorum = council
            .quorum
            .filter(can_be_made)
            .zip(count)
            .map(|(quorum, count)| Need::Together(quorum.of(count), seats));
        let quorum = quorum.unwrap_or(Need::Stranger(Signer::Role(role)));
        Ok(Need::Together(1, vec![quorum, Need::Proxy(role)]))
    }

    /// So many signatures for one role.
    fn holders(&self, amount: Amount, role: Id<Role>) -> Result<Need, NoHands> {
        let is_body = self.staff.model.roles[role].body.is_some();
        let (seats, known) =
            if is_body { self.seats(role)? } else { (Vec::new(), self.staff.holders(role, (self.named)(role))) };
        let count = match amount {
            Amount::Count(count) => Some(count),
            Amount::Share(part, of) => known.map(|known| known.saturating_mul(part).div_ceil(of.max(1))),
        };
        Ok(match (count, is_body && known.is_some()) {
            (Some(count), true) => Need::Together(count, seats),
            (Some(count), false) if !is_body => Need::Together(count, vec![Need::Signatures(role, count)]),
            _ => Need::Stranger(Signer::Role(role)),
        })
    }

    /// The seats of a body; of one that is a member of itself, which is a mistake, nothing is known.
    fn seats(&self, body: Id<Role>) -> Result<Seats, NoHands> {
        let Some(council) = &self.staff.model.roles[body].body else { return Ok((Vec::new(), None)) };
        if council.members.has_unread || self.within.borrow().contains(&body) {
            return Ok((Vec::new(), None));
        }
        let left = self.left.get().checked_sub(council.members.items.len().saturating_add(1));
        self.left.set(left.filter(|_| self.within.borrow().len() < DEEPEST).ok_or(NoHands::TooMuch)?);
        self.within.borrow_mut().push(body);
        let seats = self.seats_of(body, council.members.ids());
        self.within.borrow_mut().pop();
        seats
    }

    fn seats_of(&self, body: Id<Role>, members: impl Iterator<Item = Id<Role>>) -> Result<Seats, NoHands> {
        let mut all = (self.named)(body);
        let mut seats = vec![Need::Signatures(body, all)];
        for member in members {
            let (seat, count) = match &self.staff.model.roles[member].body {
                Some(_) => (self.role(member)?, Some(1)),
                None => {
                    let count = self.staff.holders(member, (self.named)(member));
                    (Need::Signatures(member, count.unwrap_or(1)), count)
                }
            };
            let Some(count) = count else { return Ok((Vec::new(), None)) };
            seats.push(seat);
            all = all.saturating_add(count);
        }
        Ok((seats, Some(all).filter(|all| *all > 0)))
    }
}
