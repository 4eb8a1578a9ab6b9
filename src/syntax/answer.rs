//! The answer to "who decides?": one role, several together, some of several, and who follows from the requester or the case.

use toml_mistakes::{Entry, Table, Value, ValueKind};

use super::dimension::Dimension;
use super::due::Due;
use super::read::{Located, OneOrMany, Read, To};
use super::reader::Reader;
use super::role::Role;
use super::shape::{Field, Shape};
use crate::source::Place;
use crate::subject::{Kind, Text};

/// Who decides.
#[derive(Debug, Clone)]
pub enum Expression {
    /// One role.
    Role(To<Role>),
    /// Who follows from the requester or from the case.
    Relative(Relative, Place),
    /// Several, and how they decide together.
    Several(Together, Vec<Expression>, Place),
    /// So many of these, at most so many of the others against it.
    Count(Located<u32>, Vec<Expression>, Option<Located<u32>>, Place),
    /// So many holders of one role, or that part of them, at most so many of the others against it.
    Holders(Amount, To<Role>, Option<Located<u32>>, Place),
}

/// How several decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// All of them, jointly.
    All,
    /// All of them, in this order.
    InTurn,
    /// Any one of them.
    Any,
    /// Any one of them, in this order of preference.
    FirstOf,
}

/// An approver who is not named but follows from the requester or from the case.
#[derive(Debug, Clone)]
pub enum Relative {
    /// Whom the requester reports to.
    SuperiorOf,
    /// The head of the requester's department.
    HeadOf,
    /// The first above the requester who is of this level's or this role's rank or higher.
    AtLeast(Located<Text>),
    /// Who is in charge of the case's value on this dimension.
    HolderOf(To<Dimension>),
}

/// How many of the holders of one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// So many.
    Count(u32),
    /// So many parts of so many.
    Share(u32, u32),
}

/// The only one whom approvers can follow from.
const REQUESTER: &str = "requester";

/// A key, what it means, and what it holds.
type KeyOfAnswer = (&'static str, &'static str, fn() -> Shape);

/// The keys of an answer that is a table, and what is said of each.
const PARTS: [KeyOfAnswer; 13] = [
    ("all", "They sign jointly.", || Expression::shape().one_or_many()),
    ("any", "Any one of them decides.", || Expression::shape().one_or_many()),
    ("in-turn", "They sign jointly, in this order.", || Expression::shape().one_or_many()),
    ("first-of", "Any one of them decides, in this order of preference.", || Expression::shape().one_or_many()),
    ("count", "How many of `of` must agree.", || Shape::Count),
    ("share", "The part of the holders of `of` that must agree, such as `\"2/3\"`.", || Shape::Text),
    ("of", "The roles, or one role of which so many holders must agree.", || Expression::shape().one_or_many()),
    ("against", "How many may be against it at most.", || Shape::Number),
    ("superior-of", "Whom the requester reports to.", || Shape::Word(&[REQUESTER])),
    ("head-of", "The head of the requester's department.", || Shape::Word(&[REQUESTER])),
    ("at-least", "The level or the role whose rank the approver has at least.", || Shape::Text),
    ("above", "Above whom the approver stands.", || Shape::Word(&[REQUESTER])),
    ("holder-of", "Who is in charge of the case's value on this dimension.", || Shape::Id(Kind::Dimension)),
];

impl Expression {
    /// The keys of an answer that is a table.
    pub const KEYS: &'static [&'static str] = &[
        "all",
        "any",
        "in-turn",
        "first-of",
        "count",
        "share",
        "of",
        "against",
        "superior-of",
        "head-of",
        "at-least",
        "above",
        "holder-of",
    ];

    /// The whole answer.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Role(role) => role.place,
            Self::Relative(_, place) | Self::Several(.., place) | Self::Count(.., place) | Self::Holders(.., place) => {
                *place
            }
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

    fn several(together: Together, members: Value<'_>, place: Place, reader: &mut Reader) -> Option<Self> {
        Self::members(members, reader).map(|members| Self::Several(together, members, place))
    }

    /// So many of several, or of the holders of one role.
    fn counted(parts: &Keyed<'_>, place: Place, reader: &mut Reader) -> Option<Self> {
        let against = match parts.get("against") {
            Some(value) => Some(whole(value, "against", 0, reader)?),
            None => None,
        };
        match (parts.get("count"), parts.get("share"), parts.get("of")) {
            (Some(_), Some(share), _) => {
                reader.invalid(share.span(), "`share` stands beside `count`", "keep one of them");
                None
            }
            (Some(count), None, Some(of)) => Self::count(count, of, against, place, reader),
            (None, Some(share), Some(of)) => {
                let share = read_share(share, reader);
                if !matches!(of.kind(), ValueKind::String(_)) {
                    let help = "name one role, such as a body, or write `count` for several";
                    reader.invalid(of.span(), "a share is of the holders of one role", help);
                    return None;
                }
                let role = To::read(of, reader)?;
                Some(Self::Holders(share?, role, against, place))
            }
            (None, None, _) => {
                reader.missing_key(place, "count");
                None
            }
            (_, _, None) => {
                reader.missing_key(place, "of");
                None
            }
        }
    }

    fn count(
        count: Value<'_>,
        of: Value<'_>,
        against: Option<Located<u32>>,
        place: Place,
        reader: &mut Reader,
    ) -> Option<Self> {
        let number = whole(count, "count", 1, reader);
        if let ValueKind::String(_) = of.kind() {
            let role = To::read(of, reader)?;
            return Some(Self::Holders(Amount::Count(number?.value), role, against, place));
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
        Some(Self::Count(number, members, against, place))
    }

    /// The answer that a table writes.
    fn of_table(table: Table<'_>, value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        let parts = Keyed(reader.single_entries(table, Self::KEYS));
        let relative = |relative| Some(Self::Relative(relative, place));
        match parts.keys().as_slice() {
            ["all"] => Self::several(Together::All, parts.get("all")?, place, reader),
            ["any"] => Self::several(Together::Any, parts.get("any")?, place, reader),
            ["in-turn"] => Self::several(Together::InTurn, parts.get("in-turn")?, place, reader),
            ["first-of"] => Self::several(Together::FirstOf, parts.get("first-of")?, place, reader),
            ["superior-of"] => {
                requester(parts.get("superior-of")?, reader).then_some(()).and_then(|()| relative(Relative::SuperiorOf))
            }
            ["head-of"] => {
                requester(parts.get("head-of")?, reader).then_some(()).and_then(|()| relative(Relative::HeadOf))
            }
            ["holder-of"] => relative(Relative::HolderOf(To::read(parts.get("holder-of")?, reader)?)),
            ["at-least", "above"] | ["above", "at-least"] => {
                let is_of_requester = requester(parts.get("above")?, reader);
                let rank = Located::read(parts.get("at-least")?, reader)?;
                is_of_requester.then_some(()).and_then(|()| relative(Relative::AtLeast(rank)))
            }
            ["at-least"] => {
                let help = "say above whom: `above = \"requester\"`";
                reader.invalid(value.span(), "`at-least` does not say above whom", help);
                None
            }
            ["above"] => {
                let help = "say of which level or role at least, such as `at-least = \"manager\"`, or write \
                            `superior-of = \"requester\"`";
                reader.invalid(value.span(), "`above` does not say of what rank", help);
                None
            }
            [] if !table.is_empty() => None,
            [] => {
                reader.invalid(value.span(), "this does not say who decides", WRITE);
                None
            }
            keys if keys.iter().all(|key| matches!(*key, "count" | "share" | "of" | "against")) => {
                Self::counted(&parts, place, reader)
            }
            _ => {
                reader.invalid(value.span(), "this does not say who decides", WRITE);
                None
            }
        }
    }
}

/// What to write where a table says nothing that can be understood.
const WRITE: &str = "write a role, or one of `{ all = [...] }`, `{ any = [...] }`, `{ count = 2, of = [...] }`";

/// The entries of a table that writes an answer.
struct Keyed<'d>(Vec<(&'static str, Entry<'d>)>);

impl<'d> Keyed<'d> {
    fn keys(&self) -> Vec<&'static str> {
        self.0.iter().map(|(key, _)| *key).collect()
    }

    fn get(&self, key: &str) -> Option<Value<'d>> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, entry)| entry.value())
    }
}

/// Whether the value is the requester, of whom alone approvers can follow; else that is said.
fn requester(value: Value<'_>, reader: &mut Reader) -> bool {
    reader.word(value, "one whom an approver follows from", &[REQUESTER]).is_some()
}

/// A whole number from `least` on.
fn whole(value: Value<'_>, key: &str, least: u32, reader: &mut Reader) -> Option<Located<u32>> {
    let number = reader.number(value)?;
    let whole = number.to_string().parse::<u32>().ok().filter(|count| *count >= least);
    if whole.is_none() {
        reader.invalid(
            value.span(),
            format!("`{key}` cannot be {number}"),
            format!("write a whole number from {least} on"),
        );
    }
    whole.map(|count| Located { value: count, place: reader.place(value.span()) })
}

/// A part of all such as `"2/3"`.
fn read_share(value: Value<'_>, reader: &mut Reader) -> Option<Amount> {
    let written = reader.text(value, "a part such as \"2/3\"")?;
    let parts = written.split_once('/').map(|(part, of)| (part.trim().parse::<u32>(), of.trim().parse::<u32>()));
    match parts {
        Some((Ok(part), Ok(of))) if part > 0 && part <= of => Some(Amount::Share(part, of)),
        _ => {
            reader.invalid(value.span(), format!("`{written}` is no part of a whole"), "write a part such as \"2/3\"");
            None
        }
    }
}

impl Read for Expression {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        match value.kind() {
            ValueKind::String(_) | ValueKind::Bare(_) => {
                let due = if reader.due == Due::Text { Due::Answer } else { reader.due };
                reader.where_due(due, |reader| To::read(value, reader)).map(Self::Role)
            }
            ValueKind::Table(table) => reader.where_due(Due::Text, |reader| Self::of_table(table, value, reader)),
            ValueKind::Array(_) => {
                reader.amend_answer(value);
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
            about: "Several roles, or who follows from the requester or from the case.",
            fields: || {
                PARTS
                    .map(|(key, about, shape)| Field { key, about, pattern: None, required: false, shape: shape() })
                    .to_vec()
            },
        };
        Shape::AnyOf(vec![Shape::Id(Kind::Role), table])
    }
}
