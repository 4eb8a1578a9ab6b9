//! Rule `duplicate-definition`.

use crate::rules::rule::rule;

rule! {
    /// An id that is defined in two files, or a name that stands twice in one list.
    ///
    /// # Why it matters
    /// The files of a policy are one matrix. Of an id that is defined in two of them, nobody can tell which definition holds; a name that
    /// stands twice in one list is mostly a slip for another. Both places are shown, and the first is taken.
    ///
    /// # Example
    /// ```toml
    /// [activities.sign-contract]
    /// A = "manager"
    /// R = ["seller", "seller"]
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - R = ["seller", "seller"]
    /// + R = "seller"
    /// ```
    ///
    /// # Silent when
    /// One id stands for things of two kinds, as a stage `contract` and an activity `contract`; a role comes twice in the path of an
    /// escalation, which is judged by its own rules. It cannot be switched off or waived.
    "duplicate-definition", Error, File
}
