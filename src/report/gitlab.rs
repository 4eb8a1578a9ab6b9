//! GitLab's code quality report: an array with an object for each finding that no waiver hides.

use std::io;

use serde_json::{Value, json};

use super::{Report, json_object, words};
use crate::finding::{Finding, Level};
use crate::fingerprint::Fingerprint;
use crate::source::harmless::{Out, joined, prose};

/// Writes the findings that no waiver hides. Paths are from the repository's root on.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn gitlab(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    let all = report.findings.iter().zip(report.fingerprints());
    let unwaived = all.filter(|(finding, _)| finding.waived.is_none() && report.is_said(finding));
    let entries = unwaived.take(report.limit).map(|(finding, fingerprint)| entry(report, finding, fingerprint));
    json_object(&entries.collect::<Vec<_>>(), out)
}

/// Writes why a run could not be done as the gravest of entries: an empty array would say that all is well.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn gitlab_failure(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    let entry = json!({
        "description": format!("nothing was checked: {}", prose(error)),
        "check_name": "not-checked",
        "fingerprint": "not-checked",
        "severity": "blocker",
        "location": { "path": crate::source::MAIN_FILE, "lines": { "begin": 1 } },
    });
    json_object(&[entry], out)
}

fn entry(report: &Report, finding: &Finding, fingerprint: Fingerprint) -> Value {
    let (start, end) = report.sources.positions(finding.primary.place);
    json!({
        "description": joined(words(finding), "; "),
        "check_name": finding.rule,
        "fingerprint": fingerprint.to_string(),
        "severity": severity(finding.level),
        "location": {
            "path": prose(&report.path(finding.primary.place.file)),
            "lines": { "begin": start.line, "end": end.line },
        },
    })
}

const fn severity(level: Level) -> &'static str {
    match level {
        Level::Info => "info",
        Level::Warning => "minor",
        Level::Error => "critical",
    }
}
