//! One case: who decides it or is accountable in it, and why.

mod basis;
mod chain;
mod day;
mod given;
mod holdings;
mod link;
mod named;
mod reply;
mod subject;

pub use basis::Ask;
pub use day::take_day;
pub use given::{Case, CaseError};
pub use holdings::{Holding, How, InCases};
pub use link::{GivenBy, Link, Reason, Rung};
pub use named::roles;
pub use reply::{Reply, Says};
pub use subject::{Asked, SubjectError, subjects};
