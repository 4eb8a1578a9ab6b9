//! Who holds which role, and who acts for whom, by the whole policy.

use std::collections::HashMap;

use crate::model::{Delegation, Id, Model, Person, Role, RoleInCases};
use crate::syntax::{Enough, Headcount, Slot};

/// Who holds which role, and by which delegations roles act for others.
#[derive(Debug, Clone, Copy)]
pub struct Staff<'m> {
    pub(super) model: &'m Model,
    pub(super) by_role: &'m ByRole,
}

/// What the people and the delegations of a policy say of each role.
#[derive(Debug)]
pub struct ByRole {
    /// The people who are named as holders, in the order of their ids, and the number of the post that says so.
    posts: HashMap<Id<Role>, Vec<(Id<Person>, usize)>>,
    /// The numbers of the delegations by which it lends something.
    loans: HashMap<Id<Role>, Vec<usize>>,
}

impl ByRole {
    /// Of a model.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let mut posts: HashMap<_, Vec<_>> = HashMap::new();
        for (id, person) in model.people.iter() {
            for (number, post) in person.posts.items.iter().enumerate() {
                posts.entry(post.role.value).or_default().push((id, number));
            }
        }
        let mut loans: HashMap<_, Vec<_>> = HashMap::new();
        for (number, delegation) in model.delegations.iter().enumerate() {
            if let Some(from) = delegation.from.get() {
                loans.entry(from.value).or_default().push(number);
            }
        }
        Self { posts, loans }
    }
}

impl<'m> Staff<'m> {
    /// The people who are named as holders of a role in some case.
    pub fn posts(self, role: Id<Role>) -> impl Iterator<Item = (Id<Person>, &'m RoleInCases)> {
        let posts = self.by_role.posts.get(&role).into_iter().flatten();
        posts.filter_map(move |(person, number)| Some((*person, self.model.people[*person].posts.items.get(*number)?)))
    }

    /// The delegations by which a role lends something.
    pub(super) fn loans(self, role: Id<Role>) -> impl Iterator<Item = &'m Delegation> {
        let loans = self.by_role.loans.get(&role).into_iter().flatten();
        loans.filter_map(move |number| self.model.delegations.get(*number))
    }

    /// The people who are named as holders of a role in some case, each once.
    pub fn people(self, role: Id<Role>) -> impl Iterator<Item = Id<Person>> + use<'m> {
        // one may be named for several sets of cases; the list is in the order of the people
        let mut people: Vec<_> = self.posts(role).map(|(person, _)| person).collect();
        people.dedup();
        people.into_iter()
    }

    /// How many people are named as holders of a role in some case.
    #[must_use]
    pub fn named(self, role: Id<Role>) -> u32 {
        u32::try_from(self.people(role).count()).unwrap_or(u32::MAX)
    }

    /// How many people hold a role in a case in which so many are named: where others are named in other cases, one seat at least; else as many
    /// as it says. `None` where that is not known.
    pub(super) fn holders(self, role: Id<Role>, named: u32) -> Option<u32> {
        if self.is_listed(role) {
            return Some(named.max(1));
        }
        match self.model.roles[role].holders {
            Slot::Given(Headcount::Exactly(count)) => Some(count.get()),
            Slot::Absent => Some(1),
            Slot::Given(Headcount::Several) | Slot::Unread => None,
        }
    }

    /// Whether somebody else than the person holds a role in some case, or may do so.
    #[must_use]
    pub fn may_be_held_by_another(self, role: Id<Role>, person: Id<Person>) -> bool {
        !self.is_listed(role) || self.posts(role).any(|(holder, _)| holder != person)
    }

    /// Whether so many can come together on a body, by what is said of its members: else the quorum is a mistake.
    pub(super) fn has_seats_for(self, body: Id<Role>, quorum: Enough) -> bool {
        let (Enough::Exactly(count), Some(council)) = (quorum, &self.model.roles[body].body) else { return true };
        let most = |member: Id<Role>| match self.model.roles[member].holders {
            Slot::Given(Headcount::Exactly(count)) => count.get().max(self.named(member)),
            Slot::Absent => self.named(member).max(1),
            Slot::Given(Headcount::Several) | Slot::Unread => u32::MAX,
        };
        let all = council.members.ids().fold(0_u32, |all, member| all.saturating_add(most(member)));
        council.members.items.is_empty() || count.get() <= all
    }

    /// Whether the people who hold a role are named.
    #[must_use]
    pub fn is_listed(self, role: Id<Role>) -> bool {
        self.named(role) > 0
    }
}
