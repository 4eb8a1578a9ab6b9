//! What the matrix is called and how it is kept.

use jiff::civil::Date;
use toml_mistakes::Value;

use super::declare::declaration;
use super::read::{Located, OneOrMany, Read, To};
use super::reader::Reader;
use super::role::Role;
use super::scheme::Scheme;
use super::shape::Shape;
use super::term::Term;
use crate::subject::Text;

declaration! {
    /// What the matrix is called and how it is kept.
    pub noted struct Matrix {
        /// What the matrix is called.
        "title" title: Text;
        /// The role that keeps it.
        "owner" owner: To<Role>;
        /// The letters in use.
        "scheme" scheme: Scheme;
        /// Who stands in where a role names no deputy.
        "stands-in" stands_in: StandsIn;
        /// The language of what is said about the policy.
        "language" language: Language;
        /// The organisation's layers, lowest first.
        "levels" levels: OneOrMany<Located<Text>>;
        /// Where nobody is responsible, the one who is accountable does the work.
        "accountable-does-work" accountable_does_work: bool;
        /// The day from which it holds.
        "effective" effective: Located<Date>;
        /// The day on which it was last reviewed.
        "reviewed" reviewed: Located<Date>;
        /// How often it is reviewed.
        "review-every" review_every: Located<Term>;
    }
}

/// Who stands in where a role names no deputy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandsIn {
    /// Its superior.
    Superior,
}

impl StandsIn {
    const WORDS: &'static [&'static str] = &["superior"];
}

impl Read for StandsIn {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        reader.word(value, "stand-in", Self::WORDS).map(|_| Self::Superior)
    }

    fn shape() -> Shape {
        Shape::Word(Self::WORDS)
    }
}

/// The language of what is said about a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Chinese.
    Chinese,
}

impl Language {
    /// The language as the format writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    const WORDS: &'static [&'static str] = &["en", "zh"];
}

impl Read for Language {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let word = reader.word(value, "language", Self::WORDS)?;
        Some(if word == "en" { Self::English } else { Self::Chinese })
    }

    fn shape() -> Shape {
        Shape::Word(Self::WORDS)
    }
}
