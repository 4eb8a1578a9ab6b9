//! SARIF 2.1.0, for code scanning: all rules with their pages, all findings with their regions and fingerprints.

use std::io;

use serde_json::{Map, Value, json};

use super::json::CasesObject;
use super::{Report, json_object, repository, words};
use crate::finding::{Finding, Label, Level, Waived};
use crate::fingerprint::Fingerprint;
use crate::rules::{self, Rule};
use crate::source::Place;
use crate::source::harmless::{Fit, Out, prose};

/// What file paths are relative to: the repository's root.
const BASE: &str = "%SRCROOT%";

/// The name under which fingerprints stand; its number goes up when they are made in another way.
const FINGERPRINT: &str = "raciFinding/v1";

/// Writes every finding, waived ones too (as suppressed).
///
/// # Errors
/// Where `out` cannot be written to.
pub fn sarif(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    let results = report.listed().map(|(finding, fingerprint)| result(report, finding, fingerprint));
    let results: Vec<Value> = results.collect();
    json_object(&log(json!({ "executionSuccessful": true }), Some(results)), out)
}

/// Writes the log of a run that could not be done: it has no results, not even none.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn sarif_failure(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    let told = json!({ "level": "error", "message": message(error.lines().map(prose)) });
    let invocation = json!({ "executionSuccessful": false, "toolExecutionNotifications": [told] });
    json_object(&log(invocation, None), out)
}

fn log(invocation: Value, results: Option<Vec<Value>>) -> Value {
    let mut run = json!({
        "tool": { "driver": {
            "name": "raci",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules::ALL.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
        } },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { BASE: { "description": { "text": "the root of the repository" } } },
        "invocations": [invocation],
    });
    if let (Some(results), Value::Object(run)) = (results, &mut run) {
        run.insert("results".to_owned(), results.into());
    }
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    })
}

fn descriptor(rule: &Rule) -> Value {
    let page = rule.markdown();
    let summary = rule.summary();
    json!({
        "id": rule.name,
        "shortDescription": { "text": summary },
        "fullDescription": { "text": summary },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.level), "enabled": rule.topic.pack().is_none() },
        "properties": { "tags": [rule.topic.title()], "problem.severity": severity(rule.level) },
    })
}

fn result(report: &Report, finding: &Finding, fingerprint: Fingerprint) -> Value {
    let subject = finding.subject.to_string();
    let mut location = location(report, &finding.primary);
    location.insert("logicalLocations".to_owned(), json!([{ "fullyQualifiedName": prose(&subject) }]));
    let related = finding.related.iter().zip(1..).map(|(label, id)| {
        let mut location = self::location(report, label);
        location.insert("id".to_owned(), Value::from(id));
        Value::from(location)
    });
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rules::ALL.iter().position(|rule| rule.name == finding.rule).map_or(-1, |at| i64::try_from(at).unwrap_or(-1)),
        "level": level(finding.level),
        "message": message(words(finding)),
        "locations": [location],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { FINGERPRINT: fingerprint.to_string() },
        "suppressions": finding.waived.iter().map(suppression).collect::<Vec<_>>(),
        "properties": properties(finding),
    })
}

fn location(report: &Report, label: &Label) -> Map<String, Value> {
    let mut location = Map::new();
    location.insert("physicalLocation".to_owned(), physical(report, label.place));
    if !label.text.is_empty() {
        location.insert("message".to_owned(), message([prose(&label.text)]));
    }
    location
}

fn physical(report: &Report, place: Place) -> Value {
    let (start, end) = report.sources.positions(place);
    let path = report.path(place.file);
    let uri = repository::uri(&path);
    let artifact =
        if repository::is_absolute(&path) { json!({ "uri": uri }) } else { json!({ "uri": uri, "uriBaseId": BASE }) };
    json!({
        "artifactLocation": artifact,
        "region": {
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        },
    })
}

/// A message of one or more lines in which nothing is a link: `[text](address)` would be one.
fn message<'t>(lines: impl IntoIterator<Item = Fit<'t>>) -> Value {
    let lines = lines.into_iter().map(|line| line.replace("](", "] ("));
    json!({ "text": lines.collect::<Vec<_>>().join("\n") })
}

fn suppression(waived: &Waived) -> Value {
    json!({
        "kind": "external",
        "status": "accepted",
        "justification": prose(&waived.reason),
        "properties": { "approved-by": waived.approved_by, "until": waived.until },
    })
}

/// What version 1 of the JSON format says of a finding beyond SARIF.
fn properties(finding: &Finding) -> Value {
    let cases = CasesObject::from(finding.cases.as_ref());
    json!({
        "subject": finding.subject.to_string(),
        "witness": cases.witness,
        "region": cases.region,
        "roles": finding.roles,
    })
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Info => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// The level as GitHub names it in a rule's properties.
const fn severity(level: Level) -> &'static str {
    match level {
        Level::Info => "recommendation",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}
