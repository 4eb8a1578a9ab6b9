//! The mathematics of cases: examples that can be drawn, and random spaces against brute force.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used,
    reason = "a test that panics has failed, as it should"
)]

mod added;
mod brute;
mod examples;
mod few;
mod follow;
mod joined;
mod layers;
mod numbers;
mod random;
mod tries;
