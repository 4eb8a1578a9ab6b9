//! Rule `waiver-expired`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};

rule! {
    /// A waiver whose last day is past, on the day of the run.
    ///
    /// # Why it matters
    /// An exception was approved until a day, and that day is past: what it excused is no longer excused. Left as it is, it looks like one that
    /// holds.
    ///
    /// # Example
    /// ```toml
    /// [[waivers]]
    /// rule = "unmeasured-role"
    /// subject = "roles.manager"
    /// reason = "is measured from June on"
    /// approved-by = "director"
    /// until = 2026-05-31
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - [[waivers]]
    /// - rule = "unmeasured-role"
    /// - subject = "roles.manager"
    /// - reason = "is measured from June on"
    /// - approved-by = "director"
    /// - until = 2026-05-31
    /// ```
    ///
    /// # Silent when
    /// The last day is the day of the run or later, none is given, or it could not be read.
    "waiver-expired", Error, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for waiver in &cx.model.waivers {
        let Some(until) = waiver.until.get().filter(|until| until.value < cx.today) else { continue };
        let subject = waiver.subject();
        let what = waiver.rule.get().map_or_else(String::new, |rule| format!(" for `{}`", rule.value));
        let message = format!("the waiver{what} on `{subject}` held until {}", until.value);
        let mut finding = found.finding(subject, until.place, message).label("its last day");
        if let Some(reason) = waiver.reason.get() {
            finding = finding.also(reason.place, "the reason that was given");
        }
        let approver = waiver.approved_by.get().map(|role| cx.role_id(role.value));
        found.add(finding.help("mend what it excuses, or have it approved again until a later day").roles(approver));
    }
}
