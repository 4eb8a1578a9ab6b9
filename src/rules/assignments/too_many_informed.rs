//! Rule `too-many-informed`.

use crate::rules::rule::rule;
use crate::rules::support::team::Crowd;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// More than `informed` roles (8) are informed on one activity.
    ///
    /// # Why it matters
    /// What is sent to everybody is read by nobody, and a long list is never kept up to date: it names those who were there when it
    /// was drawn up. One role that stands for the whole group is told more reliably.
    ///
    /// # Example
    /// ```toml
    /// [lint.thresholds]
    /// informed = 3
    ///
    /// [roles]
    /// agent-london = { external = true }
    /// agent-paris = { external = true }
    /// agent-rome = { external = true }
    /// agent-vienna = { external = true }
    ///
    /// [activities.change-prices]
    /// A = "director"
    /// R = "manager"
    /// I = ["agent-london", "agent-paris", "agent-rome", "agent-vienna"]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles]
    /// - agent-london = { external = true }
    /// - agent-paris = { external = true }
    /// - agent-rome = { external = true }
    /// - agent-vienna = { external = true }
    /// + agents = { name = "our agents abroad", external = true }
    ///
    ///   [activities.change-prices]
    ///   A = "director"
    ///   R = "manager"
    /// - I = ["agent-london", "agent-paris", "agent-rome", "agent-vienna"]
    /// + I = "agents"
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
    let crowd = Crowd {
        capacity: Capacity::Informed,
        are: "informed",
        label: "told after",
        help: |_| {
            "name one role for the group, or leave out those who read it elsewhere, or raise `informed` in `[lint.thresholds]`".to_owned()
        },
    };
    crowd.each(cx, found);
}
