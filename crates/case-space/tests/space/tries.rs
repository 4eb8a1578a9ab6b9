//! How many random things are tried.

use proptest::test_runner::{Config, RngSeed};

/// So many random things, the same on every run, or as many as are asked for by `PROPTEST_CASES`, others each time.
pub(crate) fn tries(cases: u32) -> Config {
    let config = Config { failure_persistence: None, ..Config::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => Config { cases, rng_seed: RngSeed::Fixed(1), ..config },
    }
}
