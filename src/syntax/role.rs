//! Departments and their roles.

use std::fmt;
use std::num::NonZeroU32;

use toml_mistakes::{Value, ValueKind};

use super::case::When;
use super::declare::declaration;
use super::read::{Flag, Located, OneOrMany, Read, Target, To};
use super::reader::Reader;
use super::shape::Shape;
use crate::subject::{Kind, Text};

declaration! {
    /// A department.
    pub noted struct Department {
        /// What people read.
        "name" name: Text;
        /// The role at its head.
        "head" head: To<Role>;
    }
}

declaration! {
    /// A role: a post, a function, a body, or a party outside the organisation.
    pub noted struct Role {
        /// What people read.
        "name" name: Located<Text>;
        /// Other names in use.
        "aliases" aliases: OneOrMany<Located<Text>>;
        /// The department that it belongs to.
        "department" department: To<Department>;
        /// The layer of the organisation that it stands in.
        "level" level: Located<Text>;
        /// The role that it answers to.
        "reports-to" reports_to: To<Role>;
        /// The roles that stand in for it, in this order.
        "deputy" deputy: OneOrMany<RoleInCases>;
        /// How many people hold it.
        "holders" holders: Headcount;
        /// A board, committee, council or meeting, which acts by its members.
        "body" body: Flag;
        /// The roles that are members of the body.
        "members" members: OneOrMany<To<Role>>;
        /// How many of its members must agree.
        "quorum" quorum: Located<Enough>;
        /// A party outside the organisation, which owes no reporting line.
        "external" external: Flag;
    }
}

declaration! {
    /// A role in some cases.
    pub noted struct RoleInCases short("role") {
        /// The role.
        required "role" role: To<Role>;
        /// The cases.
        "when" when: When;
    }
}

impl Target for Department {
    const KIND: Kind = Kind::Department;
}

impl Target for Role {
    const KIND: Kind = Kind::Role;
}

/// How many people hold a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headcount {
    /// So many.
    Exactly(NonZeroU32),
    /// More than one: it is a class of posts.
    Several,
}

impl Headcount {
    const WORDS: &'static [&'static str] = &["several"];
}

impl fmt::Display for Headcount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(count) => write!(f, "{count}"),
            Self::Several => f.write_str("several"),
        }
    }
}

impl Read for Headcount {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        match value.kind() {
            ValueKind::String(_) => reader.word(value, "number of people", Self::WORDS).map(|_| Self::Several),
            _ => NonZeroU32::read(value, reader).map(Self::Exactly),
        }
    }

    fn shape() -> Shape {
        Shape::AnyOf(vec![Shape::Count, Shape::Word(Self::WORDS)])
    }
}

/// How many members of a body must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Enough {
    /// So many.
    Exactly(NonZeroU32),
    /// More than half.
    #[default]
    Majority,
    /// Every one.
    All,
}

impl Enough {
    /// How many of so many members that is.
    #[must_use]
    pub const fn of(self, members: u32) -> u32 {
        match self {
            Self::Exactly(count) => count.get(),
            Self::Majority => (members / 2).saturating_add(1),
            Self::All => members,
        }
    }

    const WORDS: &'static [&'static str] = &["majority", "all"];
}

impl fmt::Display for Enough {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(count) => write!(f, "{count}"),
            Self::Majority => f.write_str("majority"),
            Self::All => f.write_str("all"),
        }
    }
}

impl Read for Enough {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        match value.kind() {
            ValueKind::String(_) => {
                let word = reader.word(value, "quorum", Self::WORDS)?;
                Some(if word == "all" { Self::All } else { Self::Majority })
            }
            _ => NonZeroU32::read(value, reader).map(Self::Exactly),
        }
    }

    fn shape() -> Shape {
        Shape::AnyOf(vec![Shape::Count, Shape::Word(Self::WORDS)])
    }
}
