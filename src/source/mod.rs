//! Files and the places in them: finding policies, reading text, and turning bytes into lines and columns.

mod caps;
mod discover;
mod disk;
mod file;
pub mod harmless;
mod ignored;
mod lines;
mod name;
mod near;
mod open;
mod position;
mod repository;
mod revision;
mod sources;
mod store;

#[cfg(test)]
mod tests;

pub use file::{Fault, MAX_BYTES, TextFile};
pub use harmless::{Fit, Out};
pub use near::{Because, NearFile};
pub use open::{Input, OpenError, Opened, Unreadable, open, read_capped};
pub use position::{FileId, Place, Position, Span};
pub use repository::folder_in_repository;
pub use revision::{RevisionError, has_revision, open_at};
pub use sources::{Policy, Sources};
pub use store::{MAIN_FILE, SUFFIX};
