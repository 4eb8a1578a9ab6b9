//! Rule `reviewed-in-future`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::subject::Subject;

rule! {
    /// The matrix was reviewed on a day that has not come.
    ///
    /// # Why it matters
    /// `reviewed` says when somebody last went through the matrix, and the next review is counted from it. A day to come is a slip of the
    /// pen, mostly in the year, or the day on which the review is planned: until long after it nobody is reminded of any.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "director"
    /// reviewed = 2027-06-30
    /// review-every = "1 year"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   owner = "director"
    /// - reviewed = 2027-06-30
    /// + reviewed = 2026-06-30
    ///   review-every = "1 year"
    /// ```
    ///
    /// # Silent when
    /// It was reviewed on the day of the run (`--as-of`) or before, or the day could not be read. `effective` may be a day to come.
    "reviewed-in-future", Warning, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let Some(reviewed) = cx.model.matrix.reviewed.get().filter(|reviewed| reviewed.value > cx.today) else { return };
    let message = format!("the matrix was reviewed on {}, which is after {}", reviewed.value, cx.today);
    let finding = found
        .finding(Subject::Matrix, reviewed.place, message)
        .label("a day that has not come")
        .help("set `reviewed` to the day of the last review, or leave it out where there was none: `effective` counts before the first");
    found.add(finding);
}
