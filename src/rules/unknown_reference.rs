//! Rule `unknown-reference`.

use super::rule::rule;

rule! {
    /// An id that is defined nowhere.
    "unknown-reference", Error, File
}
