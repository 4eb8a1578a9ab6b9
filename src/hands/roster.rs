//! Who may act in one decision, in which cases and on which days: those who hold the roles that answer, who stands in for them, and to whom
//! they lend it.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Condition, Point};

use super::bond::{ActsBy, Bond, between, cases};
use super::need::Need;
use super::staff::Staff;
use crate::model::{Decision, Delegation, Id, Person, Role};
use crate::source::Place;
use crate::syntax::{Headcount, Slot};

/// Who may act in a decision.
#[derive(Debug)]
pub struct Roster {
    /// What it depends on who may act: sets of cases and days, each once. Everything else names them by their numbers.
    pub(super) conditions: Vec<Condition>,
    pub(super) roles: BTreeMap<Id<Role>, Post>,
    /// The days on which people are not there.
    pub(super) away: BTreeMap<Id<Person>, Vec<Vec<usize>>>,
    /// The one case that is looked at, as far as it is given; what it decides is no condition.
    case: Option<Point>,
}

/// A role, and who may sign for it.
#[derive(Debug, Default)]
pub(super) struct Post {
    /// The people who hold it, where it is said who they are.
    pub(super) holders: Vec<Incumbent>,
    /// How many hold it of whom it is not said who they are.
    pub(super) nameless: u32,
    /// Whether nothing is said of who and how many hold it.
    pub(super) is_open: bool,
    /// The roles that stand in for it, in this order.
    pub(super) stand_ins: Vec<Substitute>,
    /// The roles to which it lends the decision.
    pub(super) delegates: Vec<Substitute>,
    /// Whether there may be others, whom it could not be read.
    pub(super) has_unread: bool,
}

/// Somebody who holds a role, where all of these hold.
#[derive(Debug)]
pub(super) struct Incumbent {
    pub(super) person: Id<Person>,
    pub(super) when: Vec<usize>,
}

/// A role that acts for another, where all of these hold, and where that is said.
#[derive(Debug)]
pub(super) struct Substitute {
    pub(super) role: Id<Role>,
    pub(super) when: Vec<usize>,
    pub(super) place: Place,
}

impl Post {
    /// The people who hold it where those conditions hold of which `holds` is true; somebody for whom several sets of cases are named
    /// as often.
    pub(super) fn held(&self, holds: &impl Fn(usize) -> bool) -> impl Iterator<Item = Id<Person>> {
        let held = self.holders.iter().filter(|held| held.when.iter().all(|condition| holds(*condition)));
        held.map(|held| held.person)
    }

    /// Whether it makes a difference in which case it is who holds it.
    pub(super) fn is_held_by_case(&self) -> bool {
        self.holders.iter().any(|held| !held.when.is_empty())
    }
}

impl Substitute {
    /// Whether it acts where those conditions hold of which `holds` is true.
    pub(super) fn is_so(&self, holds: &impl Fn(usize) -> bool) -> bool {
        self.when.iter().all(|condition| holds(*condition))
    }
}

impl Roster {
    /// Who may act in a decision that `roles` decide, in every case or in the one that is given, and who holds `others`. `None` where that is
    /// too much to look at.
    pub(super) fn of_decision(
        staff: Staff<'_>,
        (decision, roles): (Id<Decision>, &BTreeSet<Id<Role>>),
        others: impl Iterator<Item = Id<Role>>,
        case: Option<&Point>,
        budget: &Budget,
    ) -> Option<Self> {
        Self::new(staff, others.chain(roles.iter().copied()), is_lent(decision, roles), case, budget)
    }

    /// Who may act for these roles, which lend what is true of `is_lent`. `None` where that is too much to look at.
    pub(super) fn new(
        staff: Staff<'_>,
        roles: impl Iterator<Item = Id<Role>>,
        is_lent: impl Fn(&Delegation, Id<Role>) -> bool,
        case: Option<&Point>,
        budget: &Budget,
    ) -> Option<Self> {
        let model = staff.model;
        let case = case.cloned();
        let mut roster = Self { conditions: Vec::new(), roles: BTreeMap::new(), away: BTreeMap::new(), case };
        let mut open: Vec<_> = roles.collect();
        while let Some(role) = open.pop() {
            if roster.roles.contains_key(&role) {
                continue;
            }
            let post = roster.post(staff, role, |delegation| is_lent(delegation, role));
            let links = post.stand_ins.iter().chain(&post.delegates).map(|link| link.role);
            open.extend(links.chain(model.roles[role].body.iter().flat_map(|council| council.members.ids())));
            let size = post.holders.len().saturating_add(post.stand_ins.len()).saturating_add(post.delegates.len());
            roster.roles.insert(role, post);
            if !budget.spend(size.saturating_add(1)) || roster.conditions.len() > MOST_CONDITIONS {
                return None;
            }
        }
        Some(roster)
    }

    /// Lets as many hold a role as the need asks for, where nothing is said of how many do.
    pub(super) fn fill(&mut self, need: &Need) {
        need.each_leaf(&mut |leaf| {
            if let Need::Signatures(role, count) = leaf
                && let Some(post) = self.roles.get_mut(role).filter(|post| post.is_open)
            {
                post.nameless = post.nameless.max(*count);
            }
        });
    }

    /// Whether somebody is not there where those conditions hold of which `holds` is true.
    pub(super) fn is_away(&self, person: Id<Person>, holds: impl Fn(usize) -> bool) -> bool {
        let leaves = self.away.get(&person).into_iter().flatten();
        leaves.into_iter().any(|days| days.iter().all(|condition| holds(*condition)))
    }

    /// How many people are named as holders of a role where those conditions hold of which `holds` is true; in any case, where it could not
    /// be read in which.
    pub(super) fn named(&self, staff: Staff<'_>, role: Id<Role>, holds: &impl Fn(usize) -> bool) -> u32 {
        match self.roles.get(&role) {
            Some(post) if !post.has_unread => {
                let mut people: Vec<_> = post.held(holds).collect();
                people.dedup();
                u32::try_from(people.len()).unwrap_or(u32::MAX)
            }
            _ => staff.named(role),
        }
    }

    fn post(&mut self, staff: Staff<'_>, role: Id<Role>, is_lent: impl Fn(&Delegation) -> bool) -> Post {
        let model = staff.model;
        let own = &model.roles[role];
        let mut post = Post {
            nameless: nameless(staff, role),
            is_open: own.body.is_none() && own.holders.is_absent() && !staff.is_listed(role),
            has_unread: own.deputies.has_unread || matches!(own.holders, Slot::Unread),
            ..Post::default()
        };
        for (person, held) in staff.posts(role) {
            match cases(&held.when) {
                Some(when) => post.holders.push(Incumbent { person, when: self.numbers(when) }),
                None => post.has_unread = true,
            }
            let leaves = &model.people[person];
            post.has_unread |= leaves.has_unread_absence;
            if !self.away.contains_key(&person) {
                let away =
                    leaves.absent.iter().map(|leave| self.numbers(between(model, Some(leave.from), Some(leave.until))));
                let away = away.collect();
                self.away.insert(person, away);
            }
        }
        for bond in staff.bonds(role, is_lent) {
            let Some(Bond { relay, when }) = bond else {
                post.has_unread = true;
                continue;
            };
            let link = Substitute { role: relay.to, when: self.numbers(when), place: relay.place };
            if relay.by == ActsBy::Deputy { post.stand_ins.push(link) } else { post.delegates.push(link) }
        }
        post
    }

    /// The conditions by their numbers.
    fn numbers(&mut self, when: impl IntoIterator<Item = Condition>) -> Vec<usize> {
        when.into_iter().filter_map(|condition| self.unless_decided(condition)).collect()
    }

    /// The number of a condition; nothing where it holds in the case that is looked at, [`NEVER`] where it does not.
    fn unless_decided(&mut self, condition: Condition) -> Option<usize> {
        match self.case.as_ref().and_then(|case| condition.decided_by(case)) {
            Some(true) => None,
            Some(false) => Some(NEVER),
            None => Some(self.number(condition)),
        }
    }

    fn number(&mut self, condition: Condition) -> usize {
        let known = self.conditions.iter().position(|known| *known == condition);
        known.unwrap_or_else(|| {
            self.conditions.push(condition);
            self.conditions.len().saturating_sub(1)
        })
    }
}

/// Whether a role lends a decision by a delegation, where these decide it.
pub(super) fn is_lent(decision: Id<Decision>, roles: &BTreeSet<Id<Role>>) -> impl Fn(&Delegation, Id<Role>) -> bool {
    move |delegation, role| {
        let is_named = delegation.named.ids().any(|named| named == decision);
        is_named || delegation.named.is_empty() && roles.contains(&role)
    }
}

/// How many hold a role of whom it is not said who they are.
fn nameless(staff: Staff<'_>, role: Id<Role>) -> u32 {
    let own = &staff.model.roles[role];
    if staff.is_listed(role) || own.body.is_some() {
        return 0;
    }
    match own.holders {
        Slot::Given(Headcount::Exactly(count)) => count.get(),
        Slot::Given(Headcount::Several) | Slot::Unread => u32::MAX,
        Slot::Absent => 1,
    }
}

/// The number of what holds in no case.
const NEVER: usize = usize::MAX;

/// On so many sets of cases and days it may depend who acts in one decision.
const MOST_CONDITIONS: usize = 1024;
