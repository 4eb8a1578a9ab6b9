//! How many people it really takes to give an answer.
//!
//! A post is not a hand: one person may hold two posts, stand in for another, be lent a right. [`Staff`] is who holds what in the whole
//! policy, [`Hands`] who may act in one decision: in each [`Situation`] (a case and a day, as far as they make a difference) it takes a
//! [`Need`], and a [`Cast`] may give it; [`Workforce`] keeps those of all, and [`OneCase`] is for who asks about a single case. People are
//! counted where the policy names them, deputies and delegates always.

mod bond;
mod cast;
mod fewest;
mod need;
mod now;
mod one_case;
mod roster;
mod situations;
mod staff;
mod substitution;
mod unknown;
mod workforce;

pub use bond::{ActsBy, Relay};
pub use cast::{Acting, Cast, Hand};
pub use fewest::Fewer;
pub use need::Need;
pub use one_case::OneCase;
pub use roster::Roster;
pub use situations::{Hands, Situation};
pub use staff::{ByRole, Staff};
pub use substitution::Substitution;
pub use unknown::NoHands;
pub use workforce::Workforce;
