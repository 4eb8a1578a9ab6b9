//! Rule `invalid-toml`.

use super::rule::rule;

rule! {
    /// The file is not TOML.
    "invalid-toml", Error, File
}
