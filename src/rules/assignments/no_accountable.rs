//! Rule `no-accountable`.

use crate::finding::Finding;
use crate::model::Activity;
use crate::rules::rule::rule;
use crate::rules::support::vacant::{Vacancy, each_vacancy, is_surely_held};
use crate::rules::{Context, Found};
use crate::syntax::{Capacity, Letter};

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
    /// The holder of `A`, or a case in which it would stand, could not be read: that is said instead. Also where the activity's scheme could
    /// not be read, or has no letter that means `accountable`. In another scheme the letter is the one that does: `D` in `"RAPID"`.
    "no-accountable", Error, Assignments, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    let Some(letter) = activity.scheme.first(Capacity::Accountable) else { return };
    if is_surely_held(activity, Capacity::Accountable) {
        return;
    }
    let Some(coverage) = activity.coverage(Capacity::Accountable, &cx.model.dimensions) else { return };
    let vacant = (Capacity::Accountable, &*coverage);
    each_vacancy(cx, activity, vacant, found, |found, vacancy| nobody(found, activity, letter, vacancy));
}

fn nobody(found: &Found, activity: &Activity, letter: Letter, vacancy: &Vacancy) -> Finding {
    let letter = letter.key();
    let message = format!("nobody is accountable for `{}`{}", activity.id, vacancy.when);
    let finding = found.finding(activity.subject(), vacancy.place, message);
    match vacancy.is_emptied {
        true => finding.label("names nobody").help("name the one role that answers for the result"),
        false if vacancy.when.is_empty() => {
            let help = format!("add `{letter} = \"…\"` with the one role that answers for the result");
            finding.label("nobody answers for it").help(help)
        }
        false => finding
            .label("nobody answers for it in these cases")
            .help(format!("add `{letter}` at the top, or a case that says who is accountable then")),
    }
}
