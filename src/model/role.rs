//! Roles, and the departments that they belong to.

use super::id::Id;
use super::layers::Layers;
use super::resolver::{Resolver, Resolves};
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Located, Named, OneOrMany, Remarks, Slot};

/// A role: a post, a function, a committee, or a party outside the organisation.
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
    /// The layer that it stands in: its number among [`Layers`], the lowest 0.
    pub level: Slot<Located<usize>>,
    /// The role that it answers to.
    pub reports_to: Slot<Located<Id<Role>>>,
    /// The role that stands in for it.
    pub deputy: Slot<Located<Id<Role>>>,
    /// A party outside the organisation.
    pub external: bool,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Role {
    pub(super) fn resolve(declared: Named<syntax::Role>, levels: &Layers, resolver: &mut Resolver<'_>) -> Self {
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
            deputy: resolver.slot(body.deputy),
            external: body.external.place_if_set().is_some(),
            remarks,
            place: id.place,
            id: id.value,
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
