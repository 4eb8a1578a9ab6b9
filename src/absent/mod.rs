//! Who is away, and what comes of it: which decisions stall and where they go instead, who acts meanwhile, and which answers fall into one
//! hand.

mod absences;
mod census;
mod judged;
mod onward;
mod outage;
mod ranking;

pub use absences::Absences;
pub use judged::{Fallout, Relief};
pub use onward::WayOn;
pub use outage::{Consequence, Outage, OutageCases, Severity};
pub use ranking::{Ranked, Ranking};
