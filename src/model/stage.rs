//! The stages of the cycle.

use super::resolver::Resolves;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Located, Remarks};

/// A stage of the cycle.
#[derive(Debug, Clone)]
pub struct Stage {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Text,
    /// A decision right must exist at it, which is said here.
    pub key: Option<Place>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Stage {
    /// The stage, where it has an id.
    pub(super) fn resolve(mut declared: syntax::Stage) -> Option<(Located<Text>, Self)> {
        let remarks = declared.remarks();
        let id = declared.id.take()?;
        let stage = Self {
            id: id.value.clone(),
            place: id.place,
            remarks,
            name: declared.name.take().unwrap_or_else(|| id.value.clone()),
            key: declared.key.place_if_set(),
        };
        Some((id, stage))
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Stage, self.id.clone())
    }
}

impl Resolves for syntax::Stage {
    type Resolved = Stage;
}
