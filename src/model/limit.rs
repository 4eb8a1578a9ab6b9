//! Limits on numbers as they are written: the ends of steps, and the bounds of cases.

use std::ops::Bound;

use case_space::{Interval, Number};

use super::dimension::Dimension;
use super::id::Id;
use crate::source::Place;
use crate::syntax::{Restriction, Scalar, day_number};

/// A limit on a number, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The dimension whose numbers it limits.
    pub measure: Id<Dimension>,
    /// The numbers that it lets in: bounded on one side.
    pub within: Interval,
    /// Where the number stands.
    pub place: Place,
}

impl Limit {
    /// The number at which it ends.
    #[must_use]
    pub fn number(&self) -> Option<&Number> {
        match (self.within.low(), self.within.high()) {
            (Bound::Included(number) | Bound::Excluded(number), _)
            | (_, Bound::Included(number) | Bound::Excluded(number)) => Some(number),
            (Bound::Unbounded, Bound::Unbounded) => None,
        }
    }

    /// The limits that a condition sets; one on a single number sets two.
    pub(super) fn of_condition(measure: Id<Dimension>, condition: &Restriction) -> Vec<Self> {
        match condition {
            Restriction::Within(bounded) => {
                let low = bounded.low.map(|place| Self { measure, within: bounded.interval.upward(), place });
                let high = bounded.high.map(|place| Self { measure, within: bounded.interval.downward(), place });
                low.into_iter().chain(high).collect()
            }
            Restriction::OneOf(scalars) => {
                let numbers = scalars.iter().filter_map(|scalar| match &scalar.value {
                    Scalar::Number(number) => Some((Interval::exactly(number.clone()), scalar.place)),
                    Scalar::Day(day) => Some((Interval::exactly(day_number(*day)), scalar.place)),
                    Scalar::Value(_) => None,
                });
                let both = |(exactly, place): (Interval, Place)| {
                    [exactly.upward(), exactly.downward()].map(|within| Self { measure, within, place })
                };
                numbers.flat_map(both).collect()
            }
            Restriction::NoneOf(_) => Vec::new(),
        }
    }
}
