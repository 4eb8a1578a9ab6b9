//! How a text looks at a terminal: in which colours, and in how many columns.

use std::io;

use owo_colors::Style;

use super::words;
use crate::finding::Level;
use crate::source::harmless::{Fit, Out, blanks, put, putln};

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether it shows colours.
    pub color: bool,
    /// How many columns it has.
    pub width: usize,
}

/// The width where no terminal says another.
const DEFAULT_WIDTH: usize = 80;

impl Default for Look {
    fn default() -> Self {
        Self { color: false, width: DEFAULT_WIDTH }
    }
}

impl Look {
    /// The text in colours, where there are any.
    pub(crate) fn paint(self, text: &Fit<'_>, style: Style) -> Fit<'static> {
        if self.color { text.painted(style) } else { text.clone().into_owned() }
    }
}

/// How what has this level is painted.
pub(super) const fn level_style(level: Level) -> Style {
    match level {
        Level::Error => Style::new().red().bold(),
        Level::Warning => Style::new().yellow().bold(),
        Level::Info => Style::new().cyan().bold(),
    }
}

/// How the word before what is told is painted.
pub(super) const KEY: Style = Style::new().cyan();

/// A paragraph that hangs on its lead.
pub(super) fn paragraph(
    lead: (&Fit<'_>, Style),
    text: (&Fit<'_>, Style),
    look: Look,
    out: &mut Out<'_>,
) -> io::Result<()> {
    let indent = words::width(lead.0);
    put!(out, "{}", look.paint(lead.0, lead.1))?;
    for (number, line) in words::wrap(text.0, look.width.saturating_sub(indent)).iter().enumerate() {
        let indent = if number == 0 { 0 } else { indent };
        putln!(out, "{}{}", blanks(indent), look.paint(line, text.1))?;
    }
    Ok(())
}
