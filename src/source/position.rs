//! Where something stands: a range of bytes, and the file that it is in.

use serde::Serialize;
pub use toml_mistakes::Span;

/// Which file of a run: policies by their folders, and in each `raci.toml` before the others by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A range of bytes in one of the files of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The file that it is in.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

impl Place {
    /// The range `span` of the file `file`.
    #[must_use]
    pub const fn new(file: FileId, span: Span) -> Self {
        Self { file, span }
    }
}

/// A place as people and editors count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalar values, from 1. A byte order mark at the start of the file is in no column.
    pub column: u32,
    /// The bytes before it, from the start of the file.
    pub offset: u32,
}
