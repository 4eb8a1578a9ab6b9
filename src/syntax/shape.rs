//! What a value may look like, told by the declarations that read it: the source of the JSON Schema.

use crate::subject::Kind;

/// What a value may look like.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A whole number from 1 on.
    Count,
    /// A date without a time.
    Date,
    /// A span of time such as `"6 months"`.
    Term,
    /// The id of a thing of this kind.
    Id(Kind),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list.
    List(Box<Shape>),
    /// A list of one or more.
    NonEmptyList(Box<Shape>),
    /// Any of these.
    AnyOf(Vec<Shape>),
    /// A table with the keys that are named.
    Table {
        /// The declaration's name, unique.
        name: &'static str,
        /// What it is for.
        about: &'static str,
        /// Its keys. A function, because tables nest in each other.
        fields: fn() -> Vec<Field>,
    },
    /// A table whose keys are ids or names of the users' own.
    Map {
        /// What the keys name.
        keys: &'static str,
        /// What each holds.
        value: Box<Shape>,
    },
}

impl Shape {
    /// One of these, or a list of them.
    #[must_use]
    pub fn one_or_many(self) -> Self {
        Self::AnyOf(vec![self.clone(), Self::List(Box::new(self))])
    }

    /// A table, or the value of its key `short` alone.
    #[must_use]
    pub fn or_short(self, short: Option<&str>) -> Self {
        let (Some(short), Self::Table { fields, .. }) = (short, &self) else { return self };
        let value = fields().into_iter().find(|field| field.key == short).map(|field| field.shape);
        Self::AnyOf(value.into_iter().chain([self]).collect())
    }
}

/// A key of a table.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What it means.
    pub about: &'static str,
    /// Where it stands for any key that matches: a regular expression.
    pub pattern: Option<&'static str>,
    /// Whether it must be there.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
}
