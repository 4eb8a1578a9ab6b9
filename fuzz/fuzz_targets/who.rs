//! Any question about any policy has an answer, or a reason why not: `cargo fuzz run who`.
#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::who(bytes));
