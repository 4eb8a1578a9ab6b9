//! Rule `too-many-consulted`.

use crate::rules::rule::rule;
use crate::rules::support::team::Crowd;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// More than `consulted` roles (5) are consulted on one activity.
    ///
    /// # Why it matters
    /// Each one who has to be asked before can hold the work up, and a question that goes to everybody is answered by nobody in
    /// particular. Most of a long list wants to be told, not asked (the vertical and horizontal reading of a RACI matrix asks of
    /// each `C`: is the opinion really needed?).
    ///
    /// # Example
    /// ```toml
    /// [roles]
    /// lawyer = { reports-to = "director" }
    /// controller = { reports-to = "director" }
    /// planner = { reports-to = "director" }
    /// insurer = { external = true }
    /// carrier = { external = true }
    ///
    /// [activities.sign-contract]
    /// A = "director"
    /// R = "manager"
    /// C = ["seller", "lawyer", "controller", "planner", "insurer", "carrier"]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   R = "manager"
    /// - C = ["seller", "lawyer", "controller", "planner", "insurer", "carrier"]
    /// + C = ["lawyer", "controller", "planner", "insurer", "carrier"]
    /// ```
    ///
    /// # Silent when
    /// The roles are consulted in different cases: only those that are consulted in one and the same case count together.
    ///
    /// # Threshold
    /// `consulted = 5` in `[lint.thresholds]`: so many are still accepted.
    "too-many-consulted", Warning, Assignments, threshold: "consulted" = 5 "roles", check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let crowd = Crowd {
        capacity: Capacity::Consulted,
        are: "consulted",
        label: "asked before",
        help: |scheme| {
            let [asked, told] = [Capacity::Consulted, Capacity::Informed].map(|capacity| scheme.calls(capacity));
            format!(
                "keep as {asked} those whose answer is needed, and make the others {told}, or raise `consulted` in \
                 `[lint.thresholds]`"
            )
        },
    };
    crowd.each(cx, found);
}
