//! Where to cut a box so that the least work is left.

use smallvec::SmallVec;

use super::axis::Axis;
use super::region::{Column, Region};
use super::search::Met;
use super::{Space, bits};

/// A cut through a box on one axis.
pub(super) struct Cut {
    pub(super) column: Column,
    /// The cells on one side of it.
    pub(super) inside: Cells,
    cost: u64,
}

type Cells = SmallVec<[u64; 3]>;

/// How many pieces are asked for a good cut where there are more.
const SAMPLE: usize = 512;

/// How many sets of values are tried as a cut.
const SETS_TRIED: usize = 16;

/// The cut along an end of a piece after which the two sides meet the fewest pieces, counted as the sum of squares, so
/// that sides of one size are preferred.
pub(super) fn choose(space: &Space, part: &Region, met: &[Met], pieces: &[&Region]) -> Option<Cut> {
    let stride = met.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<&Region> = met.iter().step_by(stride).filter_map(|met| pieces.get(met.piece).copied()).collect();
    let of_sample = best(space, part, &sample);
    // A sample may hold only pieces that fill the box; the rest does not.
    if of_sample.is_some() || stride == 1 {
        return of_sample;
    }
    let all: Vec<&Region> = met.iter().filter_map(|met| pieces.get(met.piece).copied()).collect();
    best(space, part, &all)
}

fn best(space: &Space, part: &Region, sample: &[&Region]) -> Option<Cut> {
    let cuts = space.axes.iter().filter_map(|axis| {
        let at_an_end = if axis.cells.are_numbers() { at_an_end(axis, part, sample) } else { None };
        at_an_end.or_else(|| along_a_set(axis, part, sample))
    });
    cuts.min_by_key(|cut| cut.cost)
}

fn cost(one: usize, other: usize) -> u64 {
    let square = |count: usize| (count as u64).saturating_mul(count as u64);
    square(one).saturating_add(square(other))
}

/// The best cut between two neighbouring cells.
fn at_an_end(axis: &Axis, part: &Region, sample: &[&Region]) -> Option<Cut> {
    let cells = part.column(&axis.column);
    let (low, high) = bits::ends(cells)?;
    let mut firsts = Vec::with_capacity(sample.len());
    let mut lasts = Vec::with_capacity(sample.len());
    for piece in sample {
        let (first, last) = bits::ends_of_meet(cells, piece.column(&axis.column))?;
        firsts.push(first);
        lasts.push(last);
    }
    firsts.sort_unstable();
    lasts.sort_unstable();
    let (cost, at) = cheapest(&firsts, &lasts, low, high)?;
    let mut inside: Cells = smallvec::smallvec![0; cells.len()];
    bits::insert_run(&mut inside, &(low..at));
    Some(Cut { column: axis.column.clone(), inside, cost })
}

/// Of the places at which a piece begins, or one past which it ends, the one that the fewest pieces reach over.
fn cheapest(firsts: &[usize], lasts: &[usize], low: usize, high: usize) -> Option<(u64, usize)> {
    let ends = firsts.iter().copied().chain(lasts.iter().map(|last| last + 1));
    let within = ends.filter(|at| low < *at && *at <= high);
    let costs = within.map(|at| {
        let before = firsts.partition_point(|first| *first < at);
        let after = lasts.len() - lasts.partition_point(|last| *last < at);
        (cost(before, after), at)
    });
    costs.min()
}

/// The best cut between the values of a piece and all others.
fn along_a_set(axis: &Axis, part: &Region, sample: &[&Region]) -> Option<Cut> {
    let cells = part.column(&axis.column);
    let mut tried: Vec<Cells> = Vec::new();
    for piece in sample {
        let mut inside = Cells::from_slice(piece.column(&axis.column));
        bits::keep(&mut inside, cells);
        if tried.len() < SETS_TRIED && inside.as_slice() != cells && !tried.contains(&inside) {
            tried.push(inside);
        }
    }
    let cuts = tried.into_iter().map(|inside| {
        let mut outside = Cells::from_slice(cells);
        bits::remove(&mut outside, &inside);
        let reaching =
            |side: &Cells| sample.iter().filter(|piece| bits::meets(side, piece.column(&axis.column))).count();
        Cut { cost: cost(reaching(&inside), reaching(&outside)), column: axis.column.clone(), inside }
    });
    cuts.min_by_key(|cut| cut.cost)
}
