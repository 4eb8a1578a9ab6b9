//! The tree as it grows: a vector of nodes that name each other by number, so that nothing ever recurses into it; and
//! what headers and dotted keys mean: which table an entry goes into, and when one has been given before.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::datetime::Datetime;
use crate::effort::spend;
use crate::span::{Span, position};

/// Which node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NodeId(u32);

impl NodeId {
    /// The table that the whole text is.
    pub(crate) const ROOT: Self = Self(0);

    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Node<'s> {
    pub(crate) span: Span,
    pub(crate) content: Content<'s>,
}

#[derive(Debug)]
pub(crate) enum Content<'s> {
    Text(Cow<'s, str>),
    Integer(&'s str),
    Float(&'s str),
    Boolean(bool),
    Datetime(Datetime<'s>),
    /// `[1, 2]`
    Array(Vec<NodeId>),
    /// What `[[x]]` adds to.
    Tables(Vec<NodeId>),
    Table(Made, Vec<Member<'s>>),
    /// What stands in place of a value, as it is written.
    Bare(&'s str),
    /// Something that could not be read.
    Broken,
}

/// How a table came to be, on which depends what may be added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// `{ a = 1 }`
    Inline,
    /// `[x]`, or one `[[x]]`
    ByHeader,
    /// `x` of `[x.y]`
    OnTheWay,
    /// `x` of `x.y = 1`
    ByDottedKey,
}

/// A key of a table and the value that it has.
#[derive(Debug)]
pub(crate) struct Member<'s> {
    pub(crate) key: KeyPart<'s>,
    pub(crate) value: NodeId,
}

/// One part of a key: `b` of `a.b`.
#[derive(Debug, Clone)]
pub(crate) struct KeyPart<'s> {
    pub(crate) span: Span,
    /// What it says, without quotes and escapes.
    pub(crate) text: Cow<'s, str>,
    /// Whether the next words may be a part of it: it stands without quotes, or cannot be read.
    pub(crate) is_open: bool,
}

/// Why something cannot be added.
#[derive(Debug, Clone, Copy)]
pub(crate) enum NotAdded {
    /// There is an entry with this key already; its key stands `first`.
    Twice { key: Span, first: Span },
    /// An entry of `key` is to be added, but what that key has is complete.
    Closed { key: Span, first: Span },
}

/// How a table is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Through {
    Header,
    DottedKey,
}

/// In a table with no more members than this their keys are read one by one.
const FEW: usize = 16;

/// The nodes of one text.
#[derive(Debug)]
pub(crate) struct Nodes<'s> {
    /// The text.
    pub(crate) source: &'s str,
    nodes: Vec<Node<'s>>,
    /// Which of the members of a table has a key, for tables with more than a [few](FEW).
    keys: HashMap<(NodeId, Cow<'s, str>), usize>,
}

impl<'s> Nodes<'s> {
    /// The root alone, which is empty.
    pub(crate) fn new(source: &'s str) -> Self {
        let root = Node { span: Span::default(), content: Content::Table(Made::ByHeader, Vec::new()) };
        Self { source, nodes: vec![root], keys: HashMap::new() }
    }

    /// Adds a value that is not yet in any table or array.
    pub(crate) fn add(&mut self, span: Span, content: Content<'s>) -> NodeId {
        let id = NodeId(position(self.nodes.len()));
        spend(1);
        self.nodes.push(Node { span, content });
        id
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node<'s> {
        const NOTHING: &Node<'static> = &Node { span: Span::new(0, 0), content: Content::Broken };
        self.nodes.get(id.index()).unwrap_or(NOTHING)
    }

    pub(crate) fn node_mut(&mut self, id: NodeId) -> Option<&mut Node<'s>> {
        self.nodes.get_mut(id.index())
    }

    /// The items of an array.
    pub(crate) fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.node(id).content {
            Content::Array(items) | Content::Tables(items) => items,
            _ => &[],
        }
    }

    /// The members of a table.
    pub(crate) fn members(&self, id: NodeId) -> &[Member<'s>] {
        match &self.node(id).content {
            Content::Table(_, members) => members,
            _ => &[],
        }
    }

    fn members_mut(&mut self, id: NodeId) -> Option<&mut Vec<Member<'s>>> {
        match &mut self.node_mut(id)?.content {
            Content::Table(_, members) => Some(members),
            _ => None,
        }
    }

    /// The member of `table` that has this key.
    pub(crate) fn find(&self, table: NodeId, key: &str) -> Option<&Member<'s>> {
        self.members(table).get(self.find_at(table, key)?)
    }

    /// Which of the members of `table` has this key.
    fn find_at(&self, table: NodeId, key: &str) -> Option<usize> {
        let members = self.members(table);
        if members.len() <= FEW {
            spend(members.len());
            return members.iter().position(|member| member.key.text == key);
        }
        self.keys.get(&(table, Cow::Borrowed(key))).copied()
    }

    /// Puts `item` at the end of the array `array`.
    pub(crate) fn append(&mut self, array: NodeId, item: NodeId) {
        if let Some(Content::Array(items) | Content::Tables(items)) = self.node_mut(array).map(|node| &mut node.content)
        {
            items.push(item);
        }
    }

    /// Puts `value`, whose key is the last of `path`, into `table` or one that the others of `path` lead to.
    pub(crate) fn insert(&mut self, table: NodeId, path: &[KeyPart<'s>], value: NodeId) -> Result<(), NotAdded> {
        let Some((key, way)) = path.split_last() else { return Ok(()) };
        let table = self.descend(table, way, Through::DottedKey)?;
        self.put(table, key, value)
    }

    /// The table that the header at `span` begins.
    pub(crate) fn begin_table(&mut self, path: &[KeyPart<'s>], span: Span) -> Result<NodeId, NotAdded> {
        let Some((key, way)) = path.split_last() else { return Ok(NodeId::ROOT) };
        let parent = self.descend(NodeId::ROOT, way, Through::Header)?;
        let Some(&Member { key: KeyPart { span: first, .. }, value: id }) = self.find(parent, &key.text) else {
            let id = self.add(span, Content::Table(Made::ByHeader, Vec::new()));
            self.put(parent, key, id)?;
            return Ok(id);
        };
        match self.node_mut(id) {
            Some(Node { span: place, content: Content::Table(made @ Made::OnTheWay, _) }) => {
                *made = Made::ByHeader;
                *place = span;
            }
            _ => return Err(NotAdded::Twice { key: key.span, first }),
        }
        let at = self.find_at(parent, &key.text);
        if let Some(member) = at.and_then(|at| self.members_mut(parent)?.get_mut(at)) {
            member.key.span = key.span;
        }
        Ok(id)
    }

    /// The table that the header `[[…]]` at `span` adds to an array.
    pub(crate) fn begin_item(&mut self, path: &[KeyPart<'s>], span: Span) -> Result<NodeId, NotAdded> {
        let Some((key, way)) = path.split_last() else { return Ok(NodeId::ROOT) };
        let parent = self.descend(NodeId::ROOT, way, Through::Header)?;
        let array = match self.find(parent, &key.text) {
            Some(member) if matches!(self.node(member.value).content, Content::Tables(_)) => member.value,
            Some(member) => return Err(NotAdded::Twice { key: key.span, first: member.key.span }),
            None => {
                let id = self.add(span, Content::Tables(Vec::new()));
                self.put(parent, key, id)?;
                id
            }
        };
        let item = self.add(span, Content::Table(Made::ByHeader, Vec::new()));
        self.append(array, item);
        Ok(item)
    }

    /// The table that `way` leads to from `table`; tables that are not there yet are made.
    fn descend(&mut self, mut table: NodeId, way: &[KeyPart<'s>], through: Through) -> Result<NodeId, NotAdded> {
        for key in way {
            table = match self.find(table, &key.text) {
                Some(member) => {
                    let closed = NotAdded::Closed { key: key.span, first: member.key.span };
                    let id = member.value;
                    self.enter(id, through).ok_or(closed)?
                }
                None => {
                    let made = if through == Through::Header { Made::OnTheWay } else { Made::ByDottedKey };
                    let id = self.add(key.span, Content::Table(made, Vec::new()));
                    self.put(table, key, id)?;
                    id
                }
            };
        }
        Ok(table)
    }

    /// The table `id`, or the last of the tables `id`, if more may be added to it.
    fn enter(&mut self, id: NodeId, through: Through) -> Option<NodeId> {
        match (&mut self.node_mut(id)?.content, through) {
            (Content::Tables(items), Through::Header) => items.last().copied(),
            (Content::Table(Made::ByHeader | Made::OnTheWay | Made::ByDottedKey, _), Through::Header) => Some(id),
            (Content::Table(made @ (Made::OnTheWay | Made::ByDottedKey), _), Through::DottedKey) => {
                *made = Made::ByDottedKey;
                Some(id)
            }
            _ => None,
        }
    }

    /// Puts `value` into `table` under `key`, unless there is something under it already.
    fn put(&mut self, table: NodeId, key: &KeyPart<'s>, value: NodeId) -> Result<(), NotAdded> {
        if let Some(first) = self.find(table, &key.text) {
            return Err(NotAdded::Twice { key: key.span, first: first.key.span });
        }
        let node = self.nodes.get_mut(table.index());
        let Some(Content::Table(_, members)) = node.map(|node| &mut node.content) else { return Ok(()) };
        members.push(Member { key: key.clone(), value });
        let last = members.len() - 1;
        if last >= FEW {
            let first = if last == FEW { 0 } else { last };
            for (at, member) in members.iter().enumerate().skip(first) {
                self.keys.insert((table, member.key.text.clone()), at);
            }
        }
        Ok(())
    }

    /// Takes out of the array or table `parent` what starts at or after byte `from`.
    pub(crate) fn cut(&mut self, parent: NodeId, from: u32) {
        let items = self.items(parent).iter().take_while(|&&id| self.node(id).span.start < from).count();
        let members = self.members(parent).iter().take_while(|member| member.key.span.start < from).count();
        spend(items + members);
        let cut_off = match self.node_mut(parent).map(|node| &mut node.content) {
            Some(Content::Array(all) | Content::Tables(all)) => return all.truncate(items),
            Some(Content::Table(_, all)) => all.split_off(members),
            _ => return,
        };
        for member in cut_off {
            self.keys.remove(&(parent, member.key.text));
        }
    }
}
