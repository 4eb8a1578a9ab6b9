//! From TOML text to a compact tree with a place for every key and value, all mistakes collected, none fatal.
//!
//! The lexer of text and comments, and what a number is, are those of `toml_parser`. The grammar is read here, because
//! what is never closed has to be told from what goes on in the next line, and only then does one mistake stay one.

mod cursor;
mod document;
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

pub use document::{Array, Datetime, DatetimeForm, Document, Entry, Table, Value, ValueKind};
pub use mistake::{Mistake, MistakeKind};
pub use span::Span;

/// Reads `text` as TOML 1.1. It never fails: what cannot be read is among the [mistakes](Document::mistakes), and
/// everything around it is in the tree.
#[must_use]
pub fn parse(text: &str) -> Document<'_> {
    parser::Parser::new(text).read()
}
