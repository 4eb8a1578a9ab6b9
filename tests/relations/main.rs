//! What must stay the same, or change in a way that is known, when a policy is written otherwise: on random policies that shrink.
//!
//! `PROPTEST_CASES=10000 cargo test --test relations` tries more of them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod beside;
mod brute;
mod cells;
mod manner;
mod matrix;
mod named;
mod names;
mod numbers;
mod order;
mod random;
mod reach;
mod said;
mod toml;
mod write;

use proptest::test_runner::{Config, RngSeed};

/// So many random policies, the same on every run, or as many as are asked for, others each time.
fn tries(cases: u32) -> Config {
    let default = Config::default();
    let config = Config { failure_persistence: None, max_shrink_iters: 4096, ..default };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => Config { cases, rng_seed: RngSeed::Fixed(1), ..config },
    }
}
