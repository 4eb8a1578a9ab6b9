//! Who may act in one decision, in which cases and on which days: those who hold the roles that answer, who stands in for them, and to whom
//! they lend it.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Condition, Interval, Selection};
use jiff::civil::Date;

use super::need::Need;
use super::staff::Staff;
use crate::model::{CaseSet, Decision, Delegation, Id, Leave, Model, Person, Role};
use crate::source::Place;
use crate::syntax::{Headcount, Slot, day_number};

/// Who may act in a decision.
#[derive(Debug)]
pub struct Roster {
    /// What it depends on who may act: sets of cases and days, each once. Everything else names them by their numbers.
    pub(super) conditions: Vec<Condition>,
    pub(super) roles: BTreeMap<Id<Role>, Post>,
    /// The days on which people are not there.
    pub(super) away: BTreeMap<Id<Person>, Vec<Vec<usize>>>,
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

impl Substitute {
    /// Whether it acts where those conditions hold of which `holds` is true.
    pub(super) fn is_so(&self, holds: &impl Fn(usize) -> bool) -> bool {
        self.when.iter().all(|condition| holds(*condition))
    }
}

impl Roster {
    /// Who may act in a decision that `roles` decide, and who holds `others`. `None` where that is too much to look at.
    pub(super) fn of_decision(
        staff: Staff<'_>,
        (decision, roles): (Id<Decision>, &BTreeSet<Id<Role>>),
        others: impl Iterator<Item = Id<Role>>,
        budget: &Budget,
    ) -> Option<Self> {
        let is_lent = |delegation: &Delegation, role: Id<Role>| {
            let is_named = delegation.named.ids().any(|named| named == decision);
            is_named || delegation.named.is_empty() && roles.contains(&role)
        };
        Self::new(staff, others.chain(roles.iter().copied()), is_lent, budget)
    }

    /// Who may act for these roles, which lend what is true of `is_lent`. `None` where that is too much to look at.
    pub(super) fn new(
        staff: Staff<'_>,
        roles: impl Iterator<Item = Id<Role>>,
        is_lent: impl Fn(&Delegation, Id<Role>) -> bool,
        budget: &Budget,
    ) -> Option<Self> {
        let model = staff.model;
        let mut roster = Self { conditions: Vec::new(), roles: BTreeMap::new(), away: BTreeMap::new() };
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
            match self.cases(&held.when) {
                Some(when) => post.holders.push(Incumbent { person, when }),
                None => post.has_unread = true,
            }
            let leaves = &model.people[person];
            post.has_unread |= leaves.has_unread_absence;
            if !self.away.contains_key(&person) {
                let away = leaves.absent.iter().map(|leave| self.days(model, leave)).collect();
                self.away.insert(person, away);
            }
        }
        for stand_in in model.stand_ins(role) {
            let when = stand_in.when.map_or_else(|| Some(Vec::new()), |when| self.cases(when));
            match when {
                Some(when) => {
                    post.stand_ins.push(Substitute { role: stand_in.role.value, when, place: stand_in.role.place })
                }
                None => post.has_unread = true,
            }
        }
        for delegation in staff.loans(role).filter(|delegation| is_lent(delegation)) {
            match self.loan(model, delegation) {
                Some(when) => post.delegates.extend(delegation.to.items.iter().map(|to| Substitute {
                    role: to.value,
                    when: when.clone(),
                    place: to.place,
                })),
                None => post.has_unread = true,
            }
        }
        post
    }

    /// The set of cases by its number, or nothing for every case; `None` where it could not be read.
    fn cases(&mut self, when: &CaseSet) -> Option<Vec<usize>> {
        if when.has_unread {
            return None;
        }
        Some(if when.is_every_case() { Vec::new() } else { vec![self.number(when.condition())] })
    }

    /// The cases and days for which something is lent.
    fn loan(&mut self, model: &Model, delegation: &Delegation) -> Option<Vec<usize>> {
        let mut when = self.cases(&delegation.when)?;
        if delegation.valid_from.is_unread() || delegation.valid_until.is_unread() {
            return None;
        }
        let from = delegation.valid_from.get().map(|from| from.value);
        let until = delegation.valid_until.get().map(|until| until.value);
        when.extend(self.between(model, from, until));
        Some(when)
    }

    fn days(&mut self, model: &Model, leave: &Leave) -> Vec<usize> {
        self.between(model, Some(leave.from), Some(leave.until)).into_iter().collect()
    }

    /// The days of a span by its number; nothing for every day.
    fn between(&mut self, model: &Model, from: Option<Date>, until: Option<Date>) -> Option<usize> {
        let date = model.dimensions.date().filter(|_| from.is_some() || until.is_some())?;
        let begun = from.map_or(Interval::ALL, |from| Interval::ALL.at_least(day_number(from)));
        let span = until.map_or(begun.clone(), |until| begun.at_most(day_number(until)));
        Some(self.number(Condition::always().and(date.index(), Selection::numbers([span]))))
    }

    fn number(&mut self, condition: Condition) -> usize {
        let known = self.conditions.iter().position(|known| *known == condition);
        known.unwrap_or_else(|| {
            self.conditions.push(condition);
            self.conditions.len().saturating_sub(1)
        })
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

/// On so many sets of cases and days it may depend who acts in one decision.
const MOST_CONDITIONS: usize = 1024;
