//! Reading values: what a table, a list, a text must look like, and how a mistake is said.

use std::fmt;
use std::marker::PhantomData;

use super::nearest::nearest_key;
use super::shape::Shape;
use super::toml::{self, Entry, Table, Value, ValueKind};
use super::twice::stands_twice;
use crate::finding::{Finding, Kind, Level, Subject, Text};
use crate::source::{FileId, Place, Span};
use crate::space::Number;

/// The ways in which a file can say something that it cannot mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// The file is not TOML.
    InvalidToml,
    /// A key or a letter that the format does not know.
    UnknownKey,
    /// A key that must be there is not.
    MissingKey,
    /// A value that cannot be read.
    InvalidValue,
    /// An id that is defined nowhere.
    UnknownReference,
    /// An id that is defined twice.
    DuplicateDefinition,
}

impl Mistake {
    /// The rule that it is a finding of.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::InvalidToml => "invalid-toml",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::InvalidValue => "invalid-value",
            Self::UnknownReference => "unknown-reference",
            Self::DuplicateDefinition => "duplicate-definition",
        }
    }

    /// A finding of it.
    #[must_use]
    pub fn finding(self, subject: Subject, place: Place, message: impl Into<String>) -> Finding {
        Finding::new(self.rule(), Level::Error, subject, place, message)
    }
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Slot<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// The key is there, or must have been, and could not be read; that has been said already.
    Unreadable,
    /// The key is there.
    Given(T),
}

impl<T> Slot<T> {
    /// Whether the key is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the key could not be read.
    #[must_use]
    pub const fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable)
    }

    /// The value, where there is one.
    #[must_use]
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// The value, where there is one.
    #[must_use]
    pub fn take(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// The same with the value turned into another.
    #[must_use]
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Slot<U> {
        match self {
            Self::Absent => Slot::Absent,
            Self::Unreadable => Slot::Unreadable,
            Self::Given(value) => Slot::Given(turn(value)),
        }
    }
}

impl<T: Read> Slot<T> {
    pub(super) fn read(entry: Entry<'_>, reader: &mut Reader) -> Self {
        reader.entry = entry.span();
        reader.key = entry.key_span();
        T::read(entry.value(), reader).map_or(Self::Unreadable, Self::Given)
    }
}

/// A value and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// Something that is said or not, by `true` or `false`, and where: the key and the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag {
    /// Whether it is said.
    pub is_set: bool,
    /// All of `key = true`.
    pub place: Place,
}

/// What a reference can be to.
pub trait Target {
    /// The kind of thing.
    const KIND: Kind;
}

/// A reference to a `T` by its id, not resolved yet.
#[derive(Debug)]
pub struct To<T> {
    /// The id, as written.
    pub id: Text,
    /// Where it stands.
    pub place: Place,
    target: PhantomData<fn() -> T>,
}

impl<T> To<T> {
    /// A reference to the `T` that is called `id`.
    #[must_use]
    pub const fn new(id: Text, place: Place) -> Self {
        Self { id, place, target: PhantomData }
    }
}

impl<T> Clone for To<T> {
    fn clone(&self) -> Self {
        Self::new(self.id.clone(), self.place)
    }
}

/// One thing, or a list of them: `"a"` is `["a"]`.
#[derive(Debug, Clone)]
pub struct OneOrMany<T> {
    /// The things, in the order in which they are written. What could not be read is left out.
    pub items: Vec<T>,
    /// Whether something was left out.
    pub incomplete: bool,
    /// The whole value.
    pub place: Place,
}

/// A table with an id.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// The id and the place of the key.
    pub id: Located<Text>,
    /// The table.
    pub body: T,
}

/// Something that a TOML value can be read as.
pub trait Read: Sized {
    /// Reads the value. `None` where it cannot be read, which has then been said to `reader`.
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self>;

    /// What the value may look like.
    fn shape() -> Shape;

    /// Stands for a table that could not be read but whose id is known.
    #[must_use]
    fn unreadable() -> Option<Self> {
        None
    }
}

/// Reads one file and collects its mistakes.
#[derive(Debug)]
pub struct Reader {
    file: FileId,
    subject: Subject,
    /// The key that is being read.
    key: Span,
    /// The same with its value.
    entry: Span,
    mistakes: Vec<Finding>,
    lost_ids: Vec<Text>,
}

impl Reader {
    /// A reader of the file `file`.
    #[must_use]
    pub const fn new(file: FileId) -> Self {
        Self {
            file,
            subject: Subject::Matrix,
            key: Span::new(0, 0),
            entry: Span::new(0, 0),
            mistakes: Vec::new(),
            lost_ids: Vec::new(),
        }
    }

    /// What was wrong, and the ids in tables that were not read.
    #[must_use]
    pub fn finish(self) -> (Vec<Finding>, Vec<Text>) {
        (self.mistakes, self.lost_ids)
    }

    pub(super) const fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// The key that is being read.
    pub(super) const fn key(&self) -> Span {
        self.key
    }

    pub(super) fn about(&mut self, subject: Subject) -> Subject {
        std::mem::replace(&mut self.subject, subject)
    }

    pub(super) fn say(&mut self, finding: Finding) {
        self.mistakes.push(finding);
    }

    pub(super) fn mistake(&self, mistake: Mistake, place: Place, message: impl Into<String>) -> Finding {
        mistake.finding(self.subject.clone(), place, message)
    }

    /// Says that the file is not TOML at one place.
    pub(super) fn invalid_toml(&mut self, mistake: &toml::Mistake) {
        let place = self.place(mistake.span);
        let mut finding = self.mistake(Mistake::InvalidToml, place, mistake.message.clone());
        if let Some(help) = &mistake.help {
            finding = finding.help(help.clone());
        }
        if let Some((span, text)) = &mistake.related {
            let other = self.place(*span);
            finding = finding.also(other, text.clone());
        }
        self.say(finding);
    }

    /// Says that the value cannot be read.
    pub(super) fn invalid(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let finding = self.mistake(Mistake::InvalidValue, self.place(span), message).help(help);
        self.say(finding);
    }

    /// Says that a key which must be there is not.
    pub(super) fn missing_key(&mut self, place: Place, key: &str) {
        let finding =
            self.mistake(Mistake::MissingKey, place, format!("`{key}` is missing")).help(format!("add `{key} = …`"));
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
    pub(super) fn stands_twice(&mut self, noun: &str, again: &Located<impl fmt::Display>, first: Place) {
        let finding = stands_twice(self.subject.clone(), noun, &again.value.to_string(), again.place, first);
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

    /// The entries of a table under the keys that it may have. A key that it may not have is reported; where one that it may have
    /// and that is not there is close, the entry is taken for that one, so that nothing else is said because of a slip.
    pub(super) fn entries<'d>(
        &mut self,
        table: Table<'d>,
        keys: &'static [&'static str],
    ) -> Vec<(&'static str, Entry<'d>)> {
        let mut entries = Vec::with_capacity(table.len());
        let mut unknown = Vec::new();
        for entry in table.iter() {
            match keys.iter().find(|key| **key == entry.key()) {
                Some(key) => entries.push((*key, entry)),
                None => unknown.push(entry),
            }
        }
        for entry in unknown {
            let meant = self.unknown_key(entry, keys);
            match meant.filter(|meant| entries.iter().all(|(key, _)| key != meant)) {
                Some(key) => entries.push((key, entry)),
                None => self.lose(entry.value()),
            }
        }
        entries
    }

    /// Notes the ids that a table may define which is not read.
    fn lose(&mut self, value: Value<'_>) {
        if let ValueKind::Table(table) = value.kind() {
            self.lost_ids.extend(table.iter().map(|entry| Text::from(entry.key())));
        }
    }

    /// Says that a key is not known, and gives the one that was meant where that is plain.
    pub(super) fn unknown_key(&mut self, entry: Entry<'_>, keys: &'static [&'static str]) -> Option<&'static str> {
        let written = entry.key();
        let found = nearest_key(written, keys);
        let help = match &found {
            Some(near) if near.is_close => format!("did you mean `{}`?", near.word),
            Some(near) if keys.len() > 6 => format!("the nearest key that is known here is `{}`", near.word),
            _ => format!("the keys that are known here: {}", list(keys)),
        };
        let place = self.place(entry.key_span());
        let finding = self
            .mistake(Mistake::UnknownKey, place, format!("the format has no key `{written}` here"))
            .label("not known")
            .help(help);
        self.say(finding);
        found.filter(|near| near.is_close).map(|near| near.word)
    }

    /// The text of the value, or says that it must be a text.
    pub(super) fn text<'d>(&mut self, value: Value<'d>, wanted: impl fmt::Display) -> Option<&'d str> {
        if let ValueKind::String(text) = value.kind() {
            return Some(text);
        }
        self.expected(wanted, value);
        None
    }

    /// The number that the value is, if it is a number at all; says what is wrong with one that cannot be used.
    pub(super) fn number(&mut self, value: Value<'_>) -> Option<Number> {
        let (ValueKind::Integer(written) | ValueKind::Float(written)) = value.kind() else {
            self.expected("a number", value);
            return None;
        };
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

impl Read for Text {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        reader.text(value, "a text in quotes").map(Self::from)
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

impl Read for bool {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        if let ValueKind::Boolean(truth) = value.kind() {
            return Some(truth);
        }
        reader.expected("`true` or `false`", value);
        None
    }

    fn shape() -> Shape {
        Shape::Boolean
    }
}

impl Read for Flag {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(reader.entry);
        bool::read(value, reader).map(|is_set| Self { is_set, place })
    }

    fn shape() -> Shape {
        Shape::Boolean
    }
}

impl Read for Number {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        reader.number(value)
    }

    fn shape() -> Shape {
        Shape::Number
    }
}

impl Read for jiff::civil::Date {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let help = "write the day as year-month-day, without quotes: 2026-06-30";
        match value.kind() {
            ValueKind::Datetime(toml::Datetime { text: written, .. }) | ValueKind::String(written) => {
                let quoted = matches!(value.kind(), ValueKind::String(_));
                let date = (written.len() == "2026-06-30".len()).then(|| written.parse::<Self>().ok()).flatten();
                match date {
                    None => reader.invalid(value.span(), format!("`{written}` is not a day"), help),
                    Some(_) if quoted => {
                        reader.invalid(value.span(), format!("the day `{written}` stands in quotes"), help);
                    }
                    Some(_) => {}
                }
                date
            }
            _ => {
                reader.expected("a day such as 2026-06-30", value);
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Date
    }
}

impl<T: Read> Read for Located<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        T::read(value, reader).map(|value| Self { value, place })
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Read> Read for Box<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        T::read(value, reader).map(Self::new)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Target> Read for To<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let id = reader.text(value, format_args!("the id of a {} in quotes", T::KIND.noun()))?;
        Some(Self::new(id.into(), reader.place(value.span())))
    }

    fn shape() -> Shape {
        Shape::Id(T::KIND)
    }
}

impl<T: Read> Read for OneOrMany<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        let ValueKind::Array(array) = value.kind() else {
            return T::read(value, reader).map(|item| Self { items: vec![item], incomplete: false, place });
        };
        let mut read = Self { items: Vec::with_capacity(array.len()), incomplete: false, place };
        for value in array.iter() {
            match T::read(value, reader) {
                Some(item) => read.items.push(item),
                None => read.incomplete = true,
            }
        }
        Some(read)
    }

    fn shape() -> Shape {
        T::shape().one_or_many()
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let items: Vec<Value<'_>> = match value.kind() {
            ValueKind::Array(array) => array.iter().collect(),
            ValueKind::Table(_) if matches!(T::shape(), Shape::Table { .. }) => {
                let help = "write its header in double brackets, `[[…]]`, once for each";
                reader.invalid(value.span(), "expected a list of tables, found a single table", help);
                vec![value]
            }
            _ => {
                reader.expected("a list", value);
                return None;
            }
        };
        Some(items.into_iter().filter_map(|value| T::read(value, reader).or_else(T::unreadable)).collect())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: Read + Target> Read for Vec<Named<T>> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        if let ValueKind::Array(_) = value.kind() {
            let help = format!("write each of them as `[{}.ID]`", T::KIND.table());
            reader.invalid(value.span(), "expected a table with an id for each, found a list", help);
            return None;
        }
        let table = reader.table(value)?;
        let mut named = Self::with_capacity(table.len());
        for entry in table.iter() {
            let id = Located { value: Text::from(entry.key()), place: reader.place(entry.key_span()) };
            let outer = reader.about(Subject::Of(T::KIND, id.value.clone()));
            let body = T::read(entry.value(), reader).or_else(T::unreadable);
            reader.about(outer);
            named.extend(body.map(|body| Named { id, body }));
        }
        Some(named)
    }

    fn shape() -> Shape {
        Shape::Map { keys: T::KIND.noun(), value: Box::new(T::shape()) }
    }
}
