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
    /// [escalations.late-delivery]
    /// path = ["seller", "director"]
    /// within = "1 day"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [escalations.late-delivery]
    /// - path = ["seller", "director"]
    /// + path = ["seller", "manager", "director"]
    ///   within = "1 day"
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
