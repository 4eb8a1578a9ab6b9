//! A set of cases that is a product: for each axis a set of cells.

use std::ops::Range;

use smallvec::SmallVec;

use super::bits;

/// A product of sets of cells, one for each axis of the [`Space`](super::Space) it belongs to. It holds at least one
/// case: what holds none is the `None` of an `Option<Region>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(pub(super) SmallVec<[u64; 3]>);

/// The words of a region that stand for one axis.
pub(super) type Column = Range<usize>;

impl Region {
    pub(super) fn column(&self, column: &Column) -> &[u64] {
        self.0.get(column.clone()).unwrap_or_default()
    }

    pub(super) fn column_mut(&mut self, column: &Column) -> &mut [u64] {
        self.0.get_mut(column.clone()).unwrap_or_default()
    }

    /// The region with another set of cells on one axis.
    pub(super) fn with(&self, column: &Column, cells: &[u64]) -> Self {
        let mut changed = self.clone();
        changed.column_mut(column).copy_from_slice(cells);
        changed
    }

    /// Whether every case of it is in `other`.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        bits::is_subset(&self.0, &other.0)
    }
}
