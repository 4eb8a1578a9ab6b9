//! Roles, and the departments that they belong to.

use super::id::Id;
use super::levels::Levels;
use super::refs::Refs;
use super::resolver::{Resolver, Resolves};
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Enough, Flag, Flaw, Headcount, Located, Named, OneOrMany, Remarks, Slot, To};

/// A role: a post, a function, a body, or a party outside the organisation.
#[derive(Debug, Clone)]
pub struct Role {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Located<Text>,
    /// Other names in use.
    pub aliases: Vec<Located<Text>>,
    /// The department that it belongs to.
    pub department: Slot<Located<Id<Department>>>,
    /// The layer that it stands in: its number among [`Levels`], the lowest 0.
    pub level: Slot<Located<usize>>,
    /// The role that it answers to.
    pub reports_to: Slot<Located<Id<Role>>>,
    /// The roles that stand in for it, in this order; in which cases, [`Model::stand_ins`](super::Model::stand_ins) tells.
    pub deputies: Refs<Role>,
    /// How many people hold it.
    pub holders: Slot<Headcount>,
    /// How it acts, where it is a body.
    pub body: Option<Council>,
    /// A party outside the organisation.
    pub external: bool,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Role {
    pub(super) fn resolve(
        declared: Named<syntax::Role>,
        levels: &Levels,
        deputies: Refs<Role>,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Named { id, mut body } = declared;
        if body.external.is_unread() {
            resolver.unsure_of([Kind::Role]);
        }
        let remarks = body.remarks();
        let name = body.name.take().unwrap_or_else(|| id.clone());
        Self {
            name,
            aliases: aliases(body.aliases, resolver),
            department: resolver.slot(body.department),
            level: levels.number(body.level, resolver),
            reports_to: resolver.slot(body.reports_to),
            deputies,
            holders: body.holders,
            body: Council::resolve(body.body, body.members, body.quorum, resolver),
            external: body.external.place_if_set().is_some(),
            remarks,
            place: id.place,
            id: id.value,
        }
    }

    /// Whether it owes a reporting line, letters, a deputy: it is inside the organisation, and no body.
    #[must_use]
    pub const fn is_post(&self) -> bool {
        !self.external && self.body.is_none()
    }

    /// Whether it says that more than one person holds it.
    #[must_use]
    pub fn is_class(&self) -> bool {
        match self.holders {
            Slot::Given(Headcount::Exactly(count)) => count.get() > 1,
            Slot::Given(Headcount::Several) | Slot::Unread => true,
            Slot::Absent => false,
        }
    }

    /// How many people hold it at most, so many of whom are named; `None` where that is not known.
    pub(super) fn most_holders(&self, named: u32) -> Option<u32> {
        match self.holders {
            Slot::Given(Headcount::Exactly(count)) if self.body.is_none() => Some(count.get().max(named)),
            Slot::Absent if self.body.is_none() => Some(named.max(1)),
            _ => None,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Role, self.id.clone())
    }
}

fn aliases(written: Slot<OneOrMany<Located<Text>>>, resolver: &mut Resolver<'_>) -> Vec<Located<Text>> {
    let written = written.take().map_or_else(Vec::new, |aliases| aliases.items);
    resolver.distinct("alias", &written, |alias| (&alias.value, alias.place)).cloned().collect()
}

/// How a body acts.
#[derive(Debug, Clone)]
pub struct Council {
    /// The roles that are its members.
    pub members: Refs<Role>,
    /// How many of them must agree; `None` where that could not be read.
    pub quorum: Option<Enough>,
    /// Where that is said, if it is.
    pub(super) quorum_place: Option<Place>,
}

impl Council {
    /// How a role acts that is a body, or of which something is said that is for bodies alone, which is then a mistake.
    pub(super) fn resolve(
        body: Slot<Flag>,
        members: Slot<OneOrMany<To<syntax::Role>>>,
        quorum: Slot<Located<Enough>>,
        resolver: &mut Resolver<'_>,
    ) -> Option<Self> {
        let of_bodies = [
            ("members", members.get().map(|members| members.place)),
            ("quorum", quorum.get().map(|quorum| quorum.place)),
        ];
        let of_bodies = of_bodies.into_iter().filter_map(|(key, place)| Some((key, place?)));
        let is_said = match body {
            Slot::Given(body) => body.is_set,
            Slot::Unread => true,
            Slot::Absent => false,
        };
        let mut is_meant = is_said;
        for (key, place) in of_bodies.filter(|_| !is_said) {
            if !is_meant {
                let help = format!("add `body = true`, or take `{key}` out");
                resolver.say(Flaw::InvalidValue, place, format!("`{key}` is for a body, and this role is none"), help);
            }
            is_meant = true;
        }
        let (quorum_place, has_members) = (quorum.get().map(|quorum| quorum.place), !members.is_absent());
        let members = if has_members { resolver.some_refs(members) } else { Refs::default() };
        let quorum = match quorum {
            Slot::Given(quorum) => Some(quorum.value),
            Slot::Absent => Some(Enough::default()),
            Slot::Unread => None,
        };
        is_meant.then_some(Self { members, quorum, quorum_place })
    }
}

/// A part of the organisation.
#[derive(Debug, Clone)]
pub struct Department {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Text,
    /// The role at its head.
    pub head: Slot<Located<Id<Role>>>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Department {
    pub(super) fn resolve(declared: Named<syntax::Department>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, mut body } = declared;
        Self {
            remarks: body.remarks(),
            head: resolver.slot(body.head),
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            place: id.place,
            id: id.value,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Department, self.id.clone())
    }
}

impl Resolves for syntax::Role {
    type Resolved = Role;
}

impl Resolves for syntax::Department {
    type Resolved = Department;
}
