//! Rule `no-owner`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::subject::Subject;

rule! {
    /// Nobody keeps the matrix.
    ///
    /// # Why it matters
    /// A matrix that nobody keeps is right on the day on which it is written. Posts change, limits move, and there is nobody to tell.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [matrix]
    /// + owner = "director"
    ///   reviewed = 2026-06-30
    /// ```
    ///
    /// # Silent when
    /// The owner could not be read, or the policy says nothing yet.
    "no-owner", Info, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let matrix = &cx.model.matrix;
    if matrix.owner.is_absent() && !cx.model.is_blank() {
        let finding = found.finding(Subject::Matrix, matrix.place, "nobody keeps the matrix").label("no `owner`");
        found.add(finding.help("name in `[matrix]` the role that keeps it: `owner = \"…\"`"));
    }
}
