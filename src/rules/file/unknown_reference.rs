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
    /// [activities.sign-contract]
    /// A = "manager"
    /// R = "sellre"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - R = "sellre"
    /// + R = "seller"
    /// ```
    ///
    /// # Silent when
    /// The id may be defined in what could not be read. It cannot be switched off or waived. Rules that would conclude something from the
    /// reference keep silent.
    "unknown-reference", Error, File
}
