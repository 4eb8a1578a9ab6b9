//! Rule `no-review-date`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::subject::Subject;

rule! {
    /// Nothing says when the matrix is reviewed again.
    ///
    /// # Why it matters
    /// Without a day on which it is looked at again, a matrix drifts away from the organisation until it is believed by those only who do not
    /// know better. Schemes of delegation say on their first page when they are next reviewed, most of them within a year.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "director"
    /// reviewed = 2026-06-30
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   reviewed = 2026-06-30
    /// + review-every = "1 year"
    /// ```
    ///
    /// # Silent when
    /// `review-every` is given, with `reviewed` or, before the first review, with `effective`; one of these could not be read;
    /// or the policy says nothing yet.
    "no-review-date", Info, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if cx.model.is_blank() {
        return;
    }
    let matrix = &cx.model.matrix;
    let missing = match (matrix.last_review().is_absent(), matrix.review_every.is_absent()) {
        (true, true) => "`reviewed` and `review-every`",
        (true, false) => "`reviewed`",
        (false, true) => "`review-every`",
        (false, false) => return,
    };
    let finding = found.finding(Subject::Matrix, matrix.place, "nothing says when the matrix is reviewed again");
    let help = "give in `[matrix]` the day of the last review and a span, such as `review-every = \"6 months\"`";
    found.add(finding.label(format!("no {missing}")).help(help));
}
