//! Rule `invalid-toml`.

use crate::rules::rule::rule;

rule! {
    /// The file is not TOML.
    ///
    /// # Why it matters
    /// A file that is not TOML can be read in more than one way, and a matrix that can be read in two ways settles nothing. All mistakes of
    /// all files are reported in one run, each once: what follows only from an earlier one is left out.
    ///
    /// # Example
    /// ```toml
    /// [roles.assistant]
    /// name = Sales assistant
    /// reports-to = "manager"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.assistant]
    /// - name = Sales assistant
    /// + name = "Sales assistant"
    ///   reports-to = "manager"
    /// ```
    ///
    /// # Silent when
    /// Never for what is not TOML. It cannot be switched off or waived. What the mistake hides from the reader counts as unknown: nothing
    /// is said of an id that may be defined there, or of a role that may be used there.
    "invalid-toml", Error, File
}
