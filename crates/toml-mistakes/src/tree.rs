//! Reading the tree: small handles that can be copied, each with the place of what it stands for.

use crate::span::Span;

use crate::arena::{Arena, Children, Form, NodeId};
use crate::mistake::Mistake;

/// A text read as TOML, whatever is wrong with it.
#[derive(Debug)]
pub struct Document<'s> {
    arena: Arena<'s>,
    mistakes: Vec<Mistake>,
    lost: Vec<Span>,
}

impl<'s> Document<'s> {
    pub(crate) const fn new(arena: Arena<'s>, mistakes: Vec<Mistake>, lost: Vec<Span>) -> Self {
        Self { arena, mistakes, lost }
    }

    /// The table that the whole text is.
    #[must_use]
    pub const fn root(&self) -> Table<'_> {
        Table { arena: &self.arena, id: NodeId::ROOT }
    }

    /// Every mistake, in the order of their places, at most one a line. After a hundred the last says how many more
    /// lines have one.
    #[must_use]
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// What could not be made sense of and so is not in the tree, in order: whatever a reference finds missing may be
    /// defined there.
    #[must_use]
    pub fn lost(&self) -> &[Span] {
        &self.lost
    }
}

/// A table: keys and their values.
#[derive(Debug, Clone, Copy)]
pub struct Table<'d> {
    arena: &'d Arena<'d>,
    id: NodeId,
}

impl<'d> Table<'d> {
    /// Where it stands: `[x]` or `[[x]]`, from `{` to `}`, or the key where only `x.y` names it. The root is empty and
    /// stands at the start.
    #[must_use]
    pub fn span(self) -> Span {
        self.arena.node(self.id).span
    }

    /// The entries in the order in which their keys first stand in the text.
    pub fn iter(self) -> Entries<'d> {
        Entries { arena: self.arena, children: self.arena.children(self.id) }
    }

    /// The entry with this key. It takes the same time in a large table as in a small one.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Entry<'d>> {
        self.arena.find(self.id, key).map(|id| Entry { arena: self.arena, id })
    }

    /// The number of entries; where they are many, by counting them.
    #[must_use]
    pub fn len(self) -> usize {
        self.arena.count(self.id)
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.arena.last(self.id).is_none()
    }
}

impl<'d> IntoIterator for Table<'d> {
    type Item = Entry<'d>;
    type IntoIter = Entries<'d>;

    fn into_iter(self) -> Entries<'d> {
        self.iter()
    }
}

/// A key and its value.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'d> {
    arena: &'d Arena<'d>,
    id: NodeId,
}

impl<'d> Entry<'d> {
    /// What the key says, without quotes and escapes.
    #[must_use]
    pub fn key(self) -> &'d str {
        self.arena.key(self.id)
    }

    /// Where the key stands, with its quotes. Of `a.b = 1` and `[a.b]`, the key of the value is `b`.
    #[must_use]
    pub fn key_span(self) -> Span {
        self.arena.node(self.id).key
    }

    /// The value.
    #[must_use]
    pub const fn value(self) -> Value<'d> {
        Value { arena: self.arena, id: self.id }
    }

    /// All of `key = value`; of a table with a header, the header.
    #[must_use]
    pub fn span(self) -> Span {
        self.key_span().to(self.value().span())
    }
}

/// The entries of a table.
#[derive(Debug, Clone)]
pub struct Entries<'d> {
    arena: &'d Arena<'d>,
    children: Children<'d>,
}

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;

    fn next(&mut self) -> Option<Entry<'d>> {
        let id = self.children.next()?;
        Some(Entry { arena: self.arena, id })
    }
}

/// A value of any kind.
#[derive(Debug, Clone, Copy)]
pub struct Value<'d> {
    arena: &'d Arena<'d>,
    id: NodeId,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum ValueKind<'d> {
    /// Text, without quotes and escapes.
    String(&'d str),
    /// An integer as written: of any size, with its sign, underscores and `0x`, `0o`, `0b`.
    Integer(&'d str),
    /// A number with a fraction or an exponent, `inf` or `nan`, as written.
    Float(&'d str),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time, or both.
    Datetime(Datetime<'d>),
    /// An array, or all that `[[x]]` adds.
    Array(Array<'d>),
    /// A table.
    Table(Table<'d>),
    /// Something that could not be read. It is among the mistakes already, so there is nothing more to say of it.
    Broken,
}

impl<'d> Value<'d> {
    /// Where it stands, with its quotes or brackets; see [`Table::span`] for tables. For what `[[x]]` adds, the first
    /// such header.
    #[must_use]
    pub fn span(self) -> Span {
        self.arena.node(self.id).span
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> ValueKind<'d> {
        let Self { arena, id } = self;
        match arena.node(id).form {
            Form::Text(_) => ValueKind::String(arena.value(id)),
            Form::Integer => ValueKind::Integer(arena.value(id)),
            Form::Float => ValueKind::Float(arena.value(id)),
            Form::Boolean(value) => ValueKind::Boolean(value),
            Form::Datetime(form) => ValueKind::Datetime(Datetime { text: arena.value(id), form }),
            Form::Array | Form::Tables => ValueKind::Array(Array { arena, id }),
            Form::InlineTable | Form::HeaderTable | Form::ImplicitTable | Form::DottedTable => {
                ValueKind::Table(Table { arena, id })
            }
            Form::Broken => ValueKind::Broken,
        }
    }
}

/// A date, a time, or both, which exist in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Datetime<'d> {
    /// As written.
    pub text: &'d str,
    /// Which parts it has.
    pub form: DatetimeForm,
}

/// Which parts a [`Datetime`] has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatetimeForm {
    /// `2026-05-27`
    LocalDate,
    /// `07:32:00`
    LocalTime,
    /// `2026-05-27T07:32:00`
    LocalDatetime,
    /// `2026-05-27T07:32:00+08:00`
    OffsetDatetime,
}

/// An array.
#[derive(Debug, Clone, Copy)]
pub struct Array<'d> {
    arena: &'d Arena<'d>,
    id: NodeId,
}

impl<'d> Array<'d> {
    /// From `[` to `]`; for what `[[x]]` adds, the first such header.
    #[must_use]
    pub fn span(self) -> Span {
        self.arena.node(self.id).span
    }

    /// The items in order.
    pub fn iter(self) -> Items<'d> {
        Items { arena: self.arena, children: self.arena.children(self.id) }
    }

    /// The number of items; where they are many, by counting them.
    #[must_use]
    pub fn len(self) -> usize {
        self.arena.count(self.id)
    }

    /// Whether there is no item.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.arena.last(self.id).is_none()
    }
}

impl<'d> IntoIterator for Array<'d> {
    type Item = Value<'d>;
    type IntoIter = Items<'d>;

    fn into_iter(self) -> Items<'d> {
        self.iter()
    }
}

/// The items of an array.
#[derive(Debug, Clone)]
pub struct Items<'d> {
    arena: &'d Arena<'d>,
    children: Children<'d>,
}

impl<'d> Iterator for Items<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        let id = self.children.next()?;
        Some(Value { arena: self.arena, id })
    }
}
