//! Cases that do not exist.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::axis::{Axis, Cells};
use super::budget::Budget;
use super::domain::{Condition, Numbers};
use super::ends::Pieces;
use super::interval::Cut;
use super::point::{Coordinate, Point};
use super::region::Region;
use super::search::is_covered;
use super::{Interval, Space, bits};

/// The work that it may take to tell whether a case of one region exists.
const WORK: u64 = 50_000_000;

/// Cases that do not exist.
///
/// Nothing need hold in them and nothing is found in them, as with the "don't care" of a logic function that is made as small as it can
/// be: a region may run over them where that makes it larger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absent {
    /// None of these cases exists. A condition that names a dimension which the space does not have says nothing of it.
    pub conditions: Vec<Condition>,
    /// Pairs of dimensions of numbers: the number on the first is never above that on the second.
    pub orders: Vec<(usize, usize)>,
}

impl Absent {
    /// Whether every case exists.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty() && self.orders.is_empty()
    }

    /// What does not exist by one or by the other.
    fn or(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.conditions.extend(other.conditions.iter().filter(|one| !self.conditions.contains(one)).cloned());
        both.orders.extend(other.orders.iter().filter(|one| !self.orders.contains(one)));
        both
    }

    /// Every order that follows from those that are written; one that would close a circle says nothing.
    fn closed_orders(&self) -> BTreeSet<(usize, usize)> {
        let mut closed: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (part, whole) in &self.orders {
            if part == whole || closed.contains(&(*whole, *part)) {
                continue;
            }
            let parts = closed.iter().filter(|(_, known)| known == part).map(|(lower, _)| *lower).chain([*part]);
            let parts: Vec<usize> = parts.collect();
            let wholes = closed.iter().filter(|(known, _)| known == whole).map(|(_, higher)| *higher).chain([*whole]);
            let wholes: Vec<usize> = wholes.collect();
            closed.extend(parts.iter().flat_map(|lower| wholes.iter().map(|higher| (*lower, *higher))));
        }
        closed
    }
}

/// The cases of a space that do not exist.
#[derive(Debug, Clone)]
pub(super) struct Absence {
    written: Absent,
    /// Those that no axis leaves out by itself.
    regions: Vec<Region>,
    /// The pairs of axes, by their index, on which the number of the first is never above that of the second, and all that follow.
    orders: Vec<(usize, usize)>,
}

impl Space {
    /// The space without the cases that do not exist.
    pub(super) fn without(self, absent: &Absent) -> Self {
        if absent.is_empty() {
            return self;
        }
        let said: Vec<&Condition> = absent.conditions.iter().filter(|one| self.has_all_of(one)).collect();
        let cells = self.axes.iter().map(|axis| (axis.dimension, self.cut_further(axis, &said)));
        let whole = Self::of_cells(&self.domains, cells).cut_in_order(absent);
        let (alone, several): (Vec<&Condition>, Vec<&Condition>) = said.into_iter().partition(|one| is_of_one(one));
        let mut left = Self::of_axes(&self.domains, whole.axes.iter().map(|axis| axis.without(&alone)));
        let orders = left.orders(absent);
        let mut regions: Vec<Region> = several.into_iter().filter_map(|one| left.cells_of(one)).collect();
        regions.extend(orders.iter().flat_map(|pair| left.above(*pair)));
        left.absence = Some(Arc::new(Absence { written: absent.clone(), regions, orders }));
        left
    }

    /// The space without what does not exist in one of these.
    pub(super) fn without_absent_of(self, spaces: [&Self; 2]) -> Self {
        let written = |space: &Self| space.absence.as_ref().map(|absence| absence.written.clone());
        match spaces.map(written) {
            [None, None] => self,
            [Some(one), None] | [None, Some(one)] => self.without(&one),
            [Some(one), Some(other)] => self.without(&one.or(&other)),
        }
    }

    /// What does not exist, as it was given.
    pub(super) fn written_absent(&self) -> Option<&Absent> {
        self.absence.as_ref().map(|absence| &absence.written)
    }

    /// Boxes in which no case exists.
    pub(super) fn absent(&self) -> &[Region] {
        self.absence.as_ref().map_or(&[], |absence| &absence.regions)
    }

    /// Whether a point is a case, and exists.
    #[must_use]
    pub fn exists(&self, point: &Point) -> bool {
        self.locate(point).is_ok()
    }

    /// Whether a case of a region exists.
    #[must_use]
    pub fn any_exists(&self, region: &Region) -> bool {
        let near: Vec<&Region> = self.absent().iter().filter(|absent| self.meets(absent, region)).collect();
        near.is_empty() || is_covered(region, &Pieces::new(self, near), &Budget::steps(WORK)) != Some(true)
    }

    /// The dimension on which a point does not exist that lies in a cell of this space; `is_in` says whether that is in a region.
    pub(super) fn absent_at(&self, point: &Point, is_in: impl Fn(&Region) -> bool) -> Option<usize> {
        let absence = self.absence.as_ref()?;
        let dimension = |index: usize| self.axes.get(index).map(|axis| axis.dimension);
        if let Some(region) = absence.regions.iter().find(|region| is_in(region)) {
            let mut named = self.axes.iter().filter(|axis| region.column(&axis.column) != axis.all());
            return named.next().or(self.axes.first()).map(|axis| axis.dimension).or(Some(0));
        }
        let number = |index: usize| match point.coordinate(dimension(index)?)? {
            Coordinate::Number(number) => Some(number),
            Coordinate::Value(_) => None,
        };
        let is_above = |(part, whole): &&(usize, usize)| {
            number(*part).zip(number(*whole)).is_some_and(|(part, whole)| part > whole)
        };
        absence.orders.iter().find(is_above).and_then(|(part, _)| dimension(*part))
    }

    /// The pairs of axes of which the first has no number above that of the second.
    pub(super) fn ordered_axes(&self) -> &[(usize, usize)] {
        self.absence.as_ref().map_or(&[], |absence| &absence.orders)
    }

    fn has_all_of(&self, condition: &Condition) -> bool {
        condition.selections().iter().all(|(dimension, _)| self.axis(*dimension).is_some())
    }

    fn cut_further(&self, axis: &Axis, said: &[&Condition]) -> Cells {
        let named = said.iter().flat_map(|condition| condition.selections());
        let own = named.filter(|(dimension, _)| *dimension == axis.dimension).map(|(_, selection)| selection);
        match self.domains.get(axis.dimension) {
            Some(domain) => axis.cells.refined(&Cells::cut(domain, own), self.numbers(axis)),
            None => axis.cells.clone(),
        }
    }

    /// The space cut on, so that some cases of three cells or more exist wherever they do of any two.
    ///
    /// Numbers that lie in steps between two others may jump over all that these leave: so no cell of theirs may begin before the least
    /// number of a part and end after it.
    fn cut_in_order(self, absent: &Absent) -> Self {
        let orders = self.orders(absent);
        let parts_of = |index: usize| orders.iter().filter(move |(_, whole)| *whole == index).map(|(part, _)| *part);
        let mut between: Vec<usize> = (0..self.axes.len())
            .filter(|index| parts_of(*index).next().is_some() && orders.iter().any(|(part, _)| part == index))
            .collect();
        between.sort_by_key(|index| parts_of(*index).count());
        between.into_iter().fold(self, |space, index| {
            let lowest = parts_of(index).filter_map(|part| space.bounds(space.axes.get(part)?)).flatten();
            let lowest: BTreeSet<Cut> = lowest.map(|(lowest, _)| lowest).collect();
            let cells = |(place, axis): (usize, &Axis)| match space.numbers(axis) {
                Some(numbers) if place == index && numbers.step.is_some() => axis.cells.cut_at(&lowest, numbers),
                _ => axis.cells.clone(),
            };
            let cells = space.axes.iter().enumerate().map(|(place, axis)| (axis.dimension, cells((place, axis))));
            Self::of_cells(&space.domains, cells)
        })
    }

    fn orders(&self, absent: &Absent) -> Vec<(usize, usize)> {
        let place = |dimension: usize| {
            let place = self.axes.iter().position(|axis| axis.dimension == dimension)?;
            self.axes.get(place).filter(|axis| axis.cells.are_numbers()).map(|_| place)
        };
        absent.closed_orders().into_iter().filter_map(|(part, whole)| Some((place(part)?, place(whole)?))).collect()
    }

    /// The boxes in which every number on the first axis is above every one on the second.
    fn above(&self, (part, whole): (usize, usize)) -> Vec<Region> {
        let axes = self.axes.get(part).zip(self.axes.get(whole));
        let (Some((part, whole)), Some(all)) = (axes, self.all()) else { return Vec::new() };
        let (Some(of_part), Some(of_whole)) = (self.bounds(part), self.bounds(whole)) else { return Vec::new() };
        let mut boxes = Vec::new();
        let mut before = 0;
        for (cell, (lowest, _)) in of_part.iter().enumerate() {
            let below = of_whole.partition_point(|(_, highest)| highest <= lowest);
            if below > before {
                let mut region = all.clone();
                for (axis, run) in [(part, cell..of_part.len()), (whole, 0..below)] {
                    let cells = region.column_mut(&axis.column);
                    cells.fill(0);
                    bits::insert_run(cells, &run);
                }
                boxes.push(region);
            }
            before = below;
        }
        boxes
    }

    /// Of each cell of an axis of numbers, what lies before its numbers and what after.
    fn bounds(&self, axis: &Axis) -> Option<Vec<(Cut, Cut)>> {
        let numbers = self.numbers(axis)?;
        let bounds = |cell: Interval| {
            let Interval { low, high } = numbers.narrowed(cell);
            (low, high)
        };
        (0..axis.cells.count()).map(|cell| axis.cells.span(cell, cell).map(bounds)).collect()
    }
}

/// Whether a condition names one dimension alone.
fn is_of_one(condition: &Condition) -> bool {
    let mut dimensions = condition.selections().iter().map(|(dimension, _)| dimension);
    dimensions.next().is_some_and(|first| dimensions.all(|other| other == first))
}

impl Axis {
    /// The axis without the cells that one of some conditions selects, each of which names one dimension.
    fn without(&self, alone: &[&Condition]) -> (usize, Cells, Vec<u64>) {
        let mut left = self.all().to_vec();
        for condition in alone {
            let own = || condition.selections().iter().filter(|(dimension, _)| *dimension == self.dimension);
            if own().next().is_none() {
                continue;
            }
            let mut gone = self.all().to_vec();
            own().for_each(|(_, selection)| self.cells.select(selection, &mut gone));
            bits::remove(&mut left, &gone);
        }
        let cells = self.cells.only(&left);
        let left = if self.cells.are_numbers() { bits::first(cells.count()) } else { left };
        (self.dimension, cells, left)
    }
}

impl Numbers {
    /// The interval, drawn together around the numbers that exist in it.
    pub(super) fn narrowed(&self, interval: Interval) -> Interval {
        let Some(step) = &self.step else { return interval };
        let low = match &interval.low {
            Cut::At(number, side) => Interval::exactly(step.after(number, *side)).low,
            end => end.clone(),
        };
        let high = match &interval.high {
            Cut::At(number, side) => Interval::exactly(step.before(number, *side)).high,
            end => end.clone(),
        };
        Interval { low, high }
    }
}
