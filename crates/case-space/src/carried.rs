//! Covers over a space that tells more cases apart.

use super::axis::Cells;
use super::budget::Budget;
use super::cover::{Cover, Piece};
use super::region::{Column, Region};
use super::{Space, bits};

impl<V: Copy + Ord> Cover<V> {
    /// The cover over a space that tells apart whatever its own does; `None` where there is no room for it.
    pub(super) fn within(&self, fine: &Space, budget: &Budget) -> Option<Self> {
        let regions = self.pieces.len().saturating_add(self.claims.len());
        budget.keep(regions.saturating_mul(fine.words)).then(|| self.over(fine))
    }

    /// The cover over a space that tells apart whatever its own does.
    pub(super) fn over(&self, fine: &Space) -> Self {
        let Some(places) = Places::new(&self.space, fine) else { return Self::of_pieces(fine.clone(), Vec::new()) };
        let carried =
            |_: usize, piece: &Piece<V>| places.carry(&piece.region).map(|region| Piece { region, ..piece.clone() });
        self.recast(fine.clone(), carried, |region| places.carry(region))
    }
}

/// Where the cells of one space lie in another that tells more apart.
struct Places {
    /// Every case of the other.
    all: Region,
    /// Of each axis the words that stand for it, in the one and in the other, and where its cells lie.
    axes: Vec<(Column, Column, Lie)>,
}

/// Where the cells of an axis lie among finer ones.
enum Lie {
    /// Each is one of them.
    Same,
    /// The first of the finer cells in each, and how many finer ones there are.
    Firsts(Vec<usize>),
}

impl Places {
    /// `None` where there is no case at all.
    fn new(coarse: &Space, fine: &Space) -> Option<Self> {
        let axes = coarse.axes.iter().filter_map(|axis| {
            let finer = fine.axis(axis.dimension)?;
            Some((axis.column.clone(), finer.column.clone(), Lie::new(&axis.cells, &finer.cells)))
        });
        Some(Self { all: fine.all()?, axes: axes.collect() })
    }

    /// `None` where nothing is left of the region.
    fn carry(&self, region: &Region) -> Option<Region> {
        let mut carried = self.all.clone();
        for (coarse, fine, lie) in &self.axes {
            let cells = region.column(coarse);
            let words = carried.column_mut(fine);
            words.fill(0);
            match lie {
                Lie::Same => {
                    bits::add(words, cells);
                    bits::keep(words, self.all.column(fine));
                }
                Lie::Firsts(firsts) => {
                    let first = |cell: usize| firsts.get(cell).or(firsts.last()).copied().unwrap_or_default();
                    bits::runs(cells)
                        .iter()
                        .for_each(|run| bits::insert_run(words, &(first(run.start)..first(run.end))));
                }
            }
            if bits::is_empty(words) {
                return None;
            }
        }
        Some(carried)
    }
}

impl Lie {
    fn new(coarse: &Cells, fine: &Cells) -> Self {
        match (coarse, fine) {
            (Cells::Numbers(coarse), Cells::Numbers(fine)) if coarse != fine => {
                let firsts = coarse.iter().map(|cell| fine.partition_point(|finer| finer.low < cell.low));
                Self::Firsts(firsts.chain([fine.len()]).collect())
            }
            _ => Self::Same,
        }
    }
}
