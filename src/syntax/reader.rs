//! Reading one file: what a table, a text, a number must look like, and how a mistake is said.

use std::collections::HashSet;
use std::fmt;

use case_space::Number;
use toml_mistakes::{Entry, Table, Value, ValueKind};

use super::flaw::Flaw;
use super::key::{home_of, nearest_key};
use super::meant::{in_threes, number_meant};
use super::twice::stands_twice;
use crate::finding::Finding;
use crate::nearest::did_you_mean;
use crate::source::{FileId, Place, Span};
use crate::subject::{Kind, Subject, Text};

/// Reads one file and collects its mistakes.
#[derive(Debug)]
pub struct Reader {
    file: FileId,
    subject: Subject,
    mistakes: Vec<Finding>,
    unread: Unread,
    in_threes: Vec<(Place, Text)>,
    /// Values that stand under a key that is none, and are read as those of the nearest.
    guessed: HashSet<Span>,
}

/// What stands in values that were not read.
#[derive(Debug, Default)]
pub struct Unread {
    /// The keys of tables; they may be ids that are defined there.
    pub keys: Vec<Text>,
    /// The texts; they may be references.
    pub texts: Vec<Text>,
}

impl Reader {
    /// A reader of the file `file`.
    #[must_use]
    pub fn new(file: FileId) -> Self {
        Self {
            file,
            subject: Subject::Matrix,
            mistakes: Vec::new(),
            unread: Unread { keys: Vec::new(), texts: Vec::new() },
            in_threes: Vec::new(),
            guessed: HashSet::new(),
        }
    }

    /// What was wrong, what was not read, and the numbers that may be [meant in groups of three](super::meant::in_threes).
    #[must_use]
    pub fn finish(self) -> (Vec<Finding>, Unread, Vec<(Place, Text)>) {
        (self.mistakes, self.unread, self.in_threes)
    }

    pub(super) const fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    pub(super) fn about(&mut self, subject: Subject) -> Subject {
        std::mem::replace(&mut self.subject, subject)
    }

    pub(super) fn say(&mut self, finding: Finding) {
        self.mistakes.push(finding);
    }

    pub(super) fn mistake(&self, mistake: Flaw, place: Place, message: impl Into<String>) -> Finding {
        mistake.finding(self.subject.clone(), place, message)
    }

    /// Says that the file is not TOML at one place.
    pub(super) fn invalid_toml(&mut self, mistake: &toml_mistakes::Mistake) {
        let place = self.place(mistake.span);
        let mut finding = self.mistake(Flaw::InvalidToml, place, mistake.message.clone());
        if let Some(help) = &mistake.help {
            finding = finding.help(help.clone());
        }
        if let Some((span, text)) = &mistake.related {
            let other = self.place(*span);
            finding = finding.also(other, text.clone());
        }
        self.say(finding);
    }

    /// Says that the value cannot be read, unless it is under its key only by a guess.
    pub(super) fn invalid(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        if self.guessed.contains(&span) {
            return;
        }
        let finding = self.mistake(Flaw::InvalidValue, self.place(span), message).help(help);
        self.say(finding);
    }

    /// Says that a key which must be there is not.
    pub(super) fn missing_key(&mut self, place: Place, key: &str) {
        let finding =
            self.mistake(Flaw::MissingKey, place, format!("`{key}` is missing")).help(format!("add `{key} = …`"));
        self.say(finding);
    }

    /// Says that a value is of the wrong kind.
    pub(super) fn expected(&mut self, wanted: impl fmt::Display, value: Value<'_>) {
        let found = describe(value.kind());
        if let ValueKind::Broken = value.kind() {
            return;
        }
        self.invalid(value.span(), format!("expected {wanted}, found {found}"), format!("write {wanted} here"));
    }

    /// Says that a word of a list stands in it already.
    pub(super) fn stands_twice(&mut self, noun: &str, word: &str, again: Place, first: Place) {
        let finding = stands_twice(self.subject.clone(), noun, word, again, first);
        self.say(finding);
    }

    /// The value as a table, or says that it must be one.
    pub(super) fn table<'d>(&mut self, value: Value<'d>) -> Option<Table<'d>> {
        if let ValueKind::Table(table) = value.kind() {
            return Some(table);
        }
        self.expected("a table", value);
        None
    }

    /// The entries of a table under the keys that it may have. A key that it may not have is reported; where one that it may have is
    /// close, the entry is taken for that one, so that nothing else is said because of a slip. A key may then come twice.
    pub(super) fn entries<'d>(
        &mut self,
        table: Table<'d>,
        keys: &'static [&'static str],
    ) -> Vec<(&'static str, Entry<'d>)> {
        self.entries_beside(table, keys, |_, _| false)
    }

    /// The same where the table may have other keys beside: of each it is asked whether it is one, and was taken.
    pub(super) fn entries_beside<'d>(
        &mut self,
        table: Table<'d>,
        keys: &'static [&'static str],
        mut take: impl FnMut(Entry<'d>, &mut Self) -> bool,
    ) -> Vec<(&'static str, Entry<'d>)> {
        let mut entries = Vec::with_capacity(table.len());
        let mut unknown = Vec::new();
        for entry in table.iter() {
            let written = entry.key();
            match keys.iter().find(|key| **key == written) {
                Some(key) => entries.push((*key, entry)),
                None if take(entry, self) => {}
                None => unknown.push(entry),
            }
        }
        for entry in unknown {
            match self.unknown_key(entry, keys) {
                Some(key) => entries.push((key, entry)),
                None => self.leave_unread(entry.value()),
            }
        }
        entries
    }

    /// The same with each key once.
    pub(super) fn single_entries<'d>(
        &mut self,
        table: Table<'d>,
        keys: &'static [&'static str],
    ) -> Vec<(&'static str, Entry<'d>)> {
        let mut entries: Vec<(&'static str, Entry<'d>)> = Vec::new();
        for (key, entry) in self.entries(table, keys) {
            if entries.iter().all(|(other, _)| *other != key) {
                entries.push((key, entry));
            } else {
                self.leave_unread(entry.value());
            }
        }
        entries
    }

    /// Notes what stands in a value that is not read.
    pub(super) fn leave_unread(&mut self, value: Value<'_>) {
        match value.kind() {
            ValueKind::String(text) => self.unread.texts.push(text.into()),
            ValueKind::Array(array) => array.iter().for_each(|value| self.leave_unread(value)),
            ValueKind::Table(table) => self.unread.keys.extend(table.iter().map(|entry| Text::from(entry.key()))),
            _ => {}
        }
    }

    /// Says that a key is not known, and gives the one that was meant where that is plain.
    pub(super) fn unknown_key(&mut self, entry: Entry<'_>, keys: &'static [&'static str]) -> Option<&'static str> {
        let written = entry.key();
        let home = home_of(written);
        let found = nearest_key(written, keys).filter(|_| home.is_none());
        let help = did_you_mean(found.clone(), |near| match (home, near) {
            (Some(home), _) => format!("`{written}` belongs in {home}"),
            (None, Some(key)) if keys.len() > 6 => format!("the nearest key that is known here is `{key}`"),
            (None, _) => format!("the keys that are known here: {}", list(keys)),
        });
        let place = self.place(entry.key_span());
        let finding = self
            .mistake(Flaw::UnknownKey, place, format!("the format has no key `{written}` here"))
            .label("not known")
            .help(help);
        self.say(finding);
        let guess = found.filter(|near| near.is_close).map(|near| near.word);
        if guess.is_some() {
            self.guessed.insert(entry.value().span());
        }
        guess
    }

    /// The text of the value, or says that it must be a text.
    pub(super) fn text<'d>(&mut self, value: Value<'d>, wanted: impl fmt::Display) -> Option<&'d str> {
        if let ValueKind::String(text) = value.kind() {
            return Some(text);
        }
        self.expected(wanted, value);
        None
    }

    /// The word that the value is, or says that it must be one of `words`.
    pub(super) fn word(
        &mut self,
        value: Value<'_>,
        noun: &str,
        words: &'static [&'static str],
    ) -> Option<&'static str> {
        let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let wanted = format!("one of {}", quoted.join(", "));
        let written = self.text(value, &wanted)?;
        let known = words.iter().find(|word| **word == written).copied();
        if known.is_none() {
            let help = match nearest_key(written, words) {
                Some(near) if near.is_close => format!("did you mean \"{}\"?", near.word),
                _ => format!("write {wanted}"),
            };
            self.invalid(value.span(), format!("`{written}` is no {noun}"), help);
        }
        known
    }

    /// The same, or the word that was meant where that is plain.
    pub(super) fn nearest_word(
        &mut self,
        value: Value<'_>,
        noun: &str,
        words: &'static [&'static str],
    ) -> Option<&'static str> {
        let known = self.word(value, noun, words);
        let ValueKind::String(written) = value.kind() else { return known };
        known.or_else(|| nearest_key(written, words).filter(|near| near.is_close).map(|near| near.word))
    }

    /// What `read` says is wrong, apart from everything else.
    pub(super) fn apart<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, Vec<Finding>) {
        let before = self.mistakes.len();
        let value = read(self);
        (value, self.mistakes.split_off(before.min(self.mistakes.len())))
    }

    /// The number that the value is, if it is a number at all; says what is wrong with one that cannot be used.
    pub(super) fn number(&mut self, value: Value<'_>) -> Option<Number> {
        let (ValueKind::Integer(written) | ValueKind::Float(written)) = value.kind() else {
            match value.kind() {
                ValueKind::String(text) if let Some(help) = number_meant(text) => {
                    self.invalid(value.span(), "expected a number, found a text", help);
                }
                _ => self.expected("a number", value),
            }
            return None;
        };
        if in_threes(written) {
            self.in_threes.push((self.place(value.span()), (*written).into()));
        }
        match written.parse() {
            Ok(number) => Some(number),
            Err(error) => {
                self.invalid(
                    value.span(),
                    format!("`{written}` cannot be used as a number: {error}"),
                    "write a plain decimal number",
                );
                None
            }
        }
    }
}

/// What a table is about that names it under `key`.
pub(super) fn named_under(table: Table<'_>, key: &str, kind: Kind) -> Option<Subject> {
    match table.get(key)?.value().kind() {
        ValueKind::String(id) => Some(Subject::Of(kind, id.into())),
        _ => None,
    }
}

/// Words in backticks with commas between them.
pub(super) fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// What a value is, in words.
pub(super) const fn describe(kind: ValueKind<'_>) -> &'static str {
    match kind {
        ValueKind::String(_) => "a text",
        ValueKind::Integer(_) | ValueKind::Float(_) => "a number",
        ValueKind::Boolean(_) => "`true` or `false`",
        ValueKind::Datetime(_) => "a date or time",
        ValueKind::Array(_) => "a list",
        ValueKind::Table(_) => "a table",
        ValueKind::Broken => "nothing that can be read",
    }
}
