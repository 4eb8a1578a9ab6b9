//! What can be wrong with what a file says, whatever it is about.

use crate::finding::{Finding, Level};
use crate::source::Place;
use crate::subject::Subject;

/// The ways in which a file can say something that it cannot mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// The file is not TOML.
    InvalidToml,
    /// A key or a letter that the format does not know.
    UnknownKey,
    /// A key that must be there is not.
    MissingKey,
    /// A value that cannot be read.
    InvalidValue,
    /// An id that is defined nowhere.
    UnknownReference,
    /// An id that is defined twice.
    DuplicateDefinition,
}

impl Flaw {
    /// The rule that it is a finding of.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::InvalidToml => "invalid-toml",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::InvalidValue => "invalid-value",
            Self::UnknownReference => "unknown-reference",
            Self::DuplicateDefinition => "duplicate-definition",
        }
    }

    /// A finding of it.
    #[must_use]
    pub fn finding(self, subject: Subject, place: Place, message: impl Into<String>) -> Finding {
        Finding::new(self.rule(), Level::Error, subject, place, message)
    }
}
