//! Rule `overloaded-accountable`.

use crate::rules::rule::rule;
use crate::rules::support::share::Overload;
use crate::rules::{Context, Found};
use crate::syntax::Letter;

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
    /// [matrix]
    /// owner = "head-of-sales"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles.head-of-sales]
    /// [roles.seller]
    /// reports-to = "head-of-sales"
    /// [roles.office]
    /// reports-to = "head-of-sales"
    ///
    /// [activities]
    /// find-customers = { A = "head-of-sales", R = "seller" }
    /// visit-customers = { A = "head-of-sales", R = "seller" }
    /// make-offer = { A = "head-of-sales", R = "seller" }
    /// negotiate = { A = "head-of-sales", R = "seller" }
    /// sign-contract = { A = "head-of-sales", R = "seller" }
    /// enter-order = { A = "seller", R = "office" }
    /// send-invoice = { A = "office", R = "office" }
    /// collect-payment = { A = "office", R = "office" }
    ///
    /// [indicators]
    /// revenue = { role = "head-of-sales", target = { at-least = 12 }, unit = "million EUR", per = "1 year" }
    /// offers = { role = "seller", target = { at-least = 20 }, unit = "offers", per = "1 month" }
    /// invoices-right = { role = "office", target = { at-least = 98 }, unit = "%", per = "1 month" }
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [matrix]
    /// owner = "head-of-sales"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles.head-of-sales]
    /// [roles.seller]
    /// reports-to = "head-of-sales"
    /// [roles.office]
    /// reports-to = "head-of-sales"
    ///
    /// [activities]
    /// find-customers = { A = "head-of-sales", R = "seller" }
    /// visit-customers = { A = "head-of-sales", R = "seller" }
    /// make-offer = { A = "seller", R = "seller" }
    /// negotiate = { A = "seller", R = "seller" }
    /// sign-contract = { A = "head-of-sales", R = "seller" }
    /// enter-order = { A = "seller", R = "office" }
    /// send-invoice = { A = "office", R = "office" }
    /// collect-payment = { A = "office", R = "office" }
    ///
    /// [indicators]
    /// revenue = { role = "head-of-sales", target = { at-least = 12 }, unit = "million EUR", per = "1 year" }
    /// offers = { role = "seller", target = { at-least = 20 }, unit = "offers", per = "1 month" }
    /// invoices-right = { role = "office", target = { at-least = 98 }, unit = "%", per = "1 month" }
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
        letter: Letter::A,
        is: "accountable",
        label: "answers for most of it",
        help: "make those accountable who run the work, and keep what has to be settled above them",
    };
    if let Some(threshold) = RULE.threshold {
        overload.each(cx, threshold, found);
    }
}
