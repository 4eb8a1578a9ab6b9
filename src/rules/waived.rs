//! Exceptions, on the record: which findings a waiver hides.

use std::collections::HashMap;

use jiff::civil::Date;

use super::settings::silenceable;
use crate::finding::{Finding, Subject, Waived};
use crate::model::{Model, Waiver};
use crate::syntax::Slot;

/// Says which waivers name a rule that is none, or one that cannot be waived.
pub(super) fn name_real_rules(model: &Model, mistakes: &mut Vec<Finding>) {
    for waiver in &model.waivers {
        silenceable(&waiver.rule, "waived", mistakes);
    }
}

/// Marks the findings that a waiver hides on that day. For each waiver, in order, whether it hides something.
pub(super) fn apply(model: &Model, day: Date, findings: &mut [Finding]) -> Vec<bool> {
    let mut used = vec![false; model.waivers.len()];
    let valid = model.waivers.iter().enumerate().filter(|(_, waiver)| is_valid(waiver, day));
    let mut by_target: HashMap<(&str, &Subject), Vec<usize>> = HashMap::new();
    for (number, waiver) in valid {
        by_target.entry((waiver.rule.value.as_str(), &waiver.subject.value)).or_default().push(number);
    }
    if by_target.is_empty() {
        return used;
    }
    for finding in
        findings.iter_mut().filter(|finding| super::find(finding.rule).is_some_and(super::Rule::can_be_silenced))
    {
        let Some(numbers) = by_target.get(&(finding.rule, &finding.subject)) else { continue };
        for number in numbers {
            used.get_mut(*number).into_iter().for_each(|used| *used = true);
        }
        finding.waived =
            numbers.first().and_then(|number| model.waivers.get(*number)).map(|waiver| record(model, waiver));
    }
    used
}

/// Whether the waiver holds on the day: its last day included.
pub(super) fn is_valid(waiver: &Waiver, day: Date) -> bool {
    match &waiver.until {
        Slot::Given(until) => day <= until.value,
        Slot::Absent => true,
        Slot::Unreadable => false,
    }
}

fn record(model: &Model, waiver: &Waiver) -> Waived {
    Waived {
        reason: waiver.reason.value.clone(),
        approved_by: waiver.approved_by.get().map(|role| model.roles[role.value].id.clone()),
        until: waiver.until.get().map(|until| until.value.to_string().into()),
    }
}
