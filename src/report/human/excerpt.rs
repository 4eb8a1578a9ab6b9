//! Lines of a file made ready for `miette`: harmless, cut to the screen, and with room for a caret at the end of each.

use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::window::{Room, columns, window};
use super::words;
use crate::source::harmless;

/// The columns of `╰── `, by which a label hangs on its mark.
pub(super) const STEM: usize = 4;

/// The columns within which a label is broken into lines rather than the source line moved to the left.
const LABEL_ROOM: usize = 30;

/// A label narrower than this is not worth breaking further.
const LEAST_LABEL: usize = 16;

/// What is to be marked in one line: bytes of that line, and a harmless text, which may be empty.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) bytes: Range<usize>,
    pub(super) text: String,
}

impl Mark {
    /// What the mark asks for on the screen.
    pub(super) fn room(&self) -> Room {
        let text = words::width(&self.text).min(LABEL_ROOM);
        Room { bytes: self.bytes.clone(), label: if text == 0 { 0 } else { STEM + text } }
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
        let rooms: Vec<Room> = marks.iter().map(|mark| mark.room()).collect();
        let shown = window(line, &rooms, width);
        self.text.push_str(if shown.start > 0 { "…" } else { "" });
        let start = self.text.len();
        let text = line.get(shown.clone()).unwrap_or_default();
        let harmless = harmless::line(text);
        self.text.push_str(&harmless);
        for mark in marks {
            let at = |byte: usize| {
                let before = text.get(..byte.clamp(shown.start, shown.end) - shown.start).unwrap_or_default();
                let bytes = harmless.char_indices().nth(before.chars().count()).map_or(harmless.len(), |(at, _)| at);
                (bytes, columns(before))
            };
            let ((from, left), (to, right)) = (at(mark.bytes.start), at(mark.bytes.end));
            let room = width.saturating_sub((left + right) / 2 + STEM).max(LEAST_LABEL);
            let label = (!mark.text.is_empty()).then(|| words::wrap(&mark.text, room).join("\n"));
            self.labels.push(LabeledSpan::new(label, start + from, to - from));
        }
        self.text.push_str(if shown.end < line.len() { "… \n" } else { " \n" });
    }
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
