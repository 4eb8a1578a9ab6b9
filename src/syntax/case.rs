//! Sets of cases: `when`, conditions, bounds.

use std::fmt;
use std::ops::Bound;

use case_space::{Interval, Number};
use jiff::civil::Date;
use toml_mistakes::{Entry, Value, ValueKind};

use super::amend::is_quoted;
use super::condition::condition_meant;
use super::declare::declaration;
use super::meant::begins_with_bound;
use super::read::{Located, OneOrMany, Read, Slot};
use super::reader::Reader;
use super::shape::{Field, Shape};
use super::twice::repeats;
use crate::finding::Fix;
use crate::source::{Place, Span};
use crate::subject::Text;

/// A value of a dimension, or a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// A value, or a group of values, by its id.
    Value(Text),
    /// A number.
    Number(Number),
    /// A day.
    Day(Date),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => f.write_str(value),
            Self::Number(number) => write!(f, "{number}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl Read for Scalar {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        match value.kind() {
            ValueKind::String(text) if is_quoted(value) || !begins_with_bound(text) => Some(Self::Value(text.into())),
            ValueKind::String(text) => {
                reader.amend_bounds(value, text, "a value in quotes or a number");
                None
            }
            ValueKind::Bare(text) => {
                reader.amend_scalar(value, text);
                None
            }
            ValueKind::Integer(_) | ValueKind::Float(_) => reader.number(value).map(Self::Number),
            ValueKind::Datetime(_) => Date::read(value, reader).map(Self::Day),
            _ => {
                reader.expected("a value in quotes or a number", value);
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::AnyOf(vec![Shape::Text, Shape::Number, Shape::Date])
    }
}

declaration! {
    /// Bounds of a number.
    pub struct Bounds {
        /// More than this.
        "above" above: Located<Number>;
        /// This or more.
        "at-least" at_least: Located<Number>;
        /// Less than this.
        "below" below: Located<Number>;
        /// This or less.
        "at-most" at_most: Located<Number>;
    }
}

/// A condition on one dimension.
#[derive(Debug, Clone)]
pub enum Restriction {
    /// One of these values or numbers.
    OneOf(Vec<Located<Scalar>>),
    /// None of these values or numbers.
    NoneOf(Vec<Located<Scalar>>),
    /// A number within bounds.
    Within(Bounded),
}

/// The numbers or days within bounds, and where the bounds stand.
#[derive(Debug, Clone)]
pub struct Bounded {
    /// The numbers; of days, their [numbers](day_number).
    pub interval: Interval,
    /// Whether days are meant.
    pub are_days: bool,
    /// Where the lower bound stands.
    pub low: Option<Place>,
    /// Where the upper bound stands.
    pub high: Option<Place>,
}

impl Restriction {
    /// The keys of a condition that is a table.
    const KEYS: &'static [&'static str] = &["not", "above", "at-least", "below", "at-most"];

    fn scalars(value: Value<'_>, empty: (&str, &str), reader: &mut Reader) -> Option<Vec<Located<Scalar>>> {
        let list = OneOrMany::<Located<Scalar>>::read(value, reader)?;
        if list.items.is_empty() && !list.has_unread {
            reader.invalid(value.span(), empty.0, empty.1);
        }
        for (number, first) in repeats(&list.items, |item| (&item.value, item.place)) {
            if let Some(again) = list.items.get(number) {
                reader.stands_twice("value", &again.value.to_string(), again.place, first);
            }
        }
        (!list.items.is_empty() && !list.has_unread).then_some(list.items)
    }

    fn one_of(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let empty = ("an empty list holds for no case", "name at least one value, or leave the dimension out");
        Self::scalars(value, empty, reader).map(Self::OneOf)
    }

    fn none_of(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let empty = ("an empty list leaves nothing out", "name at least one value, or leave the dimension out");
        Self::scalars(value, empty, reader).map(Self::NoneOf)
    }

    fn within(value: Value<'_>, entries: Vec<(&'static str, Entry<'_>)>, reader: &mut Reader) -> Option<Self> {
        let are_days = entries.iter().any(|(_, entry)| matches!(entry.value().kind(), ValueKind::Datetime(_)));
        let bounds = Bounds::of_entries(entries, are_days, reader.place(value.span()), reader);
        let interval = bounds.interval(reader)?;
        if interval.is_empty() {
            empty_interval(value.span(), reader);
            return None;
        }
        let place = |one: &Slot<Located<Number>>, other: &Slot<Located<Number>>| {
            one.get().or(other.get()).map(|bound| bound.place)
        };
        let low = place(&bounds.above, &bounds.at_least);
        let high = place(&bounds.below, &bounds.at_most);
        Some(Self::Within(Bounded { interval, are_days, low, high }))
    }
}

/// Says that bounds leave no number.
pub(super) fn empty_interval(span: Span, reader: &mut Reader) {
    reader.invalid(span, "no number lies within these bounds", "put the lower bound below the upper one");
}

impl Read for Restriction {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let table = match value.kind() {
            ValueKind::Table(table) => table,
            ValueKind::Boolean(_) => {
                reader.expected("a value, a list of values, a number or bounds", value);
                return None;
            }
            _ => return Self::one_of(value, reader),
        };
        let entries = reader.single_entries(table, Self::KEYS);
        let Some((_, not)) = entries.iter().find(|(key, _)| *key == "not").copied() else {
            if table.is_empty() {
                reader.invalid(value.span(), "no bound is given", "give `above`, `at-least`, `below` or `at-most`");
            }
            return if entries.is_empty() { None } else { Self::within(value, entries, reader) };
        };
        for (_, other) in entries.iter().filter(|(key, _)| *key != "not") {
            reader.invalid(other.key_span(), "`not` stands alone", "leave out the other keys of this condition");
        }
        Self::none_of(not.value(), reader)
    }

    fn shape() -> Shape {
        let not = Shape::Table {
            name: "Not",
            about: "Every value but these.",
            fields: || {
                vec![Field {
                    key: "not",
                    about: "The values that are left out.",
                    pattern: None,
                    required: true,
                    shape: Scalar::shape().one_or_many(),
                }]
            },
        };
        Shape::AnyOf(vec![Scalar::shape(), Shape::NonEmptyList(Box::new(Scalar::shape())), not, when_bounds()])
    }
}

/// Bounds in a `when`, which days may be as well.
fn when_bounds() -> Shape {
    Shape::Table {
        name: "WhenBounds",
        about: "Bounds of a number or of a day.",
        fields: || {
            let Shape::Table { fields, .. } = <Bounds as Read>::shape() else { return Vec::new() };
            let of_both = |field| Field { shape: Shape::AnyOf(vec![Shape::Number, Shape::Date]), ..field };
            fields().into_iter().map(of_both).collect()
        },
    }
}

impl Bounds {
    fn of_entries(entries: Vec<(&'static str, Entry<'_>)>, are_days: bool, place: Place, reader: &mut Reader) -> Self {
        let mut bounds = Self { place, ..Self::default() };
        for (key, entry) in entries {
            let number = if are_days { day_slot(entry, reader) } else { Slot::read(entry, reader) };
            match key {
                "above" => bounds.above = number,
                "at-least" => bounds.at_least = number,
                "below" => bounds.below = number,
                _ => bounds.at_most = number,
            }
        }
        bounds
    }

    /// Whether no bound is given.
    #[must_use]
    pub const fn are_absent(&self) -> bool {
        self.above.is_absent() && self.at_least.is_absent() && self.below.is_absent() && self.at_most.is_absent()
    }

    /// The interval, where every bound could be read and no side has two; what is wrong is said.
    pub(super) fn interval(&self, reader: &mut Reader) -> Option<Interval> {
        let low = one_side("`above` and `at-least`", &self.above, &self.at_least, reader)?;
        let high = one_side("`below` and `at-most`", &self.below, &self.at_most, reader)?;
        let interval = match low {
            Bound::Excluded(number) => Interval::ALL.above(number),
            Bound::Included(number) => Interval::ALL.at_least(number),
            Bound::Unbounded => Interval::ALL,
        };
        Some(match high {
            Bound::Excluded(number) => interval.below(number),
            Bound::Included(number) => interval.at_most(number),
            Bound::Unbounded => interval,
        })
    }
}

/// A day as the number by which it is counted.
fn day_slot(entry: Entry<'_>, reader: &mut Reader) -> Slot<Located<Number>> {
    Slot::<Located<Date>>::read(entry, reader).map(|day| Located { value: day_number(day.value), place: day.place })
}

/// The number of a day: how many come before it, from 1970-01-01 on.
#[must_use]
pub fn day_number(day: Date) -> Number {
    let days = day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    Number::from(days)
}

/// The day of this number, where there is one.
#[must_use]
pub fn day_of_number(number: &Number) -> Option<Date> {
    let days: i64 = number.to_string().parse().ok()?;
    let span = jiff::Span::new().try_days(days).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

/// The bound of one side; `None` where it cannot be read or there are two.
fn one_side(
    names: &str,
    open: &Slot<Located<Number>>,
    closed: &Slot<Located<Number>>,
    reader: &mut Reader,
) -> Option<Bound<Number>> {
    match (open, closed) {
        (Slot::Unread, _) | (_, Slot::Unread) => None,
        (Slot::Absent, Slot::Absent) => Some(Bound::Unbounded),
        (Slot::Given(open), Slot::Absent) => Some(Bound::Excluded(open.value.clone())),
        (Slot::Absent, Slot::Given(closed)) => Some(Bound::Included(closed.value.clone())),
        (Slot::Given(_), Slot::Given(second)) => {
            reader.invalid(second.place.span, format!("{names} bound the same side"), "keep one of them");
            None
        }
    }
}

/// A set of cases: conditions that must all hold, by dimension.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// The dimensions and what must hold on each.
    pub conditions: Vec<(Located<Text>, Restriction)>,
    /// Whether some condition could not be read.
    pub has_unread: bool,
    /// The whole table.
    pub place: Place,
}

impl Read for When {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        if let ValueKind::String(written) = value.kind()
            && let Some(meant) = condition_meant(written)
        {
            let place = reader.place(value.span());
            reader.invalid_with(value.span(), "expected a table, found a text", "", [Fix::write(place, meant)]);
            return Some(Self { place, has_unread: true, ..Self::default() });
        }
        let table = reader.table(value)?;
        let mut when = Self { place: reader.place(value.span()), ..Self::default() };
        for entry in table.iter() {
            let dimension = Located { value: Text::from(entry.key()), place: reader.place(entry.key_span()) };
            match Restriction::read(entry.value(), reader) {
                Some(condition) => when.conditions.push((dimension, condition)),
                None => when.has_unread = true,
            }
        }
        Some(when)
    }

    fn shape() -> Shape {
        Shape::Map { keys: "dimension", value: Box::new(Restriction::shape()) }
    }
}

/// An interval that a measured number is to lie in. It may hold no number, which is for a rule to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetBounds(pub Interval);

/// An interval that sets off a warning; it holds numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertBounds(pub Interval);

/// A number alone, or bounds of it.
fn interval(value: Value<'_>, reader: &mut Reader) -> Option<Interval> {
    match value.kind() {
        ValueKind::Integer(_) | ValueKind::Float(_) => return reader.number(value).map(Interval::exactly),
        ValueKind::Table(table) if table.is_empty() => {
            reader.invalid(value.span(), "no bound is given", "give `above`, `at-least`, `below` or `at-most`");
            return None;
        }
        ValueKind::Table(_) => {}
        ValueKind::String(text) | ValueKind::Bare(text) => {
            reader.amend_bounds(value, text, "a number or bounds such as `{ at-least = 5 }`");
            return None;
        }
        _ => {
            reader.expected("a number or bounds such as `{ at-least = 5 }`", value);
            return None;
        }
    }
    let bounds = Bounds::read(value, reader)?;
    bounds.interval(reader).filter(|_| !bounds.are_absent())
}

fn interval_shape() -> Shape {
    Shape::AnyOf(vec![Shape::Number, <Bounds as Read>::shape()])
}

impl Read for TargetBounds {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        interval(value, reader).map(Self)
    }

    fn shape() -> Shape {
        interval_shape()
    }
}

impl Read for AlertBounds {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let interval = interval(value, reader)?;
        if interval.is_empty() {
            empty_interval(value.span(), reader);
            return None;
        }
        Some(Self(interval))
    }

    fn shape() -> Shape {
        interval_shape()
    }
}
