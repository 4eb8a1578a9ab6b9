//! Rule `duplicate-definition`.

use super::rule::rule;

rule! {
    /// An id that is defined twice.
    "duplicate-definition", Error, File
}
