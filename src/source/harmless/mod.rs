//! Text that is fit to print, as a type: what a policy, an argument or a file name says can move no cursor, turn no text around, hide
//! nothing and start no line, whatever it is. Only [`Out`] reaches a terminal, a log, a report or a page, and it takes nothing else.
//!
//! Every character stays one character, so that columns hold; what is replaced gets a visible stand-in of one column.

mod chars;
mod command;
mod json;
mod markdown;
mod out;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use owo_colors::{OwoColorize, Style};
use serde::{Serialize, Serializer};

pub use chars::stand_in;
pub use json::{json, pretty_json};
pub use markdown::{markdown, markdown_cell, markdown_with_code};
pub use out::Out;
pub(crate) use out::{Parts, fit, printable, put, putln};

/// A text that is fit to print: a part of one line, where the program itself puts no line breaks in. There is no way from a text to this
/// type but one that makes it fit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fit<'a>(Cow<'a, str>);

/// Words: a message, a name, an id, a file's name. One line, whatever they contain, and none that a build server takes for
/// a command, even where they are wrapped.
#[must_use]
pub fn prose(text: &str) -> Fit<'_> {
    Fit(without_commands(chars::replaced(text, |c| if c == '\t' { Some(' ') } else { None })))
}

/// A line of a file: its tabs stay, for the one who shows it to expand, and so does a `::` at its start, before which a number stands.
#[must_use]
pub fn line(text: &str) -> Fit<'_> {
    Fit(chars::without_log_commands(chars::replaced(text, |c| (c == '\t').then_some('\t'))))
}

/// Whether a text, which may have several lines, is fit to print as it is.
#[must_use]
pub fn is_fit(text: &str) -> bool {
    text.split('\n').all(|line| chars::misfits(line).next().is_none())
        && chars::without_log_commands(text.into()) == text
}

/// So many blanks.
pub(crate) fn blanks(count: usize) -> Fit<'static> {
    Fit(Cow::Owned(" ".repeat(count)))
}

/// Fit texts one after the other, with the program's own words between them.
pub(crate) fn joined<'t>(texts: impl IntoIterator<Item = Fit<'t>>, between: &'static str) -> Fit<'static> {
    let mut joined = String::new();
    for (number, text) in texts.into_iter().enumerate() {
        joined.push_str(if number == 0 { "" } else { between });
        joined.push_str(&text);
    }
    Fit(Cow::Owned(without_commands(joined.into()).into_owned()))
}

fn without_commands(text: Cow<'_, str>) -> Cow<'_, str> {
    chars::without_line_commands(chars::without_log_commands(text))
}

impl Fit<'_> {
    /// The text in colours, which are the program's own.
    pub(crate) fn painted(&self, style: Style) -> Fit<'static> {
        Fit(Cow::Owned(self.0.style(style).to_string()))
    }

    /// The text in another form, in which `escape` writes each character; what it writes is made fit again.
    pub(crate) fn escaped(&self, mut escape: impl FnMut(char, &mut String)) -> Fit<'static> {
        let mut escaped = String::with_capacity(self.len());
        self.chars().for_each(|c| escape(c, &mut escaped));
        prose(&escaped).into_owned()
    }

    /// The text without blanks at its end.
    pub(crate) fn trimmed(&self) -> Fit<'_> {
        Fit(Cow::Borrowed(self.trim_end()))
    }

    /// The text by itself, apart from where it came from.
    #[must_use]
    pub fn into_owned(self) -> Fit<'static> {
        Fit(Cow::Owned(self.0.into_owned()))
    }
}

impl From<&'static str> for Fit<'static> {
    /// The program's own words.
    fn from(words: &'static str) -> Self {
        Self(Cow::Borrowed(words))
    }
}

impl Deref for Fit<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<[u8]> for Fit<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Display for Fit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Fit<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
