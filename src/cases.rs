//! Cases by the names of their dimensions and values.

use case_space::{Block, Coordinate, Extent, Interval, Number, Point, Region, Space, Vocabulary};

use crate::subject::Text;

/// One value of one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// One of the dimension's values.
    Value(Text),
    /// A number.
    Number(Number),
    /// A day.
    Day(Text),
}

/// The part of one dimension that a region covers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Portion {
    /// Some of the dimension's values.
    Values(Vec<Text>),
    /// An interval of numbers.
    Interval(Interval),
    /// The first day and the last, by the keys that the format bounds them with.
    Days(Vec<(&'static str, Text)>),
}

impl Portion {
    /// An interval as `words` call its numbers.
    fn interval(dimension: usize, interval: Interval, words: &impl Vocabulary) -> Self {
        let days = interval.of_whole();
        let named: Vec<_> =
            days.keys().filter_map(|(key, number)| Some((key, words.named(dimension, number)?.into()))).collect();
        if named.is_empty() { Self::Interval(interval) } else { Self::Days(named) }
    }
}

/// A set of cases and one of them that shows the point, both by dimension in the order in which the policy defines them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cases {
    /// One value for each dimension that matters to the subject.
    pub witness: Vec<(Text, Reading)>,
    /// The extent of each dimension that is restricted.
    pub region: Vec<(Text, Portion)>,
}

impl Cases {
    /// The block as `words` call its dimensions and values, with a case of `within`, which meets it.
    #[must_use]
    pub fn named(space: &Space, block: &Block, within: &Region, words: &impl Vocabulary) -> Self {
        let mut region = space.describe(block);
        region.sort_by_key(|(dimension, _)| words.order(*dimension));
        let region = region.into_iter().map(|(dimension, extent)| {
            let portion = match extent {
                Extent::Interval(interval) => Portion::interval(dimension, interval, words),
                Extent::Values(values) => {
                    Portion::Values(values.into_iter().map(|value| words.value(dimension, value).into()).collect())
                }
            };
            (words.dimension(dimension).into(), portion)
        });
        Self { region: region.collect(), witness: readings(&space.witness(within), words) }
    }

    /// One case alone.
    #[must_use]
    pub fn exactly(point: &Point, words: &impl Vocabulary) -> Self {
        let witness = readings(point, words);
        let region = witness.iter().cloned().map(|(dimension, reading)| {
            let portion = match reading {
                Reading::Number(number) => Portion::Interval(Interval::exactly(number)),
                Reading::Value(value) => Portion::Values(vec![value]),
                Reading::Day(day) => Portion::Days(vec![("at-least", day.clone()), ("at-most", day)]),
            };
            (dimension, portion)
        });
        Self { region: region.collect(), witness }
    }
}

/// The case as `words` call its dimensions and values.
#[must_use]
pub fn readings(point: &Point, words: &impl Vocabulary) -> Vec<(Text, Reading)> {
    let mut coordinates: Vec<_> = point.coordinates().iter().collect();
    coordinates.sort_by_key(|(dimension, _)| words.order(*dimension));
    let named = coordinates.into_iter().map(|(dimension, coordinate)| {
        let reading = match coordinate {
            Coordinate::Number(number) => match words.named(*dimension, number) {
                Some(day) => Reading::Day(day.into()),
                None => Reading::Number(number.clone()),
            },
            Coordinate::Value(value) => Reading::Value(words.value(*dimension, *value).into()),
        };
        (words.dimension(*dimension).into(), reading)
    });
    named.collect()
}
