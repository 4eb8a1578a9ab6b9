//! What headers and dotted keys mean: which table an entry goes into, and when one has been given before.

use crate::span::Span;

use crate::arena::{Arena, Form, Node, NodeId, Quotes};

/// One part of a key: `b` of `a.b`.
#[derive(Debug, Clone)]
pub(crate) struct KeyPart {
    pub(crate) span: Span,
    pub(crate) quotes: Quotes,
    /// What it says, if that does not stand in the source as it is.
    pub(crate) kept: Option<String>,
}

impl KeyPart {
    pub(crate) fn says<'a>(&'a self, text: &'a str) -> &'a str {
        match &self.kept {
            Some(kept) => kept,
            None => self.quotes.inside(text, self.span),
        }
    }
}

/// Why something cannot be added.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Conflict {
    /// There is an entry with this key already; its key stands `first`.
    Twice { key: Span, first: Span },
    /// An entry of `key` is to be added, but what that key has is complete.
    Closed { key: Span, first: Span },
}

/// How a table is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Header,
    DottedKey,
}

impl Arena<'_> {
    /// Adds a node for a value, under `key` if it is to be an entry of a table.
    pub(crate) fn add(&mut self, span: Span, form: Form, key: Option<&KeyPart>) -> NodeId {
        let mut node = Node::new(span, form);
        if let Some(key) = key {
            node.key = key.span;
            node.key_quotes = key.quotes;
        }
        let id = self.push(node);
        if let Some(kept) = key.and_then(|key| key.kept.as_deref()) {
            self.keep_key(id, kept);
        }
        id
    }

    /// Puts `value`, whose key is the last of `path`, into `table` or one that the others of `path` lead to.
    pub(crate) fn insert(&mut self, table: NodeId, path: &[KeyPart], value: NodeId) -> Result<(), Conflict> {
        let Some((key, way)) = path.split_last() else { return Ok(()) };
        let table = self.descend(table, way, By::DottedKey)?;
        match self.find(table, key.says(self.text())) {
            Some(first) => Err(Conflict::Twice { key: key.span, first: self.node(first).key }),
            None => {
                self.append(table, value);
                Ok(())
            }
        }
    }

    /// The table that the header at `span` begins.
    pub(crate) fn begin_table(&mut self, path: &[KeyPart], span: Span) -> Result<NodeId, Conflict> {
        let Some((key, way)) = path.split_last() else { return Ok(NodeId::ROOT) };
        let parent = self.descend(NodeId::ROOT, way, By::Header)?;
        let Some(id) = self.find(parent, key.says(self.text())) else {
            let id = self.add(span, Form::HeaderTable, Some(key));
            self.append(parent, id);
            return Ok(id);
        };
        let first = self.node(id).key;
        match self.node_mut(id) {
            Some(node) if node.form == Form::ImplicitTable => {
                node.form = Form::HeaderTable;
                node.span = span;
                if node.key_quotes != Quotes::Kept && key.quotes != Quotes::Kept {
                    node.key = key.span;
                    node.key_quotes = key.quotes;
                }
                Ok(id)
            }
            _ => Err(Conflict::Twice { key: key.span, first }),
        }
    }

    /// The table that the header `[[…]]` at `span` adds to an array.
    pub(crate) fn begin_item(&mut self, path: &[KeyPart], span: Span) -> Result<NodeId, Conflict> {
        let Some((key, way)) = path.split_last() else { return Ok(NodeId::ROOT) };
        let parent = self.descend(NodeId::ROOT, way, By::Header)?;
        let array = match self.find(parent, key.says(self.text())) {
            Some(id) if self.node(id).form == Form::Tables => id,
            Some(id) => return Err(Conflict::Twice { key: key.span, first: self.node(id).key }),
            None => {
                let id = self.add(span, Form::Tables, Some(key));
                self.append(parent, id);
                id
            }
        };
        let item = self.add(span, Form::HeaderTable, None);
        self.append(array, item);
        Ok(item)
    }

    /// The table that `way` leads to from `table`; tables that are not there yet are made.
    fn descend(&mut self, table: NodeId, way: &[KeyPart], by: By) -> Result<NodeId, Conflict> {
        let mut table = table;
        for key in way {
            table = match self.find(table, key.says(self.text())) {
                Some(id) => self.enter(id, key, by)?,
                None => {
                    let form = if by == By::Header { Form::ImplicitTable } else { Form::DottedTable };
                    let id = self.add(key.span, form, Some(key));
                    self.append(table, id);
                    id
                }
            };
        }
        Ok(table)
    }

    /// The table `id`, or the last of the tables `id`, if `key` may add to it.
    fn enter(&mut self, id: NodeId, key: &KeyPart, by: By) -> Result<NodeId, Conflict> {
        let closed = Err(Conflict::Closed { key: key.span, first: self.node(id).key });
        match (self.node(id).form, by) {
            (Form::Tables, By::Header) => self.last(id).map_or(closed, Ok),
            (Form::HeaderTable, By::Header) | (Form::ImplicitTable | Form::DottedTable, _) => {
                if let Some(node) = self.node_mut(id).filter(|_| by == By::DottedKey) {
                    node.form = Form::DottedTable;
                }
                Ok(id)
            }
            _ => closed,
        }
    }
}
