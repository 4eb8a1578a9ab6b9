//! Rule `review-overdue`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::subject::Subject;
use crate::syntax::Slot;

rule! {
    /// The day on which the matrix was to be reviewed is past.
    ///
    /// # Why it matters
    /// The matrix itself says how long it may be trusted. After that day nobody has looked whether the posts still exist, the limits still fit
    /// and the names are still right.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "director"
    /// reviewed = 2025-12-30
    /// review-every = "6 months"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   owner = "director"
    /// - reviewed = 2025-12-30
    /// + reviewed = 2026-06-30
    ///   review-every = "6 months"
    /// ```
    ///
    /// # Silent when
    /// It is reviewed on that day at the latest, on the day of the run (`--as-of`); nothing says when (`no-review-date` says so); or one of the
    /// two could not be read. Before the first review `effective` counts as `reviewed`.
    "review-overdue", Warning, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let matrix = &cx.model.matrix;
    let (Slot::Given(last), Slot::Given(every)) = (matrix.last_review(), &matrix.review_every) else { return };
    let Some(due) = every.value.after(last.value).filter(|due| *due < cx.today) else { return };
    let message = format!("the matrix was to be reviewed by {due}");
    let finding = found
        .finding(Subject::Matrix, last.place, message)
        .label(if matrix.reviewed.is_absent() { "in force since then, and not reviewed" } else { "the last review" })
        .also(every.place, "it is reviewed this often")
        .help("go through the matrix with those who stand in it, and set `reviewed` to the day on which that was done");
    found.add(finding);
}
