//! Where the tree is kept: one vector of nodes, each holding places in the text and never a copy of it.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::span::Span;

use crate::tree::DatetimeForm;

/// Which node of an [`Arena`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(u32);

impl NodeId {
    /// The table that the whole file is.
    pub(crate) const ROOT: Self = Self(0);
    /// No node.
    pub(crate) const NONE: Self = Self(u32::MAX);

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a value is, and for a table how it came to be, on which depends what may be added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text that stands in the source as it is.
    Text(Quotes),
    Integer,
    Float,
    Boolean(bool),
    Datetime(DatetimeForm),
    /// `[1, 2]`
    Array,
    /// What `[[x]]` adds to.
    Tables,
    /// `{ a = 1 }`
    InlineTable,
    /// `[x]`, or one `[[x]]`
    HeaderTable,
    /// `x` of `[x.y]`
    ImplicitTable,
    /// `x` of `x.y = 1`
    DottedTable,
    /// Something that could not be read.
    Broken,
}

/// How text is marked off, and so where in its token it begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// None: a bare key.
    None,
    /// One on either side.
    Single,
    /// Three on either side; a line break after the first three is not part of the text.
    Triple,
    /// Escapes or other quotes: the text is kept by the arena.
    Kept,
}

/// A value and the key that it has in a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) key: Span,
    pub(crate) span: Span,
    /// The node after this one in the same table or array; after the last one the first.
    next: NodeId,
    /// The last of its children.
    last: NodeId,
    pub(crate) form: Form,
    pub(crate) key_quotes: Quotes,
    /// The number of children; [`u8::MAX`] stands for that many and more.
    few: u8,
}

impl Node {
    pub(crate) const fn new(span: Span, form: Form) -> Self {
        Self {
            key: Span::new(0, 0),
            span,
            next: NodeId::NONE,
            last: NodeId::NONE,
            form,
            key_quotes: Quotes::None,
            few: 0,
        }
    }
}

/// A table with more entries than this has its keys in a hash table; in a smaller one they are read one by one.
const FEW: u8 = 16;

/// The nodes of one file.
#[derive(Debug)]
pub(crate) struct Arena<'s> {
    text: &'s str,
    nodes: Vec<Node>,
    keys: HashMap<NodeId, HashTable<Indexed>>,
    hasher: RandomState,
    kept: Kept,
}

/// A node in the hash table of its parent, with the hash of its key, which would be slow to read again.
#[derive(Debug, Clone, Copy)]
struct Indexed {
    hash: u32,
    id: NodeId,
}

impl Indexed {
    /// The hash as a table takes it, which looks at both ends of it.
    const fn spread(&self) -> u64 {
        (self.hash as u64) << 32 | self.hash as u64
    }
}

/// Texts that do not stand in the source as they are, by the nodes that they belong to, in ascending order: a node's
/// are kept before the next one is added.
#[derive(Debug, Default)]
struct Kept {
    text: String,
    keys: Vec<(NodeId, Span)>,
    values: Vec<(NodeId, Span)>,
}

impl<'s> Arena<'s> {
    /// The arena of `text`, with an empty root.
    pub(crate) fn new(text: &'s str) -> Self {
        let mut arena = Self {
            text,
            nodes: Vec::new(),
            keys: HashMap::new(),
            hasher: RandomState::default(),
            kept: Kept::default(),
        };
        arena.push(Node::new(Span::default(), Form::HeaderTable));
        arena
    }

    pub(crate) const fn text(&self) -> &'s str {
        self.text
    }

    /// Adds a node that is not yet in any table or array.
    pub(crate) fn push(&mut self, node: Node) -> NodeId {
        if self.nodes.len() == self.nodes.capacity() {
            self.make_room(node.span.start as usize);
        }
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node);
        id
    }

    /// Makes room for as many nodes as the rest of the text has if it goes on as it did up to byte `read`, so that
    /// the vector neither doubles to twice what it needs nor is copied often.
    #[cold]
    fn make_room(&mut self, read: usize) {
        let so_far = self.nodes.len();
        let in_all = (so_far * self.text.len()).checked_div(read).unwrap_or(0);
        let at_most = so_far.saturating_mul(3);
        let more = in_all.min(at_most).saturating_sub(so_far);
        self.nodes.reserve_exact(more.max(so_far / 8).max(64));
    }

    /// Gives back the room that was made for nothing.
    pub(crate) fn finish(&mut self) {
        self.nodes.shrink_to_fit();
        self.kept.text.shrink_to_fit();
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        const NOTHING: &Node = &Node::new(Span::new(0, 0), Form::Broken);
        self.nodes.get(id.index()).unwrap_or(NOTHING)
    }

    pub(crate) fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id.index())
    }

    /// Keeps `text` as what the value of `id`, the newest node, says.
    pub(crate) fn keep_value(&mut self, id: NodeId, text: &str) {
        let span = self.kept.add(text);
        self.kept.values.push((id, span));
    }

    /// Keeps `text` as what the key of `id`, the newest node, says.
    pub(crate) fn keep_key(&mut self, id: NodeId, text: &str) {
        let span = self.kept.add(text);
        self.kept.keys.push((id, span));
    }

    /// What the key of `id` says.
    pub(crate) fn key(&self, id: NodeId) -> &str {
        let node = self.node(id);
        match node.key_quotes {
            Quotes::Kept => self.kept.get(&self.kept.keys, id),
            quotes => quotes.inside(self.text, node.key),
        }
    }

    /// Whether the key of `id` says `key`.
    fn key_is(&self, id: NodeId, key: &str) -> bool {
        let node = self.node(id);
        match node.key_quotes {
            Quotes::None => self.text.as_bytes().get(node.key.range()) == Some(key.as_bytes()),
            _ => self.key(id) == key,
        }
    }

    /// What the text `id` says.
    pub(crate) fn value(&self, id: NodeId) -> &str {
        let node = self.node(id);
        match node.form {
            Form::Text(Quotes::Kept) => self.kept.get(&self.kept.values, id),
            Form::Text(quotes) => quotes.inside(self.text, node.span),
            _ => Quotes::None.inside(self.text, node.span),
        }
    }

    /// Puts `child` at the end of the table or array `parent`.
    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self.node(parent).last;
        let first = if last == NodeId::NONE { child } else { self.node(last).next };
        if let Some(last) = self.node_mut(last) {
            last.next = child;
        }
        if let Some(child) = self.node_mut(child) {
            child.next = first;
        }
        let Some(parent_node) = self.node_mut(parent) else { return };
        parent_node.last = child;
        let is_table = !matches!(parent_node.form, Form::Array | Form::Tables);
        let before = parent_node.few;
        parent_node.few = before.saturating_add(1);
        if is_table && before >= FEW {
            self.index(parent, child, before == FEW);
        }
    }

    /// Notes the key of `child` in the hash table of `parent`; if that is `new`, those of its siblings too.
    fn index(&mut self, parent: NodeId, child: NodeId, new: bool) {
        let mut keys = self.keys.remove(&parent).unwrap_or_default();
        let mut add = |id| {
            let indexed = self.indexed(self.key(id), id);
            keys.insert_unique(indexed.spread(), indexed, Indexed::spread);
        };
        if new {
            self.children(parent).for_each(add);
        } else {
            add(child);
        }
        self.keys.insert(parent, keys);
    }

    fn indexed(&self, key: &str, id: NodeId) -> Indexed {
        let hash = self.hasher.hash_one(key) & u64::from(u32::MAX);
        Indexed { hash: u32::try_from(hash).unwrap_or_default(), id }
    }

    /// The entry of `table` that has this key.
    pub(crate) fn find(&self, table: NodeId, key: &str) -> Option<NodeId> {
        if self.node(table).few <= FEW {
            return self.children(table).find(|&id| self.key_is(id, key));
        }
        let keys = self.keys.get(&table)?;
        let wanted = self.indexed(key, NodeId::NONE);
        let is_it = |other: &Indexed| other.hash == wanted.hash && self.key_is(other.id, key);
        keys.find(wanted.spread(), is_it).map(|found| found.id)
    }

    /// Takes out of `parent` what starts at or after byte `from`.
    pub(crate) fn cut(&mut self, parent: NodeId, from: u32) {
        let starts_after = |id| {
            let Node { key, span, .. } = *self.node(id);
            if key.is_empty() { span.start >= from } else { key.start >= from }
        };
        if !self.last(parent).is_some_and(starts_after) {
            return;
        }
        let kept: Vec<NodeId> = self.children(parent).take_while(|&id| !starts_after(id)).collect();
        self.keys.remove(&parent);
        if let Some(node) = self.node_mut(parent) {
            node.last = NodeId::NONE;
            node.few = 0;
        }
        for id in kept {
            self.append(parent, id);
        }
    }

    /// The last item of an array, or entry of a table.
    pub(crate) fn last(&self, parent: NodeId) -> Option<NodeId> {
        Some(self.node(parent).last).filter(|&id| id != NodeId::NONE)
    }

    /// How many items an array has, or entries a table.
    pub(crate) fn count(&self, parent: NodeId) -> usize {
        match self.node(parent).few {
            u8::MAX => self.children(parent).count(),
            few => usize::from(few),
        }
    }

    /// The items of an array or the entries of a table, in order.
    pub(crate) fn children(&self, parent: NodeId) -> Children<'_> {
        let last = self.last(parent);
        Children { arena: self, next: last.map(|last| self.node(last).next), last }
    }
}

impl Kept {
    fn add(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        Span::new(position(start), position(self.text.len()))
    }

    fn get(&self, spans: &[(NodeId, Span)], id: NodeId) -> &str {
        let found = spans.binary_search_by_key(&id, |&(id, _)| id).ok();
        let span = found.and_then(|at| spans.get(at));
        span.and_then(|(_, span)| self.text.get(span.range())).unwrap_or_default()
    }
}

impl Quotes {
    /// What stands between the quotes of the token at `span`.
    pub(crate) fn inside(self, text: &str, span: Span) -> &str {
        let token = text.get(span.range()).unwrap_or_default();
        let width = match self {
            Self::None | Self::Kept => return token,
            Self::Single => 1,
            Self::Triple => 3,
        };
        let inside = token.get(width..token.len().saturating_sub(width)).unwrap_or_default();
        match self {
            Self::Triple => inside.strip_prefix('\n').or_else(|| inside.strip_prefix("\r\n")).unwrap_or(inside),
            _ => inside,
        }
    }
}

/// A byte of the text as a [`Span`] has it.
pub(crate) fn position(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The children of one node.
#[derive(Debug, Clone)]
pub(crate) struct Children<'a> {
    arena: &'a Arena<'a>,
    next: Option<NodeId>,
    last: Option<NodeId>,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = if self.last == Some(id) { None } else { Some(self.arena.node(id).next) };
        Some(id)
    }
}
