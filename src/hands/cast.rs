//! Who may sign for whom in one situation.

use std::collections::{BTreeMap, BTreeSet};

use super::bond::ActsBy;
use super::need::Need;
use super::roster::{Roster, Substitute};
use crate::model::{Id, Model, Person, Role, Signer};
use crate::source::Place;

/// One pair of hands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hand {
    /// Somebody whom the policy names.
    Person(Id<Person>),
    /// One of those who hold a role, by a number, where it is not said who they are.
    Holder(Id<Role>, u32),
    /// One of whom no more is known.
    Stranger(Signer),
}

impl Hand {
    /// By what it is called: people by their ids, others by the roles that they hold.
    #[must_use]
    pub fn words(&self, model: &Model) -> String {
        match self {
            Self::Person(person) => format!("`{}`", model.people[*person].id),
            Self::Holder(role, _) => format!("`{}`", model.roles[*role].id),
            Self::Stranger(signer) => signer.words(&model.roles),
        }
    }
}

/// That a hand may sign for a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// Whose hand.
    pub hand: Hand,
    /// The role that the hand holds.
    pub holds: Id<Role>,
    /// By what the one is as good as the other.
    pub through: ActsBy,
    /// Where it is said that the role has such a deputy or delegate.
    pub place: Option<Place>,
    /// How many deputies and delegates lie between.
    pub(super) distance: u32,
}

/// Who may sign for each role, whoever else is not there: in one situation.
#[derive(Debug)]
pub struct Cast {
    pub(super) acting: BTreeMap<Id<Role>, Vec<Acting>>,
}

/// A role that is as good as another, and by what.
#[derive(Debug, Clone, Copy)]
pub(super) struct AsGood {
    pub(super) role: Id<Role>,
    pub(super) through: ActsBy,
    pub(super) place: Option<Place>,
    pub(super) distance: u32,
}

impl AsGood {
    /// The role itself.
    pub(super) const fn own(role: Id<Role>) -> Self {
        Self { role, through: ActsBy::Post, place: None, distance: 0 }
    }

    /// One that acts for it, by that link.
    pub(super) fn followed_by(self, link: &Substitute, through: ActsBy) -> Self {
        Self {
            role: link.role,
            through: if self.distance == 0 { through } else { self.through },
            place: self.place.or(Some(link.place)),
            distance: self.distance.saturating_add(1),
        }
    }

    /// That this hand, which holds the role, may sign.
    pub(super) const fn signed_by(self, hand: Hand) -> Acting {
        Acting { hand, holds: self.role, through: self.through, place: self.place, distance: self.distance }
    }
}

impl Roster {
    /// Who may sign where those conditions hold of which `holds` is true, `is_there` of who is there. Whoever is there may be kept away by
    /// something else, so that anybody signs who stands in for him.
    pub(super) fn cast(
        &self,
        needs: &[&Need],
        holds: impl Fn(usize) -> bool,
        is_there: impl Fn(&Hand) -> bool,
    ) -> Cast {
        let roles: BTreeSet<_> = needs.iter().flat_map(|need| need.roles()).collect();
        let of_role = |role: Id<Role>| (role, self.acting_for(role, &holds, &is_there));
        Cast { acting: roles.into_iter().map(of_role).collect() }
    }

    fn acting_for(
        &self,
        role: Id<Role>,
        holds: &impl Fn(usize) -> bool,
        is_there: &impl Fn(&Hand) -> bool,
    ) -> Vec<Acting> {
        let mut acting: Vec<Acting> = Vec::new();
        let mut known = BTreeSet::new();
        for reached in self.reached_from(role, holds) {
            for hand in self.hands_of(reached.role, holds, is_there) {
                if known.insert(hand.clone()) {
                    acting.push(reached.signed_by(hand));
                }
            }
        }
        acting
    }

    /// The role and whoever acts for it, the nearest first.
    fn reached_from(&self, role: Id<Role>, holds: &impl Fn(usize) -> bool) -> Vec<AsGood> {
        let mut reached = vec![AsGood::own(role)];
        let mut known = BTreeSet::from([role]);
        let mut at = 0;
        while let Some(from) = reached.get(at).copied() {
            at = at.saturating_add(1);
            let Some(post) = self.roles.get(&from.role) else { continue };
            let stand_ins = post.stand_ins.iter().map(|link| (link, ActsBy::Deputy));
            let delegates = post.delegates.iter().map(|link| (link, ActsBy::Delegation));
            for (link, through) in stand_ins.chain(delegates).filter(|(link, _)| link.is_so(holds)) {
                if known.insert(link.role) {
                    reached.push(from.followed_by(link, through));
                }
            }
        }
        reached
    }

    /// The hands of those who hold a role themselves. Of those of whom it is not said who they are, as many as may ever count.
    pub(super) fn hands_of(
        &self,
        role: Id<Role>,
        holds: &impl Fn(usize) -> bool,
        is_there: &impl Fn(&Hand) -> bool,
    ) -> Vec<Hand> {
        let Some(post) = self.roles.get(&role) else { return Vec::new() };
        let named = post.held(holds).map(Hand::Person);
        let nameless = (0..post.nameless.min(MOST_NAMELESS)).map(|number| Hand::Holder(role, number));
        named.chain(nameless).filter(is_there).collect()
    }
}

/// So many of those who hold a role are counted, where it is not said who they are.
const MOST_NAMELESS: u32 = 64;

impl Cast {
    /// Who may sign for a role, the nearest first.
    #[must_use]
    pub fn acting(&self, role: Id<Role>) -> &[Acting] {
        self.acting.get(&role).map_or(&[], Vec::as_slice)
    }

    /// How many may sign for the roles of a need, for those who count the work.
    #[must_use]
    pub fn size_for(&self, need: &Need) -> usize {
        need.roles().into_iter().map(|role| self.acting(role).len()).sum::<usize>().saturating_add(1)
    }

    /// The same without one hand.
    #[must_use]
    pub fn without(mut self, hand: &Hand) -> Self {
        self.acting.values_mut().for_each(|acting| acting.retain(|acting| acting.hand != *hand));
        self
    }

    /// Who may give what is no [`Need::Together`], the nearest first.
    #[must_use]
    pub fn signing(&self, leaf: &Need) -> Vec<Acting> {
        match leaf {
            Need::Signatures(role, _) => self.acting(*role).to_vec(),
            Need::Proxy(role) => self.acting(*role).iter().filter(|acting| acting.distance > 0).cloned().collect(),
            Need::Stranger(_) | Need::Together(..) => Vec::new(),
        }
    }
}
