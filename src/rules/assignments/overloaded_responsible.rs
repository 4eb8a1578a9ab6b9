//! Rule `overloaded-responsible`.

use crate::rules::rule::rule;
use crate::rules::support::share::Overload;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// One role is responsible on more than `responsible-share` per cent (70) of at least 8 activities.
    ///
    /// # Why it matters
    /// A role that does most of the work is the one that everything waits for, and the one whose absence stops everything.
    ///
    /// # Example
    /// ```toml
    /// [activities]
    /// find-customer = { A = "manager", R = "seller" }
    /// visit-customer = { A = "manager", R = "seller" }
    /// negotiate = { A = "director", R = "seller" }
    /// sign-contract = { A = "director", R = "seller" }
    /// enter-order = { A = "manager", R = "seller" }
    /// send-invoice = { A = "manager", R = "assistant" }
    /// collect-payment = { A = "director", R = "assistant" }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   sign-contract = { A = "director", R = "seller" }
    /// - enter-order = { A = "manager", R = "seller" }
    /// + enter-order = { A = "manager", R = "assistant" }
    ///   send-invoice = { A = "manager", R = "assistant" }
    /// ```
    ///
    /// # Silent when
    /// There are fewer than 8 activities. An activity counts where the role holds the letter in some case.
    ///
    /// # Threshold
    /// `responsible-share = 70` in `[lint.thresholds]`, per cent of all activities: so many are still accepted.
    "overloaded-responsible", Warning, Assignments, threshold: "responsible-share" = 70 "%", check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let overload = Overload {
        capacity: Capacity::Responsible,
        is: "responsible",
        label: "does most of it",
        help: "share the work out, or split the role",
    };
    overload.each(cx, found);
}
