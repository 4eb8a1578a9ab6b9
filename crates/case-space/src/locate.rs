//! In which cell of a space a case lies.

use super::axis::Axis;
use super::domain::Domain;
use super::point::{Coordinate, Point};
use super::region::Region;
use super::{Space, bits};

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
    /// The case does not exist, by what is said of this dimension, alone or beside others.
    Absent,
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
        self.told_to_exist(point, |absent| region.is_within(absent))?;
        Ok(region)
    }

    /// The bits that stand for the point's cell.
    pub(super) fn cell_of(&self, point: &Point) -> Result<CellBits, NoSuchCase> {
        let bit = |axis: &Axis| {
            let cell = self.cell(axis, point).map_err(|reason| NoSuchCase { dimension: axis.dimension, reason })?;
            Ok((axis.column.start + cell / bits::WORD, cell % bits::WORD))
        };
        let bits = self.axes.iter().map(bit).collect::<Result<_, _>>().map(CellBits)?;
        self.told_to_exist(point, |absent| absent.has(&bits))?;
        Ok(bits)
    }

    fn told_to_exist(&self, point: &Point, is_in: impl Fn(&Region) -> bool) -> Result<(), NoSuchCase> {
        let absent = self.absent_at(point, is_in);
        absent.map_or(Ok(()), |dimension| Err(NoSuchCase { dimension, reason: Why::Absent }))
    }

    fn cell(&self, axis: &Axis, point: &Point) -> Result<usize, Why> {
        let coordinate = point.coordinate(axis.dimension).ok_or(Why::Missing)?;
        match (self.domains.get(axis.dimension), coordinate) {
            (Some(Domain::Values { count }), Coordinate::Value(value)) if value < count => {
                if bits::contains(axis.all(), *value) { Ok(*value) } else { Err(Why::Absent) }
            }
            (Some(Domain::Numbers(numbers)), Coordinate::Number(number)) => {
                if !numbers.within.contains(number) {
                    return Err(Why::OutOfBounds);
                }
                if !numbers.admits(number) {
                    return Err(Why::OffStep);
                }
                axis.cells.find(number).ok_or(Why::Absent)
            }
            _ => Err(Why::NotOfTheDimension),
        }
    }
}

/// One cell on each axis: in which word of a region it is, and which bit of that.
pub(super) struct CellBits(Vec<(usize, usize)>);

impl Region {
    /// Whether the cell is in it.
    pub(super) fn has(&self, cell: &CellBits) -> bool {
        cell.0.iter().all(|(word, bit)| self.0.get(*word).is_some_and(|word| word >> bit & 1 == 1))
    }
}
