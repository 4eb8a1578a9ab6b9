//! JSON Lines: an object a finding, then one that sums up, for programs that read line by line.

use std::io;

use serde::Serialize;

use super::json::{Entry, VERSION};
use super::{Report, Summary};
use crate::source::harmless::{self, Out, putln};

/// One line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Finding(&'a Entry<'a>),
    Summary(Summary),
    Error { error: &'a str },
}

#[derive(Serialize)]
struct Versioned<'a> {
    version: u32,
    #[serde(flatten)]
    line: Line<'a>,
}

/// Writes every finding, waived ones too, and the summary.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn jsonl(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    for finding in report.findings.iter().take(report.limit) {
        write(Line::Finding(&Entry::new(&report.sources, finding)), out)?;
    }
    write(Line::Summary(report.summary()), out)
}

/// Writes the one line of a run that could not be done: why.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn jsonl_failure(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    write(Line::Error { error }, out)
}

fn write(line: Line<'_>, out: &mut Out<'_>) -> io::Result<()> {
    out.put(&harmless::json(&Versioned { version: VERSION, line })?)?;
    putln!(out)
}
