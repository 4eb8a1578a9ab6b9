//! Which rules are run, at what level.

use case_space::Number;
use toml_mistakes::Value;

use super::declare::declaration;
use super::read::{Located, OneOrMany, Read};
use super::reader::Reader;
use super::shape::Shape;
use crate::finding::Level;
use crate::subject::Text;

declaration! {
    /// Which rules are run, at what level.
    pub noted struct Lint {
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
