//! Boxes that cannot be made larger: a run of cells on each axis of numbers, any set on each axis of values.

use std::collections::BTreeSet;
use std::ops::Range;

use super::axis::Axis;
use super::budget::Budget;
use super::ends::{Met, Pieces};
use super::region::{Column, Region};
use super::search::{Query, Verdict, search};
use super::{Space, bits};

/// Beyond so many boxes, not every maximal one is sought.
const MOST_BOXES: usize = 64;

/// The boxes of one run on each axis of numbers that a product of sets is made of; they may be very many.
pub(super) fn in_runs(space: &Space, region: &Region) -> impl Iterator<Item = Region> {
    let runs = runs(space, region);
    (0..count_of_runs(space, region)).map(move |number| {
        let mut one = region.clone();
        let mut rest = number;
        for (column, runs) in &runs {
            if let Some(run) = runs.get(rest % runs.len()) {
                let cells = one.column_mut(column);
                cells.fill(0);
                bits::insert_run(cells, run);
            }
            rest /= runs.len();
        }
        one
    })
}

/// How many boxes those are.
pub(super) fn count_of_runs(space: &Space, region: &Region) -> usize {
    runs(space, region).iter().map(|(_, runs)| runs.len()).fold(1, usize::saturating_mul)
}

/// The runs on each axis of numbers that has several.
fn runs(space: &Space, region: &Region) -> Vec<(Column, Vec<Range<usize>>)> {
    let numbers = space.axes.iter().filter(|axis| axis.cells.are_numbers());
    let scattered = numbers.filter(|axis| !bits::is_run(region.column(&axis.column)));
    scattered.map(|axis| (axis.column.clone(), bits::runs(region.column(&axis.column)))).collect()
}

fn run_of(words: usize, run: &Range<usize>) -> Vec<u64> {
    let mut cells = vec![0; words];
    bits::insert_run(&mut cells, run);
    cells
}

/// Every maximal box within the union of `allowed`, or `None` where there are too many to seek them all.
///
/// Two boxes that touch on one axis give one that spans both there and is their meet elsewhere. Repeated until nothing
/// new comes of it, that yields all maximal boxes (the iterated consensus of W. V. Quine, *A way to simplify truth
/// functions*, 1955, here for sets and runs in place of bits).
pub(super) fn all_maximal<'a>(
    space: &Space,
    allowed: impl Iterator<Item = &'a Region>,
    budget: &Budget,
) -> Option<Vec<Region>> {
    let mut boxes: Vec<(Region, bool)> = Vec::new();
    for one in allowed.flat_map(|region| in_runs(space, region)) {
        absorb(&mut boxes, one);
        if boxes.len() > MOST_BOXES {
            return None;
        }
    }
    while let Some(entry) = boxes.iter_mut().find(|(_, done)| !*done) {
        entry.1 = true;
        let current = entry.0.clone();
        let joins = boxes.len().saturating_mul(space.axes.len());
        if !budget.spend(joins.saturating_mul(space.words)) {
            return None;
        }
        let others = boxes.iter().filter(|(other, done)| *done && *other != current);
        let joined: Vec<Region> = others
            .flat_map(|(other, _)| space.axes.iter().filter_map(|axis| join(space, axis, &current, other)))
            .collect();
        joined.into_iter().for_each(|one| absorb(&mut boxes, one));
        if boxes.len() > MOST_BOXES {
            return None;
        }
    }
    Some(boxes.into_iter().map(|(one, _)| one).collect())
}

/// Adds a box unless it lies in another, and drops those that lie in it.
fn absorb(boxes: &mut Vec<(Region, bool)>, one: Region) {
    if !boxes.iter().any(|(other, _)| one.is_within(other)) {
        boxes.retain(|(other, _)| !other.is_within(&one));
        boxes.push((one, false));
    }
}

/// The box that spans `a` and `b` on one axis and is their meet on the others.
fn join(space: &Space, axis: &Axis, a: &Region, b: &Region) -> Option<Region> {
    let mut joined = a.clone();
    for other in space.axes.iter() {
        let cells = joined.column_mut(&other.column);
        if other.dimension == axis.dimension {
            bits::add(cells, b.column(&other.column));
            if axis.cells.are_numbers() && !bits::is_run(cells) {
                return None;
            }
        } else {
            bits::keep(cells, b.column(&other.column));
            if bits::is_empty(cells) {
                return None;
            }
        }
    }
    Some(joined)
}

/// Of cases that are given as boxes, the lowest on the first axis, of these the lowest on the next, and so on; and as many more of them as
/// make one box with it, axis by axis. Into which boxes the cases were cut makes no difference.
pub(super) fn lowest_block(space: &Space, boxes: &[Region], budget: &Budget) -> Option<Region> {
    let lowest = boxes.iter().min_by_key(|one| space.reading_order(one))?;
    let mut seed = lowest.clone();
    for axis in space.axes.iter() {
        let cells = seed.column_mut(&axis.column);
        let first = bits::ends(cells).map(|(first, last)| if space.falls(axis) { last } else { first });
        cells.fill(0);
        if let Some(first) = first {
            bits::insert(cells, first);
        }
    }
    Some(grow(&seed, 0..space.axes.len(), &Pieces::new(space, boxes), budget))
}

/// In how many orders a box grows, and in as many backwards.
const MOST_TURNS: usize = 3;

/// The maximal boxes that come of letting `seed` grow within the union of `allowed`, axis by axis in several orders.
pub(super) fn grown(seed: &Region, allowed: &Pieces, budget: &Budget) -> BTreeSet<Region> {
    let count = allowed.space.axes.len();
    let turns = count.clamp(1, MOST_TURNS);
    let mut found = BTreeSet::new();
    for turn in 0..turns {
        let order = || (0..count).cycle().skip(turn * count / turns).take(count);
        let first = grow(seed, order(), allowed, budget);
        if first == *seed {
            // It cannot grow on any axis, so the order means nothing.
            return BTreeSet::from([first]);
        }
        found.insert(first);
        let backwards: Vec<usize> = order().collect();
        found.insert(grow(seed, backwards.into_iter().rev(), allowed, budget));
    }
    found
}

fn grow(seed: &Region, order: impl Iterator<Item = usize>, allowed: &Pieces, budget: &Budget) -> Region {
    let mut grown = seed.clone();
    for axis in order.filter_map(|axis| allowed.space.axes.get(axis)) {
        let Some(free) = free_cells(axis, &grown, allowed, budget) else { break };
        let own = grown.column(&axis.column);
        let cells = if axis.cells.are_numbers() { run_around(own, &free) } else { free };
        grown = grown.with(&axis.column, &cells);
    }
    grown
}

/// The run of `free` that holds `own`, itself a run within it.
fn run_around(own: &[u64], free: &[u64]) -> Vec<u64> {
    let run = bits::ends(own).and_then(|(first, _)| bits::runs(free).into_iter().find(|run| run.contains(&first)));
    run.map_or_else(|| own.to_vec(), |run| run_of(own.len(), &run))
}

/// The cells of an axis to which a box can be moved, all else equal, and still lie in the union of `allowed`.
fn free_cells(axis: &Axis, one: &Region, allowed: &Pieces, budget: &Budget) -> Option<Vec<u64>> {
    let mut slab = one.clone();
    slab.column_mut(&axis.column).copy_from_slice(axis.all());
    let mut blocked = Blocked { axis, cells: vec![0; axis.column.len()] };
    if !search(&slab, allowed, &mut blocked, budget) {
        return None;
    }
    let mut free = slab.column(&axis.column).to_vec();
    bits::remove(&mut free, &blocked.cells);
    Some(free)
}

/// Gathers the cells of one axis that some uncovered case has.
struct Blocked<'a> {
    axis: &'a Axis,
    cells: Vec<u64>,
}

impl Query for Blocked<'_> {
    fn is_settled_by_any(&self) -> bool {
        true
    }

    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        let cells = part.column(&self.axis.column);
        if bits::is_subset(cells, &self.cells) {
            return Verdict::Answered;
        }
        if !met.is_empty() {
            return Verdict::Cut;
        }
        bits::add(&mut self.cells, cells);
        Verdict::Answered
    }
}
