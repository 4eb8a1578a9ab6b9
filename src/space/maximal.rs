//! Boxes that cannot be made larger: a run of cells on each axis of numbers, any set on each axis of values.

use std::collections::BTreeSet;

use super::axis::Axis;
use super::budget::Budget;
use super::region::Region;
use super::search::{Met, Question, Verdict, search};
use super::{Space, bits};

/// Beyond so many boxes, not every maximal one is sought.
const MOST_BOXES: usize = 64;

/// Cuts a product of sets into boxes that have one run on each axis of numbers.
pub(super) fn in_runs(space: &Space, region: &Region) -> Vec<Region> {
    let mut boxes = vec![region.clone()];
    for axis in space.axes.iter().filter(|axis| axis.cells.are_numbers()) {
        let cells = region.column(&axis.column);
        if !bits::is_run(cells) {
            let runs: Vec<Vec<u64>> = bits::runs(cells).iter().map(|run| run_of(cells.len(), run)).collect();
            boxes = boxes.iter().flat_map(|one| runs.iter().map(|run| one.with(&axis.column, run))).collect();
        }
    }
    boxes
}

fn run_of(words: usize, run: &std::ops::Range<usize>) -> Vec<u64> {
    let mut cells = vec![0; words];
    bits::insert_run(&mut cells, run);
    cells
}

/// Every maximal box within the union of `allowed`, or `None` where there are too many to seek them all.
///
/// Two boxes that touch on one axis give one that spans both there and is their meet elsewhere. Repeated until nothing
/// new comes of it, that yields all maximal boxes (the iterated consensus of W. V. Quine, *A way to simplify truth
/// functions*, 1955, here for sets and runs in place of bits).
pub(super) fn all_maximal(space: &Space, allowed: &[Region], budget: &mut Budget) -> Option<Vec<Region>> {
    let mut boxes: Vec<(Region, bool)> = Vec::new();
    for one in allowed.iter().flat_map(|region| in_runs(space, region)) {
        absorb(&mut boxes, one);
        if boxes.len() > MOST_BOXES {
            return None;
        }
    }
    while let Some(entry) = boxes.iter_mut().find(|(_, done)| !*done) {
        entry.1 = true;
        let current = entry.0.clone();
        let others = boxes.iter().filter(|(other, done)| *done && *other != current);
        let joined: Vec<Region> = others
            .flat_map(|(other, _)| space.axes.iter().filter_map(|axis| join(space, axis, &current, other)))
            .collect();
        joined.into_iter().for_each(|one| absorb(&mut boxes, one));
        if boxes.len() > MOST_BOXES || !budget.spend(boxes.len() * boxes.len()) {
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
    for other in &space.axes {
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

/// The maximal boxes that come of letting `seed` grow within the union of `allowed`, axis by axis in several orders.
pub(super) fn grown(space: &Space, seed: &Region, allowed: &[Region], budget: &mut Budget) -> BTreeSet<Region> {
    let count = space.axes.len();
    let turns = count.clamp(1, MOST_TURNS);
    let mut found = BTreeSet::new();
    for turn in 0..turns {
        let order = || space.axes.iter().cycle().skip(turn * count / turns).take(count);
        found.insert(grow(space, seed, order(), allowed, budget));
        if count > 2 {
            let backwards: Vec<&Axis> = order().collect();
            found.insert(grow(space, seed, backwards.into_iter().rev(), allowed, budget));
        }
    }
    found
}

/// In how many orders a box grows, and in as many backwards.
const MOST_TURNS: usize = 3;

fn grow<'a>(
    space: &Space,
    seed: &Region,
    order: impl Iterator<Item = &'a Axis>,
    allowed: &[Region],
    budget: &mut Budget,
) -> Region {
    let mut grown = seed.clone();
    for axis in order {
        let Some(free) = free_cells(space, axis, &grown, allowed, budget) else { break };
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
fn free_cells(space: &Space, axis: &Axis, one: &Region, allowed: &[Region], budget: &mut Budget) -> Option<Vec<u64>> {
    let mut slab = one.clone();
    bits::insert_run(slab.column_mut(&axis.column), &(0..axis.cells.count()));
    let near: Vec<&Region> = allowed.iter().filter(|region| space.meets(region, &slab)).collect();
    let mut reached = vec![0; axis.column.len()];
    near.iter().for_each(|region| bits::add(&mut reached, region.column(&axis.column)));
    let slab = slab.with(&axis.column, &reached);
    let mut blocked = Blocked { axis, cells: vec![0; reached.len()] };
    if !budget.spend(allowed.len()) || !search(space, &slab, &near, &mut blocked, budget) {
        return None;
    }
    bits::remove(&mut reached, &blocked.cells);
    Some(reached)
}

/// Gathers the cells of one axis that some uncovered case has.
struct Blocked<'a> {
    axis: &'a Axis,
    cells: Vec<u64>,
}

impl Question for Blocked<'_> {
    const SETTLED_BY_ANY: bool = true;

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
