//! The tables of a policy before they are text: which parts of them have no order, so that they can be put into another one.

use std::fmt::Write as _;

/// What stands behind a key.
#[derive(Debug, Clone)]
pub(crate) enum Toml {
    /// As it is written.
    Plain(String),
    /// What has an order.
    List(Vec<Toml>),
    /// A list in which the order means nothing.
    Set(Of, Vec<Toml>),
    Table(Vec<Key>),
}

pub(crate) type Key = (&'static str, Toml);

/// What a list without order is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Roles,
    /// Members of an answer: one alone stays in its list.
    Members,
    Values,
    Cases,
}

/// One table at the top of a file.
#[derive(Debug, Clone)]
pub(crate) struct Thing {
    pub(crate) header: Header,
    pub(crate) keys: Vec<Key>,
}

#[derive(Debug, Clone)]
pub(crate) enum Header {
    /// `[matrix]`: only in the main file.
    Main(&'static str),
    /// `[[stages]]`: only in the main file, and in order.
    InOrder(&'static str),
    /// `[roles.ID]`
    Id(&'static str, String),
    /// `[[waivers]]`
    OneOf(&'static str),
}

impl Toml {
    pub(crate) fn text(text: impl std::fmt::Display) -> Self {
        Self::Plain(format!("\"{text}\""))
    }

    pub(crate) fn yes() -> Self {
        Self::Plain("true".into())
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Plain(plain) => text.push_str(plain),
            // one id may stand alone
            Self::Set(Of::Roles, items) if items.len() == 1 => items[0].write(text),
            Self::List(items) | Self::Set(_, items) => {
                text.push('[');
                for (number, item) in items.iter().enumerate() {
                    text.push_str(if number == 0 { "" } else { ", " });
                    item.write(text);
                }
                text.push(']');
            }
            Self::Table(keys) => {
                text.push('{');
                for (number, (key, value)) in keys.iter().enumerate() {
                    let _ = write!(text, "{} {key} = ", if number == 0 { "" } else { "," });
                    value.write(text);
                }
                text.push_str(" }");
            }
        }
    }
}

impl Thing {
    pub(crate) fn is_main(&self) -> bool {
        matches!(self.header, Header::Main(_) | Header::InOrder(_))
    }

    fn write(&self, text: &mut String) {
        let _ = match &self.header {
            Header::Main(table) => writeln!(text, "[{table}]"),
            Header::InOrder(table) | Header::OneOf(table) => writeln!(text, "[[{table}]]"),
            Header::Id(table, id) => writeln!(text, "[{table}.{id}]"),
        };
        for (key, value) in &self.keys {
            let _ = write!(text, "{key} = ");
            value.write(text);
            text.push('\n');
        }
    }
}

/// The text of a file with these tables.
pub(crate) fn text<'a>(things: impl IntoIterator<Item = &'a Thing>) -> String {
    let mut text = String::new();
    things.into_iter().for_each(|thing| thing.write(&mut text));
    text
}
