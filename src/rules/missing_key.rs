//! Rule `missing-key`.

use super::rule::rule;

rule! {
    /// A key that is required is absent.
    "missing-key", Error, File
}
