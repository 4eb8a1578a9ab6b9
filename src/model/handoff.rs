//! Hand-offs: interfaces between roles or departments.

use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use super::stage::Stage;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Located, Named, Remarks, Slot, Term};

/// An interface between roles or departments.
#[derive(Debug, Clone)]
pub struct Handoff {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Text,
    /// The roles that give.
    pub from: Refs<Role>,
    /// The roles that receive.
    pub to: Refs<Role>,
    /// The stages in which it happens.
    pub stages: Refs<Stage>,
    /// What is handed over.
    pub artefact: Slot<Text>,
    /// How soon it must be handed over.
    pub within: Slot<Located<Term>>,
    /// How often it is handed over.
    pub every: Slot<Located<Term>>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Handoff {
    pub(super) fn resolve(declared: Named<syntax::Handoff>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, mut body } = declared;
        let remarks = body.remarks();
        let mut stages = resolver.refs_slot(body.stage);
        let more = resolver.refs_slot(body.stages);
        stages.has_unread |= more.has_unread;
        stages.items.extend(more.items);
        Self {
            place: id.place,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            from: resolver.some_refs(body.from),
            to: resolver.some_refs(body.to),
            stages,
            artefact: body.artefact,
            within: body.within,
            every: body.every,
            remarks,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Handoff, self.id.clone())
    }
}
