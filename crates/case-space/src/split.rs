//! Where to cut a box so that the least work is left.

use smallvec::SmallVec;

use super::bits;
use super::ends::{CellSet, Met, Pieces};
use super::region::Region;

/// A cut through a box on one axis.
pub(super) struct Split {
    pub(super) axis: usize,
    /// The cells on one side of it.
    pub(super) inside: CellWords,
    cost: u64,
}

type CellWords = SmallVec<[u64; 3]>;

/// How many pieces are asked for a good cut where there are more.
const SAMPLE: usize = 512;

/// How many steps it takes to put the ends of a piece in order with others.
const SORTED: usize = 24;

/// How many sets of values are tried as a cut.
const SETS_TRIED: usize = 16;

/// Chooses cuts, and keeps the memory that it needs for it.
#[derive(Default)]
pub(super) struct Splitter {
    sample: Vec<u32>,
    firsts: Vec<u32>,
    lasts: Vec<u32>,
    work: usize,
}

impl Splitter {
    /// The cut along an end of a piece after which the two sides meet the fewest pieces, counted as the sum of squares,
    /// so that sides of one size are preferred.
    pub(super) fn choose(&mut self, pieces: &Pieces, part: &Region, met: &[Met]) -> Option<Split> {
        // A sample may hold none but pieces that fill the box; then all are asked.
        let stride = met.len().div_ceil(SAMPLE).max(1);
        let of_sample = self.best(pieces, part, met.iter().step_by(stride));
        if of_sample.is_some() || stride == 1 { of_sample } else { self.best(pieces, part, met.iter()) }
    }

    /// How many steps were taken since this was last asked.
    pub(super) fn take_work(&mut self) -> usize {
        std::mem::take(&mut self.work)
    }

    fn best<'a>(&mut self, pieces: &Pieces, part: &Region, met: impl Iterator<Item = &'a Met>) -> Option<Split> {
        self.sample.clear();
        self.sample.extend(met.map(|met| met.piece));
        let mut best: Option<Split> = None;
        for (index, axis) in pieces.space.axes.iter().enumerate() {
            let cells = CellSet::of(part.column(&axis.column));
            let at_an_end = self.at_an_end(pieces, index, cells);
            // sets of values that are scattered have ends that say little
            let along_a_set = (at_an_end.is_none() || !axis.cells.are_numbers())
                .then(|| self.along_a_set(pieces, index, cells))
                .flatten();
            best = cheaper(best, cheaper(along_a_set, at_an_end));
        }
        best
    }

    /// The best cut between two neighbouring cells.
    fn at_an_end(&mut self, pieces: &Pieces, axis: usize, part: CellSet) -> Option<Split> {
        self.firsts.clear();
        self.lasts.clear();
        self.work += part.words().len() + self.sample.len() * SORTED;
        for piece in &self.sample {
            let (first, last) = pieces.ends_within(*piece, axis, part);
            self.firsts.push(first);
            self.lasts.push(last);
        }
        self.firsts.sort_unstable();
        self.lasts.sort_unstable();
        let (low, high) = part.ends();
        let (cost, at) = cheapest(&self.firsts, &self.lasts, low, high)?;
        let mut inside: CellWords = smallvec::smallvec![0; part.words().len()];
        bits::insert_run(&mut inside, &(low..at));
        Some(Split { axis, inside, cost })
    }

    /// The best cut between the cells of a piece and all others.
    fn along_a_set(&mut self, pieces: &Pieces, axis: usize, part: CellSet) -> Option<Split> {
        let mut tried: Vec<CellWords> = Vec::new();
        for piece in self.sample.iter().filter(|piece| !pieces.fills(**piece, axis, part)) {
            let mut inside = CellWords::from_slice(pieces.words(*piece, axis));
            bits::keep(&mut inside, part.words());
            if tried.len() < SETS_TRIED && !tried.contains(&inside) {
                tried.push(inside);
            }
        }
        self.work += (tried.len() + 1) * (2 * self.sample.len() + part.words().len());
        let cuts = tried.into_iter().map(|inside| {
            let mut outside = CellWords::from_slice(part.words());
            bits::remove(&mut outside, &inside);
            let reaching = |side: &CellWords| {
                let side = CellSet::of(side);
                self.sample.iter().filter(|piece| pieces.meets(**piece, axis, side)).count()
            };
            Split { cost: cost(reaching(&inside), reaching(&outside)), axis, inside }
        });
        cuts.min_by_key(|cut| cut.cost)
    }
}

/// The cheaper of two cuts, the first where they cost the same.
fn cheaper(one: Option<Split>, other: Option<Split>) -> Option<Split> {
    match (one, other) {
        (Some(one), Some(other)) if other.cost < one.cost => Some(other),
        (one, other) => one.or(other),
    }
}

fn cost(one: usize, other: usize) -> u64 {
    let square = |count: usize| (count as u64).saturating_mul(count as u64);
    square(one).saturating_add(square(other))
}

/// Of the places at which a piece begins, or one past which it ends, the one that leaves the least work.
fn cheapest(firsts: &[u32], lasts: &[u32], low: usize, high: usize) -> Option<(u64, usize)> {
    let ends = firsts.iter().copied().chain(lasts.iter().map(|last| last + 1));
    let within = ends.filter(|at| low < *at as usize && *at as usize <= high);
    let costs = within.map(|at| {
        let before = firsts.partition_point(|first| *first < at);
        let after = lasts.len() - lasts.partition_point(|last| *last < at);
        (cost(before, after), at as usize)
    });
    costs.min()
}
