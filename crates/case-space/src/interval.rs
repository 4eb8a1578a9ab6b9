//! Intervals of numbers, each end open, closed or absent.

use std::ops::Bound;

use super::Number;

/// A place between two sets of numbers: before all, just before or just after a number, after all.
/// Ordered from low to high, so that an interval is what lies between two cuts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Cut {
    Lowest,
    At(Number, Side),
    Highest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Side {
    Before,
    After,
}

/// A set of numbers without holes.
///
/// Built by narrowing from [`Interval::ALL`], in the words of the format:
/// `Interval::ALL.at_least(a).below(b)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    pub(super) low: Cut,
    pub(super) high: Cut,
}

impl Interval {
    /// Every number.
    pub const ALL: Self = Self { low: Cut::Lowest, high: Cut::Highest };

    /// One number alone.
    #[must_use]
    pub fn exactly(number: Number) -> Self {
        Self { low: Cut::At(number.clone(), Side::Before), high: Cut::At(number, Side::After) }
    }

    /// Of these, the numbers greater than `number`.
    #[must_use]
    pub fn above(self, number: Number) -> Self {
        self.after(Cut::At(number, Side::After))
    }

    /// Of these, `number` and those greater.
    #[must_use]
    pub fn at_least(self, number: Number) -> Self {
        self.after(Cut::At(number, Side::Before))
    }

    /// Of these, the numbers less than `number`.
    #[must_use]
    pub fn below(self, number: Number) -> Self {
        self.before(Cut::At(number, Side::Before))
    }

    /// Of these, `number` and those less.
    #[must_use]
    pub fn at_most(self, number: Number) -> Self {
        self.before(Cut::At(number, Side::After))
    }

    /// The lower end.
    #[must_use]
    pub fn low(&self) -> Bound<&Number> {
        match &self.low {
            Cut::At(number, Side::Before) => Bound::Included(number),
            Cut::At(number, Side::After) => Bound::Excluded(number),
            Cut::Lowest | Cut::Highest => Bound::Unbounded,
        }
    }

    /// The upper end.
    #[must_use]
    pub fn high(&self) -> Bound<&Number> {
        match &self.high {
            Cut::At(number, Side::After) => Bound::Included(number),
            Cut::At(number, Side::Before) => Bound::Excluded(number),
            Cut::Lowest | Cut::Highest => Bound::Unbounded,
        }
    }

    /// Its ends in the keys of the format: `above`, `at-least`, `below`, `at-most`; the lower one first.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, &Number)> {
        let low = match self.low() {
            Bound::Included(number) => Some(("at-least", number)),
            Bound::Excluded(number) => Some(("above", number)),
            Bound::Unbounded => None,
        };
        let high = match self.high() {
            Bound::Included(number) => Some(("at-most", number)),
            Bound::Excluded(number) => Some(("below", number)),
            Bound::Unbounded => None,
        };
        low.into_iter().chain(high)
    }

    /// Whether it holds no number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.low >= self.high
    }

    /// Whether `number` is in it.
    #[must_use]
    pub fn contains(&self, number: &Number) -> bool {
        let after_low = match self.low() {
            Bound::Included(low) => low <= number,
            Bound::Excluded(low) => low < number,
            Bound::Unbounded => self.low == Cut::Lowest,
        };
        let before_high = match self.high() {
            Bound::Included(high) => number <= high,
            Bound::Excluded(high) => number < high,
            Bound::Unbounded => self.high == Cut::Highest,
        };
        after_low && before_high
    }

    /// Whether every number of `other` is in it.
    pub(super) fn encloses(&self, other: &Self) -> bool {
        other.is_empty() || (self.low <= other.low && other.high <= self.high)
    }

    /// The numbers that are in both; perhaps none.
    #[must_use]
    pub fn meet(self, other: &Self) -> Self {
        self.after(other.low.clone()).before(other.high.clone())
    }

    /// The numbers of both, and those between them.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self { low: self.low.clone().min(other.low.clone()), high: self.high.clone().max(other.high.clone()) }
    }

    /// These numbers and all that are greater.
    #[must_use]
    pub fn upward(&self) -> Self {
        Self { low: self.low.clone(), high: Cut::Highest }
    }

    /// These numbers and all that are less.
    #[must_use]
    pub fn downward(&self) -> Self {
        Self { low: Cut::Lowest, high: self.high.clone() }
    }

    /// The numbers above all of these.
    #[must_use]
    pub fn higher(&self) -> Self {
        Self { low: self.high.clone(), high: Cut::Highest }
    }

    /// The numbers below all of these.
    #[must_use]
    pub fn lower(&self) -> Self {
        Self { low: Cut::Lowest, high: self.low.clone() }
    }

    /// The number that it is, where it is one alone.
    #[must_use]
    pub fn point(&self) -> Option<&Number> {
        match (self.low(), self.high()) {
            (Bound::Included(low), Bound::Included(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// The same whole numbers, with ends that belong to it.
    #[must_use]
    pub fn of_whole(&self) -> Self {
        let one = Number::from(1);
        let whole = match self.low() {
            Bound::Included(low) => Self::ALL.at_least(low.clone()),
            Bound::Excluded(low) => Self::ALL.at_least(low + &one),
            Bound::Unbounded => Self::ALL,
        };
        match self.high() {
            Bound::Included(high) => whole.at_most(high.clone()),
            Bound::Excluded(high) => whole.at_most(high - &one),
            Bound::Unbounded => whole,
        }
    }

    fn after(self, low: Cut) -> Self {
        Self { low: self.low.max(low), high: self.high }
    }

    fn before(self, high: Cut) -> Self {
        Self { low: self.low, high: self.high.min(high) }
    }
}
