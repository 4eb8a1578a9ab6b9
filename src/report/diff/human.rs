//! What moved, for a terminal.

use std::io;

use owo_colors::Style;

use super::super::human::{Look, wrap_around_names};
use super::comparison::{Comparison, PolicyDiff};
use super::folded::Folded;
use crate::diff::{Effect, Version};
use crate::source::Place;
use crate::source::harmless::{Out, blanks, prose, putln};

/// Writes what moved in each policy: under headings, with the cases and the places, and in one line at the end. Lines are broken where
/// `width` says how wide the terminal is.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn human(comparison: &Comparison, look: Look, width: Option<usize>, out: &mut Out<'_>) -> io::Result<()> {
    let screen = Screen { comparison, look, width };
    for (number, policy) in comparison.policies.iter().enumerate() {
        if number > 0 {
            putln!(out)?;
        }
        screen.line(&format!("{} {}", policy.title(), comparison.span()), 0, PLAIN, out)?;
        screen.changes(policy, out)?;
        putln!(out)?;
        screen.line(&policy.sum_up(), 0, PLAIN.bold(), out)?;
    }
    Ok(())
}

const PLAIN: Style = Style::new();

/// How a heading is painted: what deserves a look stands out.
const fn heading_style(effect: Effect) -> Style {
    match effect {
        Effect::Gap | Effect::Overlap | Effect::Weakened => Style::new().red().bold(),
        Effect::Gained | Effect::Accountable | Effect::Altered | Effect::Unproven => Style::new().yellow().bold(),
        _ => Style::new().cyan().bold(),
    }
}

/// A place stands so many columns in, and so does what a line goes on with.
const HANG: usize = 6;

struct Screen<'a> {
    comparison: &'a Comparison,
    look: Look,
    width: Option<usize>,
}

impl Screen<'_> {
    fn changes(&self, policy: &PolicyDiff, out: &mut Out<'_>) -> io::Result<()> {
        for (effect, entries) in policy.grouped() {
            putln!(out, "\n{}", self.look.paint(&effect.title().into(), heading_style(effect)))?;
            for entry in entries {
                self.entry(&entry, out)?;
            }
        }
        Ok(())
    }

    fn entry(&self, entry: &Folded<'_>, out: &mut Out<'_>) -> io::Result<()> {
        let style = if entry.first().own { Style::new().red() } else { PLAIN };
        self.line(&entry.words(), 2, style, out)?;
        if !entry.is_folded() {
            return self.place(entry.first().place, HANG, out);
        }
        for (regions, place) in entry.by_place() {
            for region in regions {
                self.line(&region, HANG, PLAIN, out)?;
            }
            self.place(place, HANG.saturating_add(4), out)?;
        }
        Ok(())
    }

    fn place(&self, place: Option<(Version, Place)>, indent: usize, out: &mut Out<'_>) -> io::Result<()> {
        let Some(place) = place else { return Ok(()) };
        let (file, at) = self.comparison.position(place);
        let place = prose(&format!("{file}:{}:{}", at.line, at.column)).into_owned();
        putln!(out, "{}{}", blanks(indent), self.look.paint(&place, Style::new().dimmed()))
    }

    /// A text so many columns in; what it goes on with stands further in.
    fn line(&self, text: &str, indent: usize, style: Style, out: &mut Out<'_>) -> io::Result<()> {
        let text = prose(text);
        let hang = if indent == 0 { 0 } else { indent.saturating_add(2) };
        let lines = match self.width {
            Some(width) => wrap_around_names(&text, width.saturating_sub(hang)),
            None => vec![text.into_owned()],
        };
        for (number, line) in lines.iter().enumerate() {
            let indent = if number == 0 { indent } else { hang };
            putln!(out, "{}{}", blanks(indent), self.look.paint(line, style))?;
        }
        Ok(())
    }
}
