//! A case as somebody gives it, and what is missing in it.

use std::fmt;

use case_space::{Coordinate, Domain, Held, Number, Numbers, Point, Vocabulary, interval_words};

use super::named::{dimensions, values};
use crate::cases::{Reading, readings};
use crate::meant::{Known, called, either, quantity};
use crate::model::{Coverage, Dimension, Id, Model};
use crate::nearest::nearest;
use crate::subject::Text;

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Where it lies on the dimensions.
    pub point: Point,
    /// The dimensions that matter and are given.
    given: Vec<Id<Dimension>>,
}

/// Why a case cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseError {
    /// There is no such dimension; the nearest there is.
    Dimension(String, Option<String>),
    /// The dimension is given twice.
    Twice(Text),
    /// Several dimensions are called so.
    Dimensions(String, Vec<Text>),
    /// The dimension has no such value; what it has.
    Value(Text, String, String),
    /// Several values of the dimension are called so.
    Values(Text, String, Vec<Text>),
    /// The number can be either of two.
    Doubtful(Text, String, [Number; 2]),
    /// The number is one of something else than the dimension counts.
    Unit(Text, String, Option<Text>),
    /// It is no day.
    Day(String),
    /// The answer depends on these dimensions, which are not given; what each can be.
    Missing(Vec<(Text, String)>),
    /// The subject could not be read.
    Unreadable,
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dimension(written, Some(near)) => {
                write!(f, "there is no dimension `{written}`; the nearest is `{near}`")
            }
            Self::Dimension(written, None) => write!(f, "there is no dimension `{written}`"),
            Self::Dimensions(written, all) => write!(f, "`{written}` may be {}; write which", either(all)),
            Self::Twice(dimension) => write!(f, "`{dimension}` is given twice, and a case has one value of it"),
            Self::Value(dimension, value, has) => write!(f, "`{dimension}` is never `{value}`; it is {has}"),
            Self::Values(dimension, written, all) => {
                write!(f, "`{written}` may be {} of `{dimension}`; write which", either(all))
            }
            Self::Doubtful(dimension, written, [one, other]) => {
                write!(
                    f,
                    "`{dimension}` may be {} or {} where `{written}` is written; write ",
                    one.grouped(),
                    other.grouped()
                )?;
                write!(f, "`{dimension}={one}` or `{dimension}={other}`")
            }
            Self::Unit(dimension, written, Some(unit)) => {
                write!(f, "`{dimension}` is a number in {unit}, and `{written}` is not")
            }
            Self::Unit(dimension, written, None) => {
                write!(f, "`{dimension}` is a number without a unit, and `{written}` has one")
            }
            Self::Day(written) => write!(f, "`{written}` is no day; write year, month and day: 2026-12-31"),
            Self::Missing(_) => f.write_str("the answer depends on more than is given; add"),
            Self::Unreadable => f.write_str("this could not be read; `raci check` says why"),
        }
    }
}

impl CaseError {
    /// A line for each dimension that is missing: what it can be.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let Self::Missing(dimensions) = self else { return Vec::new() };
        dimensions.iter().map(|(dimension, has)| format!("  {dimension}=…   {has}")).collect()
    }
}

/// At most so many combinations of what is not given are tried to see whether the answer depends on it.
const MOST_TRIED: usize = 4096;

impl Case {
    /// Reads pairs of a dimension and a value.
    ///
    /// # Errors
    /// Where one names what there is not, or two name one dimension.
    pub fn read(model: &Model, pairs: &[(String, String)]) -> Result<Self, CaseError> {
        let mut case = Self { point: Point::default(), given: Vec::new() };
        for (name, value) in pairs {
            let id = dimension(model, name)?;
            let dimension = &model.dimensions[id];
            let coordinate = coordinate(dimension, value)?;
            if case.given.contains(&id) {
                return Err(CaseError::Twice(dimension.id.clone()));
            }
            case.point = case.point.at(id.index(), coordinate);
            case.given.push(id);
        }
        Ok(case)
    }

    /// The same case with any value on the dimensions that are not given, where the answer is the same for each.
    pub(super) fn fill<V: Copy + Ord>(self, model: &Model, coverages: &[&Coverage<V>]) -> Result<Self, CaseError> {
        let mut free: Vec<(usize, Vec<Coordinate>)> = Vec::new();
        for coverage in coverages {
            for dimension in coverage.cover.space().dimensions() {
                if self.point.coordinate(dimension).is_some() {
                    continue;
                }
                let told_apart = coverage.cover.space().told_apart(dimension);
                match free.iter_mut().find(|(known, _)| *known == dimension) {
                    Some((_, choices)) => choices.extend(told_apart),
                    None => free.push((dimension, told_apart)),
                }
            }
        }
        let depends = depends_on(&self.point, &free, coverages);
        if depends.is_empty() {
            let first =
                free.into_iter().filter_map(|(dimension, choices)| Some((dimension, choices.into_iter().next()?)));
            let point = first.fold(self.point.clone(), |point, (dimension, choice)| point.at(dimension, choice));
            return Ok(Self { point, ..self });
        }
        let mut depends = depends;
        depends.sort_by_key(|dimension| model.dimensions.order(*dimension));
        let missing = depends.into_iter().filter_map(|dimension| model.dimensions.numbered(dimension));
        Err(CaseError::Missing(missing.map(|dimension| (dimension.id.clone(), choices(dimension))).collect()))
    }

    /// Every kind of case that the cover tells apart within what is given; `None` where there are too many to list.
    #[must_use]
    pub fn within<V: Copy + Ord>(&self, coverage: &Coverage<V>) -> Option<Vec<Point>> {
        let space = coverage.cover.space();
        let free = space.dimensions().filter(|dimension| self.point.coordinate(*dimension).is_none());
        let free: Vec<_> = free.map(|dimension| (dimension, space.told_apart(dimension))).collect();
        combinations(&self.point, &free)
    }

    /// What was given, by names, in the order of the policy.
    pub(super) fn named(&self, model: &Model) -> Vec<(Text, Reading)> {
        let given = self.given.iter().fold(Point::default(), |given, id| match self.point.coordinate(id.index()) {
            Some(coordinate) => given.at(id.index(), coordinate.clone()),
            None => given,
        });
        readings(&given, &model.dimensions)
    }
}

/// The dimensions of `free` on which the answer depends at the point; all of them where there are too many combinations to try.
fn depends_on<V: Copy + Ord>(
    point: &Point,
    free: &[(usize, Vec<Coordinate>)],
    coverages: &[&Coverage<V>],
) -> Vec<usize> {
    let Some(tried) = combinations(point, free) else {
        return free.iter().map(|(dimension, _)| *dimension).collect();
    };
    let says: Vec<_> = tried.iter().map(|point| (point, held(point, coverages))).collect();
    let without = |point: &Point, dimension: usize| -> Vec<(usize, Coordinate)> {
        let mut others: Vec<_> = point.coordinates().iter().filter(|(other, _)| *other != dimension).cloned().collect();
        others.sort();
        others
    };
    let matters = |dimension: &usize| {
        let mut by_others = std::collections::BTreeMap::new();
        says.iter().any(|(point, held)| by_others.entry(without(point, *dimension)).or_insert(held) != &held)
    };
    free.iter().map(|(dimension, _)| *dimension).filter(matters).collect()
}

/// The point with every combination of the choices; `None` where there are more than [`MOST_TRIED`].
fn combinations(point: &Point, free: &[(usize, Vec<Coordinate>)]) -> Option<Vec<Point>> {
    let count = free.iter().try_fold(1_usize, |all, (_, choices)| all.checked_mul(choices.len()))?;
    let all = free.iter().fold(vec![point.clone()], |points, (dimension, choices)| {
        let each = |point: &Point| {
            choices.iter().map(|choice| point.clone().at(*dimension, choice.clone())).collect::<Vec<_>>()
        };
        if count > MOST_TRIED { points } else { points.iter().flat_map(each).collect() }
    });
    (count <= MOST_TRIED).then_some(all)
}

/// What holds at a full point, in each of the covers.
fn held<V: Copy + Ord>(point: &Point, coverages: &[&Coverage<V>]) -> Vec<Vec<Held<V>>> {
    let of = |coverage: &&Coverage<V>| {
        let pieces = coverage.cover.evaluate(point).unwrap_or_default();
        let mut held: Vec<Held<V>> = pieces.into_iter().map(|piece| piece.held.clone()).collect();
        held.sort();
        held.dedup();
        held
    };
    coverages.iter().map(of).collect()
}

/// The dimension of that id or name.
fn dimension(model: &Model, written: &str) -> Result<Id<Dimension>, CaseError> {
    let known = dimensions(model);
    match called(written, &known).as_slice() {
        [one] => Ok(one.thing),
        [] => {
            let near = nearest(written, known.iter().map(|known| known.id));
            Err(CaseError::Dimension(written.to_owned(), near.map(|near| near.word.to_string())))
        }
        several => Err(CaseError::Dimensions(written.to_owned(), ids(several))),
    }
}

/// The value or number that is written, where the dimension has it.
fn coordinate(dimension: &Dimension, written: &str) -> Result<Coordinate, CaseError> {
    match &dimension.domain {
        Some(Domain::Values { .. }) => value(dimension, written),
        Some(Domain::Numbers(numbers)) => number(dimension, numbers, written),
        None => Err(never(dimension, written)),
    }
}

fn value(dimension: &Dimension, written: &str) -> Result<Coordinate, CaseError> {
    let known = values(dimension);
    match called(written, &known).as_slice() {
        [one] => Ok(Coordinate::Value(one.thing)),
        [] => Err(never(dimension, written)),
        several => Err(CaseError::Values(dimension.id.clone(), written.to_owned(), ids(several))),
    }
}

fn ids<T>(known: &[&Known<'_, T>]) -> Vec<Text> {
    known.iter().map(|known| known.id.into()).collect()
}

fn number(dimension: &Dimension, numbers: &Numbers, written: &str) -> Result<Coordinate, CaseError> {
    let Some(quantity) = quantity(written) else { return Err(never(dimension, written)) };
    let Some(figures) = quantity.counted_in(dimension.unit.as_deref()) else {
        return Err(CaseError::Unit(dimension.id.clone(), written.to_owned(), dimension.unit.clone()));
    };
    let meant = figures.meant(numbers);
    match <[Number; 2]>::try_from(meant) {
        Ok(both) => Err(CaseError::Doubtful(dimension.id.clone(), written.to_owned(), both)),
        Err(one) => {
            let admitted = one.into_iter().find(|number| numbers.admits(number));
            admitted.map(Coordinate::Number).ok_or_else(|| never(dimension, written))
        }
    }
}

fn never(dimension: &Dimension, written: &str) -> CaseError {
    CaseError::Value(dimension.id.clone(), written.to_owned(), choices(dimension))
}

/// What a dimension can be, in words.
fn choices(dimension: &Dimension) -> String {
    match &dimension.domain {
        Some(Domain::Numbers(numbers)) => {
            let unit = dimension.unit.as_ref().map_or_else(String::new, |unit| format!(" in {unit}"));
            let bounds = match interval_words(&numbers.within) {
                words if words.is_empty() => String::new(),
                words => format!(", {words}"),
            };
            let step = numbers.step.as_ref().map_or_else(String::new, |step| format!(", in steps of {}", step.size()));
            format!("a number{unit}{bounds}{step}")
        }
        _ => format!("one of {}", dimension.values.join(", ")),
    }
}
