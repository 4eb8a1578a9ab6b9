//! What may be lent, to whom and for how long.

use toml_mistakes::{Table, Value};

use super::case::When;
use super::decision::Decision;
use super::declare::declaration;
use super::read::{Located, OneOrMany, Read, To};
use super::reader::{Reader, named_under};
use super::role::Role;
use super::shape::Shape;
use super::term::Term;
use crate::subject::{Kind, Subject, Text};

declaration! {
    /// Decision rights that may be lent.
    pub noted struct Lendable about(lendable) {
        /// The roles that may lend them; where none is named, everybody.
        "from" from: OneOrMany<To<Role>>;
        /// The roles that may borrow them; where none is named, everybody.
        "to" to: OneOrMany<Borrower>;
        /// Below whom no borrower may stand.
        "not-below" not_below: Lender;
        /// The decisions that may be lent; where none is named, all that the lender decides.
        "decision" decision: OneOrMany<To<Decision>>;
        /// The cases in which they may be lent; where none is said, those in which the lender decides.
        "when" when: When;
        /// The longest time.
        "for" longest: Located<Term>;
        /// The roles whose consent it takes.
        "agrees" agrees: OneOrMany<To<Role>>;
        /// Whether the borrower may lend them on.
        "further" further: bool;
    }
}

fn lendable(table: Table<'_>) -> Option<Subject> {
    named_under(table, "decision", Kind::Decision)
}

declaration! {
    /// Who may borrow a decision right.
    pub struct Borrower short("role") {
        /// This role.
        "role" role: To<Role>;
        /// Whoever is of this level's or this role's rank or higher.
        "at-least" at_least: Located<Text>;
        /// Whoever does not stand below the lender.
        "not-below" not_below: Lender;
    }
}

/// The one below whom nobody may stand who borrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lender {
    /// Who lends.
    Lender,
}

impl Lender {
    const WORDS: &'static [&'static str] = &["lender"];
}

impl Read for Lender {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        reader.word(value, "rank", Self::WORDS).map(|_| Self::Lender)
    }

    fn shape() -> Shape {
        Shape::Word(Self::WORDS)
    }
}
