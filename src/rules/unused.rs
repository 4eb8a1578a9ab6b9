//! Waivers that hide nothing, as findings.

use jiff::civil::Date;

use super::list::find;
use super::record::waiver_unused::RULE;
use super::settings::Settings;
use super::waived::is_valid;
use crate::finding::{Finding, Fix, TextChange};
use crate::model::Model;

/// Which waivers are judged: one of this very rule hides what is found of the others, so they come first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Judged {
    OfOtherRules,
    OfThisRule,
}

/// A finding for each waiver that hides nothing on that day; `used` tells of each whether it hides something.
pub(super) fn findings(model: &Model, day: Date, settings: &Settings, judged: Judged, used: &[bool]) -> Vec<Finding> {
    let Some(weight) = settings.weight(&RULE) else { return Vec::new() };
    let mut found = RULE.found(weight);
    let is_run = |rule: &str| find(rule).is_some_and(|rule| settings.level(rule).is_some());
    let is_judged = |rule: &str| (rule == RULE.name) == (judged == Judged::OfThisRule);
    for (waiver, used) in model.waivers.iter().zip(used) {
        let Some((rule, _)) = waiver.target().filter(|(rule, _)| is_run(&rule.value) && is_judged(&rule.value)) else {
            continue;
        };
        if *used || !is_valid(waiver, day) {
            continue;
        }
        let subject = waiver.subject();
        let message = format!("this waiver hides nothing: there is no `{}` on `{subject}`", rule.value);
        let mut finding = found.finding(subject, waiver.place, message).label("hides nothing");
        finding = finding.fix(Fix::new("take the waiver out", TextChange::TakeOut(vec![waiver.place])).safe());
        if let Some(reason) = waiver.reason.get() {
            finding = finding.also(reason.place, "the reason that was given");
        }
        found.add(finding);
    }
    found.into_findings()
}
