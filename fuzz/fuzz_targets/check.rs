//! Any bytes are checked, reported and mended without a fault: `cargo fuzz run check`.
#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::check(bytes));
