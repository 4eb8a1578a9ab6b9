//! Any policy is mended once and for all, or left as it is: `cargo fuzz run fix`.
#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::fix(bytes));
