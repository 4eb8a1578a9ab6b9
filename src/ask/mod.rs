//! One case: who decides it or is accountable in it, and why.

mod basis;
mod chain;
mod day;
mod filled;
mod given;
mod holdings;
mod link;
mod named;
mod people;
mod question;
mod refused;
mod reply;
mod resolution;
mod subject;

pub use basis::Ask;
pub use day::day_in;
pub use given::Case;
pub use holdings::{Holding, How, InCases};
pub use link::{GivenBy, Link, Reason, Rung, Stand};
pub use named::{people, roles};
pub use people::Actor;
pub use refused::CaseError;
pub use reply::{Reply, Says};
pub use resolution::Resolution;
pub use subject::{Asked, SubjectError, subjects};
