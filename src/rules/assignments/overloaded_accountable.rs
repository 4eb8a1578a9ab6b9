//! Rule `overloaded-accountable`.

use crate::rules::rule::rule;
use crate::rules::support::share::Overload;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// One role is accountable on more than `accountable-share` per cent (50) of at least 8 activities.
    ///
    /// # Why it matters
    /// A role that answers for most of what is done cannot look after any of it: all doubts wait at one desk, and below it nobody
    /// learns to answer for anything. Accountability belongs as far down as it can be carried (the vertical reading of a RACI
    /// matrix asks of a column of `A`s what can be passed on).
    ///
    /// # Example
    /// ```toml
    /// [activities]
    /// find-customer = { A = "manager", R = "seller" }
    /// visit-customer = { A = "manager", R = "seller" }
    /// negotiate = { A = "director", R = "manager" }
    /// sign-contract = { A = "director", R = "manager" }
    /// enter-order = { A = "director", R = "assistant" }
    /// send-invoice = { A = "director", R = "assistant" }
    /// collect-payment = { A = "manager", R = "assistant" }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   sign-contract = { A = "director", R = "manager" }
    /// - enter-order = { A = "director", R = "assistant" }
    /// + enter-order = { A = "manager", R = "assistant" }
    ///   send-invoice = { A = "director", R = "assistant" }
    /// ```
    ///
    /// # Silent when
    /// There are fewer than 8 activities. An activity counts where the role holds the letter in some case.
    ///
    /// # Threshold
    /// `accountable-share = 50` in `[lint.thresholds]`, per cent of all activities: so many are still accepted.
    "overloaded-accountable", Warning, Assignments, threshold: "accountable-share" = 50 "%", check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let overload = Overload {
        capacity: Capacity::Accountable,
        is: "accountable",
        label: "answers for most of it",
        help: "make those accountable who run the work, and keep what has to be settled above them",
    };
    overload.each(cx, found);
}
