//! Any two policies are compared without a fault: `cargo fuzz run diff`.
#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::diff(bytes));
