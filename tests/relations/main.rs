//! Random policies that shrink: what is said of them is so, case by case, and stays the same, or changes in a way that is known, where
//! they are written otherwise.
//!
//! `PROPTEST_CASES=10000 cargo test --test relations` tries more of them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod assignments;
mod beside;
mod brute;
mod cells;
mod holdings;
mod manner;
mod matrix;
mod named;
mod names;
mod numbers;
mod oracle;
mod order;
mod random;
mod reach;
mod said;
mod toml;
#[path = "../common/tries.rs"]
mod tries;
mod write;

use tries::tries;
