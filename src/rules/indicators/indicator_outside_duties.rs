//! Rule `indicator-outside-duties`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// An indicator whose owner neither does nor answers for the activity that it measures.
    ///
    /// # Why it matters
    /// Whoever is measured by a number must be able to move it. A target for work that others do and answer for rewards luck and punishes it,
    /// and those who could reach the target are not the ones who are asked about it.
    ///
    /// # Example
    /// ```toml
    /// [activities.answer-complaint]
    /// A = "manager"
    /// R = "seller"
    ///
    /// [indicators.response-time]
    /// role = "assistant"
    /// activity = "answer-complaint"
    /// target = { at-most = 2 }
    /// unit = "hours"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [indicators.response-time]
    /// - role = "assistant"
    /// + role = "seller"
    ///   activity = "answer-complaint"
    /// ```
    ///
    /// # Silent when
    /// The owner is responsible or accountable in at least one case; nobody at all is one of the two; the indicator names no activity; or some holder of the activity could not
    /// be read.
    "indicator-outside-duties", Warning, Indicators, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for indicator in cx.model.indicators.values() {
        let (Some(owner), Some(measured)) = (indicator.role.get(), indicator.activity.get()) else { continue };
        let activity = &cx.model.activities[measured.value];
        let has_part = [Capacity::Responsible, Capacity::Accountable].iter().any(|capacity| {
            // where it cannot be read who is in the capacity in which case, the owner may
            !activity.scheme.knows(*capacity)
                || activity.spread(*capacity).is_none()
                || activity.is_held_by(*capacity, owner.value)
        });
        // that nobody is in one of them is said, and it may be the owner who is left out
        let is_left_out = [Capacity::Responsible, Capacity::Accountable]
            .iter()
            .any(|capacity| activity.scheme.knows(*capacity) && activity.holders(*capacity).next().is_none());
        if has_part || is_left_out || activity.has_unread() {
            continue;
        }
        let id = cx.role_id(owner.value);
        let message =
            format!("`{}` measures `{id}` by `{}`, which it neither does nor answers for", indicator.id, activity.id);
        let finding = found
            .finding(indicator.subject(), owner.place, message)
            .label("the owner")
            .also(measured.place, "what is measured")
            .also(activity.place, "the roles that do it and answer for it stand here")
            .help("let a role own it that is responsible or accountable, or measure what the owner does");
        found.add(finding.roles([id]));
    }
}
