//! What can be told of sets of cells at a glance: the first and the last, and whether all between them belong.

use super::region::Region;
use super::{Space, bits};

/// A set of cells of one axis, with its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellSet<'a> {
    words: &'a [u64],
    ends: Margins,
}

#[derive(Debug, Clone, Copy)]
struct Margins {
    first: u32,
    last: u32,
    run: bool,
}

impl Margins {
    fn of(words: &[u64]) -> Self {
        match bits::ends(words) {
            Some((first, last)) => Self { first: index(first), last: index(last), run: bits::is_run(words) },
            None => Self { first: u32::MAX, last: 0, run: false },
        }
    }

    fn hold(self, cell: u32) -> bool {
        self.run && self.first <= cell && cell <= self.last
    }
}

/// Cells are fewer than can be written in a file of 16 MiB.
fn index(cell: usize) -> u32 {
    u32::try_from(cell).unwrap_or(u32::MAX)
}

impl<'a> CellSet<'a> {
    pub(super) fn of(words: &'a [u64]) -> Self {
        Self { words, ends: Margins::of(words) }
    }

    pub(super) fn words(self) -> &'a [u64] {
        self.words
    }

    /// The first and the last cell; none is empty.
    pub(super) fn ends(self) -> (usize, usize) {
        (self.ends.first as usize, self.ends.last as usize)
    }
}

/// A piece that meets a box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    /// Its index.
    pub(super) piece: u32,
    /// On how many axes it leaves part of the box free. On none: it fills the box.
    pub(super) open: u32,
}

/// How many steps it takes to find the ends of a piece on one axis.
const LOOKS: usize = 4;

/// The pieces of a search, by index, with their ends on each axis: enough to tell most of them apart without a look at
/// their bits.
pub(super) struct Pieces<'a> {
    pub(super) space: &'a Space,
    regions: Vec<&'a Region>,
    /// Of each piece in turn, its ends on each axis.
    ends: Vec<Margins>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(space: &'a Space, regions: impl IntoIterator<Item = &'a Region>) -> Self {
        let regions: Vec<&Region> = regions.into_iter().collect();
        let mut ends = Vec::with_capacity(regions.len() * space.axes.len());
        for region in &regions {
            ends.extend(space.axes.iter().map(|axis| Margins::of(region.column(&axis.column))));
        }
        Self { space, regions, ends }
    }

    pub(super) fn count(&self) -> usize {
        self.regions.len()
    }

    /// How many steps it took to look at all of them on every axis.
    pub(super) fn work(&self) -> usize {
        let of_one = self.space.axes.len().saturating_mul(LOOKS).saturating_add(self.space.words);
        self.count().saturating_mul(of_one)
    }

    pub(super) fn indices(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.regions).map(|(piece, _)| piece)
    }

    fn ends(&self, piece: u32, axis: usize) -> Margins {
        let place = piece as usize * self.space.axes.len() + axis;
        self.ends.get(place).copied().unwrap_or(Margins { first: u32::MAX, last: 0, run: false })
    }

    pub(super) fn words(&self, piece: u32, axis: usize) -> &'a [u64] {
        let region = self.regions.get(piece as usize);
        let column = self.space.axes.get(axis).map(|axis| &axis.column);
        region.zip(column).map_or(&[], |(region, column)| region.column(column))
    }

    /// Whether a piece holds all of `part` on one axis.
    pub(super) fn fills(&self, piece: u32, axis: usize, part: CellSet) -> bool {
        let (own, part_ends) = (self.ends(piece, axis), part.ends);
        if part_ends.first < own.first || own.last < part_ends.last {
            return false;
        }
        own.run || bits::is_subset(part.words, self.words(piece, axis))
    }

    /// Whether a piece holds any of `part` on one axis.
    pub(super) fn meets(&self, piece: u32, axis: usize, part: CellSet) -> bool {
        let (own, part_ends) = (self.ends(piece, axis), part.ends);
        if part_ends.last < own.first || own.last < part_ends.first {
            return false;
        }
        let certain = own.hold(part_ends.first)
            || own.hold(part_ends.last)
            || part_ends.hold(own.first)
            || part_ends.hold(own.last);
        certain || bits::meets(part.words, self.words(piece, axis))
    }

    /// The first and the last cell of what a piece, which meets it, holds of `part` on one axis.
    pub(super) fn ends_within(&self, piece: u32, axis: usize, part: CellSet) -> (u32, u32) {
        let (own, part_ends) = (self.ends(piece, axis), part.ends);
        let bounds = (own.first.max(part_ends.first), own.last.min(part_ends.last));
        if own.run && part_ends.run {
            return bounds;
        }
        let exact = bits::ends_of_meet(part.words, self.words(piece, axis));
        exact.map_or(bounds, |(first, last)| (index(first), index(last)))
    }
}
