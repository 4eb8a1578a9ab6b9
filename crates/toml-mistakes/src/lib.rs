#![doc = include_str!("../README.md")]

mod ahead;
mod cursor;
mod datetime;
mod document;
mod effort;
mod follows;
mod key;
mod mistake;
mod nodes;
mod parser;
mod recover;
mod scalar;
mod span;
mod statement;
mod text;
mod value;
mod wide;

pub use datetime::{Datetime, DatetimeForm};
pub use document::{Array, Document, Entry, Table, Value, ValueKind};
pub use mistake::{Correction, Mistake, MistakeKind};
pub use span::Span;

/// Reads `text` as TOML 1.1. It never fails: what cannot be read is among the [mistakes](Document::mistakes), and
/// everything around it is in the tree.
#[must_use]
pub fn parse(text: &str) -> Document<'_> {
    if u32::try_from(text.len()).is_err() {
        return Document::too_long();
    }
    parser::Parser::new(text).read()
}
