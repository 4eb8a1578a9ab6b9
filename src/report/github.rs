//! GitHub's annotations: a workflow command for each finding that no waiver hides, and a summary of the job in Markdown.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Report, words};
use crate::finding::{Finding, Level};
use crate::source::harmless;

/// Writes the findings that no waiver hides, each a line that begins with `::`. Nothing that a file says can begin another.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    report.shown().try_for_each(|finding| writeln!(out, "{}", annotation(report, finding)))
}

/// Writes why a run could not be done.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github_failure(error: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "::error title=raci::{}", data(&harmless::prose(error)))
}

fn annotation(report: &Report, finding: &Finding) -> String {
    let place = finding.primary.place;
    let (start, end) = report.sources.positions(place);
    let file = report.path(place.file);
    let (command, file) = (command(finding.level), property(&harmless::prose(&file)));
    // columns are taken within one line only
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    let (line, end_line, rule) = (start.line, end.line, property(finding.rule));
    let words = data(&words(finding));
    format!("::{command} file={file},line={line},endLine={end_line}{columns},title={rule}::{words}")
}

const fn command(level: Level) -> &'static str {
    match level {
        Level::Info => "notice",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// What stands after the second `::`.
pub(super) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The service takes 1 MiB for the summary of a step.
const MOST_BYTES: usize = 1 << 19;

/// Writes the summary of the job: the run in one line, and a table of the findings that no waiver hides, as many as there is room for.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github_summary(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut table = String::new();
    let mut rows = 0;
    for row in report.shown().map(|finding| row(report, finding)) {
        if table.len().saturating_add(row.len()) > MOST_BYTES {
            break;
        }
        table.push_str(&row);
        rows += 1;
    }
    writeln!(out, "### raci\n\n{}\n", cell(&report.sum_up()))?;
    if rows > 0 {
        writeln!(out, "| | rule | where | what is wrong |\n| --- | --- | --- | --- |\n{table}")?;
    }
    let unwaived = report.unwaived().count();
    if rows < unwaived { writeln!(out, "{} more are not shown\n", unwaived.saturating_sub(rows)) } else { Ok(()) }
}

fn row(report: &Report, finding: &Finding) -> String {
    let (start, _) = report.sources.positions(finding.primary.place);
    let file = cell(&report.path(finding.primary.place.file));
    let (rule, words) = (cell(finding.rule), cell(&words(finding).replace('\n', "; ")));
    format!("| {} | {rule} | {file}:{} | {words} |\n", finding.level, start.line)
}

/// Text as one cell of a table, in which nothing is Markdown or HTML: CommonMark takes a backslash before any punctuation.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in harmless::prose(text).chars() {
        let _ = if c.is_ascii_punctuation() && !matches!(c, ',' | '.' | ';') {
            write!(cell, "\\{c}")
        } else {
            write!(cell, "{c}")
        };
    }
    cell
}
