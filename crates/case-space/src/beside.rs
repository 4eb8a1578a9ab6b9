//! What lies next to a region, and what holds there.

use std::collections::BTreeSet;

use super::axis::Axis;
use super::budget::Budget;
use super::cover::{Cover, OriginId, Piece};
use super::ends::Pieces;
use super::region::{Column, Region};
use super::search::is_covered;
use super::{Space, bits};

/// A way along a dimension of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// To lower numbers.
    Down,
    /// To higher numbers.
    Up,
}

impl Way {
    /// The other way.
    #[must_use]
    pub const fn back(self) -> Self {
        match self {
            Self::Down => Self::Up,
            Self::Up => Self::Down,
        }
    }
}

impl Space {
    /// The cases next to `region` on a dimension of numbers; `None` where there are none that way.
    #[must_use]
    pub fn beside(&self, region: &Region, dimension: usize, way: Way) -> Option<Region> {
        let axis = self.axis(dimension).filter(|axis| axis.cells.are_numbers())?;
        let (first, last) = bits::ends(region.column(&axis.column))?;
        let next = match way {
            Way::Down => first.checked_sub(1)?,
            Way::Up => last.checked_add(1)?,
        };
        let mut cells = vec![0; axis.column.len()];
        bits::insert(&mut cells, next);
        (next < axis.cells.count()).then(|| region.with(&axis.column, &cells))
    }

    /// The region with all that there is on one dimension.
    #[must_use]
    pub fn widened(&self, region: &Region, dimension: usize) -> Region {
        let mut widened = region.clone();
        if let Some(axis) = self.axis(dimension) {
            widened.column_mut(&axis.column).copy_from_slice(axis.all());
        }
        widened
    }

    /// The cases of both regions; `None` where these differ on another dimension too.
    #[must_use]
    pub fn joined_along(&self, one: &Region, other: &Region, dimension: usize) -> Option<Region> {
        if self.widened(one, dimension) != self.widened(other, dimension) {
            return None;
        }
        let mut both = one.clone();
        if let Some(axis) = self.axis(dimension) {
            bits::add(both.column_mut(&axis.column), other.column(&axis.column));
        }
        Some(both)
    }

    pub(super) fn axis(&self, dimension: usize) -> Option<&Axis> {
        let index = self.axes.binary_search_by_key(&dimension, |axis| axis.dimension).ok()?;
        self.axes.get(index)
    }
}

/// How many steps it takes, beside a look at its words, to tell whether a piece meets a region.
const LOOKS: usize = 4;

/// A region that many others are held against: the axes first on which it is narrow, where most of them miss it.
struct Probe<'a> {
    region: &'a Region,
    columns: Vec<Column>,
}

impl<'a> Probe<'a> {
    fn new(space: &Space, region: &'a Region) -> Self {
        let mut columns: Vec<Column> = space.axes.iter().map(|axis| axis.column.clone()).collect();
        columns.sort_by_key(|column| bits::count(region.column(column)));
        let held = |column: Column| {
            let (first, last) = bits::ends(region.column(&column))?;
            Some(column.start + first / bits::WORD..column.start + last / bits::WORD + 1)
        };
        Self { region, columns: columns.into_iter().filter_map(held).collect() }
    }

    fn meets(&self, other: &Region) -> bool {
        self.columns.iter().all(|column| bits::meets(self.region.column(column), other.column(column)))
    }
}

impl<V: Copy + Ord> Cover<V> {
    /// The origins of the pieces that hold in some case of `region`, in order; none where the budget has ended. Of a piece of which it is
    /// not known whether it holds there, that it does.
    pub fn origins_in(&self, region: &Region, budget: &Budget) -> BTreeSet<OriginId> {
        self.pieces_where(region, |_| true, budget).map(|piece| piece.origin).collect()
    }

    /// The origins of the pieces that hold one of `values` in some case of `region`, in order, as [`Cover::origins_in`]; where the budget
    /// has ended, of each value one that holds it anywhere.
    pub fn origins_of(&self, values: &[V], region: &Region, budget: &Budget) -> BTreeSet<OriginId> {
        let holds = |piece: &Piece<V>, value: &V| piece.held.values().contains(value);
        let origins: BTreeSet<OriginId> = self
            .pieces_where(region, |piece| values.iter().any(|value| holds(piece, value)), budget)
            .map(|piece| piece.origin)
            .collect();
        if !budget.has_ended() {
            return origins;
        }
        let anywhere =
            |value| self.pieces.iter().filter(move |piece| holds(piece, value)).map(|piece| piece.origin).min();
        values.iter().filter_map(anywhere).collect()
    }

    /// The values that hold in some case of `region`; as [`Cover::origins_in`].
    pub fn values_in(&self, region: &Region, budget: &Budget) -> BTreeSet<V> {
        self.pieces_where(region, |_| true, budget).flat_map(|piece| piece.held.values()).copied().collect()
    }

    /// The values that hold in some case next to `region` on a dimension of numbers, either way; as [`Cover::origins_in`].
    pub fn values_beside(&self, region: &Region, budget: &Budget) -> BTreeSet<V> {
        let mut values = BTreeSet::new();
        if !budget.spend(self.work_of_a_look(self.pieces.len())) {
            return values;
        }
        let numbers = self.space.axes.iter().filter(|axis| axis.cells.are_numbers());
        let sides: Vec<(usize, Region)> = numbers
            .flat_map(|axis| [Way::Down, Way::Up].map(|way| (axis.dimension, way)))
            .filter_map(|(dimension, way)| Some((dimension, self.space.beside(region, dimension, way)?)))
            .collect();
        for (index, piece) in self.pieces.iter().enumerate() {
            let mut missed = self.missed(&piece.region, region);
            let (first, None) = (missed.next(), missed.next()) else { continue };
            let near = sides.iter().filter(|(dimension, _)| first.is_none_or(|first| first == *dimension));
            let mut meeting = near.filter(|(_, side)| self.space.meets(&piece.region, side));
            if meeting.any(|(_, side)| self.really_holds(index, piece, side, budget)) {
                values.extend(piece.held.values());
            }
        }
        values
    }

    /// How many steps a look at so many pieces takes.
    fn work_of_a_look(&self, pieces: usize) -> usize {
        pieces.saturating_mul(self.space.words.saturating_add(LOOKS))
    }

    /// Whether a piece, which meets the region, holds in a case of it that exists and that no claim takes.
    fn really_holds(&self, index: usize, piece: &Piece<V>, region: &Region, budget: &Budget) -> bool {
        let claims = if index < self.defaults { self.claims.as_slice() } else { &[] };
        let absent = self.space.absent();
        let count = claims.len().saturating_add(absent.len());
        if count == 0 || !budget.spend(self.work_of_a_look(count)) {
            return true;
        }
        let Some(both) = self.space.meet(&piece.region, region) else { return false };
        let over = claims.iter().map(|claim| &claim.region).chain(absent);
        let over = over.filter(|over| self.space.meets(over, &both));
        is_covered(&both, &Pieces::new(&self.space, over), budget) != Some(true)
    }

    /// Of the pieces that are sought, those that hold in some case of `region`; none where the budget has ended.
    fn pieces_where<'a>(
        &'a self,
        region: &'a Region,
        is_sought: impl Fn(&Piece<V>) -> bool + 'a,
        budget: &'a Budget,
    ) -> impl Iterator<Item = &'a Piece<V>> {
        let pieces = if budget.spend(self.work_of_a_look(self.pieces.len())) { self.pieces.as_slice() } else { &[] };
        let probe = Probe::new(&self.space, region);
        let sought = pieces.iter().enumerate().filter(move |(_, piece)| is_sought(piece));
        let there = sought.filter(move |(index, piece)| {
            probe.meets(&piece.region) && self.really_holds(*index, piece, region, budget)
        });
        there.map(|(_, piece)| piece)
    }

    /// The dimensions on which two regions have nothing in common.
    fn missed(&self, one: &Region, other: &Region) -> impl Iterator<Item = usize> {
        let axes = self.space.axes.iter();
        let apart = axes.filter(|axis| !bits::meets(one.column(&axis.column), other.column(&axis.column)));
        apart.map(|axis| axis.dimension)
    }
}
