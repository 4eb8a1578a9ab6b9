//! What is read of a value: a slot for each key, a place for each value, references to what is defined elsewhere.

use std::marker::PhantomData;

use toml_mistakes::{Entry, Value};

use super::reader::Reader;
use super::shape::Shape;
use crate::source::Place;
use crate::subject::{Kind, Text};

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Slot<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// The key is there, or must have been, and could not be read; that has been said already.
    Unread,
    /// The key is there.
    Given(T),
}

impl<T> Slot<T> {
    /// Whether the key is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the key could not be read.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        matches!(self, Self::Unread)
    }

    /// The value, where there is one.
    #[must_use]
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unread => None,
        }
    }

    /// The value, where there is one.
    #[must_use]
    pub fn take(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Unread => None,
        }
    }

    /// The same with the value turned into another.
    #[must_use]
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Slot<U> {
        match self {
            Self::Absent => Slot::Absent,
            Self::Unread => Slot::Unread,
            Self::Given(value) => Slot::Given(turn(value)),
        }
    }
}

impl<T: Read> Slot<T> {
    pub(super) fn read(entry: Entry<'_>, reader: &mut Reader) -> Self {
        reader.in_entry(entry, |reader| T::read_entry(entry, reader)).map_or(Self::Unread, Self::Given)
    }

    /// Reads an entry into the slot. What comes under the same key again, by a slip, is joined to the first where there is room.
    pub(super) fn take_in(&mut self, entry: Entry<'_>, reader: &mut Reader) {
        let read = Self::read(entry, reader);
        let is_joined = match (&mut *self, read) {
            (Self::Absent, read) => {
                *self = read;
                true
            }
            (Self::Given(first), Self::Given(more)) => first.join(more),
            _ => false,
        };
        if !is_joined {
            reader.leave_unread(entry.value());
        }
    }
}

/// A value and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// Something that is said or not, by `true` or `false`, and where: the key and the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag {
    /// Whether it is said.
    pub is_set: bool,
    /// All of `key = true`.
    pub place: Place,
}

impl Slot<Flag> {
    /// Where it is said, if it is.
    #[must_use]
    pub fn place_if_set(self) -> Option<Place> {
        self.take().filter(|flag| flag.is_set).map(|flag| flag.place)
    }
}

/// What a reference can be to.
pub trait Target {
    /// The kind of thing.
    const KIND: Kind;
}

/// A reference to a `T` by its id, not resolved yet.
#[derive(Debug)]
pub struct To<T> {
    /// The id, as written.
    pub id: Text,
    /// Where it stands.
    pub place: Place,
    target: PhantomData<fn() -> T>,
}

impl<T> To<T> {
    /// A reference to the `T` that is called `id`.
    #[must_use]
    pub const fn new(id: Text, place: Place) -> Self {
        Self { id, place, target: PhantomData }
    }
}

impl<T> Clone for To<T> {
    fn clone(&self) -> Self {
        Self::new(self.id.clone(), self.place)
    }
}

/// One thing, or a list of them: `"a"` is `["a"]`.
#[derive(Debug, Clone)]
pub struct OneOrMany<T> {
    /// The things, in the order in which they are written. What could not be read is left out.
    pub items: Vec<T>,
    /// Whether something is unread, and so left out.
    pub has_unread: bool,
    /// The whole value.
    pub place: Place,
}

/// A table with an id.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// The id and the place of the key.
    pub id: Located<Text>,
    /// The table.
    pub body: T,
}

/// Something that a TOML value can be read as.
pub trait Read: Sized {
    /// Reads the value. `None` where it cannot be read, which has then been said to `reader`.
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self>;

    /// Reads what stands under a key, of which something may depend on where the key is.
    fn read_entry(entry: Entry<'_>, reader: &mut Reader) -> Option<Self> {
        Self::read(entry.value(), reader)
    }

    /// What the value may look like.
    fn shape() -> Shape;

    /// Adds what came under the same key by a slip. `false` where there is no room for it, which only lists have.
    fn join(&mut self, _more: Self) -> bool {
        false
    }

    /// Stands for a table that could not be read but whose id is known.
    #[must_use]
    fn unread() -> Option<Self> {
        None
    }
}
