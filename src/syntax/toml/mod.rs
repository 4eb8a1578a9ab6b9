//! From TOML text to a compact tree with a place for every key and value, all mistakes collected, none fatal.

mod arena;
mod mistake;
mod tree;

pub use mistake::{Mistake, MistakeKind};
pub use tree::{Array, Datetime, DatetimeForm, Document, Entries, Entry, Items, Table, Value, ValueKind};

/// Reads `text` as TOML 1.1. It never fails: what cannot be read is among the [mistakes](Document::mistakes), and
/// everything around it is in the tree.
#[must_use]
pub fn parse(text: &str) -> Document<'_> {
    Document::new(arena::Arena::new(text), Vec::new(), Vec::new())
}
