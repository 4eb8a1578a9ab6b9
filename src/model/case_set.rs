//! Sets of cases that the matrix speaks of.

use std::collections::BTreeMap;

use case_space::{Condition, Domain, Interval, Point, Selection};

use super::dimension::{BuiltIn, Dimension, Dimensions};
use super::id::Id;
use super::limit::Limit;
use super::resolver::Resolver;
use super::role::Role;
use crate::source::Place;
use crate::subject::Kind;
use crate::syntax::{self, Flaw, Located, Scalar, Slot, day_number};

/// A set of cases: on each dimension that is named, some of its values.
#[derive(Debug, Clone)]
pub struct CaseSet {
    /// What must hold, by dimension.
    pub conditions: BTreeMap<Id<Dimension>, Selection>,
    /// The bounds on numbers.
    pub limits: Vec<Limit>,
    /// Groups that are named, as (dimension, number of the group), for those who ask what is used.
    pub groups: Vec<(Id<Dimension>, usize)>,
    /// Whether a condition could not be read, or names what exists nowhere.
    pub has_unread: bool,
    /// All of its table.
    pub place: Place,
}

impl CaseSet {
    /// Every case.
    #[must_use]
    pub const fn every(place: Place) -> Self {
        Self { conditions: BTreeMap::new(), limits: Vec::new(), groups: Vec::new(), has_unread: false, place }
    }

    /// A set of cases that is unread.
    pub(super) fn unread(place: Place, resolver: &mut Resolver<'_>) -> Self {
        resolver.unsure_of([Kind::Dimension]);
        Self { conditions: BTreeMap::new(), limits: Vec::new(), groups: Vec::new(), has_unread: true, place }
    }

    /// The cases that a table must say; unread also where it does not, which has been said.
    pub(super) fn required(
        declared: Slot<syntax::When>,
        table: Place,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        match declared {
            Slot::Given(when) => Self::resolve(when, dimensions, resolver),
            Slot::Absent | Slot::Unread => Self::unread(table, resolver),
        }
    }

    pub(super) fn resolve(declared: syntax::When, dimensions: &Dimensions, resolver: &mut Resolver<'_>) -> Self {
        let mut set = Self { has_unread: declared.has_unread, ..Self::every(declared.place) };
        if declared.has_unread {
            resolver.unsure_of([Kind::Dimension]);
        }
        for (name, condition) in &declared.conditions {
            let Some(id) = resolver.find::<Dimension>(Kind::Dimension, &name.value, name.place) else {
                set.has_unread = true;
                continue;
            };
            let dimension = &dimensions[id];
            set.note_groups(id, dimension, condition);
            match dimension.select(condition, name.place, resolver) {
                Some(selection) => {
                    set.conditions.insert(id, selection);
                    set.limits.extend(Limit::of_condition(id, condition));
                }
                None => set.has_unread = true,
            }
        }
        set
    }

    fn note_groups(&mut self, id: Id<Dimension>, dimension: &Dimension, condition: &syntax::Restriction) {
        let (syntax::Restriction::OneOf(scalars) | syntax::Restriction::NoneOf(scalars)) = condition else { return };
        for scalar in scalars {
            let Scalar::Value(word) = &scalar.value else { continue };
            self.groups
                .extend(dimension.groups.iter().position(|group| group.id.value == *word).map(|group| (id, group)));
        }
    }

    /// Leaves those of the cases that are in the other set too. The set keeps its place, unless it was every case.
    pub(super) fn meet(&mut self, other: &Self) {
        if self.is_every_case() {
            self.place = other.place;
        }
        for (dimension, selection) in &other.conditions {
            let own = self.conditions.remove(dimension);
            let both = own.map_or_else(|| selection.clone(), |own| own.and(selection.clone()));
            self.conditions.insert(*dimension, both);
        }
        self.limits.extend(other.limits.iter().cloned());
        self.groups.extend(other.groups.iter().copied());
        self.has_unread |= other.has_unread;
    }

    /// Whether it is surely every case.
    #[must_use]
    pub fn is_every_case(&self) -> bool {
        !self.has_unread && self.conditions.is_empty()
    }

    /// Whether the case may be one of these: it is, or would be with some values on dimensions of which it says nothing.
    #[must_use]
    pub fn may_contain(&self, case: &Point) -> bool {
        self.conditions.iter().all(|(dimension, selection)| {
            case.coordinate(dimension.index()).is_none_or(|coordinate| selection.contains(coordinate))
        })
    }

    /// The set as a condition on dimensions by their numbers.
    #[must_use]
    pub fn condition(&self) -> Condition {
        let all = self.conditions.iter();
        all.fold(Condition::always(), |condition, (id, selection)| condition.and(id.index(), selection.clone()))
    }
}

impl Dimension {
    /// The set of values that the condition names; `None` where it names something else, which is then said.
    fn select(&self, condition: &syntax::Restriction, place: Place, resolver: &mut Resolver<'_>) -> Option<Selection> {
        match condition {
            syntax::Restriction::Within(bounded) => {
                if let Some(Domain::Values { .. }) = self.domain {
                    let message = format!("`{}` has values, and bounds are for numbers", self.id);
                    let bound = bounded.low.or(bounded.high).unwrap_or(place);
                    resolver.say(Flaw::InvalidValue, bound, message, "name one or more of its values");
                    return None;
                }
                if bounded.are_days != self.is_day() {
                    self.is_other_measure(bounded.are_days, bounded.low.or(bounded.high).unwrap_or(place), resolver);
                    return None;
                }
                Some(Selection::numbers([bounded.interval.clone()]))
            }
            syntax::Restriction::OneOf(scalars) => self.select_scalars(scalars, resolver),
            syntax::Restriction::NoneOf(scalars) => self.select_scalars(scalars, resolver).map(Selection::complement),
        }
    }

    fn select_scalars(&self, scalars: &[Located<Scalar>], resolver: &mut Resolver<'_>) -> Option<Selection> {
        match self.domain {
            Some(Domain::Values { .. }) => self.select_values(scalars, resolver),
            Some(Domain::Numbers(_)) => self.select_numbers(scalars, resolver),
            None => None,
        }
    }

    fn select_values(&self, scalars: &[Located<Scalar>], resolver: &mut Resolver<'_>) -> Option<Selection> {
        let members = scalars.iter().map(|scalar| match &scalar.value {
            Scalar::Value(word) => self.members(word, scalar.place, resolver),
            Scalar::Number(number) => {
                self.is_no_number(number, scalar.place, resolver);
                None
            }
            Scalar::Day(_) => {
                self.is_other_measure(true, scalar.place, resolver);
                None
            }
        });
        // each is looked at, so that whatever is wrong is said
        let members: Vec<_> = members.collect();
        let members: Option<Vec<_>> = members.into_iter().collect();
        Some(Selection::values(members?.into_iter().flatten()))
    }

    /// The value, or the values of the group, of that name.
    fn members(&self, word: &str, place: Place, resolver: &mut Resolver<'_>) -> Option<Vec<usize>> {
        if self.built_in == Some(BuiltIn::RequestedBy) {
            return resolver.find::<Role>(Kind::Role, word, place).map(|role| vec![role.index()]);
        }
        if let Some(number) = self.number_of(word) {
            return Some(vec![number]);
        }
        let group = self.groups.iter().find(|group| group.id.value == word);
        if group.is_none() {
            self.unknown_value(word, place, resolver);
        }
        group.filter(|group| !group.has_unread).map(|group| group.members.clone())
    }

    fn select_numbers(&self, scalars: &[Located<Scalar>], resolver: &mut Resolver<'_>) -> Option<Selection> {
        let intervals = scalars.iter().map(|scalar| match &scalar.value {
            Scalar::Number(number) if !self.is_day() => Some(Interval::exactly(number.clone())),
            Scalar::Day(day) if self.is_day() => Some(Interval::exactly(day_number(*day))),
            Scalar::Number(_) | Scalar::Day(_) => {
                self.is_other_measure(!self.is_day(), scalar.place, resolver);
                None
            }
            Scalar::Value(word) => {
                let write = "write a number, or bounds such as `{ at-most = 100 }`";
                self.is_no_word(word, scalar.place, write, resolver);
                None
            }
        });
        let intervals: Vec<_> = intervals.collect();
        let intervals: Option<Vec<_>> = intervals.into_iter().collect();
        intervals.map(Selection::numbers)
    }
}
