//! JSON Lines: an object a finding, then one that sums up, for programs that read line by line.

use std::io;

use serde::Serialize;

use super::json::{FindingObject, VERSION};
use super::{Report, Summary};
use crate::source::harmless::{self, Out, putln};

/// What one line says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Record<'a> {
    Finding(&'a FindingObject<'a>),
    Summary(Summary),
    Error { error: &'a str },
}

#[derive(Serialize)]
struct Versioned<'a> {
    version: u32,
    #[serde(flatten)]
    record: Record<'a>,
}

/// Writes every finding, waived ones too, and the summary.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn jsonl(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    for finding in &FindingObject::each(&report.sources, report.first().collect()) {
        write(Record::Finding(finding), out)?;
    }
    write(Record::Summary(report.summary()), out)
}

/// Writes the one line of a run that could not be done: why.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn jsonl_failure(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    write(Record::Error { error }, out)
}

fn write(record: Record<'_>, out: &mut Out<'_>) -> io::Result<()> {
    out.put(&harmless::json(&Versioned { version: VERSION, record })?)?;
    putln!(out)
}
