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
    /// R = ["head", "head"]
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
    /// One id stands for things of two kinds, as a stage `contract` and an activity `contract`; a role comes twice in the path of an
    /// escalation, which is judged by its own rules. It cannot be switched off or waived.
    "duplicate-definition", Error, File
}
