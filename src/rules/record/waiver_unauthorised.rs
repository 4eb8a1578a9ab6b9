//! Rule `waiver-unauthorised`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::syntax::Slot;

rule! {
    /// A waiver that nobody approved, or that was approved by the role that it excuses.
    ///
    /// # Why it matters
    /// An exception is a decision to live with a fault. Whoever profits from it cannot be the one who grants it, and one that nobody granted is
    /// no exception but an oversight with a comment.
    ///
    /// # Example
    /// ```toml
    /// [activities.answer-complaint]
    /// A = "seller"
    /// R = "assistant"
    ///
    /// [[waivers]]
    /// rule = "unmeasured-role"
    /// subject = "roles.seller"
    /// reason = "is measured from next year on"
    /// approved-by = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   reason = "is measured from next year on"
    /// - approved-by = "seller"
    /// + approved-by = "director"
    /// ```
    ///
    /// # Silent when
    /// The role that approved it could not be read.
    "waiver-unauthorised", Warning, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for waiver in &cx.model.waivers {
        let subject = waiver.subject();
        let finding = match &waiver.approved_by {
            Slot::Absent => found
                .finding(subject, waiver.place, "nobody approved this waiver")
                .label("no `approved-by`")
                .help("name the role that approved it: `approved-by = \"…\"`"),
            Slot::Given(role) if cx.model.roles[role.value].subject() == subject => {
                let id = cx.role_id(role.value);
                found
                    .finding(subject, role.place, format!("`{id}` approved a waiver for itself"))
                    .label("approved by the role that it excuses")
                    .help("have it approved by a role that does not profit from it")
                    .roles([id])
            }
            Slot::Given(_) | Slot::Unread => continue,
        };
        found.add(finding);
    }
}
