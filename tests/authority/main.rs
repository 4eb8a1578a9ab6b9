//! Random decisions with all that the format can say of authority, held against a second reading of the format that is simple and knows
//! nothing of the first: in each case that a policy can tell apart, `check`, `who` and `diff` must say what that reading says.
//!
//! `PROPTEST_CASES=10000 cargo test --test authority` tries more of them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on has failed")]

mod answered;
mod compared;
mod covered;
mod meaning;
mod mend;
mod oracle;
mod points;
mod policy;
mod program;
mod random;
mod said;
#[path = "../common/tries.rs"]
mod tries;
mod write;

use tries::tries;
