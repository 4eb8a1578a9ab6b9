//! A space of cases, cut into cells that no condition tells apart.

use std::sync::Arc;

use smallvec::SmallVec;

use super::absence::{Absence, Absent};
use super::axis::{Axis, Cells};
use super::domain::{Condition, Domain, Numbers, Selection};
use super::region::Region;
use super::{Interval, bits};

/// The cases that some conditions are about: an axis for each dimension that any of them names.
///
/// Every region belongs to the space it was made by. A space of no axes has exactly one case.
#[derive(Debug, Clone)]
pub struct Space {
    pub(super) domains: Arc<[Domain]>,
    pub(super) axes: Arc<[Axis]>,
    /// How many words a region takes.
    pub(super) words: usize,
    /// What does not exist, where something is said of it.
    pub(super) absence: Option<Arc<Absence>>,
}

/// What a block is on one axis that it restricts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// The numbers of an interval. An end that is the dimension's own is left out.
    Interval(Interval),
    /// The values with these indices.
    Values(Vec<usize>),
}

/// Everything that a region is on one axis that it restricts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extents {
    /// The numbers of these intervals, from low to high; no number that exists lies in two.
    Intervals(Vec<Interval>),
    /// The values with these indices.
    Values(Vec<usize>),
}

impl Space {
    /// The space that `conditions` tell apart, and the region of each of them: `None` where it holds no case.
    ///
    /// A dimension is known by its index in `domains`; one that has no domain there is left out.
    #[must_use]
    pub fn divided_by(domains: &Arc<[Domain]>, conditions: &[Condition]) -> (Self, Vec<Option<Region>>) {
        Self::divided_without(domains, conditions, &Absent::default())
    }

    /// The space that `conditions` tell apart, without the cases that do not exist, and the region of each condition: `None` where it
    /// holds no case that exists.
    #[must_use]
    pub fn divided_without(
        domains: &Arc<[Domain]>,
        conditions: &[Condition],
        absent: &Absent,
    ) -> (Self, Vec<Option<Region>>) {
        let space = Self::new(domains, conditions.iter().collect::<Vec<_>>().as_slice()).without(absent);
        let regions = conditions.iter().map(|condition| space.region(condition)).collect();
        (space, regions)
    }

    pub(super) fn new(domains: &Arc<[Domain]>, conditions: &[&Condition]) -> Self {
        let named = conditions.iter().flat_map(|condition| condition.selections());
        let mut named: Vec<&(usize, Selection)> = named.collect();
        named.sort_by_key(|(dimension, _)| *dimension);
        let cut = named.chunk_by(|(one, _), (other, _)| one == other).filter_map(|used| {
            let (dimension, _) = used.first()?;
            let cells = Cells::cut(domains.get(*dimension)?, used.iter().map(|(_, selection)| selection));
            Some((*dimension, cells))
        });
        Self::of_cells(domains, cut)
    }

    /// The space of these cells, for each dimension that matters.
    pub(super) fn of_cells(domains: &Arc<[Domain]>, dimensions: impl Iterator<Item = (usize, Cells)>) -> Self {
        let axes = dimensions.map(|(dimension, cells)| {
            let all = bits::first(cells.count());
            (dimension, cells, all)
        });
        Self::of_axes::<SmallVec<_>>(domains, axes)
    }

    /// The space of these cells, of which some exist, for each dimension that matters.
    pub(super) fn of_axes<W: Into<SmallVec<[u64; 3]>>>(
        domains: &Arc<[Domain]>,
        dimensions: impl Iterator<Item = (usize, Cells, W)>,
    ) -> Self {
        let mut words = 0;
        let axes = dimensions.map(|(dimension, cells, all)| {
            let axis = Axis::new(dimension, words, cells, all.into());
            words = axis.column.end;
            axis
        });
        Self { axes: axes.collect(), domains: Arc::clone(domains), words, absence: None }
    }

    /// The region of a condition that this space was divided by; `None` where it holds no case that exists.
    #[must_use]
    pub fn region(&self, condition: &Condition) -> Option<Region> {
        self.cells_of(condition).filter(|region| self.any_exists(region))
    }

    /// The cells that a condition selects.
    pub(super) fn cells_of(&self, condition: &Condition) -> Option<Region> {
        let mut region = self.all()?;
        for (dimension, selection) in condition.selections() {
            let Some(axis) = self.axis(*dimension) else { continue };
            let words = region.column_mut(&axis.column);
            axis.cells.select(selection, words);
            if bits::is_empty(words) {
                return None;
            }
        }
        Some(region)
    }

    /// The indices of the dimensions that matter, in order.
    pub fn dimensions(&self) -> impl Iterator<Item = usize> {
        self.axes.iter().map(|axis| axis.dimension)
    }

    /// Every case, where there is one; beside what no axis leaves out, also those that do not exist.
    #[must_use]
    pub fn all(&self) -> Option<Region> {
        let mut region = Region(smallvec::smallvec![0; self.words]);
        for axis in self.axes.iter() {
            region.column_mut(&axis.column).copy_from_slice(axis.all());
        }
        self.axes.iter().all(|axis| axis.size() > 0).then_some(region)
    }

    /// The cases that are in both.
    #[must_use]
    pub fn meet(&self, a: &Region, b: &Region) -> Option<Region> {
        if !self.meets(a, b) {
            return None;
        }
        let mut both = a.clone();
        bits::keep(&mut both.0, &b.0);
        Some(both)
    }

    /// Whether a case is in both.
    #[must_use]
    pub fn meets(&self, a: &Region, b: &Region) -> bool {
        self.axes.iter().all(|axis| bits::meets(a.column(&axis.column), b.column(&axis.column)))
    }

    /// How many cells it holds: a measure to tell larger regions from smaller ones.
    #[must_use]
    pub fn size(&self, region: &Region) -> u128 {
        let counts = self.axes.iter().map(|axis| bits::count(region.column(&axis.column)) as u128);
        counts.fold(1, u128::saturating_mul)
    }

    /// What regions are told in the order of: where one begins on each axis, where it ends, and then what tells it from others that
    /// begin and end there.
    pub(super) fn reading_order(&self, region: &Region) -> (Vec<usize>, Vec<usize>, Region) {
        let ends = |axis: &Axis| {
            let (first, last) = bits::ends(region.column(&axis.column)).unwrap_or_default();
            let from_the_top = |cell: usize| axis.cells.count().saturating_sub(cell);
            if self.falls(axis) { (from_the_top(last), from_the_top(first)) } else { (first, last) }
        };
        let (firsts, lasts) = self.axes.iter().map(ends).unzip();
        (firsts, lasts, region.clone())
    }

    /// Each dimension that the region restricts, and all that is left of it: a case is in the region exactly where it is in each of
    /// these.
    #[must_use]
    pub fn describe_exactly(&self, region: &Region) -> Vec<(usize, Extents)> {
        let axes = self.axes.iter().filter(|axis| axis.is_restricted_by(region));
        let extents = |axis: &Axis| {
            let cells = region.column(&axis.column);
            if !axis.cells.are_numbers() {
                return Extents::Values(bits::ones(cells).collect());
            }
            let runs =
                bits::runs(cells).into_iter().filter_map(|run| axis.cells.span(run.start, run.end.checked_sub(1)?));
            Extents::Intervals(runs.collect())
        };
        axes.map(|axis| (axis.dimension, extents(axis))).collect()
    }

    /// Whether what is lower on an axis comes after what is higher.
    pub(super) fn falls(&self, axis: &Axis) -> bool {
        self.numbers(axis).is_some_and(|numbers| numbers.falls)
    }

    /// The numbers that exist on an axis, where it is one of numbers.
    pub(super) fn numbers(&self, axis: &Axis) -> Option<&Numbers> {
        match self.domains.get(axis.dimension)? {
            Domain::Numbers(numbers) => Some(numbers),
            Domain::Values { .. } => None,
        }
    }
}
