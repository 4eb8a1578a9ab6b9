//! What is due where a text stands, and how to write several things there.

use crate::meant::Joining;
use crate::source::{Place, Span};

/// What is due where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Due {
    /// A text.
    #[default]
    Text,
    /// One id.
    One,
    /// One id, or nothing: then this goes, the key with its value.
    OneOrNone(Place),
    /// One thing or a list of them.
    List,
    /// An item of a list.
    Item,
    /// Who decides.
    Answer,
}

impl Due {
    /// What to write for several things, the likeliest first.
    #[must_use]
    pub fn written(self, things: &[String], joint: Joining) -> Vec<String> {
        let all = things.join(", ");
        let answer = |key: &str| format!("{{ {key} = [{all}] }}");
        match self {
            Self::Text => Vec::new(),
            Self::One | Self::OneOrNone(_) => things.to_vec(),
            Self::List => vec![format!("[{all}]")],
            Self::Item => vec![all],
            Self::Answer => match joint {
                Joining::Parted => vec![answer("all"), answer("any")],
                Joining::Together => vec![answer("all")],
                Joining::Choice => vec![answer("any")],
                Joining::Turns => vec![answer("in-turn")],
            },
        }
    }

    /// Why it cannot stay as it is.
    #[must_use]
    pub const fn why(self) -> &'static str {
        match self {
            Self::Text | Self::One | Self::OneOrNone(_) => "one stands here, and several are named",
            Self::List => "several stand in a list, each in quotes of its own",
            Self::Item => "each item of a list stands in quotes of its own",
            Self::Answer => "several who decide stand in a list that says how",
        }
    }
}

/// A text in the quotes of TOML.
#[must_use]
pub fn in_quotes(text: &str) -> String {
    use toml_writer::{ToTomlValue, TomlStringBuilder};
    let text = TomlStringBuilder::new(text);
    let quoted = text.as_basic_pretty().or_else(|| text.as_literal()).unwrap_or_else(|| text.as_basic());
    quoted.to_toml_value()
}

/// What goes with an entry of a table: in brackets its comma as well.
pub(super) fn with_comma(source: &str, entry: Span) -> Span {
    let after = source.get(entry.range().end..).unwrap_or_default();
    let blank = |text: &str| text.len().saturating_sub(text.trim_start_matches([' ', '\t']).len());
    let length = |length: usize| u32::try_from(length).unwrap_or_default();
    let skipped = blank(after);
    if let Some(rest) = after.get(skipped..).and_then(|rest| rest.strip_prefix(',')) {
        let end = entry.end.saturating_add(length(skipped)).saturating_add(1).saturating_add(length(blank(rest)));
        return Span::new(entry.start, end);
    }
    let before = source.get(..entry.range().start).unwrap_or_default().trim_end_matches([' ', '\t']);
    match before.strip_suffix(',') {
        Some(before) => Span::new(length(before.len()), entry.end),
        None => entry,
    }
}
