//! Rule `overloaded-responsible`.

use crate::rules::rule::rule;
use crate::rules::support::share::Overload;
use crate::rules::{Context, Found};

rule! {
    /// One role is responsible on more than `responsible-share` per cent (70) of at least 8 activities.
    ///
    /// # Why it matters
    /// A role that does most of the work is the one that everything waits for, and the one whose absence stops everything.
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
    /// make-offer = { A = "seller", R = "seller" }
    /// negotiate = { A = "seller", R = "seller" }
    /// sign-contract = { A = "head-of-sales", R = "seller" }
    /// enter-order = { A = "seller", R = "seller" }
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
    /// `responsible-share = 70` in `[lint.thresholds]`, per cent of all activities: so many are still accepted.
    "overloaded-responsible", Warning, Assignments, threshold: "responsible-share" = 70 "%", check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let overload = Overload {
        letter: cx.model.matrix.scheme.doer(),
        is: "responsible",
        label: "does most of it",
        help: "share the work out, or split the role",
    };
    if let Some(threshold) = RULE.threshold {
        overload.each(cx, threshold, found);
    }
}
