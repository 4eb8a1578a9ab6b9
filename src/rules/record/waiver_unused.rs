//! Rule `waiver-unused`.

use crate::finding::Fix;
use crate::rules::rule::rule;
use crate::rules::waived::is_valid;
use crate::rules::{Context, Found, Settings};

rule! {
    /// A waiver that hides nothing.
    ///
    /// # Why it matters
    /// What it excused has been mended, or never was: whoever reads the register believes in an exception that does not exist, and the
    /// next fault of that kind will be hidden without anybody having decided so.
    ///
    /// # Example
    /// ```toml
    /// [[waivers]]
    /// rule = "no-accountable"
    /// subject = "activities.make-offer"
    /// reason = "the post was vacant"
    /// approved-by = "director"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - [[waivers]]
    /// - rule = "no-accountable"
    /// - subject = "activities.make-offer"
    /// - reason = "the post was vacant"
    /// - approved-by = "director"
    /// ```
    ///
    /// # Silent when
    /// The waiver has expired (`waiver-expired` says so), its rule is off, or something in the policy could not be read and the rule may
    /// have kept silent because of that. Another waiver hides it: one of this very rule on the same subject, which must hide something
    /// in its turn.
    "waiver-unused", Warning, Record
}

/// Which waivers are judged: one of this very rule hides what is found of the others, so they come first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Judged {
    OfOtherRules,
    OfThisRule,
}

/// `used` tells of each waiver whether it hides something.
pub(in crate::rules) fn check(cx: &Context<'_>, settings: &Settings, judged: Judged, used: &[bool], found: &mut Found) {
    let is_run = |rule: &str| crate::rules::find(rule).is_some_and(|rule| settings.level(rule).is_some());
    let is_judged = |rule: &str| (rule == RULE.name) == (judged == Judged::OfThisRule);
    for (waiver, used) in cx.model.waivers.iter().zip(used) {
        let Some((rule, _)) = waiver.target().filter(|(rule, _)| is_run(&rule.value) && is_judged(&rule.value)) else {
            continue;
        };
        if *used || !is_valid(waiver, cx.today) {
            continue;
        }
        let subject = waiver.subject();
        let message = format!("this waiver hides nothing: there is no `{}` on `{subject}`", rule.value);
        let mut finding =
            found.finding(subject, waiver.place, message).label("hides nothing").help("take the waiver out");
        finding = finding.fix(Fix::TakeOut(vec![waiver.place]));
        if let Some(reason) = waiver.reason.get() {
            finding = finding.also(reason.place, "the reason that was given");
        }
        found.add(finding);
    }
}
