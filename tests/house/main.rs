//! How the code is built: which room reads which, and what its things are called.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that panics has failed, as it should"
)]

mod code;
mod names;
mod rooms;
