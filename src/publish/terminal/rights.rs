//! Decision rights in a terminal: the cases on the left, who decides on the right.

use std::io;

use owo_colors::Style;

use super::super::register::{Register, RegisterEntry};
use super::super::rights::{Clause, ClauseStep};
use super::text::{filled, pad, width};
use crate::model::Manner;
use crate::report::Look;
use crate::source::harmless::{Fit, Out, blanks, fit, prose, putln};
use crate::words::Voice;

/// Blanks before what stands under something.
const INDENT: usize = 2;
/// Blanks between cases and who decides.
const GAP: usize = 2;

pub(super) fn write(register: &Register<'_>, is_under_matrix: bool, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    if is_under_matrix && !register.is_empty() {
        let title = look.paint(&register.voice.words().decisions.into(), Style::new().bold().underline());
        putln!(out, "\n{}", title)?;
    }
    for (number, entry) in register.all.iter().enumerate() {
        if number > 0 || is_under_matrix {
            putln!(out)?;
        }
        let mut printer = Printer { voice: register.voice, look, left: 0, out };
        printer.left = printer.left_of(entry);
        printer.entry(entry)?;
    }
    Ok(())
}

/// Writes a decision.
struct Printer<'a, 'o> {
    voice: Voice<'a>,
    look: Look,
    /// How wide the cases are.
    left: usize,
    out: &'a mut Out<'o>,
}

impl Printer<'_, '_> {
    fn entry(&mut self, entry: &RegisterEntry) -> io::Result<()> {
        let colon = self.voice.words().colon;
        for line in filled(&entry.name, self.look.width) {
            putln!(self.out, "{}", self.look.paint(&line, Style::new().bold()))?;
        }
        for (name, term) in &entry.terms {
            let term = if term.is_empty() { (*name).to_owned() } else { format!("{name}{colon}{term}") };
            self.hanging(INDENT, &term, Style::new().dimmed())?;
        }
        entry.clauses.iter().try_for_each(|clause| self.clause(clause))?;
        for (mark, note) in &entry.notes {
            self.hanging(INDENT, &format!("{mark} {note}"), Style::new().dimmed())?;
        }
        Ok(())
    }

    fn clause(&mut self, clause: &Clause) -> io::Result<()> {
        match clause.steps.as_slice() {
            [only] if only.limit.is_empty() => self.row(INDENT, &self.cases_of(clause), only),
            steps if clause.when.is_empty() => steps.iter().try_for_each(|step| self.row(INDENT, &step.limit, step)),
            steps => {
                self.hanging(INDENT, &self.cases_of(clause), Style::new())?;
                steps.iter().try_for_each(|step| self.row(2 * INDENT, &step.limit, step))
            }
        }
    }

    fn cases_of(&self, clause: &Clause) -> String {
        let whole = clause.whole(self.voice);
        if whole.is_empty() { self.voice.words().every_case.to_owned() } else { whole }
    }

    /// The cases of an answer, the answer, and under it who stands beside it.
    fn row(&mut self, indent: usize, cases: &str, step: &ClauseStep) -> io::Result<()> {
        let words = self.voice.words();
        let beside = Manner::ALL.into_iter().zip(&step.beside).filter(|(_, who)| !who.is_empty());
        let beside = beside.map(|(manner, who)| (words.manner(manner), who));
        let beside = beside.chain(step.times.iter().map(|(name, time)| (*name, time)));
        let room = self.look.width.saturating_sub(self.left + GAP);
        let mut right = filled(&step.answer, room);
        for (name, who) in beside {
            right.extend(filled(&format!("{name}{}{who}", words.colon), room));
        }
        let left = filled(cases, self.left.saturating_sub(indent));
        for number in 0..left.len().max(right.len()) {
            let left = left.get(number).map_or_else(Fit::default, Fit::clone);
            let left = pad(&fit!("{}{}", blanks(indent), left), self.left + GAP);
            let right = right.get(number).map_or_else(Fit::default, Fit::clone);
            putln!(self.out, "{}", fit!("{}{}", left, right).trimmed())?;
        }
        Ok(())
    }

    fn hanging(&mut self, indent: usize, text: &str, style: Style) -> io::Result<()> {
        for line in filled(text, self.look.width.saturating_sub(indent)) {
            putln!(self.out, "{}{}", blanks(indent), self.look.paint(&line, style))?;
        }
        Ok(())
    }

    /// How wide the cases of a decision are: as their widest, or half of the screen.
    fn left_of(&self, entry: &RegisterEntry) -> usize {
        let widths = entry.clauses.iter().flat_map(|clause| match clause.steps.as_slice() {
            [only] if only.limit.is_empty() => vec![INDENT + width(&prose(&self.cases_of(clause)))],
            steps => {
                let indent = if clause.when.is_empty() { INDENT } else { 2 * INDENT };
                steps.iter().map(|step| indent + width(&prose(&step.limit))).collect()
            }
        });
        widths.max().unwrap_or_default().min(self.look.width / 2)
    }
}
