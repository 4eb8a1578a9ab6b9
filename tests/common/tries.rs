//! How many random things are tried.

use proptest::test_runner::{Config, RngSeed};

/// So many random policies or texts, the same on every run, or as many as are asked for, others each time.
pub(crate) fn tries(cases: u32) -> Config {
    let default = Config::default();
    let config = Config { failure_persistence: None, max_shrink_iters: 4096, ..default };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => Config { cases, rng_seed: RngSeed::Fixed(1), ..config },
    }
}
