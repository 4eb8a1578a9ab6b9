//! The answer to "who decides?": one role, several together, some of several, and approval limits.

use case_space::Number;
use toml_mistakes::{Entry, Value, ValueKind};

use super::declare::declaration;
use super::read::{Flag, Located, OneOrMany, Read, To};
use super::reader::Reader;
use super::role::Role;
use super::shape::{Field, Shape};
use crate::source::Place;

/// Who decides.
#[derive(Debug, Clone)]
pub enum Expression {
    /// One role.
    Role(To<Role>),
    /// All of these, jointly.
    All(Vec<Expression>, Place),
    /// Any one of these.
    Any(Vec<Expression>, Place),
    /// So many of these.
    Count(Located<u32>, Vec<Expression>, Place),
    /// So many holders of one role.
    Holders(Located<u32>, To<Role>, Place),
}

impl Expression {
    /// The keys of an answer that is a table.
    pub const KEYS: &'static [&'static str] = &["all", "any", "count", "of"];

    /// The whole answer.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Role(role) => role.place,
            Self::All(_, place) | Self::Any(_, place) | Self::Count(_, _, place) | Self::Holders(_, _, place) => *place,
        }
    }

    /// The members of a list of answers; says it where there is none.
    fn members(value: Value<'_>, reader: &mut Reader) -> Option<Vec<Self>> {
        let list = OneOrMany::<Self>::read(value, reader)?;
        if list.items.is_empty() && !list.has_unread {
            reader.invalid(
                value.span(),
                "nobody is named",
                "name at least one role, or write `forbidden = true` if nobody may",
            );
            return None;
        }
        (!list.has_unread).then_some(list.items)
    }

    fn count(entries: &[(&str, Entry<'_>)], place: Place, reader: &mut Reader) -> Option<Self> {
        let under = |key| entries.iter().find(|(of, _)| *of == key).map(|(_, entry)| entry.value());
        let (Some(count), Some(of)) = (under("count"), under("of")) else {
            reader.missing_key(place, if under("count").is_some() { "of" } else { "count" });
            return None;
        };
        let number = whole(count, reader);
        if let ValueKind::String(_) = of.kind() {
            let role = To::read(of, reader)?;
            return Some(Self::Holders(number?, role, place));
        }
        let members = Self::members(of, reader);
        let (number, members) = (number?, members?);
        if number.value as usize > members.len() {
            reader.invalid(
                count.span(),
                format!("{} of {} can never agree", number.value, members.len()),
                "lower `count`, or name more roles in `of`",
            );
            return None;
        }
        Some(Self::Count(number, members, place))
    }
}

/// A whole number from 1 on.
fn whole(value: Value<'_>, reader: &mut Reader) -> Option<Located<u32>> {
    let number = reader.number(value)?;
    let whole = number.to_string().parse::<u32>().ok().filter(|count| *count > 0);
    if whole.is_none() {
        reader.invalid(value.span(), format!("`count` cannot be {number}"), "write a whole number from 1 on");
    }
    whole.map(|count| Located { value: count, place: reader.place(value.span()) })
}

impl Read for Expression {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        match value.kind() {
            ValueKind::String(_) => To::read(value, reader).map(Self::Role),
            ValueKind::Table(table) => {
                let entries = reader.single_entries(table, Self::KEYS);
                match entries.as_slice() {
                    [("all", members)] => Self::members(members.value(), reader).map(|all| Self::All(all, place)),
                    [("any", members)] => Self::members(members.value(), reader).map(|any| Self::Any(any, place)),
                    [] if !table.is_empty() => None,
                    entries if !entries.is_empty() && entries.iter().all(|(key, _)| matches!(*key, "count" | "of")) => {
                        Self::count(entries, place, reader)
                    }
                    _ => {
                        reader.invalid(
                            value.span(),
                            "this does not say who decides",
                            "write a role, or one of `{ all = [...] }`, `{ any = [...] }`, `{ count = 2, of = [...] }`",
                        );
                        None
                    }
                }
            }
            ValueKind::Array(_) => {
                reader.invalid(
                    value.span(),
                    "a list does not say whether all decide together or any one alone",
                    "write `{ all = [...] }` or `{ any = [...] }`",
                );
                None
            }
            _ => {
                reader.expected("the id of a role in quotes", value);
                None
            }
        }
    }

    fn shape() -> Shape {
        let table = Shape::Table {
            name: "Together",
            about: "Several roles: all of them, any of them, or so many of them.",
            fields: || {
                let field = |key, about, shape| Field { key, about, pattern: None, required: false, shape };
                vec![
                    field("all", "They sign jointly.", Self::shape().one_or_many()),
                    field("any", "Any one of them decides.", Self::shape().one_or_many()),
                    field("count", "How many of `of` must agree.", Shape::Count),
                    field(
                        "of",
                        "The roles, or one role of which so many holders must agree.",
                        Self::shape().one_or_many(),
                    ),
                ]
            },
        };
        Shape::AnyOf(vec![Shape::Id(crate::subject::Kind::Role), table])
    }
}

declaration! {
    /// A step of a ladder of approval limits.
    pub noted struct Limit {
        /// Who decides.
        "decides" decides: Located<Expression>;
        /// No approval is needed, on purpose.
        "free" free: Flag;
        /// Nobody may, on purpose.
        "forbidden" forbidden: Flag;
        /// Up to and including this.
        "at-most" at_most: Located<Number>;
        /// Up to but not including this.
        "below" below: Located<Number>;
        /// Down to and including this, where the measure escalates downward.
        "at-least" at_least: Located<Number>;
        /// Down to but not including this, where the measure escalates downward.
        "above" above: Located<Number>;
        /// Roles that are asked before.
        "consults" consults: OneOrMany<To<Role>>;
        /// Roles that are told after.
        "informs" informs: OneOrMany<To<Role>>;
    }
}
