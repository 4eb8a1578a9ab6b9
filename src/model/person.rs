//! People: who holds which roles, and in which cases.

use super::case_set::CaseSet;
use super::dimension::Dimensions;
use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Named, Remarks, Slot};

/// Somebody who holds roles.
#[derive(Debug, Clone)]
pub struct Person {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Text,
    /// The roles that the person holds.
    pub roles: Refs<Role>,
    /// The cases in which the person holds them; every case where none is said.
    pub when: CaseSet,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Person {
    pub(super) fn resolve(
        declared: Named<syntax::Person>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Named { id, mut body } = declared;
        let remarks = body.remarks();
        Self {
            roles: resolver.refs_slot(body.roles),
            when: match body.when {
                Slot::Given(when) => CaseSet::resolve(when, dimensions, resolver),
                Slot::Absent => CaseSet::every(id.place),
                Slot::Unread => CaseSet::unread(id.place, resolver),
            },
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            place: id.place,
            id: id.value,
            remarks,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Person, self.id.clone())
    }
}
