//! A run in numbers and in one line.

use serde::Serialize;

use crate::finding::{Finding, Level};
use crate::proved::Proved;

/// How many findings there are of each kind, whether shown or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are worth knowing.
    pub infos: usize,
    /// Findings of whatever level that a waiver hides.
    pub waived: usize,
}

impl Summary {
    pub(super) fn of(files: usize, findings: &[Finding]) -> Self {
        let mut summary = Self { files, ..Self::default() };
        for finding in findings {
            *match (&finding.waived, finding.level) {
                (Some(_), _) => &mut summary.waived,
                (None, Level::Error) => &mut summary.errors,
                (None, Level::Warning) => &mut summary.warnings,
                (None, Level::Info) => &mut summary.infos,
            } += 1;
        }
        summary
    }
}

/// `known` is how many findings were left out, and the revision that had them.
pub(super) fn sum_up(summary: Summary, proved: Proved, known: Option<(usize, &str)>) -> String {
    let Summary { files, errors, warnings, infos, waived } = summary;
    let levels = [(errors, "error", "errors"), (warnings, "warning", "warnings"), (infos, "info", "infos")];
    let found = levels.into_iter().filter(|(number, ..)| *number > 0);
    let mut counts: Vec<String> = found.map(|(number, one, many)| counted(number as u64, one, many)).collect();
    let clean = counts.is_empty();
    if clean {
        counts.push(if known.is_some() { "no new findings" } else { "no findings" }.to_owned());
    }
    if waived > 0 {
        counts.push(format!("{waived} waived"));
    }
    let counts = format!("{} in {}", counts.join(", "), counted(files as u64, "file", "files"));
    match known.filter(|(known, _)| *known > 0) {
        Some((known, revision)) => format!("{counts}, beside {known} that `{}` has too", revision),
        None if clean && proved != Proved::default() => format!("{counts}: {}", say(proved)),
        None => counts,
    }
}

fn say(Proved { activities, decisions, cases }: Proved) -> String {
    let activities = counted(activities as u64, "activity", "activities");
    let decisions = counted(decisions as u64, "decision", "decisions");
    format!("{activities} and {decisions}, checked in {}", counted(cases, "kind of case", "kinds of case"))
}

/// A number and what it counts.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
