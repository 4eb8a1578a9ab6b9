//! One dimension of a space, cut into the cells that its conditions tell apart.

use std::collections::BTreeSet;
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::domain::{Choice, Domain, Numbers, Selection};
use super::interval::Cut;
use super::region::{Column, Region};
use super::{Interval, Number, bits};

/// A dimension that matters, in cells that no condition cuts any further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Axis {
    /// The index of the dimension.
    pub(super) dimension: usize,
    /// Which words of a region stand for it.
    pub(super) column: Column,
    pub(super) cells: Cells,
    /// The cells that exist.
    all: SmallVec<[u64; 3]>,
    /// How many those are.
    size: usize,
}

impl Axis {
    pub(super) fn new(dimension: usize, start: usize, cells: Cells, all: SmallVec<[u64; 3]>) -> Self {
        let size = bits::count(&all);
        Self { dimension, column: start..start + all.len(), cells, all, size }
    }

    /// The cells that exist.
    pub(super) fn all(&self) -> &[u64] {
        &self.all
    }

    /// How many cells exist.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Whether a region is not all that exists on it.
    pub(super) fn is_restricted_by(&self, region: &Region) -> bool {
        bits::count(region.column(&self.column)) < self.size
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cells {
    /// A cell for each value.
    Values(usize),
    /// From low to high. What lies between two of them does not exist.
    Numbers(Box<[Interval]>),
}

impl Cells {
    /// The cells of `domain` that `selections` tell apart, without those in which nothing exists.
    pub(super) fn cut<'a>(domain: &'a Domain, selections: impl Iterator<Item = &'a Selection>) -> Self {
        match domain {
            Domain::Values { count } => Self::Values(*count),
            Domain::Numbers(numbers) => Self::Numbers(cut_numbers(numbers, selections.flat_map(Selection::intervals))),
        }
    }

    pub(super) fn count(&self) -> usize {
        match self {
            Self::Values(count) => *count,
            Self::Numbers(cells) => cells.len(),
        }
    }

    pub(super) fn are_numbers(&self) -> bool {
        matches!(self, Self::Numbers(_))
    }

    /// Takes out of `words` the cells that `selection` does not select.
    pub(super) fn select(&self, selection: &Selection, words: &mut [u64]) {
        let mut listed: SmallVec<[u64; 3]> = smallvec![0; words.len()];
        match (&selection.listed, self) {
            (Choice::Values(indices), Self::Values(count)) => {
                indices.iter().filter(|index| *index < count).for_each(|index| bits::insert(&mut listed, *index));
            }
            (Choice::Numbers(intervals), Self::Numbers(cells)) => {
                intervals.iter().for_each(|interval| bits::insert_run(&mut listed, &cells_in(cells, interval)));
            }
            _ => return words.fill(0),
        }
        if selection.except {
            bits::remove(words, &listed);
        } else {
            bits::keep(words, &listed);
        }
    }

    /// Of numbers, those cells alone; of values, all, which are known by their index.
    pub(super) fn only(&self, kept: &[u64]) -> Self {
        match self {
            Self::Values(count) => Self::Values(*count),
            Self::Numbers(cells) => {
                Self::Numbers(bits::ones(kept).filter_map(|cell| cells.get(cell).cloned()).collect())
            }
        }
    }

    /// The cells, cut wherever numbers exist on both sides.
    pub(super) fn cut_at(&self, cuts: &BTreeSet<Cut>, numbers: &Numbers) -> Self {
        let Self::Numbers(cells) = self else { return self.clone() };
        let mut fine: Vec<Interval> = Vec::with_capacity(cells.len());
        for cell in cells {
            let mut left = cell.clone();
            for cut in cuts.iter().filter(|cut| cell.low < **cut && **cut < cell.high) {
                let below = Interval { low: left.low.clone(), high: cut.clone() };
                let above = Interval { low: cut.clone(), high: left.high.clone() };
                if numbers.any_in(&below) && numbers.any_in(&above) {
                    fine.push(below);
                    left = above;
                }
            }
            fine.push(left);
        }
        Self::Numbers(fine.into_boxed_slice())
    }

    /// The cell that `number` is in.
    pub(super) fn find(&self, number: &Number) -> Option<usize> {
        let Self::Numbers(cells) = self else { return None };
        let before = Interval::exactly(number.clone()).low;
        let index = cells.partition_point(|cell| cell.high <= before);
        cells.get(index).filter(|cell| cell.contains(number)).map(|_| index)
    }

    /// From the low end of the cell `first` to the high end of the cell `last`.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Interval> {
        let Self::Numbers(cells) = self else { return None };
        Some(Interval { low: cells.get(first)?.low.clone(), high: cells.get(last)?.high.clone() })
    }
}

fn cut_numbers<'a>(numbers: &'a Numbers, intervals: impl Iterator<Item = &'a Interval>) -> Box<[Interval]> {
    let mut cuts: Vec<&Cut> = intervals.chain([&numbers.within]).flat_map(|cut| [&cut.low, &cut.high]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let pairs = cuts.iter().zip(cuts.iter().skip(1));
    pairs
        .map(|(low, high)| Interval { low: Cut::clone(low), high: Cut::clone(high) })
        .filter(|cell| numbers.within.encloses(cell) && numbers.any_in(cell))
        .collect()
}

/// The cells that lie in `interval`, whose ends are ends of cells.
fn cells_in(cells: &[Interval], interval: &Interval) -> Range<usize> {
    let first = cells.partition_point(|cell| cell.low < interval.low);
    first..cells.partition_point(|cell| cell.high <= interval.high).max(first)
}
