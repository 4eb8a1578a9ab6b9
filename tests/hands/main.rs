//! Random organisations, held against brute force: in each case and on each day every set of people is tried, with nothing but the words of
//! the format, and what the program says of hands must be so: how few give an answer, who may decide on a request of their own, where nobody
//! is there, and without whom nothing is decided.
//!
//! `PROPTEST_CASES=10000 cargo test --test hands` tries more of them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod absences;
mod asked;
mod cast;
mod counts;
mod findings;
mod need;
mod points;
mod policy;
mod program;
mod random;
mod said;
mod scene;
mod table;
#[path = "../common/tries.rs"]
mod tries;
mod write;

use tries::tries;
