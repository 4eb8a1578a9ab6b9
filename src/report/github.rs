//! GitHub's annotations: a workflow command for each finding that no waiver hides, and a summary of the job in Markdown.

use std::io;

use super::{Report, words};
use crate::finding::{Finding, Level};
use crate::source::harmless::{Fit, Out, fit, joined, markdown, prose, putln};

/// Writes the findings that no waiver hides, each a line that begins with `::`. Nothing that a file says can begin another.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    report.shown().try_for_each(|finding| annotate(report, finding, out))
}

/// Writes why a run could not be done.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github_failure(error: &str, out: &mut Out<'_>) -> io::Result<()> {
    let lines: Vec<_> = error.lines().map(prose).collect();
    out.command("error", &[("title", "raci".into())], &lines)
}

fn annotate(report: &Report, finding: &Finding, out: &mut Out<'_>) -> io::Result<()> {
    let place = finding.primary.place;
    let (start, end) = report.sources.positions(place);
    let file = report.path(place.file);
    let number = |number: u32| fit!("{}", number);
    let mut properties = vec![("file", prose(&file)), ("line", number(start.line)), ("endLine", number(end.line))];
    // columns are taken within one line only
    if start.line == end.line {
        properties.extend([("col", number(start.column)), ("endColumn", number(end.column))]);
    }
    properties.push(("title", finding.rule.into()));
    out.command(command(finding.level), &properties, &words(finding))
}

const fn command(level: Level) -> &'static str {
    match level {
        Level::Info => "notice",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// The service takes 1 MiB for the summary of a step.
const MOST_BYTES: usize = 1 << 19;

/// Writes the summary of the job: the run in one line, and a table of the findings that no waiver hides, as many as there is room for.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github_summary(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    putln!(out, "### raci\n\n{}\n", markdown(&report.sum_up()))?;
    let (mut bytes, mut rows) = (0_usize, 0_usize);
    for row in report.shown().map(|finding| row(report, finding)) {
        bytes = bytes.saturating_add(row.len());
        if bytes > MOST_BYTES {
            break;
        }
        if rows == 0 {
            putln!(out, "| | rule | where | what is wrong |\n| --- | --- | --- | --- |")?;
        }
        putln!(out, "{}", row)?;
        rows += 1;
    }
    if rows > 0 {
        putln!(out)?;
    }
    let unwaived = report.unwaived().count();
    if rows < unwaived { putln!(out, "{} more are not shown\n", unwaived.saturating_sub(rows)) } else { Ok(()) }
}

fn row(report: &Report, finding: &Finding) -> Fit<'static> {
    let (start, _) = report.sources.positions(finding.primary.place);
    let file = markdown(&report.path(finding.primary.place.file));
    let words = markdown(&joined(words(finding), "; "));
    fit!("| {} | {} | {}:{} | {} |", finding.level.as_str(), markdown(finding.rule), file, start.line, words)
}
