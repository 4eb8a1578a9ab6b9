//! Reports of `raci absent`, one file a form.

mod alone;
mod away;
pub mod human;
pub mod json;
mod words;

pub use away::{Away, Outages};
