//! How many people it really takes to give an answer.
//!
//! A post is not a hand: one person may hold two posts, stand in for another, be lent a right. [`Staff`] is who holds what in the whole
//! policy, [`Hands`] who may act in one decision: in each [`Situation`] (a case and a day, as far as they make a difference) it takes a
//! [`Need`], and a [`Cast`] may give it; [`Workforce`] keeps those of all. People are counted where the policy names them, deputies and delegates always.

mod cast;
mod fewest;
mod need;
mod now;
mod roster;
mod situations;
mod staff;
mod workforce;

pub use cast::{Acting, ActsBy, Cast, Hand};
pub use need::Need;
pub use roster::Roster;
pub use situations::{Hands, NoHands, Situation};
pub use staff::{ByRole, Staff};
pub use workforce::Workforce;
