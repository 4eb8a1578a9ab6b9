//! Which cases of a region exist.

use std::collections::BTreeMap;

use super::absence::Absent;
use super::axis::Axis;
use super::budget::Budget;
use super::ends::Pieces;
use super::interval::Interval;
use super::point::{Coordinate, Point};
use super::region::Region;
use super::search::is_covered;
use super::witness::number_in;
use super::{Number, Space, bits};

/// The work that it may take to tell whether a case of one region exists, where that is not plain.
const WORK: u64 = 2_000_000;

impl Space {
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
        let Some(absence) = &self.absence else { return true };
        let Some(lowest) = self.lowest_in_order(region) else { return false };
        let by_conditions = absence.regions.get(..absence.by_conditions).unwrap_or_default();
        if !by_conditions.iter().any(|absent| self.meets(absent, &lowest)) {
            return true;
        }
        let near: Vec<&Region> = self.absent().iter().filter(|absent| self.meets(absent, region)).collect();
        is_covered(region, &Pieces::new(self, near), &Budget::steps(WORK)) != Some(true)
    }

    /// Of a region, the lowest cells of the axes that are in order with others, in which numbers are in order; `None` where none are.
    ///
    /// What is least on each part is least in the way of its wholes: so if the numbers of any cells are in order, those of these are.
    fn lowest_in_order(&self, region: &Region) -> Option<Region> {
        let orders = self.ordered_axes();
        let mut lowest = region.clone();
        let mut axes: Vec<usize> = orders.iter().flat_map(|(part, whole)| [*part, *whole]).collect();
        axes.sort_unstable();
        axes.dedup();
        axes.sort_by_cached_key(|axis| orders.iter().filter(|(_, whole)| whole == axis).count());
        let mut chosen: BTreeMap<usize, Interval> = BTreeMap::new();
        for index in axes {
            let axis = self.axes.get(index)?;
            let numbers = self.numbers(axis)?;
            let parts = orders.iter().filter(|(_, whole)| *whole == index).filter_map(|(part, _)| chosen.get(part));
            let least = parts.fold(Interval::ALL, |least, part| least.meet(&part.upward()));
            let in_order = |cell: usize| {
                let interval = numbers.narrowed(axis.cells.span(cell, cell)?.meet(&least));
                numbers.any_in(&interval).then_some((cell, interval))
            };
            let (cell, interval) = bits::ones(region.column(&axis.column)).find_map(in_order)?;
            chosen.insert(index, interval);
            let cells = lowest.column_mut(&axis.column);
            cells.fill(0);
            bits::insert(cells, cell);
        }
        Some(lowest)
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

    /// A part of a region without cases that do not exist, where some of it do not and some do: the lowest on the first axis, of these the
    /// lowest on the next, as far as is needed.
    pub(super) fn existing(&self, region: &Region) -> Option<Region> {
        let has_absent = |part: &Region| self.absent().iter().any(|absent| self.meets(absent, part));
        if !has_absent(region) || !self.any_exists(region) {
            return None;
        }
        let mut part = region.clone();
        for axis in self.axes.iter() {
            if !has_absent(&part) {
                break;
            }
            part = self.lowest_existing(axis, &part)?;
        }
        Some(part)
    }

    /// Of a region, the lowest cell of an axis in which a case exists.
    fn lowest_existing(&self, axis: &Axis, region: &Region) -> Option<Region> {
        let in_cell = |cell: usize| {
            let mut cells = vec![0; axis.column.len()];
            bits::insert(&mut cells, cell);
            region.with(&axis.column, &cells)
        };
        bits::ones(region.column(&axis.column)).map(in_cell).find(|part| self.any_exists(part))
    }

    /// The point, where no number of it is above one that it is never above; else another of the same region of which that is true.
    pub(super) fn in_order(&self, region: &Region, point: Point) -> Point {
        let number = |axis: &usize| number_of(&point, self.axes.get(*axis)?);
        let is_above = |(part, whole): &(usize, usize)| number(part).zip(number(whole)).is_some_and(|(a, b)| a > b);
        if !self.ordered_axes().iter().any(is_above) {
            return point;
        }
        let mut left = self.ordered_intervals(region);
        // from the parts to the wholes: what has the most others above it first
        let mut axes: Vec<usize> = left.keys().copied().collect();
        axes.sort_by_key(|axis| self.ordered_axes().iter().filter(|(_, whole)| whole == axis).count());
        for axis in axes.iter().rev() {
            let wholes = self.ordered_axes().iter().filter(|(part, _)| part == axis);
            let highest: Vec<Interval> = wholes.filter_map(|(_, whole)| Some(left.get(whole)?.downward())).collect();
            self.narrow(&mut left, *axis, &highest);
        }
        axes.into_iter().fold(point.clone(), |chosen, index| {
            let Some(axis) = self.axes.get(index) else { return chosen };
            let parts = self.ordered_axes().iter().filter(|(_, whole)| *whole == index);
            let lowest: Vec<Interval> = parts
                .filter_map(|(part, _)| number_of(&chosen, self.axes.get(*part)?))
                .map(|part| Interval::ALL.at_least(part.clone()))
                .collect();
            self.narrow(&mut left, index, &lowest);
            let (Some(interval), Some(numbers)) = (left.get(&index), self.numbers(axis)) else { return chosen };
            let kept = number_of(&point, axis).filter(|number| interval.contains(number)).cloned();
            match kept.or_else(|| number_in(numbers, interval)) {
                Some(number) => chosen.at(axis.dimension, Coordinate::Number(number)),
                None => chosen,
            }
        })
    }

    /// For each axis that is in order with another, the numbers of one cell of the region, all of which can be in order.
    fn ordered_intervals(&self, region: &Region) -> BTreeMap<usize, Interval> {
        let mut part = region.clone();
        let mut left = BTreeMap::new();
        for (index, axis) in self.axes.iter().enumerate() {
            if self.ordered_axes().iter().any(|(part, whole)| *part == index || *whole == index) {
                part = self.lowest_existing(axis, &part).unwrap_or(part);
                let cell = bits::ends(part.column(&axis.column)).and_then(|(first, _)| axis.cells.span(first, first));
                left.extend(cell.map(|cell| (index, cell)));
            }
        }
        left
    }

    /// Keeps on an axis what lies in all of these as well, drawn together around the numbers that exist.
    fn narrow(&self, left: &mut BTreeMap<usize, Interval>, index: usize, within: &[Interval]) {
        let numbers = self.axes.get(index).and_then(|axis| self.numbers(axis));
        if let (Some(own), Some(numbers)) = (left.get_mut(&index), numbers) {
            *own = numbers.narrowed(within.iter().fold(own.clone(), Interval::meet));
        }
    }
}

fn number_of<'a>(point: &'a Point, axis: &Axis) -> Option<&'a Number> {
    match point.coordinate(axis.dimension)? {
        Coordinate::Number(number) => Some(number),
        Coordinate::Value(_) => None,
    }
}
