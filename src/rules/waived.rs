//! Exceptions, on the record: which findings a waiver hides.

use std::collections::HashMap;

use jiff::civil::Date;

use super::list::find;
use super::rule::Rule;
use super::settings::silenceable;
use crate::finding::{Finding, Waived};
use crate::model::{Model, Waiver};
use crate::subject::Subject;

/// Says which waivers name a rule that is none, or one that cannot be waived.
pub(super) fn name_real_rules(model: &Model, mistakes: &mut Vec<Finding>) {
    for waiver in &model.waivers {
        if let Some(rule) = waiver.rule.get() {
            silenceable(rule, "waived", waiver.subject(), mistakes);
        }
    }
}

/// Marks the findings that a waiver hides on that day, and of the waivers, in order, those that hide something.
pub(super) fn apply(model: &Model, day: Date, findings: &mut [Finding], used: &mut [bool]) {
    let valid = model.waivers.iter().enumerate().filter(|(_, waiver)| is_valid(waiver, day));
    let mut by_target: HashMap<(&str, &Subject), Vec<usize>> = HashMap::new();
    for (number, waiver) in valid {
        let Some((rule, subject)) = waiver.target() else { continue };
        by_target.entry((rule.value.as_str(), &subject.value)).or_default().push(number);
    }
    if by_target.is_empty() {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| find(finding.rule).is_some_and(Rule::can_be_silenced)) {
        let Some(numbers) = by_target.get(&(finding.rule, &finding.subject)) else { continue };
        for number in numbers {
            if let Some(used) = used.get_mut(*number) {
                *used = true;
            }
        }
        finding.waived =
            numbers.first().and_then(|number| model.waivers.get(*number)).map(|waiver| record(model, waiver));
    }
}

/// Whether the waiver holds on the day: its last day included. One whose day cannot be read holds, so that nothing more is said than
/// that.
pub(super) fn is_valid(waiver: &Waiver, day: Date) -> bool {
    waiver.until.get().is_none_or(|until| day <= until.value)
}

fn record(model: &Model, waiver: &Waiver) -> Waived {
    Waived {
        reason: waiver.reason.get().map_or_else(Default::default, |reason| reason.value.clone()),
        approved_by: waiver.approved_by.get().map(|role| model.roles[role.value].id.clone()),
        until: waiver.until.get().map(|until| until.value.to_string().into()),
    }
}
