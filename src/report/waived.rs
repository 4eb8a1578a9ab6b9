//! What was waived and what is left, in lines for people.

use std::collections::BTreeSet;

use super::counted;
use crate::finding::Finding;
use crate::rules;
use crate::waive::WaiverDraft;

/// A line for each file that was written.
#[must_use]
pub fn waived(done: &[WaiverDraft]) -> Vec<String> {
    let line = |WaiverDraft { name, waivers, hidden, errors, .. }: &WaiverDraft| {
        let waivers = counted(*waivers as u64, "waiver", "waivers");
        let findings = counted(*hidden as u64, "finding", "findings");
        let errors = match (errors, hidden) {
            (0, _) => String::new(),
            (1, 1) => ", an error,".to_owned(),
            (1, _) => ", 1 of them an error,".to_owned(),
            _ => format!(", {errors} of them errors,"),
        };
        format!("wrote {waivers} for {findings}{errors} to `{name}`")
    };
    done.iter().map(line).collect()
}

/// What is left: mistakes, which cannot be waived, and other findings.
#[must_use]
pub fn left_after_waiving(left: &[Finding]) -> Vec<String> {
    let (mistakes, others): (Vec<&Finding>, Vec<&Finding>) =
        left.iter().partition(|finding| rules::is_mistake(finding.rule));
    let mut lines = Vec::new();
    if !mistakes.is_empty() {
        let count = counted(mistakes.len() as u64, "mistake", "mistakes");
        let rules = rules_of(&mistakes);
        lines.push(format!("note: {count} in writing cannot be waived ({rules}): mend what `raci check` shows"));
    }
    if !others.is_empty() {
        let count = counted(others.len() as u64, "finding is", "findings are");
        lines.push(format!("note: {count} left ({}): run `raci check`", rules_of(&others)));
    }
    lines
}

fn rules_of(findings: &[&Finding]) -> String {
    let rules: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
    Vec::from_iter(rules).join(", ")
}
