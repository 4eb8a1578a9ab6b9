//! Approvers who are not named but follow from the requester or from the case.

use super::id::{Id, List};
use super::levels::Levels;
use super::role::{Department, Role};
use crate::subject::Text;

/// An approver who follows from the requester or from the case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relative {
    /// Whom the requester reports to.
    SuperiorOf,
    /// The head of the requester's department.
    HeadOf,
    /// The first above the requester who is of this rank or higher.
    AtLeast(Rank),
    /// Who is in charge of the case's value on the dimension of this id.
    HolderOf(Text),
}

/// A rank that an approver has at least.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// That of a layer of the organisation.
    Level(Text),
    /// That of a role.
    Role(Id<Role>),
}

impl Relative {
    /// Whether it follows from the requester.
    #[must_use]
    pub const fn follows_from_requester(&self) -> bool {
        !matches!(self, Self::HolderOf(_))
    }
}

/// What approvers follow from: the reporting lines, and the heads of departments.
#[derive(Clone, Copy)]
pub(super) struct Kin<'a> {
    roles: &'a List<Role>,
    departments: &'a List<Department>,
    levels: &'a Levels,
    has_lines: bool,
    has_heads: bool,
}

impl<'a> Kin<'a> {
    pub(super) fn new(roles: &'a List<Role>, departments: &'a List<Department>, levels: &'a Levels) -> Self {
        Self {
            roles,
            departments,
            levels,
            has_lines: roles.values().iter().any(|role| !role.reports_to.is_absent()),
            has_heads: departments.values().iter().any(|department| !department.head.is_absent()),
        }
    }

    /// Whether an approver who follows from the requester comes to a role at all: there are lines, or departments with heads, to follow.
    pub(super) const fn leads_anywhere(&self, relative: &Relative) -> bool {
        match relative {
            Relative::SuperiorOf | Relative::AtLeast(_) => self.has_lines,
            Relative::HeadOf => self.has_heads,
            Relative::HolderOf(_) => true,
        }
    }

    /// Whether it could not be read to whom an approver comes for this requester.
    pub(super) fn is_unread(&self, relative: &Relative, requester: Id<Role>) -> bool {
        let asks = &self.roles[requester];
        match relative {
            Relative::SuperiorOf => asks.reports_to.is_unread(),
            Relative::AtLeast(_) => {
                let top = self.line(requester).last().unwrap_or(requester);
                self.approver(relative, requester).is_none() && self.roles[top].reports_to.is_unread()
            }
            Relative::HeadOf => match &asks.department {
                department if department.is_unread() => true,
                department => department.get().is_some_and(|own| self.departments[own.value].head.is_unread()),
            },
            Relative::HolderOf(_) => false,
        }
    }

    /// The role that an approver comes to for this requester, where there is one.
    pub(super) fn approver(&self, relative: &Relative, requester: Id<Role>) -> Option<Id<Role>> {
        match relative {
            Relative::SuperiorOf => self.superior(requester),
            Relative::HeadOf => {
                let own = self.roles[requester].department.get()?;
                Some(self.departments[own.value].head.get()?.value)
            }
            Relative::AtLeast(rank) => self.line(requester).find(|above| self.is_of_rank(*above, rank)),
            Relative::HolderOf(_) => None,
        }
    }

    fn superior(&self, role: Id<Role>) -> Option<Id<Role>> {
        self.roles[role].reports_to.get().map(|superior| superior.value)
    }

    /// Those above a role, the nearest first; once round where the line runs in a circle.
    fn line(&self, role: Id<Role>) -> impl Iterator<Item = Id<Role>> + use<'a> {
        let kin = *self;
        std::iter::successors(kin.superior(role), move |above| kin.superior(*above)).take(kin.roles.len())
    }

    /// Whether a role is of this rank or higher.
    pub(super) fn is_of_rank(&self, role: Id<Role>, rank: &Rank) -> bool {
        match rank {
            Rank::Level(level) => {
                let least = self.levels.iter().position(|known| known == level);
                self.level(role).is_none_or(|own| least.is_some_and(|least| own >= least))
            }
            Rank::Role(least) => {
                let is_as_high = || Some(self.level(role)? >= self.level(*least)?);
                role == *least || self.line(*least).any(|above| above == role) || is_as_high() == Some(true)
            }
        }
    }

    /// The level of a role: its own, or else that of the nearest above it who has one; `None` where nobody has.
    fn level(&self, role: Id<Role>) -> Option<usize> {
        let own = |role: Id<Role>| self.roles[role].level.get().map(|level| level.value);
        own(role).or_else(|| self.line(role).find_map(own))
    }
}
