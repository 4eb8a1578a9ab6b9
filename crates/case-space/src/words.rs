//! Regions in words.

use std::ops::Bound;

use super::axis::Axis;
use super::block::Block;
use super::divided::Extent;
use super::{Interval, Number, Space, bits};

/// What the dimensions of a space and their values are called.
pub trait Vocabulary {
    /// The place of the dimension with this index in the order in which readers expect them.
    fn order(&self, dimension: usize) -> usize;

    /// What the dimension with this index is called.
    fn dimension(&self, dimension: usize) -> String;

    /// The unit of its numbers, where it has one.
    fn unit(&self, dimension: usize) -> Option<String>;

    /// What the value with the index `value` is called.
    fn value(&self, dimension: usize, value: usize) -> String;

    /// What a number is called, where it has a name, as a day has. The numbers of such a dimension are whole.
    fn named(&self, _dimension: usize, _number: &Number) -> Option<String> {
        None
    }
}

impl Space {
    /// The block in words: `amount is above 200 000 CNY and customer-tier is B or C`. Empty for the whole space.
    #[must_use]
    pub fn phrase(&self, block: &Block, names: &impl Vocabulary) -> String {
        self.phrase_of(block, names, |_| true)
    }

    /// What the block is on some of its dimensions, in words. Empty where it is all there is on each of them.
    #[must_use]
    pub fn phrase_of(&self, block: &Block, names: &impl Vocabulary, is_meant: impl Fn(usize) -> bool) -> String {
        let mut restricted = self.describe(block);
        restricted.retain(|(dimension, _)| is_meant(*dimension));
        restricted.sort_by_key(|(dimension, _)| names.order(*dimension));
        let parts = restricted.into_iter().map(|(dimension, extent)| {
            let what = match extent {
                Extent::Interval(interval) => self.numbers_phrase(dimension, &interval, names),
                Extent::Values(values) => self.values_phrase(dimension, &values, names),
            };
            format!("{} is {what}", names.dimension(dimension))
        });
        parts.collect::<Vec<_>>().join(" and ")
    }

    /// From which number with a name to which the block lies on a dimension: `from 2026-12-21 to 2027-01-08`. `None` where it is all
    /// there is, or the numbers have no names.
    #[must_use]
    pub fn named_phrase(&self, block: &Block, dimension: usize, names: &impl Vocabulary) -> Option<String> {
        let (_, extent) = self.describe(block).into_iter().find(|(restricted, _)| *restricted == dimension)?;
        let Extent::Interval(interval) = extent else { return None };
        match self.only_number(dimension, &interval) {
            Some(number) => names.named(dimension, &number).map(|name| format!("on {name}")),
            None => named_words(dimension, &interval, names),
        }
    }

    fn numbers_phrase(&self, dimension: usize, interval: &Interval, names: &impl Vocabulary) -> String {
        let only = self.only_number(dimension, interval);
        let named = match &only {
            Some(number) => names.named(dimension, number),
            None => named_words(dimension, interval, names),
        };
        if let Some(named) = named {
            return named;
        }
        let unit = names.unit(dimension).map_or_else(String::new, |unit| format!(" {unit}"));
        let words = match only {
            Some(number) => format!("exactly {}", number.grouped()),
            None => interval_words(interval),
        };
        words + &unit
    }

    /// The number in `interval`, where no other exists in it.
    fn only_number(&self, dimension: usize, interval: &Interval) -> Option<Number> {
        let numbers = self.axis(dimension).and_then(|axis| self.numbers(axis))?;
        let inside = interval.clone().meet(&numbers.within);
        if let Some(point) = inside.point() {
            return Some(point.clone());
        }
        if inside.low() == Bound::Unbounded || inside.high() == Bound::Unbounded {
            return None;
        }
        let first = numbers.step.as_ref()?.first_in(&inside)?;
        (!numbers.any_in(&inside.above(first.clone()))).then_some(first)
    }

    fn values_phrase(&self, dimension: usize, values: &[usize], names: &impl Vocabulary) -> String {
        let axis = self.axis(dimension);
        let all = axis.map_or(&[][..], Axis::all);
        let others: Vec<usize> = bits::ones(all).filter(|value| values.binary_search(value).is_err()).collect();
        let called = |values: &[usize]| values.iter().map(|value| names.value(dimension, *value)).collect::<Vec<_>>();
        if others.len() >= values.len() {
            return listed(&called(values), "or");
        }
        match called(&others).as_slice() {
            [one] => format!("not {one}"),
            several => format!("neither {}", listed(several, "nor")),
        }
    }
}

/// An interval in words, without what it is measured in: `from 50 000 up to but not including 60 000`.
#[must_use]
pub fn interval_words(interval: &Interval) -> String {
    if let Some(number) = interval.point() {
        return format!("exactly {}", number.grouped());
    }
    match (interval.low(), interval.high()) {
        (Bound::Unbounded, Bound::Unbounded) => String::from("any"),
        (Bound::Excluded(low), Bound::Unbounded) => format!("above {}", low.grouped()),
        (Bound::Included(low), Bound::Unbounded) => format!("at least {}", low.grouped()),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("below {}", high.grouped()),
        (Bound::Unbounded, Bound::Included(high)) => format!("at most {}", high.grouped()),
        (low, Bound::Excluded(high)) => match low {
            Bound::Included(low) => format!("from {} up to but not including {}", low.grouped(), high.grouped()),
            Bound::Excluded(low) => format!("above {} and below {}", low.grouped(), high.grouped()),
            Bound::Unbounded => String::new(),
        },
        (low, Bound::Included(high)) => match low {
            Bound::Included(low) => format!("from {} up to {}", low.grouped(), high.grouped()),
            Bound::Excluded(low) => format!("above {} and at most {}", low.grouped(), high.grouped()),
            Bound::Unbounded => String::new(),
        },
    }
}

/// An interval of numbers with names in words: `from 2026-12-21 to 2027-01-08`. `None` where they have none.
#[must_use]
pub fn named_words(dimension: usize, interval: &Interval, names: &impl Vocabulary) -> Option<String> {
    let interval = interval.of_whole();
    let name = |bound: Bound<&Number>| match bound {
        Bound::Unbounded => None,
        Bound::Included(number) | Bound::Excluded(number) => names.named(dimension, number),
    };
    match (name(interval.low()), name(interval.high())) {
        (Some(low), Some(high)) if low == high => Some(low),
        (Some(low), Some(high)) => Some(format!("from {low} to {high}")),
        (Some(low), None) => Some(format!("from {low} on")),
        (None, Some(high)) => Some(format!("up to {high}")),
        (None, None) => None,
    }
}

/// `A`, `A or B`, `A, B or C`.
fn listed(names: &[String], conjunction: &str) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {conjunction} {last}", rest.join(", ")),
        None => String::new(),
    }
}
