//! JUnit's XML: a suite for each policy, and in it a case for each rule and subject on which it finds something.

use std::io;

use indexmap::IndexMap;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::{Report, words};
use crate::finding::Finding;
use crate::source::harmless::{Fit, Out, fit, joined, prose};
use crate::subject::Subject;

/// Writes all findings, by policy, rule and subject. What makes the run fail is a failure, what a waiver hides is skipped, and the rest
/// passes and is told in its output. Where there is nothing, one case passes, because many servers take none for a mistake.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn junit(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    let mut policies: IndexMap<&str, IndexMap<(&str, &Subject), Vec<&Finding>>> = IndexMap::new();
    for finding in report.findings.iter().take(report.limit) {
        let policy = policies.entry(report.policy(finding.primary.place.file)).or_default();
        policy.entry((finding.rule, &finding.subject)).or_default().push(finding);
    }
    if policies.is_empty() {
        return write([suite(&"raci".into(), [case("raci", &"no findings".into(), TestCaseStatus::success())])], out);
    }
    let suites = policies.iter().map(|(policy, found)| {
        let name = if policy.is_empty() { ".".into() } else { prose(policy) };
        let cases = found.iter().map(|((rule, subject), findings)| of_subject(report, rule, subject, findings));
        suite(&name, cases)
    });
    write(suites, out)
}

/// Writes the one case of a run that could not be done: an error, which says why.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn junit_failure(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(&*joined(error.lines().map(prose), "; "));
    write([suite(&"raci".into(), [case("raci", &"check".into(), status)])], out)
}

#[expect(clippy::disallowed_methods, reason = "the library escapes what XML needs, of texts that are fit")]
fn write(suites: impl IntoIterator<Item = TestSuite>, out: &mut Out<'_>) -> io::Result<()> {
    let mut document = quick_junit::Report::new("raci");
    document.add_test_suites(suites);
    out.vouched(document.to_string().map_err(io::Error::other)?.as_bytes())
}

fn suite(name: &Fit<'_>, cases: impl IntoIterator<Item = TestCase>) -> TestSuite {
    let mut suite = TestSuite::new(&**name);
    suite.add_test_cases(cases);
    suite
}

fn case(class: &str, name: &Fit<'_>, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(&**name, status);
    case.set_classname(class);
    case
}

/// The findings of one rule on one subject, at the place of the first.
fn of_subject(report: &Report, rule: &str, subject: &Subject, findings: &[&Finding]) -> TestCase {
    let details = details(report, findings);
    let status = status(report, findings, &details);
    let passed = matches!(status, TestCaseStatus::Success { .. });
    let mut case = case(rule, &prose(&subject.to_string()), status);
    if let Some(first) = findings.first() {
        let place = first.primary.place;
        let line = report.sources.positions(place).0.line;
        case.extra.insert("file".into(), (&*prose(&report.path(place.file))).into());
        case.extra.insert("line".into(), line.to_string().into());
    }
    if passed {
        case.set_system_out(&details);
    }
    case
}

/// What makes the run fail is a failure, and what waivers hide altogether is skipped.
fn status(report: &Report, findings: &[&Finding], details: &str) -> TestCaseStatus {
    let failures = findings.iter().filter(|finding| report.is_failure(finding));
    if let Some(failure) = failures.max_by_key(|finding| finding.level) {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(failure.level.as_str()).set_message(&*prose(&failure.message)).set_description(details);
        return status;
    }
    let waived: Option<Vec<_>> = findings.iter().map(|finding| finding.waived.as_ref()).collect();
    match waived.as_deref() {
        Some([.., last]) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(&*fit!("waived: {}", prose(&last.reason)));
            status
        }
        _ => TestCaseStatus::success(),
    }
}

/// Every finding that no waiver hides, in words.
fn details(report: &Report, findings: &[&Finding]) -> String {
    let unwaived = findings.iter().filter(|finding| finding.waived.is_none());
    let words = unwaived.map(|finding| {
        let place = finding.primary.place;
        let at = report.sources.positions(place).0;
        let (file, level) = (report.path(place.file), finding.level.as_str());
        let place = fit!("{}:{}:{}: {}: ", prose(&file), at.line, at.column, level);
        format!("{place}{}", words(finding).iter().map(Fit::to_string).collect::<Vec<_>>().join("\n"))
    });
    words.collect::<Vec<_>>().join("\n")
}
