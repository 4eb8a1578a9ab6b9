//! What could not be shown, as findings: one for each subject, whatever the number of rules that came to no end.

use std::collections::{BTreeMap, BTreeSet};

use super::file::unproven::RULE;
use super::found::Found;
use super::support::words::joined;
use crate::finding::Finding;
use crate::source::Place;
use crate::subject::Subject;

/// What is open of one subject.
struct Unproven {
    place: Place,
    rules: BTreeSet<&'static str>,
}

/// A finding for each subject of which not every case was looked at, with the rules for which that is so.
pub(super) fn findings(found: &[Found]) -> Vec<Finding> {
    let mut subjects: BTreeMap<&Subject, Unproven> = BTreeMap::new();
    for found in found {
        let (rule, open) = found.open();
        for (subject, place) in open {
            let unproven = subjects.entry(subject);
            unproven.or_insert_with(|| Unproven { place: *place, rules: BTreeSet::new() }).rules.insert(rule);
        }
    }
    subjects.into_iter().map(|(subject, unproven)| finding(subject, &unproven)).collect()
}

fn finding(subject: &Subject, unproven: &Unproven) -> Finding {
    let rules = joined(&unproven.rules.iter().map(|rule| format!("`{rule}`")).collect::<Vec<_>>());
    let message = match subject {
        Subject::Matrix => format!("the cases of the matrix are too many to check them all for {rules}"),
        _ => format!("the cases of `{subject}` are too many to check them all for {rules}"),
    };
    Finding::new(RULE.name, RULE.level, subject.clone(), unproven.place, message)
        .label("what is said of its cases is so; that there is no more is not shown")
        .help("split it into several, or tell its cases apart by fewer dimensions; until then nothing is proved about the rest")
}
