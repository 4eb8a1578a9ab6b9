//! References to things of one kind, each resolved.

use super::id::Id;
use crate::syntax::Located;

/// References to things of one kind.
#[derive(Debug, Clone)]
pub struct Refs<T> {
    /// The things, each once, in the order in which they are written.
    pub items: Vec<Located<Id<T>>>,
    /// Whether more is written than these: what could not be read, or is defined nowhere.
    pub has_unread: bool,
}

impl<T> Default for Refs<T> {
    fn default() -> Self {
        Self { items: Vec::new(), has_unread: false }
    }
}

impl<T> Refs<T> {
    /// The ids of the things, in the order in which they are written.
    pub fn ids(&self) -> impl Iterator<Item = Id<T>> {
        self.items.iter().map(|item| item.value)
    }

    /// Whether the thing is among them.
    #[must_use]
    pub fn contains(&self, id: Id<T>) -> bool {
        self.items.iter().any(|item| item.value == id)
    }

    /// Whether surely nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && !self.has_unread
    }
}
