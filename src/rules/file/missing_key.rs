//! Rule `missing-key`.

use crate::rules::rule::rule;

rule! {
    /// A key that is required is absent.
    ///
    /// # Why it matters
    /// Without it the table means nothing: a hand-off needs a giver and a receiver, an escalation a path, a waiver a rule, a subject and a
    /// reason, a step of a ladder an answer, an example what is asked, the case and the answer. An example must give a value for every
    /// dimension on which the answer depends.
    ///
    /// # Example
    /// ```toml
    /// [[examples]]
    /// activity = "make-offer"
    /// given = {}
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   given = {}
    /// + accountable = "director"
    /// ```
    ///
    /// # Silent when
    /// The key is there and could not be read: that is said instead. It cannot be switched off or waived.
    "missing-key", Error, File
}
