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

    /// Each dimension, in their order, and where it lies on it.
    #[must_use]
    pub fn coordinates(&self) -> &[(usize, Coordinate)] {
        &self.0
    }
}
