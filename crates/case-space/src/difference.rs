//! Where two covers give different answers.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Cells;
use super::budget::{Budget, Outcome};
use super::cover::{Cover, Held, Piece};
use super::ends::{Met, Pieces};
use super::merge::{self, merge_each};
use super::region::Region;
use super::search::{Query, Verdict, search};
use super::{Interval, Numbers, Space};

/// All that holds in a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AllHeld<V> {
    /// The values that are known to hold, in order.
    pub values: BTreeSet<V>,
    /// Whether something holds of which it is not known what.
    pub unknown: bool,
}

/// Cases in which the answer was one thing and is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift<V> {
    /// What held before.
    pub before: AllHeld<V>,
    /// What holds after.
    pub after: AllHeld<V>,
    /// Where, as large as it can be.
    pub region: Region,
}

/// Every shift between two covers, over the space that both tell apart.
#[derive(Debug, Clone)]
pub struct Difference<V> {
    /// The space that the regions belong to.
    pub space: Space,
    /// The largest; by answers, then from low to high.
    pub shifts: Vec<Shift<V>>,
    /// How many more there are.
    pub more: usize,
}

impl<V: Copy + Ord> Cover<V> {
    /// Where `after` answers differently than this cover, as the fewest regions that are as large as they can be; at
    /// most `limit`, the largest. Both must be over the same domains.
    pub fn difference(&self, after: &Self, limit: usize, budget: &Budget) -> Outcome<Difference<V>> {
        let space = self.space.common(&after.space);
        let both = self.within(&space, budget).zip(after.within(&space, budget));
        let Some((before, after)) = both else {
            return Outcome::Exhausted(Difference { space, shifts: Vec::new(), more: 0 });
        };
        let (before, known_before) = resolved(&before, budget);
        let (after, known_after) = resolved(&after, budget);
        let pieces = sides(before, after);
        let regions = Pieces::new(&space, pieces.iter().map(|piece| &piece.region));
        let mut question = Changed { pieces: &pieces, boxes: BTreeMap::new() };
        let complete = space.all().is_none_or(|all| search(&all, &regions, &mut question, budget));
        let boxes = question.boxes;
        let difference = budget.aside(merge::WORK, |work| merged(space, boxes, limit, work));
        Outcome::new(complete && known_before && known_after, difference)
    }
}

fn resolved<V: Copy + Ord>(cover: &Cover<V>, budget: &Budget) -> (Vec<Piece<V>>, bool) {
    let pieces = cover.resolved(budget);
    let complete = pieces.is_proven();
    (pieces.into_found(), complete)
}

fn merged<V: Copy + Ord>(space: Space, boxes: Boxes<V>, limit: usize, budget: &Budget) -> Difference<V> {
    let (found, more) = merge_each(&space, boxes, limit, budget);
    let shift = |((before, after), region)| Shift { before, after, region };
    Difference { space, shifts: found.into_iter().map(shift).collect(), more }
}

impl Space {
    /// The space that tells apart whatever one of two spaces over the same domains does.
    #[must_use]
    pub fn common(&self, other: &Self) -> Self {
        let mut dimensions: Vec<usize> = self.dimensions().chain(other.dimensions()).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        let axes = dimensions.into_iter().filter_map(|dimension| {
            let cells = match (self.axis(dimension), other.axis(dimension)) {
                (Some(one), Some(other)) => one.cells.refined(&other.cells, self.numbers(one)),
                (Some(only), None) | (None, Some(only)) => only.cells.clone(),
                (None, None) => return None,
            };
            Some((dimension, cells))
        });
        Self::of_cells(&self.domains, axes).without_absent_of([self, other])
    }
}

/// The boxes of each shift.
type Boxes<V> = BTreeMap<(AllHeld<V>, AllHeld<V>), Vec<Region>>;

/// A piece of one cover or of both.
struct Sided<V> {
    region: Region,
    held: Held<V>,
    before: bool,
    after: bool,
}

/// The pieces of both, those that are the same in both once.
fn sides<V: Copy + Ord>(before: Vec<Piece<V>>, after: Vec<Piece<V>>) -> Vec<Sided<V>> {
    let mut sides: BTreeMap<(Region, Held<V>), (bool, bool)> = BTreeMap::new();
    before.into_iter().for_each(|piece| sides.entry((piece.region, piece.held)).or_default().0 = true);
    after.into_iter().for_each(|piece| sides.entry((piece.region, piece.held)).or_default().1 = true);
    let sided = sides.into_iter();
    sided.map(|((region, held), (before, after))| Sided { region, held, before, after }).collect()
}

/// Which answers changed where.
struct Changed<'a, V> {
    pieces: &'a [Sided<V>],
    boxes: Boxes<V>,
}

impl<V: Copy + Ord> Changed<'_, V> {
    fn answers<'a>(&self, met: impl Iterator<Item = &'a Met>) -> (AllHeld<V>, AllHeld<V>) {
        let mut answers = (AllHeld::default(), AllHeld::default());
        for piece in met.filter_map(|met| self.pieces.get(met.piece as usize)) {
            if piece.before {
                answers.0.also(&piece.held);
            }
            if piece.after {
                answers.1.also(&piece.held);
            }
        }
        answers
    }
}

impl<V> Default for AllHeld<V> {
    /// Nothing.
    fn default() -> Self {
        Self { values: BTreeSet::new(), unknown: false }
    }
}

impl<V: Copy + Ord> AllHeld<V> {
    /// The value that holds, where it is known to be one alone.
    #[must_use]
    pub fn only(&self) -> Option<V> {
        self.values.first().copied().filter(|_| self.values.len() == 1 && !self.unknown)
    }

    pub(super) fn also(&mut self, held: &Held<V>) {
        self.values.extend(held.values());
        self.unknown |= *held == Held::Unknown;
    }
}

impl<V: Copy + Ord> Query for Changed<'_, V> {
    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        let in_both = |met: &Met| self.pieces.get(met.piece as usize).is_some_and(|piece| piece.before && piece.after);
        if met.iter().all(in_both) {
            return Verdict::Answered;
        }
        let holding = self.answers(met.iter().filter(|met| met.open == 0));
        if holding != self.answers(met.iter()) {
            return Verdict::Cut;
        }
        if holding.0 == holding.1 {
            return Verdict::Answered;
        }
        self.boxes.entry(holding).or_default().push(part.clone());
        Verdict::Found
    }
}

impl Cells {
    /// The cells that either tells apart, where `numbers` exist.
    pub(super) fn refined(&self, other: &Self, numbers: Option<&Numbers>) -> Self {
        let (Self::Numbers(one), Self::Numbers(other), Some(numbers)) = (self, other, numbers) else {
            return self.clone();
        };
        let mut fine: Vec<Interval> = Vec::with_capacity(one.len() + other.len());
        for cell in one {
            let first = other.partition_point(|other| other.high <= cell.low);
            let met = other.iter().skip(first).take_while(|other| other.low < cell.high);
            fine.extend(met.map(|other| cell.clone().meet(other)).filter(|both| numbers.any_in(both)));
        }
        Self::Numbers(fine.into_boxed_slice())
    }
}
