//! Rule `too-many-informed`.

use super::holders::{Together, Wanted, each_group};
use super::rule::rule;
use super::{Context, Found};
use crate::finding::Finding;
use crate::syntax::Letter;

rule! {
    /// More than `informed` roles (8) are informed on one activity.
    ///
    /// # Why it matters
    /// What is sent to everybody is read by nobody, and a long list is never kept up to date: it names those who were there when it
    /// was drawn up. One role that stands for the whole group is told more reliably.
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
    /// [roles]
    /// agent-london = { external = true }
    /// agent-paris = { external = true }
    /// agent-madrid = { external = true }
    /// agent-rome = { external = true }
    /// agent-vienna = { external = true }
    /// agent-prague = { external = true }
    /// agent-warsaw = { external = true }
    /// agent-athens = { external = true }
    /// agent-dublin = { external = true }
    ///
    /// [activities.change-prices]
    /// A = "head-of-sales"
    /// R = "seller"
    /// I = [
    ///   "agent-london", "agent-paris", "agent-madrid",
    ///   "agent-rome", "agent-vienna", "agent-prague",
    ///   "agent-warsaw", "agent-athens", "agent-dublin",
    /// ]
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
    /// [roles.agents]
    /// name = "our agents abroad"
    /// external = true
    ///
    /// [activities.change-prices]
    /// A = "head-of-sales"
    /// R = "seller"
    /// I = "agents"
    ///
    /// [indicators.offers-won]
    /// role = "head-of-sales"
    /// target = { at-least = 30 }
    /// unit = "%"
    /// per = "1 year"
    /// ```
    ///
    /// # Silent when
    /// The roles are informed in different cases: only those that are informed in one and the same case count together.
    ///
    /// # Threshold
    /// `informed = 8` in `[lint.thresholds]`: so many are still accepted.
    "too-many-informed", Info, Assignments, threshold: "informed" = 8 "roles", check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let Some(least) = RULE.threshold.map(|threshold| cx.least_above(threshold)) else { return };
    for activity in cx.model.activities.values() {
        let wanted = Wanted { activity, letter: Letter::I, least, counts: &|_| true };
        each_group(cx, wanted, found, |found, together| too_many(cx, found, together));
    }
}

fn too_many(cx: &Context<'_>, found: &Found, together: &Together<'_>) -> Finding {
    let Together { activity, when, .. } = together;
    let roles_are = match together.roles.len() {
        1 => "1 role is".to_owned(),
        count => format!("{count} roles are"),
    };
    let message = format!("{roles_are} informed on `{}`{when}", activity.id);
    together
        .finding(found, message)
        .label("told after")
        .help("name one role for the group, or leave out those who read it elsewhere, or raise `informed` in `[lint.thresholds]`")
        .roles(together.ids(cx))
}
