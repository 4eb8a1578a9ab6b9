//! By which steps a role comes to act for another: as its deputy, by what it lends, or for one that acts for it.

use case_space::{Budget, Condition, Outcome};

use super::bond::{ActsBy, Bond, Relay};
use super::staff::Staff;
use crate::model::{Delegation, Id, Role};

/// A role that comes to act for another.
#[derive(Debug, Clone)]
pub struct Substitution {
    /// By which steps, each for the one before.
    pub relays: Vec<Relay>,
    /// Where: all of these hold.
    pub when: Vec<Condition>,
}

impl Substitution {
    /// The role that acts in the end.
    #[must_use]
    pub fn role(&self) -> Option<Id<Role>> {
        self.relays.last().map(|last| last.to)
    }

    /// By what it acts for the first.
    #[must_use]
    pub fn through(&self) -> ActsBy {
        self.relays.first().map_or(ActsBy::Post, |first| first.by)
    }

    /// Whether it leads to the same role as another, by the same, wherever that does.
    fn makes_idle(&self, other: &Self) -> bool {
        let is_alike = (self.role(), self.through()) == (other.role(), other.through());
        is_alike && self.when.iter().all(|condition| other.when.contains(condition))
    }

    /// The same with one step more; `None` where that leads back.
    fn then(&self, role: Id<Role>, Bond { relay, when }: Bond) -> Option<Self> {
        if relay.to == role || self.relays.iter().any(|known| known.to == relay.to) {
            return None;
        }
        let mut longer = self.clone();
        longer.relays.push(relay);
        longer.when.extend(when.into_iter().filter(|condition| !self.when.contains(condition)));
        Some(longer)
    }
}

/// More steps than these lie between nobody.
const MOST_STEPS: usize = 16;

impl Staff<'_> {
    /// Every role that comes to act for this one, where roles lend what is true of `is_lent`, and by whose acting another does only where
    /// `goes_on` is true of that step; the nearest first. One is told by several ways only where these hold in different cases.
    pub fn substitutions(
        self,
        role: Id<Role>,
        is_lent: impl Fn(&Delegation, Id<Role>) -> bool,
        goes_on: impl Fn(&Relay) -> bool,
        budget: &Budget,
    ) -> Outcome<Vec<Substitution>> {
        let mut all = vec![Substitution { relays: Vec::new(), when: Vec::new() }];
        let mut at = 0;
        while let Some(way) = all.get(at).cloned() {
            at = at.saturating_add(1);
            let from = way.role().unwrap_or(role);
            for bond in self.bonds(from, |delegation| is_lent(delegation, from)).into_iter().flatten() {
                if !budget.spend(all.len()) {
                    return Outcome::Exhausted(all.split_off(1));
                }
                let is_meant = way.relays.is_empty() || way.relays.len() < MOST_STEPS && goes_on(&bond.relay);
                let longer = if is_meant { way.then(role, bond) } else { None };
                all.extend(longer.filter(|longer| !all.iter().any(|known| known.makes_idle(longer))));
            }
        }
        Outcome::Proven(all.split_off(1))
    }
}
