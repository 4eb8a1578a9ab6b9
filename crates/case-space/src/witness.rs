//! One case of a region, such as a person would pick.

use std::ops::Bound;

use super::axis::Axis;
use super::domain::Numbers;
use super::point::{Coordinate, Point};
use super::region::Region;
use super::{Interval, Number, Space, bits};

impl Space {
    /// One case of the region that exists: on each axis the first value, or the number that a person would pick.
    ///
    /// That is the lower end where it belongs to the region, else the number one step above it; between two open ends
    /// the roundest, and beyond one the next whole number, or the next of as many places as the end has.
    #[must_use]
    pub fn witness(&self, region: &Region) -> Point {
        let part = self.existing(region);
        let region = part.as_ref().unwrap_or(region);
        let pick = |point: Point, axis: &Axis| match self.pick(axis, region.column(&axis.column)) {
            Some(coordinate) => point.at(axis.dimension, coordinate),
            None => point,
        };
        self.in_order(region, self.axes.iter().fold(Point::default(), pick))
    }

    /// A coordinate of each cell of a dimension, from low to high: what the space tells apart there. Empty where the dimension does
    /// not matter.
    #[must_use]
    pub fn told_apart(&self, dimension: usize) -> Vec<Coordinate> {
        let Some(axis) = self.axis(dimension) else { return Vec::new() };
        let cell = |cell: usize| {
            let Some(numbers) = self.numbers(axis) else { return Some(Coordinate::Value(cell)) };
            number_in(numbers, &axis.cells.span(cell, cell)?).map(Coordinate::Number)
        };
        bits::ones(axis.all()).filter_map(cell).collect()
    }

    /// The cases that are told apart where the point leaves it open; `None` where there are more than `most`.
    #[must_use]
    pub fn told_apart_within(&self, point: &Point, most: usize) -> Option<Vec<Point>> {
        let open = self.dimensions().filter(|dimension| point.coordinate(*dimension).is_none());
        let open: Vec<_> = open.map(|dimension| (dimension, self.told_apart(dimension))).collect();
        point.combined(&open, most)
    }

    fn pick(&self, axis: &Axis, cells: &[u64]) -> Option<Coordinate> {
        let first = bits::ones(cells).next()?;
        let Some(numbers) = self.numbers(axis) else { return Some(Coordinate::Value(first)) };
        let run = bits::runs(cells).into_iter().next()?;
        let interval = axis.cells.span(run.start, run.end - 1)?;
        let picked = number_in(numbers, &interval).filter(|picked| axis.cells.find(picked).is_some());
        // between two cells may lie what does not exist
        picked.or_else(|| number_in(numbers, &axis.cells.span(first, first)?)).map(Coordinate::Number)
    }
}

/// The number in `interval`, which lies within the bounds, that a person would pick; `None` where none exists.
pub(super) fn number_in(numbers: &Numbers, interval: &Interval) -> Option<Number> {
    if let Some(step) = &numbers.step {
        return step.first_in(interval);
    }
    let picked = match (interval.low(), interval.high()) {
        (Bound::Included(low), _) => low.clone(),
        (Bound::Excluded(low), Bound::Unbounded) => next(low),
        (Bound::Excluded(low), Bound::Included(high) | Bound::Excluded(high)) => roundest(low, high),
        (Bound::Unbounded, Bound::Included(high)) => high.clone(),
        (Bound::Unbounded, Bound::Excluded(high)) => -&next(&-high),
        (Bound::Unbounded, Bound::Unbounded) => Number::ZERO,
    };
    interval.contains(&picked).then_some(picked)
}

/// The next number of as many places.
fn next(number: &Number) -> Number {
    number + &Number::power_of_ten(-number.places())
}

/// Between two different numbers, the one of fewest digits; of several such the one nearest to the middle.
fn roundest(low: &Number, high: &Number) -> Number {
    let middle = &(&(low + high) * &Number::from(5)) * &Number::power_of_ten(-1);
    let mut exponent = low.magnitude().max(high.magnitude());
    loop {
        let unit = Number::power_of_ten(exponent);
        let below = &middle - &middle.above_multiple(&unit);
        let above = &below + &unit;
        let nearer_below = &middle - &below <= &above - &middle;
        let candidates = if nearer_below { [below, above] } else { [above, below] };
        if let Some(round) = candidates.into_iter().find(|number| low < number && number < high) {
            return round;
        }
        exponent -= 1;
    }
}
