//! One full case: a number or value for each dimension that matters.

use super::Number;

/// Where a case lies on one dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coordinate {
    /// The value with this index.
    Value(usize),
    /// This number.
    Number(Number),
}

/// A full case. Dimensions that do not matter to a space may be given too, and mean nothing to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Point(Vec<(usize, Coordinate)>);

impl Point {
    /// The case that lies at `coordinate` on the dimension with index `dimension`, and elsewhere as this one.
    #[must_use]
    pub fn at(mut self, dimension: usize, coordinate: Coordinate) -> Self {
        match self.place(dimension) {
            Ok(place) => {
                if let Some(known) = self.0.get_mut(place) {
                    known.1 = coordinate;
                }
            }
            Err(place) => self.0.insert(place, (dimension, coordinate)),
        }
        self
    }

    /// Where it lies on one dimension.
    #[must_use]
    pub fn coordinate(&self, dimension: usize) -> Option<&Coordinate> {
        self.0.get(self.place(dimension).ok()?).map(|(_, coordinate)| coordinate)
    }

    fn place(&self, dimension: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&dimension, |(known, _)| *known)
    }

    /// The same case with each combination of what may stand on some dimensions; `None` where there are more than `most`.
    #[must_use]
    pub fn combined(&self, choices: &[(usize, Vec<Coordinate>)], most: usize) -> Option<Vec<Self>> {
        let count = choices.iter().try_fold(1_usize, |all, (_, choices)| all.checked_mul(choices.len()))?;
        if count > most {
            return None;
        }
        let all = choices.iter().fold(vec![self.clone()], |points, (dimension, choices)| {
            let each = |point: &Self| {
                let each = choices.iter().map(|choice| point.clone().at(*dimension, choice.clone()));
                each.collect::<Vec<_>>()
            };
            points.iter().flat_map(each).collect()
        });
        Some(all)
    }

    /// Each dimension, in their order, and where it lies on it.
    #[must_use]
    pub fn coordinates(&self) -> &[(usize, Coordinate)] {
        &self.0
    }
}
