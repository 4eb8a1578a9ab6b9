//! GitHub's annotations: a workflow command for each finding that no waiver hides, and a summary of the job in Markdown.

use std::cmp::Reverse;
use std::io;

use super::{Report, words};
use crate::finding::{Finding, Level};
use crate::source::harmless::{Fit, Out, fit, joined, markdown, markdown_cell, markdown_with_code, prose, putln};

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

/// Writes the summary of the job: the run in one line, and a table of the findings that no waiver hides, errors first, as many as there is
/// room for.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github_summary(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    putln!(out, "### raci\n\n{}\n", markdown_with_code(&report.sum_up()))?;
    let (mut bytes, mut rows) = (0_usize, 0_usize);
    let mut findings: Vec<&Finding> = report.shown().collect();
    findings.sort_by_key(|finding| Reverse(finding.level));
    for row in findings.into_iter().map(|finding| row(report, finding)) {
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
    let said = report.said().count();
    if rows < said { putln!(out, "{} more are not shown\n", said.saturating_sub(rows)) } else { Ok(()) }
}

fn row(report: &Report, finding: &Finding) -> Fit<'static> {
    let (start, _) = report.sources.positions(finding.primary.place);
    let file = report.path(finding.primary.place.file);
    let place = fit!("{}:{}", markdown(&file), start.line);
    let place = match report.link(&file, start.line) {
        Some(link) => fit!("[{}]({})", place, prose(&link)),
        None => place,
    };
    let words = markdown_cell(&joined(words(finding), "; "));
    fit!("| {} | {} | {} | {} |", finding.level.as_str(), markdown(finding.rule), place, words)
}
