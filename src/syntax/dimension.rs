//! What cases are told apart by: values with groups, or a number with bounds and a step.

use case_space::{Number, Numbers, Spacing, Way};
use toml_mistakes::{Table, Value, ValueKind};

use super::case::{Bounds, empty_interval};
use super::declare::declaration;
use super::read::{Located, Named, OneOrMany, Read, Slot, Target, To};
use super::reader::Reader;
use super::role::Role;
use super::shape::Shape;
use crate::source::Place;
use crate::subject::{Kind, Text};

declaration! {
    /// The long form of a dimension: values with groups, or a number with bounds and a step.
    pub noted struct DimensionTable {
        /// What people read.
        "name" name: Text;
        /// The values that there are.
        "values" values: Values;
        /// Names for sets of values.
        "groups" groups: Vec<Named<Group>>;
        /// The unit in which the number is measured.
        "unit" unit: Text;
        /// Only numbers above this exist.
        "above" above: Located<Number>;
        /// Only numbers from this on exist.
        "at-least" at_least: Located<Number>;
        /// Only numbers below this exist.
        "below" below: Located<Number>;
        /// Only numbers up to this exist.
        "at-most" at_most: Located<Number>;
        /// Only multiples of this exist.
        "step" step: Located<Number>;
        /// Whether it takes more authority as the number rises or as it falls.
        "escalates" escalates: Way;
        /// What is measured, in words.
        "basis" basis: Text;
        /// The number that this one is never more than.
        "part-of" part_of: To<Dimension>;
    }
}

declaration! {
    /// A value of a dimension.
    pub noted struct DimensionValue short("name") {
        /// What people read.
        "name" name: Text;
        /// The role that is in charge of it.
        "holder" holder: To<Role>;
    }
}

/// The values of a dimension: a list of them, or a table with what is said of each.
#[derive(Debug, Clone)]
pub struct Values(pub Vec<Named<DimensionValue>>);

impl Values {
    fn list(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let listed = OneOrMany::<Located<Text>>::read(value, reader)?;
        let named = listed.items.into_iter().map(|id| Named { id, body: DimensionValue::default() }).collect();
        (!listed.has_unread).then_some(Self(named))
    }

    fn table(table: Table<'_>, reader: &mut Reader) -> Self {
        let named = table.iter().filter_map(|entry| {
            let id = Located { value: Text::from(entry.key()), place: reader.place(entry.key_span()) };
            let body = DimensionValue::read(entry.value(), reader).or_else(DimensionValue::unread)?;
            Some(Named { id, body })
        });
        Self(named.collect())
    }
}

impl Read for Values {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let values = match value.kind() {
            ValueKind::Array(_) => Self::list(value, reader)?,
            ValueKind::Table(table) => Self::table(table, reader),
            _ => {
                reader.expected("a list", value);
                return None;
            }
        };
        if values.0.is_empty() {
            reader.invalid(value.span(), "a dimension with no values has no cases", "name its values");
            return None;
        }
        Some(values)
    }

    fn shape() -> Shape {
        Shape::AnyOf(vec![
            Shape::NonEmptyList(Box::new(Shape::Text)),
            Shape::Map { keys: "value", value: Box::new(DimensionValue::shape()) },
        ])
    }
}

/// The ways along a measure to what takes more authority.
const WAYS: &[&str] = &["upward", "downward"];

impl Read for Way {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let word = reader.nearest_word(value, "direction", WAYS)?;
        Some(if word == "upward" { Self::Up } else { Self::Down })
    }

    fn shape() -> Shape {
        Shape::Word(WAYS)
    }
}

/// Values that a group stands for.
#[derive(Debug, Clone)]
pub struct Group(pub OneOrMany<Located<Text>>);

impl Read for Group {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        match OneOrMany::read(value, reader) {
            Some(values) if values.items.is_empty() && !values.has_unread => {
                reader.invalid(value.span(), "a group of no values", "name the values that it stands for");
                Some(Self(OneOrMany { items: Vec::new(), has_unread: true, place }))
            }
            Some(values) => Some(Self(values)),
            None => Some(Self(OneOrMany { items: Vec::new(), has_unread: true, place })),
        }
    }

    fn shape() -> Shape {
        OneOrMany::<Located<Text>>::shape()
    }
}

/// What a dimension's cases are told apart by.
#[derive(Debug, Clone)]
pub enum DimensionValues {
    /// Values with names.
    Values(Values),
    /// A number.
    Numbers(Numbers),
}

/// What cases are told apart by.
#[derive(Debug, Clone, Default)]
pub struct Dimension {
    /// Values or a number; `None` where that could not be read.
    pub values: Option<DimensionValues>,
    /// Groups, bounds, unit and the rest.
    pub table: DimensionTable,
}

impl Target for Dimension {
    const KIND: Kind = Kind::Dimension;
}

impl Target for Group {
    const KIND: Kind = Kind::Dimension;
}

impl Read for Dimension {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        if let ValueKind::Array(_) = value.kind() {
            return Some(Self {
                values: Values::read(value, reader).map(DimensionValues::Values),
                table: DimensionTable { place, ..DimensionTable::default() },
            });
        }
        let ValueKind::Table(_) = value.kind() else {
            reader.expected("a list of values such as `[\"A\", \"B\"]`, or a table", value);
            return None;
        };
        let table = DimensionTable::read(value, reader)?;
        let values = table.sort(value, reader);
        Some(Self { values, table })
    }

    fn shape() -> Shape {
        Shape::AnyOf(vec![Shape::NonEmptyList(Box::new(Shape::Text)), DimensionTable::shape()])
    }

    fn unread() -> Option<Self> {
        Some(Self::default())
    }
}

impl DimensionTable {
    /// Where the bounds stand.
    #[must_use]
    pub fn ends(&self) -> Vec<Place> {
        let bounds = [&self.above, &self.at_least, &self.below, &self.at_most];
        bounds.into_iter().filter_map(|bound| bound.get().map(|bound| bound.place)).collect()
    }

    /// Tells values from numbers, and says which keys do not go together.
    fn sort(&self, value: Value<'_>, reader: &mut Reader) -> Option<DimensionValues> {
        let ValueKind::Table(table) = value.kind() else { return None };
        if self.values.is_absent() {
            if let Some(groups) = table.get("groups") {
                reader.invalid(groups.key_span(), "a number has no groups", "give `values`, or leave `groups` out");
            }
            return self.numbers(value, reader).map(DimensionValues::Numbers);
        }
        for key in ["unit", "above", "at-least", "below", "at-most", "step", "escalates", "part-of"] {
            if let Some(entry) = table.iter().find(|entry| entry.key() == key) {
                reader.invalid(
                    entry.key_span(),
                    format!("`{key}` is for a number, and this dimension has `values`"),
                    "leave one of the two out",
                );
            }
        }
        self.values.get().cloned().map(DimensionValues::Values)
    }

    /// The numbers that exist; what is wrong with the bounds or the step is said.
    fn numbers(&self, value: Value<'_>, reader: &mut Reader) -> Option<Numbers> {
        let bounds = Bounds {
            place: self.place,
            above: self.above.clone(),
            at_least: self.at_least.clone(),
            below: self.below.clone(),
            at_most: self.at_most.clone(),
        };
        let within = bounds.interval(reader)?;
        if within.is_empty() {
            empty_interval(value.span(), reader);
            return None;
        }
        let step = match &self.step {
            Slot::Absent => None,
            Slot::Unread => return None,
            Slot::Given(size) => {
                let step = Spacing::new(size.value.clone());
                if step.is_none() {
                    reader.invalid(size.place.span, "a step is more than 0", "write a step such as 1 or 0.01");
                }
                Some(step?)
            }
        };
        let numbers = Numbers { within, step, falls: false };
        if !numbers.any_in(&numbers.within) {
            let help = "widen the bounds, or give a smaller `step`: it counts multiples from 0";
            reader.invalid(value.span(), "no multiple of `step` lies within these bounds", help);
            return None;
        }
        Some(numbers)
    }
}
