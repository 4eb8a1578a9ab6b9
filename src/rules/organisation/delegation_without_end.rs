//! Rule `delegation-without-end`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};

rule! {
    /// A delegation with no last day.
    ///
    /// # Why it matters
    /// A right that is lent for good is no longer lent: nobody looks at it again, the delegate moves to another post and keeps it, and
    /// in the end two hold it. Rules for delegation therefore set a term, commonly 30 or 90 days, after which it ends by itself.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "buyer"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [dimensions]
    /// amount = { unit = "CNY", at-least = 0 }
    ///
    /// [roles.buyer]
    /// reports-to = "manager"
    ///
    /// [roles.manager]
    /// reports-to = "director"
    /// deputy = "buyer"
    ///
    /// [roles.director]
    /// deputy = "manager"
    ///
    /// [activities.place-order]
    /// R = ["buyer", "manager"]
    /// A = "director"
    ///
    /// [decisions.release-order]
    /// activity = "place-order"
    /// per = "supplier per month"
    /// measure = "amount"
    /// limits = [
    ///   { decides = "manager", at-most = 200_000 },
    ///   { decides = "director" },
    /// ]
    ///
    /// [[delegations]]
    /// from = "manager"
    /// to = "buyer"
    /// decision = "release-order"
    /// when = { amount = { at-most = 200_000 } }
    ///
    /// [indicators.on-time]
    /// role = "director"
    /// activity = "place-order"
    /// target = { at-least = 95 }
    /// unit = "%"
    /// per = "1 month"
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [matrix]
    /// owner = "buyer"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [dimensions]
    /// amount = { unit = "CNY", at-least = 0 }
    ///
    /// [roles.buyer]
    /// reports-to = "manager"
    ///
    /// [roles.manager]
    /// reports-to = "director"
    /// deputy = "buyer"
    ///
    /// [roles.director]
    /// deputy = "manager"
    ///
    /// [activities.place-order]
    /// R = ["buyer", "manager"]
    /// A = "director"
    ///
    /// [decisions.release-order]
    /// activity = "place-order"
    /// per = "supplier per month"
    /// measure = "amount"
    /// limits = [
    ///   { decides = "manager", at-most = 200_000 },
    ///   { decides = "director" },
    /// ]
    ///
    /// [[delegations]]
    /// from = "manager"
    /// to = "buyer"
    /// decision = "release-order"
    /// when = { amount = { at-most = 200_000 } }
    /// valid-until = 2026-12-31
    ///
    /// [indicators.on-time]
    /// role = "director"
    /// activity = "place-order"
    /// target = { at-least = 95 }
    /// unit = "%"
    /// per = "1 month"
    /// ```
    ///
    /// # Silent when
    /// `valid-until` is given and could not be read, or the decision is defined nowhere: that is said instead.
    "delegation-without-end", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for delegation in cx.model.delegations.iter().filter(|delegation| delegation.valid_until.is_absent()) {
        let Some(decision) = delegation.decision.get() else { continue };
        let decision = &cx.model.decisions[decision.value];
        let parties = delegation.from.get().map(|from| from.value).into_iter().chain(delegation.to.ids());
        let finding = found
            .finding(decision.subject(), delegation.place, format!("`{}` is delegated without an end", decision.id))
            .label("no `valid-until`")
            .help("give its last day, such as `valid-until = 2026-12-31`; where it is meant to last, give the decision right itself");
        found.add(finding.roles(parties.map(|role| cx.role_id(role))));
    }
}
