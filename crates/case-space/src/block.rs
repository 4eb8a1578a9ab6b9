//! What can be told of a region: one run of numbers on each axis.

use super::divided::Extent;
use super::maximal::{count_of_runs, in_runs};
use super::region::Region;
use super::{Interval, Point, Space, bits};

/// A region that is one run of cells on each axis of numbers, so that an interval says what it is there. A region with holes is several.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block(Region);

impl Block {
    /// The cases in it.
    #[must_use]
    pub const fn region(&self) -> &Region {
        &self.0
    }
}

impl Space {
    /// The blocks that a region is made of, which have no case in common. They may be very many.
    pub fn blocks<'a>(&'a self, region: &'a Region) -> impl Iterator<Item = Block> + 'a {
        in_runs(self, region).map(Block)
    }

    /// How many blocks those are.
    #[must_use]
    pub fn count_of_blocks(&self, region: &Region) -> usize {
        count_of_runs(self, region)
    }

    /// The block of a region that holds this case of it; where the case is another, the one with the lowest numbers.
    #[must_use]
    pub fn block_at(&self, region: &Region, case: &Point) -> Block {
        let cell = self.locate(case).ok();
        let mut block = region.clone();
        for axis in self.axes.iter().filter(|axis| axis.cells.are_numbers()) {
            let runs = bits::runs(region.column(&axis.column));
            let at = cell.as_ref().and_then(|cell| bits::ends(cell.column(&axis.column))).map(|(at, _)| at);
            let run = runs.iter().find(|run| at.is_some_and(|at| run.contains(&at))).or(runs.first());
            if let Some(run) = run {
                let cells = block.column_mut(&axis.column);
                cells.fill(0);
                bits::insert_run(cells, run);
            }
        }
        Block(block)
    }

    /// Each dimension that the block restricts, and to what.
    #[must_use]
    pub fn describe(&self, Block(region): &Block) -> Vec<(usize, Extent)> {
        let axes = self.axes.iter().filter(|axis| axis.is_restricted_by(region));
        let described = axes.map(|axis| {
            let extent = match self.hull(region, axis.dimension) {
                Some(interval) => Extent::Interval(interval),
                None => Extent::Values(bits::ones(region.column(&axis.column)).collect()),
            };
            (axis.dimension, extent)
        });
        described.collect()
    }

    /// From the lowest number to the highest that a region has on a dimension, holes in it or not. An end that is the dimension's own is
    /// left out. `None` where it is no dimension of numbers.
    #[must_use]
    pub fn hull(&self, region: &Region, dimension: usize) -> Option<Interval> {
        let axis = self.axis(dimension)?;
        let numbers = self.numbers(axis)?;
        let (first, last) = bits::ends(region.column(&axis.column))?;
        let Interval { mut low, mut high } = axis.cells.span(first, last)?;
        if low == numbers.within.low {
            low = Interval::ALL.low;
        }
        if high == numbers.within.high {
            high = Interval::ALL.high;
        }
        Some(Interval { low, high })
    }
}
