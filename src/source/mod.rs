//! Files and the places in them: finding policies, reading text, and turning bytes into lines and columns.

mod position;

pub use position::{FileId, Place, Span};
