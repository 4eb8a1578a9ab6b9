//! Rule `invalid-value`.

use crate::rules::rule::rule;

rule! {
    /// A value that cannot be read, or that cannot stand where it stands.
    ///
    /// # Why it matters
    /// What cannot be read cannot be kept to. This is said of a value of the wrong type, a number that is none (`nan`, `inf`) or has more than
    /// a thousand digits, an interval that holds no number, a date in quotes, a span that does not read, `count` above the number of
    /// roles in `of`, two kinds of answer in one body (`decides` beside `limits`), a list that must name somebody and names nobody, a
    /// delegation that ends before it begins.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "director"
    /// reviewed = 2026-06-30
    /// review-every = "now and then"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - review-every = "now and then"
    /// + review-every = "1 year"
    /// ```
    ///
    /// # Silent when
    /// Never for a value that cannot be read. It cannot be switched off or waived. Rules that would need the value keep silent.
    "invalid-value", Error, File
}
