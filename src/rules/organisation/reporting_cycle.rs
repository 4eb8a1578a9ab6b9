//! Rule `reporting-cycle`.

use crate::rules::rule::rule;
use crate::rules::support::circles::{named, shown, ties};
use crate::rules::{Context, Found};

rule! {
    /// Roles that report to each other in a circle.
    ///
    /// # Why it matters
    /// A reporting line says who may instruct whom, and who settles what those below cannot. In a circle everybody is above everybody:
    /// nobody has the last word, no approval can go further up, and no authority can be traced to where it comes from.
    ///
    /// # Example
    /// ```toml
    /// [roles.seller]
    /// reports-to = "assistant"
    ///
    /// [roles.assistant]
    /// reports-to = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.seller]
    /// - reports-to = "assistant"
    /// + reports-to = "manager"
    /// ```
    ///
    /// # Silent when
    /// A role on the circle names a superior that is defined nowhere: that is said instead. Roles that report to somebody on a circle
    /// without being on it themselves are no part of the finding.
    "reporting-cycle", Error, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for circle in cx.org.reporting_circles() {
        let ties = ties(&circle, |from, _| cx.model.roles[from].reports_to.get().map(|to| to.place));
        let Some(first) = ties.first() else { continue };
        let who = named(cx, &ties);
        let message = match ties.len() {
            1 => format!("{who} reports to itself"),
            2 => format!("{who} report to each other"),
            _ => format!("{who} report to each other in a circle"),
        };
        let finding = found.finding(cx.model.roles[first.from].subject(), first.place, message).help(
            "take one of these `reports-to` out, or let it name somebody above them all: a line must end at its top",
        );
        found.add(shown(cx, finding, &ties, "reports to"));
    }
}
