//! What a dimension can be, and what a condition selects of it.

use super::interval::{Cut, Side};
use super::point::{Coordinate, Point};
use super::{Interval, Number};

/// What a dimension can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Domain {
    /// One of so many values, which are known by their index.
    Values {
        /// How many; the indices are `0..count`.
        count: usize,
    },
    /// A number.
    Numbers(Numbers),
}

/// The numbers that exist on a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// The bounds of the dimension.
    pub within: Interval,
    /// Where given, only its multiples exist.
    pub step: Option<Spacing>,
    /// Whether what is lower comes after what is higher, for those who choose among equals.
    pub falls: bool,
}

/// The distance between numbers that exist: the multiples of it, counted from nought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spacing(Number);

impl Spacing {
    /// A step of `size`, where that is above nought.
    #[must_use]
    pub fn new(size: Number) -> Option<Self> {
        (size > Number::ZERO).then_some(Self(size))
    }

    /// How far apart the numbers are.
    #[must_use]
    pub fn size(&self) -> &Number {
        &self.0
    }

    /// Whether `number` is a multiple of it.
    #[must_use]
    pub fn admits(&self, number: &Number) -> bool {
        number.above_multiple(&self.0) == Number::ZERO
    }

    /// The least multiple after a cut at `number`.
    pub(super) fn after(&self, number: &Number, side: Side) -> Number {
        let rest = number.above_multiple(&self.0);
        if rest == Number::ZERO && side == Side::Before {
            return number.clone();
        }
        &(number - &rest) + &self.0
    }

    /// The greatest multiple before a cut at `number`.
    pub(super) fn before(&self, number: &Number, side: Side) -> Number {
        let rest = number.above_multiple(&self.0);
        if rest == Number::ZERO && side == Side::Before {
            return number - &self.0;
        }
        number - &rest
    }

    /// The least multiple in `interval`; where that has no lower end the greatest, or nought.
    pub(super) fn first_in(&self, interval: &Interval) -> Option<Number> {
        let number = match (&interval.low, &interval.high) {
            (Cut::At(low, side), _) => self.after(low, *side),
            (_, Cut::At(high, side)) => self.before(high, *side),
            _ => Number::ZERO,
        };
        interval.contains(&number).then_some(number)
    }
}

impl Numbers {
    /// Every number, without bounds or step.
    #[must_use]
    pub fn all() -> Self {
        Self { within: Interval::ALL, step: None, falls: false }
    }

    /// Whether `number` exists.
    #[must_use]
    pub fn admits(&self, number: &Number) -> bool {
        self.within.contains(number) && self.step.as_ref().is_none_or(|step| step.admits(number))
    }

    /// Whether a number in `interval` exists.
    #[must_use]
    pub fn any_in(&self, interval: &Interval) -> bool {
        let inside = interval.clone().meet(&self.within);
        !inside.is_empty() && self.step.as_ref().is_none_or(|step| step.first_in(&inside).is_some())
    }
}

/// What a condition selects on one dimension.
///
/// A selection of the other kind than the dimension's (values on a number) selects nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    pub(super) listed: Choice,
    /// Whether the selection is all but what is listed.
    pub(super) except: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    Values(Vec<usize>),
    Numbers(Vec<Interval>),
}

impl Selection {
    /// The values with these indices.
    #[must_use]
    pub fn values(indices: impl IntoIterator<Item = usize>) -> Self {
        Self { listed: Choice::Values(indices.into_iter().collect()), except: false }
    }

    /// The numbers in any of these intervals.
    #[must_use]
    pub fn numbers(intervals: impl IntoIterator<Item = Interval>) -> Self {
        let intervals = intervals.into_iter().filter(|interval| !interval.is_empty());
        Self { listed: Choice::Numbers(intervals.collect()), except: false }
    }

    /// All but these.
    #[must_use]
    pub fn complement(self) -> Self {
        Self { except: !self.except, ..self }
    }

    /// What both select.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let excepts = (self.except, other.except);
        match (self.listed, other.listed) {
            (Choice::Values(own), Choice::Values(others)) => match excepts {
                (false, except) => Self::values(own.into_iter().filter(|value| others.contains(value) != except)),
                (true, false) => Self::values(others.into_iter().filter(|value| !own.contains(value))),
                (true, true) => Self::values(own.into_iter().chain(others)).complement(),
            },
            (Choice::Numbers(own), Choice::Numbers(others)) => match excepts {
                (false, false) => {
                    Self::numbers(own.iter().flat_map(|one| others.iter().map(|other| one.clone().meet(other))))
                }
                (false, true) => Self::numbers(others.iter().fold(own, without)),
                (true, false) => Self::numbers(own.iter().fold(others, without)),
                (true, true) => Self::numbers(own.into_iter().chain(others)).complement(),
            },
            _ => Self::values([]),
        }
    }

    /// The values that are named: all that are selected, or all that are not.
    #[must_use]
    pub fn named_values(&self) -> &[usize] {
        if let Choice::Values(values) = &self.listed { values } else { &[] }
    }

    /// Whether the coordinate is among what is selected.
    #[must_use]
    pub fn contains(&self, coordinate: &Coordinate) -> bool {
        let listed = match (&self.listed, coordinate) {
            (Choice::Values(values), Coordinate::Value(value)) => values.contains(value),
            (Choice::Numbers(intervals), Coordinate::Number(number)) => {
                intervals.iter().any(|interval| interval.contains(number))
            }
            _ => return false,
        };
        listed != self.except
    }

    /// The intervals whose ends tell cases apart.
    pub(super) fn intervals(&self) -> &[Interval] {
        match &self.listed {
            Choice::Numbers(intervals) => intervals,
            Choice::Values(_) => &[],
        }
    }
}

/// The intervals without the numbers of another.
fn without(intervals: Vec<Interval>, out: &Interval) -> Vec<Interval> {
    let parts = intervals.into_iter().flat_map(|one| [one.clone().meet(&out.lower()), one.meet(&out.higher())]);
    parts.filter(|part| !part.is_empty()).collect()
}

/// A set of cases as a `when` writes it: every selection must hold, and a dimension that is not named is free.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Condition(Vec<(usize, Selection)>);

impl Condition {
    /// Every case.
    #[must_use]
    pub fn always() -> Self {
        Self::default()
    }

    /// Of these cases, those that `selection` selects on the dimension with index `dimension`.
    #[must_use]
    pub fn and(mut self, dimension: usize, selection: Selection) -> Self {
        self.0.push((dimension, selection));
        self
    }

    /// Of these cases, those that are among the others too.
    #[must_use]
    pub fn meet(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// Whether nothing must hold.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the point, where it has a coordinate for each dimension named, is one of these cases.
    #[must_use]
    pub fn contains(&self, point: &Point) -> bool {
        let selected = |(dimension, selection): &(usize, Selection)| {
            point.coordinate(*dimension).is_some_and(|coordinate| selection.contains(coordinate))
        };
        self.0.iter().all(selected)
    }

    /// Whether the point is one of these cases; `None` where that depends on a dimension on which it lies nowhere.
    #[must_use]
    pub fn decided_by(&self, point: &Point) -> Option<bool> {
        let mut is_open = false;
        for (dimension, selection) in &self.0 {
            match point.coordinate(*dimension) {
                Some(coordinate) if !selection.contains(coordinate) => return Some(false),
                Some(_) => {}
                None => is_open = true,
            }
        }
        (!is_open).then_some(true)
    }

    /// Each dimension named, and what is selected of it.
    #[must_use]
    pub fn selections(&self) -> &[(usize, Selection)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both ways to write each of some selections: what is listed, or all but that.
    fn both_ways(listed: impl IntoIterator<Item = Selection>) -> Vec<Selection> {
        listed.into_iter().flat_map(|selection| [selection.clone(), selection.complement()]).collect()
    }

    #[test]
    fn both_select_what_each_selects() {
        let number = |number: i64| Number::from(number);
        let within = |low, high| Interval::ALL.at_least(number(low)).below(number(high));
        let values = [Selection::values([0, 1]), Selection::values([1, 2]), Selection::values([])];
        let numbers = [
            Selection::numbers([within(0, 3), within(5, 8)]),
            Selection::numbers([within(2, 6), Interval::exactly(number(7))]),
            Selection::numbers([]),
        ];
        let all: Vec<_> = both_ways(values).into_iter().chain(both_ways(numbers)).collect();
        let coordinates: Vec<_> =
            (0..4).map(Coordinate::Value).chain((-1..10).map(|n| Coordinate::Number(number(n)))).collect();
        for (one, other) in all.iter().flat_map(|one| all.iter().map(move |other| (one, other))) {
            let both = one.clone().and(other.clone());
            for coordinate in &coordinates {
                let expected = one.contains(coordinate) && other.contains(coordinate);
                assert_eq!(both.contains(coordinate), expected, "{one:?} and {other:?} at {coordinate:?}");
            }
        }
    }
}
