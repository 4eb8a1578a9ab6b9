//! Rule `no-accountable`.

use super::regions::{Covered, each_gap, when};
use super::rule::rule;
use super::{Context, Found};
use crate::finding::{Cases, Finding};
use crate::model::{Activity, Spread};
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
    /// [roles.clerk]
    /// [roles.buyer]
    /// reports-to = "clerk"
    ///
    /// [activities.place-order]
    /// R = "buyer"
    /// C = "clerk"
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [roles.clerk]
    /// [roles.buyer]
    /// reports-to = "clerk"
    ///
    /// [activities.place-order]
    /// R = "buyer"
    /// A = "clerk"
    /// ```
    ///
    /// # Silent when
    /// The holder of `A`, or a case in which it would stand, could not be read: that is said instead.
    "no-accountable", Error, Assignments, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for activity in cx.model.activities.values() {
        match activity.spread(Letter::A) {
            Some(Spread::Everywhere(holders)) if holders.is_none_or(|holders| holders.roles.is_empty()) => {
                found.add(nobody(found, activity, "").cases(Cases::default()));
            }
            Some(Spread::ByCase(coverage)) => {
                let covered = Covered { subject: &activity.subject(), place: activity.place, coverage };
                each_gap(cx, covered, found, |found, _, words| nobody(found, activity, words));
            }
            Some(Spread::Everywhere(_)) | None => {}
        }
    }
}

fn nobody(found: &Found, activity: &Activity, words: &str) -> Finding {
    let message = format!("nobody is accountable for `{}`{}", activity.id, when(words));
    let help = match words {
        "" => "add `A = \"…\"` with the one role that answers for the result",
        _ => "add `A` at the top, or a case that says who is accountable then",
    };
    found.finding(activity.subject(), activity.place, message).label("nobody answers for it").help(help)
}
