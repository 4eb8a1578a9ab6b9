//! What is on record about the matrix: worked examples, waivers, and which rules are run.

use case_space::Number;
use jiff::civil::Date;
use toml_mistakes::{Table, Value, ValueKind};

use super::activity::Activity;
use super::answer::Expression;
use super::case::Scalar;
use super::decisions::Decision;
use super::declare::declaration;
use super::organisation::Role;
use super::read::{Flag, Located, OneOrMany, Read, To};
use super::reader::{Reader, named_under};
use super::shape::Shape;
use crate::finding::Level;
use crate::subject::{Kind, Subject, Text};

declaration! {
    /// A worked example: what the matrix must answer in one case.
    pub struct Example about(exemplified) {
        /// The decision that it is about.
        "decision" decision: To<Decision>;
        /// The activity that it is about.
        "activity" activity: To<Activity>;
        /// The full case: a value for each dimension that matters.
        required "given" given: Given;
        /// Who decides.
        "decides" decides: Located<Expression>;
        /// No approval is needed.
        "free" free: Flag;
        /// Nobody may.
        "forbidden" forbidden: Flag;
        /// Who is accountable.
        "accountable" accountable: To<Role>;
    }
}

fn exemplified(table: Table<'_>) -> Option<Subject> {
    let decision = named_under(table, "decision", Kind::Decision);
    decision.or_else(|| named_under(table, "activity", Kind::Activity))
}

fn excused(table: Table<'_>) -> Option<Subject> {
    match table.get("subject")?.value().kind() {
        ValueKind::String(subject) => Subject::parse(subject),
        _ => None,
    }
}

/// A full case: dimension to value.
#[derive(Debug, Clone)]
pub struct Given {
    /// The dimensions and their values.
    pub values: Vec<(Located<Text>, Located<Scalar>)>,
    /// Whether some value could not be read.
    pub has_unread: bool,
    /// The whole table.
    pub place: crate::source::Place,
}

impl Read for Given {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let table = reader.table(value)?;
        let mut given = Self { values: Vec::new(), has_unread: false, place: reader.place(value.span()) };
        for entry in table.iter() {
            let dimension = Located { value: Text::from(entry.key()), place: reader.place(entry.key_span()) };
            match Located::read(entry.value(), reader) {
                Some(value) => given.values.push((dimension, value)),
                None => given.has_unread = true,
            }
        }
        Some(given)
    }

    fn shape() -> Shape {
        Shape::Map { keys: "dimension", value: Box::new(Scalar::shape()) }
    }
}

declaration! {
    /// An exception, on the record: it hides the findings of a rule on a subject until a day.
    pub struct Waiver about(excused) {
        /// The rule.
        required "rule" rule: Located<Text>;
        /// What the findings are about: `decisions.price-discount`, `matrix`.
        required "subject" subject: Located<Text>;
        /// Why.
        required "reason" reason: Located<Text>;
        /// The role that approved it.
        "approved-by" approved_by: To<Role>;
        /// The last day on which it holds.
        "until" until: Located<Date>;
    }
}

declaration! {
    /// Which rules are run, at what level.
    pub struct Lint {
        /// The level of each rule that is to differ from its own.
        "rules" rules: Overrides<Setting>;
        /// The numbers from which the rules that count complain.
        "thresholds" thresholds: Overrides<Number>;
        /// Sets of rules that are off until asked for.
        "packs" packs: OneOrMany<Located<Text>>;
    }
}

/// A table from the name of a rule or threshold to what is set.
#[derive(Debug, Clone)]
pub struct Overrides<T>(pub Vec<(Located<Text>, Located<T>)>);

impl<T: Read> Read for Overrides<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let table = reader.table(value)?;
        let mut settings = Vec::with_capacity(table.len());
        for entry in table.iter() {
            let name = Located { value: Text::from(entry.key()), place: reader.place(entry.key_span()) };
            if let Some(value) = Located::read(entry.value(), reader) {
                settings.push((name, value));
            }
        }
        Some(Self(settings))
    }

    fn shape() -> Shape {
        Shape::Map { keys: "setting", value: Box::new(T::shape()) }
    }
}

/// The level at which a rule is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Not at all.
    Off,
    /// At this level.
    At(Level),
}

impl Setting {
    /// The words of the format.
    pub const WORDS: &'static [&'static str] = &["error", "warning", "info", "off"];

    /// Reads one of the words.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "error" => Self::At(Level::Error),
            "warning" => Self::At(Level::Warning),
            "info" => Self::At(Level::Info),
            "off" => Self::Off,
            _ => return None,
        })
    }
}

impl Read for Setting {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        reader.word(value, "level", Self::WORDS).and_then(Self::parse)
    }

    fn shape() -> Shape {
        Shape::Word(Self::WORDS)
    }
}
