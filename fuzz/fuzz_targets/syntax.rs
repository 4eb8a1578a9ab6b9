//! Any bytes are read without a fault: `cargo fuzz run syntax`.
#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::syntax(bytes));
