//! Which role acts for which, by what that is said, in which cases and on which days.

use case_space::{Condition, Interval, Selection};
use jiff::civil::Date;

use super::staff::Staff;
use crate::model::{CaseSet, Delegation, Id, Model, Role};
use crate::source::Place;
use crate::syntax::day_number;

/// By what a hand signs for a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActsBy {
    /// By holding it.
    Post,
    /// By standing in for it, or for who acts for it.
    Deputy,
    /// By a right that it lends.
    Delegation,
}

impl ActsBy {
    /// The word that machine output uses; none for a holder himself.
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Post => None,
            Self::Deputy => Some("deputy"),
            Self::Delegation => Some("delegation"),
        }
    }
}

/// That one role acts for another, and where that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relay {
    /// The other.
    pub from: Id<Role>,
    /// The role.
    pub to: Id<Role>,
    /// By what it acts.
    pub by: ActsBy,
    /// Where that is said.
    pub place: Place,
}

/// The same, where all of these hold.
#[derive(Debug, Clone)]
pub(super) struct Bond {
    pub(super) relay: Relay,
    pub(super) when: Vec<Condition>,
}

impl Staff<'_> {
    /// The roles that act for one which lends what is true of `is_lent`: deputies first, in their order; `None` for those of which it could
    /// not be read when.
    pub(super) fn bonds(self, role: Id<Role>, is_lent: impl Fn(&Delegation) -> bool) -> Vec<Option<Bond>> {
        let relay = |to: Id<Role>, by, place| Relay { from: role, to, by, place };
        let stand_ins = self.model.stand_ins(role).map(|stand_in| {
            let when = stand_in.when.map_or_else(|| Some(Vec::new()), cases)?;
            Some(Bond { relay: relay(stand_in.role.value, ActsBy::Deputy, stand_in.role.place), when })
        });
        let delegates = self.loans(role).filter(|delegation| is_lent(delegation)).flat_map(|delegation| {
            let when = loan(self.model, delegation);
            let bond = move |to, place| Some(Bond { relay: relay(to, ActsBy::Delegation, place), when: when.clone()? });
            delegation.to.items.iter().map(move |to| bond(to.value, to.place))
        });
        stand_ins.chain(delegates).collect()
    }
}

/// The set of cases, or nothing for every case; `None` where it could not be read.
pub(super) fn cases(when: &CaseSet) -> Option<Vec<Condition>> {
    if when.has_unread {
        return None;
    }
    Some(if when.is_every_case() { Vec::new() } else { vec![when.condition()] })
}

/// The cases and days for which something is lent; `None` where they could not be read.
fn loan(model: &Model, delegation: &Delegation) -> Option<Vec<Condition>> {
    let mut when = cases(&delegation.when)?;
    if delegation.valid_from.is_unread() || delegation.valid_until.is_unread() {
        return None;
    }
    let from = delegation.valid_from.get().map(|from| from.value);
    let until = delegation.valid_until.get().map(|until| until.value);
    when.extend(between(model, from, until));
    Some(when)
}

/// The days of a span; nothing for every day.
pub(super) fn between(model: &Model, from: Option<Date>, until: Option<Date>) -> Option<Condition> {
    let date = model.dimensions.date().filter(|_| from.is_some() || until.is_some())?;
    let begun = from.map_or(Interval::ALL, |from| Interval::ALL.at_least(day_number(from)));
    let span = until.map_or(begun.clone(), |until| begun.at_most(day_number(until)));
    Some(Condition::always().and(date.index(), Selection::numbers([span])))
}
