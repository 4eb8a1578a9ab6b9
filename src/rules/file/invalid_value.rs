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
    /// owner = "head"
    /// reviewed = 2026-06-30
    /// review-every = "now and then"
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
    /// Never for a value that cannot be read. It cannot be switched off or waived. Rules that would need the value keep silent.
    "invalid-value", Error, File
}
