//! Rule `waiver-unused`.

use crate::rules::rule::rule;

rule! {
    /// A waiver that hides nothing.
    ///
    /// # Why it matters
    /// What it excused has been mended, or never was: whoever reads the register believes in an exception that does not exist, and the
    /// next fault of that kind will be hidden without anybody having decided so.
    ///
    /// # Example
    /// ```toml
    /// [[waivers]]
    /// rule = "no-accountable"
    /// subject = "activities.make-offer"
    /// reason = "the post was vacant"
    /// approved-by = "director"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - [[waivers]]
    /// - rule = "no-accountable"
    /// - subject = "activities.make-offer"
    /// - reason = "the post was vacant"
    /// - approved-by = "director"
    /// ```
    ///
    /// # Silent when
    /// The waiver has expired (`waiver-expired` says so), its rule is off, or something in the policy could not be read and the rule may
    /// have kept silent because of that. Another waiver hides it: one of this very rule on the same subject, which must hide something
    /// in its turn.
    "waiver-unused", Warning, Record
}
