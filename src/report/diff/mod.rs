//! From what moved between two versions to text, one file a form.

mod comparison;
mod folded;
mod github;
mod human;
mod json;
mod markdown;

pub use comparison::{Comparison, PolicyDiff, Snapshot, called};
pub use github::github;
pub use human::human;
pub use json::json;
pub use markdown::markdown;
