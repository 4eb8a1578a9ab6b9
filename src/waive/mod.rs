//! Today's findings as waivers: a way in for a matrix that has many, after which it can only get better.

mod file;
mod plan;

pub use file::{Complaint, FILE, Grounds, Messages, add, messages, targets};
pub use plan::{Plan, Request, WaiverDraft};
