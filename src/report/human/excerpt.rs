//! Lines of a file made ready for `miette`: harmless, cut to the screen, and with room for a caret at the end of each.

use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::window::{Footprint, columns, window};
use super::words;
use crate::source::harmless::{self, Fit};

/// The columns of `╰── `, by which a label hangs on its mark.
const STEM: usize = 4;

/// The columns within which a label is broken into lines rather than the source line moved to the left.
const LABEL_ROOM: usize = 30;

/// A label narrower than this is not worth breaking further.
pub(super) const LEAST_LABEL: usize = 16;

/// What is to be marked in one line: bytes of that line, and a text, which may be empty.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) bytes: Range<usize>,
    pub(super) text: Fit<'static>,
}

impl Mark {
    /// Whether both can be drawn in one line; a caret takes a column although it covers no byte.
    pub(super) fn is_apart_from(&self, other: &Self) -> bool {
        let (a, b) = (&self.bytes, &other.bytes);
        a.end.max(a.start + 1) <= b.start || b.end.max(b.start + 1) <= a.start
    }

    /// What the mark takes where its label is broken into lines of at most so many columns.
    pub(super) fn footprint(&self, most: usize) -> Footprint {
        let text = words::width(&self.text).min(most);
        Footprint { bytes: self.bytes.clone(), label: if text == 0 { 0 } else { STEM + text } }
    }
}

/// Some lines of one file that follow each other, and what is marked in them, in order.
#[derive(Debug)]
pub(super) struct Excerpt {
    text: String,
    first_line: usize,
    labels: Vec<LabeledSpan>,
}

impl Excerpt {
    /// An excerpt that starts at the line `first_line`, counted from 1.
    pub(super) const fn starting_at(first_line: u32) -> Self {
        Self { text: String::new(), first_line: first_line as usize, labels: Vec::new() }
    }

    /// Adds the next line, with marks that do not overlap, in order.
    pub(super) fn push(&mut self, line: &str, marks: &[&Mark], width: usize) {
        let footprints: Vec<Footprint> = marks.iter().map(|mark| mark.footprint(LABEL_ROOM)).collect();
        let shown = window(line, &footprints, width);
        self.text.push_str(if shown.start > 0 { "…" } else { "" });
        let part = line.get(shown.clone()).unwrap_or_default();
        let harmless = harmless::line(part);
        for mark in marks {
            let (bytes, label) = draw(mark, part, shown.start, &harmless, width);
            self.labels.push(LabeledSpan::new(label, self.text.len() + bytes.start, bytes.len()));
        }
        self.text.push_str(&harmless);
        self.text.push_str(if shown.end < line.len() { "… \n" } else { " \n" });
    }
}

/// Where a mark is in the harmless part of its line, which is the `part` that starts at the byte `from`; and its label, broken to the
/// room on the right, if it says something.
fn draw(mark: &Mark, part: &str, from: usize, harmless: &str, width: usize) -> (Range<usize>, Option<String>) {
    let before = |byte: usize| part.get(..byte.saturating_sub(from).min(part.len())).unwrap_or_default();
    let (start, end) = (before(mark.bytes.start), before(mark.bytes.end));
    let stem = (columns(start) + columns(end)) / 2 + STEM;
    let room = width.saturating_sub(stem).max(LEAST_LABEL);
    let label = || words::wrap(&mark.text, room).iter().map(Fit::to_string).collect::<Vec<_>>().join("\n");
    let bytes = same_characters(start, harmless)..same_characters(end, harmless);
    (bytes, (!mark.text.is_empty()).then(label))
}

/// The bytes of as many characters of `harmless` as `before` has: each character stays one.
fn same_characters(before: &str, harmless: &str) -> usize {
    harmless.char_indices().nth(before.chars().count()).map_or(harmless.len(), |(at, _)| at)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (all, lines) = ((0, self.text.len()).into(), self.text.matches('\n').count());
        Ok(Box::new(MietteSpanContents::new(self.text.as_bytes(), all, self.first_line.saturating_sub(1), 0, lines)))
    }
}

impl Diagnostic for Excerpt {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Excerpt {}
