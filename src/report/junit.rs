//! JUnit's XML: a suite for each policy, and in it a case for each rule and subject on which it finds something.

use std::io;

use indexmap::IndexMap;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Report, words};
use crate::finding::Finding;
use crate::source::harmless::{Fit, Out, fit, joined, prose};
use crate::subject::Subject;

type Xml<'a> = Writer<&'a mut Vec<u8>>;

/// The findings of one rule on one subject.
#[derive(Default)]
struct TestCase<'a> {
    findings: Vec<&'a Finding>,
}

/// How a case ended.
enum Ended<'a> {
    /// Something makes the run fail.
    Failed(&'a Finding),
    /// A waiver hides everything.
    Skipped(&'a str),
    /// What there is makes no run fail.
    Passed,
}

type TestCases<'a> = IndexMap<(&'static str, &'a Subject), TestCase<'a>>;

/// Writes all findings, by policy, rule and subject. What makes the run fail is a failure, what a waiver hides is skipped, and the rest
/// passes and is told in its output. Where there is nothing, one case passes, because many servers take none for a mistake.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn junit(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    let mut suites: IndexMap<&str, TestCases<'_>> = IndexMap::new();
    for finding in report.first() {
        let suite = suites.entry(report.policy(finding.primary.place.file)).or_default();
        suite.entry((finding.rule, &finding.subject)).or_default().findings.push(finding);
    }
    write(out, |xml| {
        for (policy, cases) in &suites {
            suite(report, policy, cases, xml)?;
        }
        if suites.is_empty() { nothing_found(xml) } else { Ok(()) }
    })
}

/// Writes the one case of a run that could not be done: an error, which says why.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn junit_failure(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    write(out, |xml| {
        let counts = [("name", "raci"), ("tests", "1"), ("failures", "0"), ("errors", "1"), ("skipped", "0")];
        xml.create_element("testsuite").with_attributes(counts).write_inner_content(|xml| {
            let case = xml.create_element("testcase").with_attributes([("classname", "raci"), ("name", "check")]);
            case.write_inner_content(|xml| {
                let error = ("message", &*joined(error.lines().map(prose), "; "));
                xml.create_element("error").with_attribute(error).write_empty().map(drop)
            })
            .map(drop)
        })?;
        Ok(())
    })
}

/// The document around its suites.
#[expect(
    clippy::disallowed_methods,
    reason = "the library escapes what XML needs, of texts that are fit: see `TestCase::write`"
)]
fn write(out: &mut Out<'_>, suites: impl FnOnce(&mut Xml<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut document = Vec::new();
    let mut xml = Writer::new_with_indent(&mut document, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites").with_attribute(("name", "raci")).write_inner_content(suites)?;
    document.push(b'\n');
    out.vouched(&document)
}

fn nothing_found(xml: &mut Xml<'_>) -> io::Result<()> {
    let counts = [("name", "raci"), ("tests", "1"), ("failures", "0"), ("errors", "0"), ("skipped", "0")];
    xml.create_element("testsuite").with_attributes(counts).write_inner_content(|xml| {
        let case = [("classname", "raci"), ("name", "no findings")];
        xml.create_element("testcase").with_attributes(case).write_empty().map(drop)
    })?;
    Ok(())
}

fn suite(report: &Report, policy: &str, cases: &TestCases<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
    let count = |wanted: fn(&Ended<'_>) -> bool| {
        cases.values().filter(|case| wanted(&case.outcome(report))).count().to_string()
    };
    let failed = count(|outcome| matches!(outcome, Ended::Failed(_)));
    let skipped = count(|outcome| matches!(outcome, Ended::Skipped(_)));
    let name = if policy.is_empty() { ".".into() } else { prose(policy) };
    let counts = [
        ("name", &*name),
        ("tests", &cases.len().to_string()),
        ("failures", &failed),
        ("errors", "0"),
        ("skipped", &skipped),
    ];
    xml.create_element("testsuite").with_attributes(counts).write_inner_content(|xml| {
        cases.iter().try_for_each(|((rule, subject), case)| case.write(report, rule, subject, xml))
    })?;
    Ok(())
}

impl<'a> TestCase<'a> {
    fn outcome(&self, report: &Report) -> Ended<'a> {
        let failures = self.findings.iter().filter(|finding| report.is_failure(finding));
        if let Some(failure) = failures.max_by_key(|finding| finding.level) {
            return Ended::Failed(failure);
        }
        match self.findings.iter().map(|finding| finding.waived.as_ref()).next_back() {
            Some(Some(waived)) if self.findings.iter().all(|finding| finding.waived.is_some()) => {
                Ended::Skipped(&waived.reason)
            }
            _ => Ended::Passed,
        }
    }

    fn write(&self, report: &Report, rule: &str, subject: &Subject, xml: &mut Xml<'_>) -> io::Result<()> {
        let Some(first) = self.findings.first() else { return Ok(()) };
        let place = first.primary.place;
        let (file, subject) = (report.path(place.file), subject.to_string());
        let line = report.sources.positions(place).0.line.to_string();
        let about = [("classname", rule), ("name", &*prose(&subject)), ("file", &*prose(&file)), ("line", &line)];
        let details = self.details(report);
        xml.create_element("testcase").with_attributes(about).write_inner_content(|xml| {
            match self.outcome(report) {
                Ended::Failed(finding) => {
                    let about = [("type", finding.level.as_str()), ("message", &*prose(&finding.message))];
                    let failure = xml.create_element("failure").with_attributes(about);
                    failure.write_text_content(BytesText::new(&details)).map(drop)
                }
                Ended::Skipped(reason) => {
                    let reason = fit!("waived: {}", prose(reason));
                    xml.create_element("skipped").with_attribute(("message", &*reason)).write_empty().map(drop)
                }
                Ended::Passed => {
                    xml.create_element("system-out").write_text_content(BytesText::new(&details)).map(drop)
                }
            }
        })?;
        Ok(())
    }

    /// Every finding that no waiver hides, in words.
    fn details(&self, report: &Report) -> String {
        let unwaived = self.findings.iter().filter(|finding| finding.waived.is_none());
        let words = unwaived.map(|finding| {
            let place = finding.primary.place;
            let at = report.sources.positions(place).0;
            let (file, level) = (report.path(place.file), finding.level.as_str());
            let place = fit!("{}:{}:{}: {}: ", prose(&file), at.line, at.column, level);
            format!("{place}{}", words(finding).iter().map(Fit::to_string).collect::<Vec<_>>().join("\n"))
        });
        words.collect::<Vec<_>>().join("\n")
    }
}
