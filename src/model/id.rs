//! Things by number: a list that hands out the only ids that fit it.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

/// The number of a `T` in the [`List`] that holds it.
pub struct Id<T> {
    number: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    const fn new(number: u32) -> Self {
        Self { number, of: PhantomData }
    }

    /// The id of this number.
    pub(super) fn numbered(number: usize) -> Option<Self> {
        u32::try_from(number).ok().map(Self::new)
    }

    /// The place in the list, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.number as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.number)
    }
}

/// All things of one kind.
///
/// What is counted, chosen and compared goes by their numbers. Those of roles, people, departments, dimensions and escalations are in
/// the order of their ids, so that it makes no difference which file defines them, and what stands first in it; the order in which the
/// policy defines them is for readers.
#[derive(Debug, Clone)]
pub struct List<T> {
    items: Vec<T>,
    /// Of each thing, its place in the order in which the policy defines them; empty where that is the order of the numbers.
    places: Vec<u32>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), places: Vec::new() }
    }
}

impl<T> List<T> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The things with their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> + DoubleEndedIterator {
        self.ids().zip(&self.items)
    }

    /// The ids, in the order of their numbers.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + DoubleEndedIterator + use<T> {
        ids(self.items.len())
    }

    /// The id of the thing at this place in the list, where there is one.
    #[must_use]
    pub fn id(&self, index: usize) -> Option<Id<T>> {
        let number = u32::try_from(index).ok().filter(|_| index < self.items.len());
        number.map(Id::new)
    }

    /// The things in the order in which the policy defines them.
    pub fn as_written(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        let mut ordered: Vec<_> = self.iter().collect();
        ordered.sort_by_key(|(id, _)| self.place(*id));
        ordered.into_iter()
    }

    /// The place of the thing in the order in which the policy defines them.
    #[must_use]
    pub fn place(&self, id: Id<T>) -> usize {
        self.places.get(id.index()).map_or(id.index(), |place| *place as usize)
    }

    /// The things, in the order of their numbers.
    #[must_use]
    pub fn values(&self) -> &[T] {
        &self.items
    }

    /// The things, to be completed.
    pub(super) fn values_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

/// The ids of a list of so many things. Lists are made from files of a bounded size, so that 32 bits hold any number.
pub(crate) fn ids<T>(count: usize) -> impl ExactSizeIterator<Item = Id<T>> + DoubleEndedIterator {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    (0..count).map(Id::new)
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().collect(), places: Vec::new() }
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, places: Vec::new() }
    }
}

impl<T> List<T> {
    /// The things, given as the policy defines them, by the numbers that `numbers` gives to them in turn.
    pub(super) fn numbered(items: Vec<T>, numbers: &[u32]) -> Self {
        let mut ordered: Vec<(u32, u32, T)> =
            items.into_iter().zip(0..).zip(numbers).map(|((item, place), number)| (*number, place, item)).collect();
        ordered.sort_unstable_by_key(|(number, ..)| *number);
        let places = ordered.iter().map(|(_, place, _)| *place).collect();
        Self { items: ordered.into_iter().map(|(_, _, item)| item).collect(), places }
    }
}

impl<T, U> List<(T, U)> {
    /// The things, and what belongs to each, by its number.
    pub(super) fn unzip(self) -> (List<T>, Vec<U>) {
        let (items, others) = self.items.into_iter().unzip();
        (List { items, places: self.places }, others)
    }
}

impl<T> Index<Id<T>> for List<T> {
    type Output = T;

    #[expect(
        clippy::indexing_slicing,
        reason = "a model has one list of each type, and its ids come from that list alone"
    )]
    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}
