//! The example on the page of a rule: what is wrong in it is marked as `raci check` would, and what only completes it is folded.

use std::io;

use owo_colors::Style;

use super::look::{Look, level_style, paragraph};
use super::words;
use crate::finding::{Finding, Label};
use crate::source::Sources;
use crate::source::harmless::{Fit, Out, blanks, fit, line, prose, putln};

/// Tables that most examples have only so that what is shown stands in a whole policy.
const SETTING: [&str; 7] = ["roles", "people", "departments", "stages", "dimensions", "indicators", "matrix"];

/// Fewer columns than this are not enough for what is said beside a mark.
const LEAST_BESIDE: usize = 20;

/// What stands before a line that is wrong.
const MARK: &str = "> ";

/// What `raci check` finds in the example of a page.
#[derive(Debug, Clone, Copy)]
pub struct TriedExample<'a> {
    /// The policy, which the example is the end of.
    pub sources: &'a Sources,
    /// What is found in it.
    pub findings: &'a [Finding],
    /// How many lines of it stand before the example.
    pub before: usize,
}

/// A place in a line of the example, by columns from 0.
struct LineMark {
    line: usize,
    start: usize,
    length: usize,
    label: String,
}

impl TriedExample<'_> {
    /// Writes the lines of the example, with marks. Where it is not to be full, tables without a mark that nothing `changes` are folded.
    pub(super) fn write(
        &self,
        example: &str,
        changes: Option<&[String]>,
        indent: usize,
        look: Look,
        out: &mut Out<'_>,
    ) -> io::Result<()> {
        let lines: Vec<&str> = example.lines().collect();
        let marks = self.marks();
        let mut at = 0_usize;
        let mut is_after_fold = false;
        for table in tables(&lines) {
            let stays = changes.is_none_or(|changes| {
                let lines = at..at.saturating_add(table.len());
                self.labels().filter_map(|label| self.mark(label)).any(|mark| lines.contains(&mark.line))
                    || table.iter().any(|line| changes.iter().any(|change| change == line))
            });
            let is_folded = !stays && is_setting(table);
            if is_after_fold && !is_folded {
                putln!(out)?;
            }
            is_after_fold = is_folded;
            match table {
                [header, ..] if is_folded => putln!(out, "{}{} …", blanks(indent), line(header))?,
                lines => self.lines(lines, at, &marks, (indent, look), out)?,
            }
            at = at.saturating_add(table.len());
        }
        if is_after_fold {
            putln!(out)?;
        }
        self.message(indent, look, out)
    }

    fn lines(
        &self,
        lines: &[&str],
        from: usize,
        marks: &[LineMark],
        (indent, look): (usize, Look),
        out: &mut Out<'_>,
    ) -> io::Result<()> {
        for (number, text) in (from..).zip(lines) {
            let mut here = marks.iter().filter(|mark| mark.line == number);
            let Some(mark) = here.next() else {
                let indent = if text.is_empty() { 0 } else { indent };
                putln!(out, "{}{}", blanks(indent), line(text))?;
                continue;
            };
            let sign = look.paint(&MARK.into(), self.style());
            putln!(out, "{}{}{}", blanks(indent.saturating_sub(MARK.len())), sign, line(text))?;
            if marks.first().is_some_and(|first| first.line == number) {
                self.label(mark, indent, look, out)?;
            }
        }
        Ok(())
    }

    /// What there is to see at a mark, below it.
    fn label(&self, mark: &LineMark, indent: usize, look: Look, out: &mut Out<'_>) -> io::Result<()> {
        let start = indent.saturating_add(mark.start);
        let sign: Fit<'_> = prose(&"^".repeat(mark.length.max(1))).into_owned();
        let text = prose(&mark.label);
        let beside = start.saturating_add(mark.length.max(1)).saturating_add(1);
        let room = look.width.saturating_sub(beside);
        if room >= words::width(&text).min(LEAST_BESIDE) {
            let lead = fit!("{}{} ", blanks(start), sign);
            return paragraph((&lead, self.style()), (&text, Style::new()), look, out);
        }
        putln!(out, "{}{}", blanks(start), look.paint(&sign, self.style()))?;
        paragraph((&blanks(indent), Style::new()), (&text, Style::new()), look, out)
    }

    /// What is said of the first thing that is wrong.
    fn message(&self, indent: usize, look: Look, out: &mut Out<'_>) -> io::Result<()> {
        let Some(first) = self.findings.first() else { return Ok(()) };
        let lead = fit!("{}{}: ", blanks(indent.saturating_sub(MARK.len())), first.level.as_str());
        paragraph((&lead, self.style()), (&prose(&first.message), Style::new()), look, out)?;
        putln!(out)
    }

    fn style(&self) -> Style {
        self.findings.first().map_or(Style::new(), |finding| level_style(finding.level))
    }

    fn labels(&self) -> impl Iterator<Item = &Label> {
        self.findings.iter().flat_map(|finding| std::iter::once(&finding.primary).chain(&finding.related))
    }

    /// The places that are wrong; where they are not in the example, the first in it that has to do with it.
    fn marks(&self) -> Vec<LineMark> {
        let wrong: Vec<LineMark> = self.findings.iter().filter_map(|finding| self.mark(&finding.primary)).collect();
        if wrong.is_empty() { self.labels().find_map(|label| self.mark(label)).into_iter().collect() } else { wrong }
    }

    /// Where a label is in the example; what spans lines is marked in the first of them.
    fn mark(&self, label: &Label) -> Option<LineMark> {
        let file = self.sources.file(label.place.file);
        let (start, end) = (file.position(label.place.span.start), file.position(label.place.span.end));
        let line = (start.line as usize).checked_sub(self.before.saturating_add(1))?;
        let length = if start.line == end.line {
            end.column.saturating_sub(start.column) as usize
        } else {
            let whole = file.text().get(file.line(start.line)).unwrap_or_default().trim_end().chars().count();
            whole.saturating_sub(start.column.saturating_sub(1) as usize)
        };
        Some(LineMark { line, start: start.column.saturating_sub(1) as usize, length, label: label.text.clone() })
    }
}

/// The tables, each from its header to the line before the next.
fn tables<'a, 'l>(lines: &'a [&'l str]) -> impl Iterator<Item = &'a [&'l str]> {
    lines.chunk_by(|_, next| !next.starts_with('['))
}

fn is_setting(table: &[&str]) -> bool {
    let Some(header) = table.first() else { return false };
    let name = header.trim_matches(['[', ']']).split('.').next().unwrap_or_default();
    SETTING.contains(&name)
}
