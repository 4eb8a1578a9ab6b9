//! Reading one file: what a table, a text, a number must look like, and how a mistake is said.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use case_space::Number;
use toml_mistakes::{Entry, Table, Value, ValueKind};

use super::due::Due;
use super::flaw::Flaw;
use super::key::{day_key, nearest_key};
use super::layout::Layout;
use super::meant::in_threes;
use super::outline::Outline;
use super::twice::stands_twice;
use crate::finding::{Finding, Fix, TextChange};
use crate::source::{FileId, Place, Span};
use crate::subject::{Kind, Subject, Text};

/// Reads one file and collects its mistakes.
#[derive(Debug)]
pub struct Reader {
    file: FileId,
    subject: Subject,
    mistakes: Vec<Finding>,
    /// What is no TOML, by where it begins.
    not_toml: BTreeMap<u32, Finding>,
    pub(super) unread: Unread,
    in_threes: Vec<(Place, Text)>,
    dues: Vec<(Place, Due)>,
    /// What is due where something is read.
    pub(super) due: Due,
    /// The key under which something is read, and all of its entry.
    pub(super) entry: (Span, Span),
    /// The units in which the file counts.
    pub(super) units: Vec<String>,
    /// Values that stand under a key that is none, and are read as those of the nearest.
    pub(super) guessed: HashSet<Span>,
    /// The text, and where its tables stand.
    pub(super) layout: Layout,
    /// The tables of the format.
    pub(super) outline: &'static Outline,
    /// Lines that are no TOML and of which all is said.
    pub(super) foreign: Vec<Span>,
    /// The tables that are being read, outermost first.
    pub(super) above: Vec<Above>,
}

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Above {
    /// The keys that it may have.
    pub(super) keys: &'static [&'static str],
    /// Where it stands.
    pub(super) place: Place,
}

/// What came of reading a file.
#[derive(Debug, Default)]
pub struct Noted {
    /// What was wrong.
    pub mistakes: Vec<Finding>,
    /// What was not read.
    pub unread: Unread,
    /// The numbers that may be [meant in groups of three](super::meant::in_threes).
    pub in_threes: Vec<(Place, Text)>,
    /// What is due where ids stand.
    pub dues: Vec<(Place, Due)>,
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
    pub(super) fn new(file: FileId, layout: Layout, outline: &'static Outline) -> Self {
        Self {
            file,
            layout,
            outline,
            above: Vec::new(),
            foreign: Vec::new(),
            subject: Subject::Matrix,
            mistakes: Vec::new(),
            not_toml: BTreeMap::new(),
            dues: Vec::new(),
            due: Due::Text,
            entry: Default::default(),
            units: Vec::new(),
            unread: Unread { keys: Vec::new(), texts: Vec::new() },
            in_threes: Vec::new(),
            guessed: HashSet::new(),
        }
    }

    /// What was wrong, and what else was noted.
    #[must_use]
    pub fn finish(self) -> Noted {
        let mistakes = self.not_toml.into_values().chain(self.mistakes).collect();
        Noted { mistakes, unread: self.unread, in_threes: self.in_threes, dues: self.dues }
    }

    /// Reads something where this is due.
    pub(super) fn where_due<T>(&mut self, due: Due, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.due, due);
        let read = read(self);
        self.due = outer;
        read
    }

    /// Reads an entry.
    pub(super) fn in_entry<T>(&mut self, entry: Entry<'_>, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.entry, (entry.key_span(), entry.span()));
        let read = self.where_due(Due::Text, read);
        self.entry = outer;
        read
    }

    /// Notes what is due where an id stands.
    pub(super) fn note_due(&mut self, place: Place, due: Due) {
        self.dues.push((place, due));
    }

    /// Says what is wrong with a value, in place of what TOML says of it, unless it is under its key only by a guess.
    pub(super) fn say_of_value(&mut self, value: Value<'_>, finding: Finding) {
        let span = value.span();
        if self.guessed.contains(&span) || self.is_foreign(span) {
            return;
        }
        let within = self.not_toml.range(span.start..=span.end).map(|(start, _)| *start);
        for start in within.collect::<Vec<_>>() {
            self.not_toml.remove(&start);
        }
        self.say(finding);
    }

    /// Begins to read a table with these keys.
    pub(super) fn enter(&mut self, keys: &'static [&'static str], place: Place) {
        self.above.push(Above { keys, place });
    }

    /// Ends what was begun last.
    pub(super) fn leave(&mut self) {
        self.above.pop();
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
        if mistake.kind == toml_mistakes::MistakeKind::Unquoted && self.is_key(mistake.span) {
            let text = self.layout.text(mistake.span);
            let quoted = if text.contains(['"', '\\']) { format!("'{text}'") } else { format!("\"{text}\"") };
            finding = finding.fix(Fix::write(place, quoted));
        }
        if mistake.message.starts_with("`=` is missing after") {
            let end = Span::new(mistake.span.end, mistake.span.end);
            let change = TextChange::Write(vec![(self.place(end), " =".to_owned())]);
            finding = finding.fix(Fix::new("write `=` between the name and its value", change));
        } else if mistake.message == "a key and its value are joined by `=`" {
            finding = finding.fix(Fix::write(place, " ="));
        }
        for correction in &mistake.corrections {
            let edits = correction.edits.iter().map(|(span, text)| (self.place(*span), text.clone())).collect();
            let fix = Fix::new(correction.message.clone(), TextChange::Write(edits));
            finding = finding.fix(if correction.is_safe { fix.safe() } else { fix });
        }
        self.not_toml.insert(mistake.span.start, finding);
    }

    /// Whether what stands there ends as a key does.
    fn is_key(&self, span: Span) -> bool {
        self.layout.from(span.end).trim_start_matches([' ', '\t']).starts_with(['=', ']', '.'])
    }

    /// Whether it is said that something must stand in quotes.
    pub(super) fn is_unquoted(&self, span: Span) -> bool {
        let is_it =
            |finding: &Finding| finding.primary.place.span == span && finding.message.ends_with("must stand in quotes");
        self.not_toml.values().any(is_it)
    }

    /// Whether it stands on a line of which all is said.
    pub(super) fn is_foreign(&self, span: Span) -> bool {
        let after = self.foreign.partition_point(|lines| lines.end <= span.start);
        self.foreign.get(after).is_some_and(|lines| lines.start <= span.start)
    }

    /// Takes back that something must stand in quotes, since there is more to say of it.
    pub(super) fn take_back(&mut self, span: Span) {
        let is_within = |at: Span| at.start == span.start && at.end <= span.end;
        self.not_toml.retain(|_, finding| {
            !is_within(finding.primary.place.span) || !finding.message.ends_with("must stand in quotes")
        });
    }

    /// Says that the value cannot be read, unless it is under its key only by a guess.
    pub(super) fn invalid(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.invalid_with(span, message, help, []);
    }

    /// The same with what would mend it.
    pub(super) fn invalid_with(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
        fixes: impl IntoIterator<Item = Fix>,
    ) {
        if self.guessed.contains(&span) {
            return;
        }
        let finding = self.mistake(Flaw::InvalidValue, self.place(span), message).help(help).fixes(fixes);
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
        if let ValueKind::Broken | ValueKind::Bare(_) = value.kind() {
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
            if self.is_foreign(entry.key_span()) {
                continue;
            }
            let written = entry.key();
            match keys.iter().find(|key| **key == written) {
                Some(key) if day_key(entry, keys).is_none() => entries.push((*key, entry)),
                None if take(entry, self) => {}
                _ => unknown.push(entry),
            }
        }
        for entry in self.gather(table, keys, unknown, &mut entries) {
            match self.unknown_key(entry, table, keys) {
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

    /// Notes what stands in a value and in what it holds, none of which is read.
    pub(super) fn leave_all_unread(&mut self, value: Value<'_>) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            self.leave_unread(value);
            match value.kind() {
                ValueKind::Array(array) => open.extend(array.iter()),
                ValueKind::Table(table) => open.extend(table.iter().map(Entry::value)),
                _ => {}
            }
        }
    }

    /// The text of the value, or says that it must be a text.
    pub(super) fn text<'d>(&mut self, value: Value<'d>, wanted: impl fmt::Display) -> Option<&'d str> {
        match value.kind() {
            ValueKind::String(text) => return Some(text),
            ValueKind::Bare(written) => {
                self.amend_text(value, written);
            }
            _ => self.expected(wanted, value),
        }
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
            let place = self.place(value.span());
            let finding = self.mistake(Flaw::InvalidValue, place, format!("`{written}` is no {noun}"));
            let finding = match nearest_key(written, words) {
                Some(near) => {
                    let fix = Fix::write(place, format!("\"{}\"", near.word));
                    finding.help(format!("did you mean \"{}\"?", near.word)).fix(fix)
                }
                None => finding.help(format!("write {wanted}")),
            };
            self.say_of_value(value, finding);
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
                ValueKind::String(text) | ValueKind::Bare(text) => self.amend_number(value, text),
                _ => self.expected("a number", value),
            }
            return None;
        };
        if in_threes(written) {
            self.in_threes.push((self.place(value.span()), (*written).into()));
        }
        match written.parse() {
            Ok(number) => Some(number),
            Err(_) if self.is_without_limit(value, written) => {
                self.amend_number(value, written);
                None
            }
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
        ValueKind::Bare(_) | ValueKind::Broken => "nothing that can be read",
    }
}
