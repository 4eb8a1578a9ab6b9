//! Reading the tree: small handles that can be copied, each with the place of what it stands for.

use crate::datetime::Datetime;
use crate::mistake::{Mistake, MistakeKind};
use crate::nodes::{Content, Member, NodeId, Nodes};
use crate::span::Span;

/// A text read as TOML, whatever is wrong with it.
#[derive(Debug)]
pub struct Document<'s> {
    pub(crate) nodes: Nodes<'s>,
    pub(crate) mistakes: Vec<Mistake>,
    pub(crate) lost: Vec<Span>,
}

impl<'s> Document<'s> {
    /// What is said of a text that has more bytes than can be counted here.
    pub(crate) fn too_long() -> Self {
        let start = Span::default();
        let mistake = Mistake::new(MistakeKind::Length, start, "the file is too long").help("divide it");
        Self { nodes: Nodes::new(""), mistakes: vec![mistake], lost: vec![start] }
    }

    /// The table that the whole text is.
    #[must_use]
    pub const fn root(&self) -> Table<'_> {
        Table { nodes: &self.nodes, id: NodeId::ROOT }
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
    nodes: &'d Nodes<'d>,
    id: NodeId,
}

impl<'d> Table<'d> {
    /// Where it stands: `[x]` or `[[x]]`, from `{` to `}`, or the key where only `x.y` names it. The root is empty and
    /// stands at the start.
    #[must_use]
    pub fn span(self) -> Span {
        self.nodes.node(self.id).span
    }

    /// The entries in the order in which their keys first stand in the text.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Entry<'d>> + DoubleEndedIterator + Clone {
        self.nodes.members(self.id).iter().map(move |member| Entry { nodes: self.nodes, member })
    }

    /// The entry with this key. It takes the same time in a large table as in a small one.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Entry<'d>> {
        self.nodes.find(self.id, key).map(|member| Entry { nodes: self.nodes, member })
    }

    /// The number of entries.
    #[must_use]
    pub fn len(self) -> usize {
        self.nodes.members(self.id).len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A key and its value.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'d> {
    nodes: &'d Nodes<'d>,
    member: &'d Member<'d>,
}

impl<'d> Entry<'d> {
    /// What the key says, without quotes and escapes.
    #[must_use]
    pub fn key(self) -> &'d str {
        &self.member.key.text
    }

    /// Where the key stands, with its quotes. Of `a.b = 1` and `[a.b]`, the key of the value is `b`.
    #[must_use]
    pub const fn key_span(self) -> Span {
        self.member.key.span
    }

    /// The value.
    #[must_use]
    pub const fn value(self) -> Value<'d> {
        Value { nodes: self.nodes, id: self.member.value }
    }

    /// All of `key = value`; of a table with a header, the header.
    #[must_use]
    pub fn span(self) -> Span {
        self.key_span().to(self.value().span())
    }
}

/// A value of any kind.
#[derive(Debug, Clone, Copy)]
pub struct Value<'d> {
    nodes: &'d Nodes<'d>,
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
    /// What stands in place of a value and is none, as it is written: `50.000,00`, `"a", "b"`, `31.12.2026`. It is among the mistakes,
    /// unless another mistake stands before it in its line.
    Bare(&'d str),
    /// Something that could not be read. It is among the mistakes already, so there is nothing more to say of it.
    Broken,
}

impl<'d> Value<'d> {
    /// Where it stands, with its quotes or brackets; see [`Table::span`] for tables. For what `[[x]]` adds, the first
    /// such header.
    #[must_use]
    pub fn span(self) -> Span {
        self.nodes.node(self.id).span
    }

    /// How it is written, with its quotes or brackets; of a table with a header, the header.
    #[must_use]
    pub fn written(self) -> &'d str {
        self.source().get(self.span().range()).unwrap_or_default()
    }

    /// The whole text in which it stands.
    #[must_use]
    pub const fn source(self) -> &'d str {
        self.nodes.source
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> ValueKind<'d> {
        let Self { nodes, id } = self;
        match &nodes.node(id).content {
            Content::Text(text) => ValueKind::String(text),
            Content::Integer(text) => ValueKind::Integer(text),
            Content::Float(text) => ValueKind::Float(text),
            Content::Boolean(value) => ValueKind::Boolean(*value),
            Content::Datetime(datetime) => ValueKind::Datetime(*datetime),
            Content::Array(_) | Content::Tables(_) => ValueKind::Array(Array { nodes, id }),
            Content::Table(..) => ValueKind::Table(Table { nodes, id }),
            Content::Bare(text) => ValueKind::Bare(text),
            Content::Broken => ValueKind::Broken,
        }
    }
}

/// An array.
#[derive(Debug, Clone, Copy)]
pub struct Array<'d> {
    nodes: &'d Nodes<'d>,
    id: NodeId,
}

impl<'d> Array<'d> {
    /// From `[` to `]`; for what `[[x]]` adds, the first such header.
    #[must_use]
    pub fn span(self) -> Span {
        self.nodes.node(self.id).span
    }

    /// The items in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = Value<'d>> + DoubleEndedIterator + Clone {
        self.nodes.items(self.id).iter().map(move |&id| Value { nodes: self.nodes, id })
    }

    /// The number of items.
    #[must_use]
    pub fn len(self) -> usize {
        self.nodes.items(self.id).len()
    }

    /// Whether there is no item.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
