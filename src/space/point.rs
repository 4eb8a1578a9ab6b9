//! One full case: a number or value for each dimension that matters.

use super::axis::Axis;
use super::domain::Domain;
use super::region::Region;
use super::{Number, Space, bits};

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
    /// The same case, which on the dimension with index `dimension` lies at `coordinate`.
    #[must_use]
    pub fn at(mut self, dimension: usize, coordinate: Coordinate) -> Self {
        self.0.retain(|(other, _)| *other != dimension);
        self.0.push((dimension, coordinate));
        self
    }

    /// Where it lies on one dimension.
    #[must_use]
    pub fn coordinate(&self, dimension: usize) -> Option<&Coordinate> {
        self.0.iter().find(|(other, _)| *other == dimension).map(|(_, coordinate)| coordinate)
    }

    /// Each dimension, and where it lies on it.
    #[must_use]
    pub fn coordinates(&self) -> &[(usize, Coordinate)] {
        &self.0
    }
}

/// Why a point is not a case of a space, and on which dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchCase {
    /// The index of the dimension.
    pub dimension: usize,
    /// What is wrong there.
    pub reason: Why,
}

/// What is wrong with a coordinate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is none, and the dimension matters.
    Missing,
    /// A number where the dimension has values, a value where it has numbers, or a value it does not have.
    NotOfTheDimension,
    /// Beyond the dimension's bounds.
    OutOfBounds,
    /// Between two steps.
    OffStep,
}

impl Space {
    /// The cell that a point lies in, as a region.
    ///
    /// # Errors
    /// Where the point is not a case of this space.
    pub fn locate(&self, point: &Point) -> Result<Region, NoSuchCase> {
        let mut region = Region(smallvec::smallvec![0; self.words]);
        for axis in self.axes.iter() {
            let cell = self.cell(axis, point).map_err(|reason| NoSuchCase { dimension: axis.dimension, reason })?;
            bits::insert(region.column_mut(&axis.column), cell);
        }
        Ok(region)
    }

    fn cell(&self, axis: &Axis, point: &Point) -> Result<usize, Why> {
        let coordinate = point.coordinate(axis.dimension).ok_or(Why::Missing)?;
        match (self.domains.get(axis.dimension), coordinate) {
            (Some(Domain::Values { count }), Coordinate::Value(value)) if value < count => Ok(*value),
            (Some(Domain::Numbers(numbers)), Coordinate::Number(number)) => {
                if !numbers.within.contains(number) {
                    return Err(Why::OutOfBounds);
                }
                if !numbers.admits(number) {
                    return Err(Why::OffStep);
                }
                axis.cells.find(number).ok_or(Why::OutOfBounds)
            }
            _ => Err(Why::NotOfTheDimension),
        }
    }
}
