//! Escalations: whom to ask when something cannot be settled.

use super::id::Id;
use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use super::stage::Stage;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Located, Named, Remarks, Slot, Term};

/// Whom to ask when something cannot be settled.
#[derive(Debug, Clone)]
pub struct Escalation {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Text,
    /// What sets it off.
    pub trigger: Option<Text>,
    /// The stage in which it happens.
    pub stage: Slot<Located<Id<Stage>>>,
    /// The roles, in the order in which they are asked.
    pub path: Refs<Role>,
    /// The time that each step has.
    pub within: Slot<Located<Term>>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Escalation {
    pub(super) fn resolve(declared: Named<syntax::Escalation>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, mut body } = declared;
        let remarks = body.remarks();
        Self {
            place: id.place,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            trigger: body.trigger.take(),
            stage: resolver.slot(body.stage),
            path: resolver.path(body.path),
            within: body.within,
            remarks,
        }
    }

    /// The role that asks and the one that is asked, step by step; none where somebody on the path is not known.
    pub fn steps(&self) -> impl Iterator<Item = (Located<Id<Role>>, Located<Id<Role>>)> {
        let known = if self.path.has_unread { &[] } else { self.path.items.as_slice() };
        known.iter().copied().zip(known.iter().copied().skip(1))
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Escalation, self.id.clone())
    }
}
