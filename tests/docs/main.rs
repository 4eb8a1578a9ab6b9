//! The documentation and the format: what is written about both is so, and something becomes of every key.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

mod keys;
mod schema;
mod written;
