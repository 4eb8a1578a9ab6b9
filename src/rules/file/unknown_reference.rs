//! Rule `unknown-reference`.

use crate::rules::rule::rule;

rule! {
    /// An id that is defined nowhere.
    ///
    /// # Why it matters
    /// A duty that is given to a role that does not exist is given to nobody. The nearest id that is defined is named, or the one whose
    /// name was written in its place. The same is said of a dimension, value, group, level, rule, pack or threshold that does not exist.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "head"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles.head]
    /// name = "Head of purchasing"
    ///
    /// [activities.place-order]
    /// A = "head"
    /// R = "haed"
    ///
    /// [indicators.orders]
    /// role = "head"
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [matrix]
    /// owner = "head"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles.head]
    /// name = "Head of purchasing"
    ///
    /// [activities.place-order]
    /// A = "head"
    /// R = "head"
    ///
    /// [indicators.orders]
    /// role = "head"
    /// ```
    ///
    /// # Silent when
    /// The id may be defined in what could not be read. It cannot be switched off or waived. Rules that would conclude something from the
    /// reference keep silent.
    "unknown-reference", Error, File
}
