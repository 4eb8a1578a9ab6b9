//! JSON, version 1: one object, for other programs.

use std::io;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Report, Summary};
use crate::cases::{Cases, Portion, Reading};
use crate::finding::{Finding, Fix, Label, Waived};
use crate::fix::{Replacement, replacements};
use crate::source::harmless::{Out, pretty_json, putln};
use crate::source::{Place, Position, Sources};
use crate::subject::Text;

pub(super) const VERSION: u32 = 1;

#[derive(Serialize)]
struct ReportObject<'a> {
    version: u32,
    findings: Vec<FindingObject<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

/// A finding as version 1 writes it.
#[derive(Serialize)]
pub(super) struct FindingObject<'a> {
    rule: &'a str,
    level: &'static str,
    subject: String,
    message: &'a str,
    help: &'a str,
    location: Location<'a>,
    related: Vec<Related<'a>>,
    #[serde(flatten)]
    cases: CasesObject<'a>,
    roles: &'a [Text],
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    people: &'a [Text],
    waived: Option<&'a Waived>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    implied: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixObject<'a>>,
}

/// What would mend a finding as version 1 writes it.
#[derive(Serialize)]
struct FixObject<'a> {
    message: &'a str,
    safe: bool,
    edits: Vec<EditObject<'a>>,
}

/// A change of a text as version 1 writes it.
#[derive(Serialize)]
struct EditObject<'a> {
    #[serde(flatten)]
    location: Location<'a>,
    text: String,
}

/// A place as version 1 writes it.
#[derive(Serialize)]
pub struct Location<'a> {
    file: &'a str,
    start: Position,
    end: Position,
}

/// Cases as version 1 writes them: both `null` where none are concerned.
#[derive(Serialize)]
pub(super) struct CasesObject<'a> {
    pub(super) witness: Option<Map<'a, Reading>>,
    pub(super) region: Option<Map<'a, Portion>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

/// Writes every finding, waived ones and what follows from them too, as one object.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn json(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    let findings = FindingObject::each(&report.sources, report.with_implied());
    json_object(&ReportObject { version: VERSION, findings, summary: report.summary(), error: None }, out)
}

/// Writes the object of a run that could not be done: no findings, and why as `error`.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn failure(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    let (findings, summary) = (Vec::new(), Summary::default());
    json_object(&ReportObject { version: VERSION, findings, summary, error: Some(error) }, out)
}

/// Writes the object of a job of another kind that could not be done: why, as `error`.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn json_error(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    json_object(&serde_json::json!({ "version": VERSION, "error": error }), out)
}

/// Writes the names of files as one object.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn json_files(names: &[String], out: &mut Out<'_>) -> io::Result<()> {
    json_object(&serde_json::json!({ "version": VERSION, "files": names }), out)
}

/// Writes any value as strict JSON that can steer no terminal and no build log.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn json_object(value: &impl Serialize, out: &mut Out<'_>) -> io::Result<()> {
    out.put(&pretty_json(value)?)?;
    putln!(out)
}

impl<'a> FindingObject<'a> {
    /// Of each finding.
    pub(super) fn each(sources: &'a Sources, findings: Vec<&'a Finding>) -> Vec<Self> {
        let fixes = replacements(sources, findings.iter().copied());
        let fixes = fixes.into_iter().map(|fixes| {
            let fixes = fixes.into_iter();
            fixes.map(|(fix, edits)| FixObject::new(sources, fix, edits)).collect()
        });
        findings.into_iter().zip(fixes).map(|(finding, fixes)| Self { fixes, ..Self::new(sources, finding) }).collect()
    }

    fn new(sources: &'a Sources, finding: &'a Finding) -> Self {
        Self {
            fixes: Vec::new(),
            rule: finding.rule,
            level: finding.level.as_str(),
            subject: finding.subject.to_string(),
            message: &finding.message,
            help: &finding.help,
            location: Location::new(sources, finding.primary.place),
            related: finding.related.iter().map(|label| Related::new(sources, label)).collect(),
            cases: finding.cases.as_ref().into(),
            roles: &finding.roles,
            people: &finding.people,
            waived: finding.waived.as_ref(),
            implied: finding.implied,
        }
    }
}

impl<'a> FixObject<'a> {
    fn new(sources: &'a Sources, fix: &'a Fix, edits: Vec<Replacement>) -> Self {
        let edits = edits.into_iter();
        let edits = edits.map(|edit| EditObject { location: Location::new(sources, edit.place), text: edit.text });
        Self { message: &fix.message, safe: fix.is_safe, edits: edits.collect() }
    }
}

impl<'a> Location<'a> {
    /// The place, in the file's name and in lines and columns.
    #[must_use]
    pub fn new(sources: &'a Sources, place: Place) -> Self {
        let (start, end) = sources.positions(place);
        Self { file: sources.name(place.file), start, end }
    }
}

impl<'a> From<Option<&'a Cases>> for CasesObject<'a> {
    fn from(cases: Option<&'a Cases>) -> Self {
        Self { witness: cases.map(|cases| Map(&cases.witness)), region: cases.map(|cases| Map(&cases.region)) }
    }
}

impl<'a> Related<'a> {
    fn new(sources: &'a Sources, label: &'a Label) -> Self {
        Self { message: &label.text, location: Location::new(sources, label.place) }
    }
}

/// A region as `region` of a finding writes it.
pub(super) fn region_json(region: &[(Text, Portion)]) -> serde_json::Value {
    serde_json::to_value(Map(region)).unwrap_or_default()
}

/// Where a case lies on one dimension, as `witness` of a finding writes it.
pub(super) fn point_json(point: &Reading) -> serde_json::Value {
    serde_json::to_value(Exact(point)).unwrap_or_default()
}

/// An object in the order of its pairs.
#[derive(Clone, Copy)]
pub(super) struct Map<'a, V>(&'a [(Text, V)]);

impl<V> Serialize for Map<'_, V>
where
    for<'v> Exact<'v, V>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, Exact(value))))
    }
}

/// A part of a case as version 1 writes it: every value and number a string.
struct Exact<'a, V>(&'a V);

impl Serialize for Exact<'_, Reading> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Reading::Value(value) | Reading::Day(value) => serializer.serialize_str(value),
            Reading::Number(number) => serializer.collect_str(number),
        }
    }
}

impl Serialize for Exact<'_, Portion> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            Portion::Values(values) => map.serialize_entry("values", values)?,
            Portion::Interval(interval) => {
                for (key, number) in interval.keys() {
                    map.serialize_entry(key, &number.to_string())?;
                }
            }
            Portion::Days(days) => days.iter().try_for_each(|(key, day)| map.serialize_entry(key, day))?,
        }
        map.end()
    }
}
