//! Rule `unknown-key`.

use crate::rules::rule::rule;

rule! {
    /// A key or a letter that the format, or the scheme, does not know.
    ///
    /// # Why it matters
    /// A key that is not known is never ignored: a limit that is misspelt would otherwise be no limit, and nobody would notice. The nearest
    /// key that is known is named. The letters of an activity are keys too: those of another scheme are not known, unless `[matrix]` sets
    /// `scheme`. `[matrix]`, `[[stages]]` and `[lint]` stand in `raci.toml` alone, so that nobody has to look for them.
    ///
    /// # Example
    /// ```toml
    /// [roles.assistant]
    /// nam = "Sales assistant"
    /// reports-to = "manager"
    ///
    /// [activities.sign-contract]
    /// accountable = "manager"
    /// R = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.assistant]
    /// - nam = "Sales assistant"
    /// + name = "Sales assistant"
    ///   reports-to = "manager"
    ///
    ///   [activities.sign-contract]
    /// - accountable = "manager"
    /// + A = "manager"
    ///   R = "seller"
    /// ```
    ///
    /// # Silent when
    /// Never for a key that is not known. It cannot be switched off or waived. Where it is plain which key was meant, the value is taken for
    /// it, so that nothing else is said because of the slip.
    "unknown-key", Error, File
}
