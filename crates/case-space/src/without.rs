//! Spaces without the cases that do not exist.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::absence::{Absence, Absent};
use super::axis::{Axis, Cells};
use super::domain::{Condition, Numbers};
use super::interval::Cut;
use super::region::Region;
use super::{Interval, Space, bits};

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
        let by_conditions = regions.len();
        regions.extend(orders.iter().flat_map(|pair| left.above(*pair)));
        left.absence = Some(Arc::new(Absence { written: absent.clone(), regions, by_conditions, orders }));
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

    pub(super) fn has_all_of(&self, condition: &Condition) -> bool {
        condition.selections().iter().all(|(dimension, _)| self.axis(*dimension).is_some())
    }

    pub(super) fn cut_further(&self, axis: &Axis, said: &[&Condition]) -> Cells {
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
