//! Rule `invalid-value`.

use super::rule::rule;

rule! {
    /// A value that cannot be read.
    "invalid-value", Error, File
}
