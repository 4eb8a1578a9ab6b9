//! What is remarked on a thing: a note, and the clause that it comes from.

use super::read::Slot;
use crate::subject::Text;

/// What is remarked on a thing. It is for readers alone, so that what could not be read of it is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// A remark that belongs to the policy.
    pub note: Option<Text>,
    /// The clause that it comes from.
    pub source: Option<Text>,
}

impl Remarks {
    /// Takes the remarks out of what a table holds.
    #[must_use]
    pub fn new(note: &mut Slot<Text>, source: &mut Slot<Text>) -> Self {
        Self { note: std::mem::take(note).take(), source: std::mem::take(source).take() }
    }

    /// Whether nothing is remarked.
    #[must_use]
    pub const fn are_absent(&self) -> bool {
        self.note.is_none() && self.source.is_none()
    }
}
