//! Rule `unproven`.

use super::rule::rule;

rule! {
    /// A space of cases too hard to cover within the budget.
    "unproven", Error, File
}
