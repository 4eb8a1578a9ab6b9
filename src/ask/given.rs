//! A case as somebody gives it.

use case_space::{Coordinate, Domain, Number, Numbers, Point, interval_words};

use super::named::{dimensions, people, roles, values};
use super::refused::CaseError;
use crate::cases::{Reading, readings};
use crate::meant::{Known, called, day, quantity};
use crate::model::{BuiltIn, Coverage, Dimension, Id, Model, Person, Role};
use crate::nearest::nearest;
use crate::subject::Text;
use crate::syntax::day_number;

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Where it lies on the dimensions.
    pub point: Point,
    /// The dimensions that are given.
    pub(super) given: Vec<Id<Dimension>>,
    /// Who asks, where it is given.
    pub(super) asker: Option<Asker>,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asker {
    /// A role.
    Role(Id<Role>),
    /// Somebody, in one of the roles that he holds.
    Person(Id<Person>),
}

impl Case {
    /// Reads pairs of a dimension and a value.
    ///
    /// # Errors
    /// Where one names what there is not, or two name one dimension.
    pub fn read(model: &Model, pairs: &[(String, String)]) -> Result<Self, CaseError> {
        let mut case = Self { point: Point::default(), given: Vec::new(), asker: None };
        for (name, value) in pairs {
            let id = dimension(model, name)?;
            let dimension = &model.dimensions[id];
            if case.given.contains(&id) {
                return Err(CaseError::Twice(dimension.id.clone()));
            }
            case.given.push(id);
            if dimension.built_in == Some(BuiltIn::RequestedBy) {
                case.asker = Some(asker(model, value)?);
                continue;
            }
            case.point = case.point.at(id.index(), coordinate(dimension, value)?);
        }
        if let (Some(Asker::Role(role)), Some(dimension)) = (case.asker, model.dimensions.requested_by()) {
            case.point = case.point.at(dimension.index(), Coordinate::Value(role.index()));
        }
        Ok(case)
    }

    /// Every kind of case that the cover tells apart within what is given; `None` where there are too many to list.
    #[must_use]
    pub fn within<V: Copy + Ord>(&self, coverage: &Coverage<V>) -> Option<Vec<Point>> {
        coverage.cover.space().told_apart_within(&self.point, MOST_TRIED)
    }

    /// What is given, by names, in the order of the policy, and of `others` where it lies.
    pub(super) fn named(&self, model: &Model, others: impl Iterator<Item = Id<Dimension>>) -> Vec<(Text, Reading)> {
        let all = self.given.iter().copied().chain(others);
        let given = all.fold(Point::default(), |given, id| match self.point.coordinate(id.index()) {
            Some(coordinate) => given.at(id.index(), coordinate.clone()),
            None => given,
        });
        readings(&given, &model.dimensions)
    }
}

/// The roles that somebody holds in a case, as far as it is given.
pub(super) fn posts(person: &Person, point: &Point) -> Vec<Id<Role>> {
    let posts = person.posts.items.iter().filter(|post| post.when.may_contain(point));
    posts.map(|post| post.role.value).collect()
}

/// At most so many combinations of what is not given are tried.
pub(super) const MOST_TRIED: usize = 4096;

/// The dimension of that id or name.
fn dimension(model: &Model, written: &str) -> Result<Id<Dimension>, CaseError> {
    let known = dimensions(model);
    match called(written, &known).as_slice() {
        [one] => Ok(one.thing),
        [] => Err(CaseError::Dimension(written.to_owned(), near(written, &known))),
        several => Err(CaseError::Dimensions(written.to_owned(), ids(several))),
    }
}

/// The role or the person of that id, name or alias.
fn asker(model: &Model, written: &str) -> Result<Asker, CaseError> {
    let (roles, people) = (roles(model), people(model));
    let known = roles.into_iter().map(|known| known.map(Asker::Role));
    let mut known: Vec<_> = known.collect();
    if called(written, &known).is_empty() {
        known = people.into_iter().map(|known| known.map(Asker::Person)).chain(known).collect();
    }
    match called(written, &known).as_slice() {
        [one] => Ok(one.thing),
        [] => Err(CaseError::Requester(written.to_owned(), near(written, &known))),
        several => Err(CaseError::Values(BuiltIn::RequestedBy.as_str().into(), written.to_owned(), ids(several))),
    }
}

/// The value or number that is written, where the dimension has it.
fn coordinate(dimension: &Dimension, written: &str) -> Result<Coordinate, CaseError> {
    if dimension.is_day() {
        let day = day(written).ok_or_else(|| CaseError::Day(written.to_owned()))?;
        return Ok(Coordinate::Number(day_number(day)));
    }
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

fn ids<T>(known: &[&Known<'_, T>]) -> Vec<Text> {
    known.iter().map(|known| known.id.into()).collect()
}

fn near<T>(written: &str, known: &[Known<'_, T>]) -> Option<String> {
    nearest(written, known.iter().map(|known| known.id)).map(|near| near.word.to_owned())
}

fn never(dimension: &Dimension, written: &str) -> CaseError {
    CaseError::Value(dimension.id.clone(), written.to_owned(), choices(dimension))
}

/// What a dimension can be, in words.
pub(super) fn choices(dimension: &Dimension) -> String {
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
        _ => {
            let value = |(number, id): (usize, &Text)| match dimension.value_name(number) {
                Some(name) if name != id => format!("{id} ({name})"),
                _ => id.to_string(),
            };
            let values: Vec<_> = dimension.values.iter().enumerate().map(value).collect();
            format!("one of {}", values.join(", "))
        }
    }
}
