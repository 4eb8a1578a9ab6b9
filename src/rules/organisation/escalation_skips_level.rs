//! Rule `escalation-skips-level`.

use std::collections::HashSet;

use crate::rules::rule::rule;
use crate::rules::{Context, Found};

rule! {
    /// A step of an escalation path that jumps over the direct superior.
    ///
    /// # Why it matters
    /// The direct superior is nearest to the matter, can settle most of what comes up, and answers for those who escalate. A step that
    /// jumps over them brings small matters to those who have the least time for them, and leaves the one who answers for it in the
    /// dark.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "buyer"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles.buyer]
    /// reports-to = "team-lead"
    ///
    /// [roles.team-lead]
    /// reports-to = "manager"
    ///
    /// [roles.manager]
    /// deputy = "team-lead"
    ///
    /// [activities.place-order]
    /// R = "buyer"
    /// C = "team-lead"
    /// A = "manager"
    ///
    /// [decisions.release-order]
    /// activity = "place-order"
    /// decides = "manager"
    ///
    /// [escalations.late-delivery]
    /// path = ["buyer", "manager"]
    /// within = "1 day"
    ///
    /// [indicators.on-time]
    /// role = "manager"
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
    /// [roles.buyer]
    /// reports-to = "team-lead"
    ///
    /// [roles.team-lead]
    /// reports-to = "manager"
    ///
    /// [roles.manager]
    /// deputy = "team-lead"
    ///
    /// [activities.place-order]
    /// R = "buyer"
    /// C = "team-lead"
    /// A = "manager"
    ///
    /// [decisions.release-order]
    /// activity = "place-order"
    /// decides = "manager"
    ///
    /// [escalations.late-delivery]
    /// path = ["buyer", "team-lead", "manager"]
    /// within = "1 day"
    ///
    /// [indicators.on-time]
    /// role = "manager"
    /// activity = "place-order"
    /// target = { at-least = 95 }
    /// unit = "%"
    /// per = "1 month"
    /// ```
    ///
    /// # Silent when
    /// The one who is asked is not above the one who asks in the reporting line, or the direct superior has been asked earlier on the
    /// path.
    "escalation-skips-level", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for escalation in cx.model.escalations.values() {
        let mut passed = HashSet::new();
        for (from, to) in escalation.steps() {
            passed.insert(from.value);
            let Some(skipped) = cx.org.superior(from.value).filter(|superior| *superior != to.value) else { continue };
            if passed.contains(&skipped) || !cx.org.is_above(to.value, from.value) {
                continue;
            }
            let [asking, asked, over] = [from.value, to.value, skipped].map(|role| cx.role_id(role));
            let message = format!("`{asking}` escalates to `{asked}` over the head of `{over}`");
            let finding = found
                .finding(escalation.subject(), to.place, message)
                .label(format!("above `{over}`"))
                .help(format!("put `{over}` before `{asked}` on the path"));
            let line = cx.model.roles[from.value].reports_to.get().map(|superior| superior.place);
            let finding = match line {
                Some(line) => finding.also(line, format!("the direct superior of `{asking}`")),
                None => finding,
            };
            found.add(finding.roles([asking, asked, over]));
        }
    }
}
