//! Pieces, as they are written, that touch along a dimension of numbers.

use std::collections::BTreeMap;

use super::axis::Axis;
use super::beside::Way;
use super::bits;
use super::budget::Budget;
use super::course::{Course, Reach, beyond};
use super::cover::{Cover, Piece};
use super::ends::Pieces;
use super::region::Region;
use super::search::uncovered;

/// Two pieces, alike but for one number, on which the one begins where the other ends.
#[derive(Debug, Clone)]
pub struct Touching<'a, V> {
    /// The piece that ends.
    pub before: &'a Piece<V>,
    /// The piece that begins.
    pub after: &'a Piece<V>,
    /// Cases at its beginning in which the one that begins really holds.
    pub within: Region,
    /// Whether the two stand in claims.
    claimed: bool,
}

impl<V: Copy + Ord> Cover<V> {
    /// The pieces of the default, and those of claims, that touch on a dimension of numbers and are alike on all others, one way along it.
    /// Where the budget ends, some are left out.
    pub fn touching(&self, dimension: usize, way: Way, budget: &Budget) -> Vec<Touching<'_, V>> {
        let Some(axis) = self.space.axis(dimension).filter(|axis| axis.cells.are_numbers()) else { return Vec::new() };
        let over = Pieces::new(&self.space, self.over_default());
        let mut pairs = Vec::new();
        for (before, after) in neighbours(axis, self.default_pieces(), way, budget) {
            let (left, _) = uncovered(&beginning(axis, after, way), &over, budget);
            let lowest = left.into_iter().min_by_key(|one| self.space.reading_order(one));
            pairs.extend(lowest.map(|within| Touching { before, after, within, claimed: false }));
        }
        let over = Pieces::new(&self.space, self.over_claims());
        for (before, after) in neighbours(axis, self.claim_pieces(), way, budget) {
            let (left, _) = uncovered(&beginning(axis, after, way), &over, budget);
            let lowest = left.into_iter().min_by_key(|one| self.space.reading_order(one));
            pairs.extend(lowest.map(|within| Touching { before, after, within, claimed: true }));
        }
        pairs
    }
}

impl<V: Copy + Ord> Cover<V> {
    /// Cases where the two touch in which nothing holds but the one that begins, nor, next to them, but the one that ends; `None` where
    /// there are none, or the budget ended.
    pub fn alone_where_they_touch(
        &self,
        pair: &Touching<'_, V>,
        dimension: usize,
        way: Way,
        budget: &Budget,
    ) -> Option<Region> {
        let axis = self.space.axis(dimension)?;
        let layer = if pair.claimed { self.claim_pieces() } else { self.default_pieces() };
        let over = if pair.claimed { self.over_claims() } else { self.over_default() };
        if !budget.spend((layer.len() + over.len()).saturating_mul(self.space.words)) {
            return None;
        }
        let start = beginning(axis, pair.after, way);
        let course = Course { dimension, way, reach: Reach::Next };
        let others = |than: &Piece<V>| {
            let pieces = layer.iter().filter(|piece| piece.held != than.held).map(|piece| &piece.region);
            pieces.chain(over.iter().copied()).cloned().collect::<Vec<Region>>()
        };
        let before = others(pair.before).into_iter().filter_map(|region| beyond(axis, &region, course));
        let near: Vec<Region> =
            others(pair.after).into_iter().chain(before).filter(|region| self.space.meets(region, &start)).collect();
        let (left, complete) = uncovered(&start, &Pieces::new(&self.space, &near), budget);
        left.into_iter().filter(|_| complete).min_by_key(|one| self.space.reading_order(one))
    }
}

/// The first cell of a piece on an axis, one way along it.
fn beginning<V>(axis: &Axis, piece: &Piece<V>, way: Way) -> Region {
    let mut cells = vec![0; axis.column.len()];
    if let Some((first, last)) = bits::ends(piece.region.column(&axis.column)) {
        bits::insert(&mut cells, if way == Way::Up { first } else { last });
    }
    piece.region.with(&axis.column, &cells)
}

/// Pairs of pieces that touch on an axis and are alike on all others.
fn neighbours<'a, V>(
    axis: &Axis,
    pieces: &'a [Piece<V>],
    way: Way,
    budget: &Budget,
) -> Vec<(&'a Piece<V>, &'a Piece<V>)> {
    let nothing = vec![0; axis.column.len()];
    // by all that is alike, and the cell at which they begin
    let mut beginning: BTreeMap<(Region, usize), Vec<&Piece<V>>> = BTreeMap::new();
    let mut ending: Vec<(Region, usize, &Piece<V>)> = Vec::new();
    for piece in pieces {
        let cells = piece.region.column(&axis.column);
        if !budget.spend(piece.region.0.len()) {
            return Vec::new();
        }
        if let Some((first, last)) = bits::ends(cells).filter(|_| bits::is_run(cells)) {
            let alike = piece.region.with(&axis.column, &nothing);
            let (begin, end) = match way {
                Way::Up => (first, last.checked_add(1)),
                Way::Down => (last, first.checked_sub(1)),
            };
            beginning.entry((alike.clone(), begin)).or_default().push(piece);
            if let Some(cell) = end {
                ending.push((alike, cell, piece));
            }
        }
    }
    let mut pairs = Vec::new();
    for (alike, cell, before) in ending {
        for after in beginning.get(&(alike, cell)).into_iter().flatten() {
            if !budget.spend(1) {
                return pairs;
            }
            pairs.push((before, *after));
        }
    }
    pairs
}
