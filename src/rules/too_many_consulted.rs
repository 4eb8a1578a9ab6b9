//! Rule `too-many-consulted`.

use super::holders::{Together, Wanted, each_group};
use super::rule::rule;
use super::{Context, Found};
use crate::finding::Finding;
use crate::syntax::Letter;

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
    /// [matrix]
    /// owner = "head-of-sales"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles.head-of-sales]
    /// [roles.seller]
    /// [roles.lawyer]
    /// [roles.controller]
    /// [roles.planner]
    /// [roles.carrier-desk]
    /// [roles.quality-desk]
    /// [roles.service-desk]
    ///
    /// [activities.make-offer]
    /// A = "head-of-sales"
    /// R = "seller"
    /// C = ["lawyer", "controller", "planner", "carrier-desk", "quality-desk", "service-desk"]
    ///
    /// [activities.deliver]
    /// A = "head-of-sales"
    /// R = "carrier-desk"
    /// C = ["quality-desk", "service-desk"]
    ///
    /// [indicators.offers-won]
    /// role = "head-of-sales"
    /// target = { at-least = 30 }
    /// unit = "%"
    /// per = "1 year"
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
    /// [roles.lawyer]
    /// [roles.controller]
    /// [roles.planner]
    /// [roles.carrier-desk]
    /// [roles.quality-desk]
    /// [roles.service-desk]
    ///
    /// [activities.make-offer]
    /// A = "head-of-sales"
    /// R = "seller"
    /// C = ["lawyer", "controller", "planner"]
    ///
    /// [activities.deliver]
    /// A = "head-of-sales"
    /// R = "carrier-desk"
    /// C = ["quality-desk", "service-desk"]
    ///
    /// [indicators.offers-won]
    /// role = "head-of-sales"
    /// target = { at-least = 30 }
    /// unit = "%"
    /// per = "1 year"
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
    let Some(least) = RULE.threshold.map(|threshold| cx.least_above(threshold)) else { return };
    for activity in cx.model.activities.values() {
        let wanted = Wanted { activity, letter: Letter::C, least, counts: &|_| true };
        each_group(cx, wanted, found, |found, together| too_many(cx, found, together));
    }
}

fn too_many(cx: &Context<'_>, found: &Found, together: &Together<'_>) -> Finding {
    let Together { activity, when, .. } = together;
    let roles_are = match together.roles.len() {
        1 => "1 role is".to_owned(),
        count => format!("{count} roles are"),
    };
    let message = format!("{roles_are} consulted on `{}`{when}", activity.id);
    together
        .finding(found, message)
        .label("asked before")
        .help("keep as `C` those whose answer is needed, and make the others `I`, or raise `consulted` in `[lint.thresholds]`")
        .roles(together.ids(cx))
}
