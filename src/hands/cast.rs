//! Who may sign for whom in one situation.

use std::collections::{BTreeMap, BTreeSet};

use super::need::Need;
use super::roster::{Roster, Substitute};
use crate::model::{Id, Person, Role, Signer};
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
    acting: BTreeMap<Id<Role>, Vec<Acting>>,
}

/// A role that is as good as another, and by what.
#[derive(Debug, Clone, Copy)]
struct AsGood {
    role: Id<Role>,
    through: ActsBy,
    place: Option<Place>,
    distance: u32,
}

impl Roster {
    /// Who may sign where those conditions hold of which `holds` is true, `is_there` of who is there. Whoever is there may be kept away by
    /// something else, so that anybody signs who stands in for him.
    pub(super) fn cast(
        &self,
        needs: &[&Need],
        holds: impl Fn(usize) -> bool,
        is_there: impl Fn(Id<Person>) -> bool,
    ) -> Cast {
        let roles: BTreeSet<_> = needs.iter().flat_map(|need| need.roles()).collect();
        let of_role = |role: Id<Role>| (role, self.acting_for(role, &holds, &is_there));
        Cast { acting: roles.into_iter().map(of_role).collect() }
    }

    fn acting_for(
        &self,
        role: Id<Role>,
        holds: &impl Fn(usize) -> bool,
        is_there: &impl Fn(Id<Person>) -> bool,
    ) -> Vec<Acting> {
        let mut acting: Vec<Acting> = Vec::new();
        let mut known = BTreeSet::new();
        for reached in self.reached_from(role, holds) {
            for hand in self.hands_of(reached.role, holds, is_there) {
                if known.insert(hand.clone()) {
                    let AsGood { role: holds, through, place, distance } = reached;
                    acting.push(Acting { hand, holds, through, place, distance });
                }
            }
        }
        acting
    }

    /// The role and whoever acts for it, the nearest first.
    fn reached_from(&self, role: Id<Role>, holds: &impl Fn(usize) -> bool) -> Vec<AsGood> {
        let mut reached = vec![AsGood { role, through: ActsBy::Post, place: None, distance: 0 }];
        let mut known = BTreeSet::from([role]);
        let mut at = 0;
        while let Some(from) = reached.get(at).copied() {
            at = at.saturating_add(1);
            let Some(post) = self.roles.get(&from.role) else { continue };
            let own = |through: ActsBy| if from.distance == 0 { through } else { from.through };
            let stand_ins = post.stand_ins.iter().map(|link| (link, own(ActsBy::Deputy)));
            let delegates = post.delegates.iter().map(|link| (link, own(ActsBy::Delegation)));
            let is_so = |link: &Substitute| link.when.iter().all(|condition| holds(*condition));
            for (link, through) in stand_ins.chain(delegates).filter(|(link, _)| is_so(link)) {
                if known.insert(link.role) {
                    let place = from.place.or(Some(link.place));
                    let distance = from.distance.saturating_add(1);
                    reached.push(AsGood { role: link.role, through, place, distance });
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
        is_there: &impl Fn(Id<Person>) -> bool,
    ) -> Vec<Hand> {
        let Some(post) = self.roles.get(&role) else { return Vec::new() };
        let named = post.holders.iter().filter(|held| held.when.iter().all(|condition| holds(*condition)));
        let named = named.map(|held| held.person).filter(|person| is_there(*person)).map(Hand::Person);
        let nameless = (0..post.nameless.min(MOST_NAMELESS)).map(|number| Hand::Holder(role, number));
        named.chain(nameless).collect()
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
