//! Rule `no-accountable`.

use crate::finding::Finding;
use crate::model::Activity;
use crate::rules::rule::rule;
use crate::rules::support::vacant::{Vacancy, each_vacancy, is_surely_held};
use crate::rules::{Context, Found};
use crate::syntax::Letter;

rule! {
    /// A case of an activity for which nobody is accountable.
    ///
    /// # Why it matters
    /// The one who is accountable answers for the result. Where nobody does, nothing follows when the work is late, poor or not done
    /// at all, and every doubt about it lands on no desk. Responsibility matrices are drawn to rule this out: exactly one `A` for each
    /// activity (PMI, *A Guide to the Project Management Body of Knowledge*, on the responsibility assignment matrix).
    ///
    /// # Example
    /// ```toml
    /// [activities.sign-contract]
    /// R = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.sign-contract]
    ///   R = "seller"
    /// + A = "manager"
    /// ```
    ///
    /// # Silent when
    /// The holder of `A`, or a case in which it would stand, could not be read: that is said instead.
    "no-accountable", Error, Assignments, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    if is_surely_held(activity, Letter::A) {
        return;
    }
    let Some(coverage) = activity.coverage(Letter::A, &cx.model.dimensions) else { return };
    each_vacancy(cx, activity, (Letter::A, &coverage), found, |found, vacancy| nobody(found, activity, vacancy));
}

fn nobody(found: &Found, activity: &Activity, vacancy: &Vacancy) -> Finding {
    let message = format!("nobody is accountable for `{}`{}", activity.id, vacancy.when);
    let finding = found.finding(activity.subject(), vacancy.place, message);
    match vacancy.is_emptied {
        true => finding.label("names nobody").help("name the one role that answers for the result"),
        false if vacancy.when.is_empty() => {
            finding.label("nobody answers for it").help("add `A = \"…\"` with the one role that answers for the result")
        }
        false => finding
            .label("nobody answers for it in these cases")
            .help("add `A` at the top, or a case that says who is accountable then"),
    }
}
