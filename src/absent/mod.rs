//! Who is away, and what comes of it: which decisions stall and where they go instead, who acts meanwhile, and which answers fall into one
//! hand; and who can carry a matter from its beginning to its end without a third.

mod absences;
mod carriers;
mod census;
mod chain;
mod judged;
mod onward;
mod outage;
mod ranking;
mod ways;

pub use absences::Absences;
pub use carriers::{Between, CarriedBy, Carriers};
pub use chain::DutyChain;
pub use judged::{Fallout, Relief};
pub use onward::WayOn;
pub use outage::{Consequence, Outage, OutageCases, Severity};
pub use ranking::{Ranked, Ranking};
