//! Rule `unknown-key`.

use super::rule::rule;

rule! {
    /// A key or a letter that the format, or the scheme, does not know.
    "unknown-key", Error, File
}
