//! From TOML to declarations, with a place for every value and every mistake collected.

pub mod toml;
