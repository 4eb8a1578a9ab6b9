//! What stands beside an answer: who is asked, looks at it, signs as well, is told, and how much time there is.

use toml_mistakes::{Value, ValueKind};

use super::answer::Expression;
use super::read::{Located, Read, Slot};
use super::reader::Reader;
use super::shape::{Field, Shape};
use super::term::Term;
use crate::source::Place;

/// Somebody in a list beside an answer, and how soon.
#[derive(Debug, Clone)]
pub struct Party {
    /// Who it is.
    pub who: Expression,
    /// In which time.
    pub within: Slot<Located<Term>>,
    /// All of it.
    pub place: Place,
}

impl Party {
    const KEYS: &'static [&'static str] = &["role", "within"];
}

impl Read for Party {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        if let ValueKind::Table(table) = value.kind()
            && Self::KEYS.iter().any(|key| table.get(key).is_some())
        {
            let mut party = None;
            let mut within = Slot::Absent;
            for (key, entry) in reader.single_entries(table, Self::KEYS) {
                match key {
                    "role" => party = Some(Expression::read(entry.value(), reader)),
                    _ => within = Slot::read(entry, reader),
                }
            }
            return match party {
                Some(who) => Some(Self { who: who?, within, place }),
                None => {
                    reader.missing_key(place, "role");
                    None
                }
            };
        }
        Expression::read(value, reader).map(|who| Self { who, within: Slot::Absent, place })
    }

    fn shape() -> Shape {
        let timed = Shape::Table {
            name: "Party",
            about: "A role, and in which time.",
            fields: || {
                vec![
                    Field {
                        key: "role",
                        about: "Who it is.",
                        pattern: None,
                        required: true,
                        shape: Expression::shape(),
                    },
                    Field {
                        key: "within",
                        about: "In which time.",
                        pattern: None,
                        required: false,
                        shape: Shape::Term,
                    },
                ]
            },
        };
        Shape::AnyOf(vec![Expression::shape(), timed])
    }
}

/// What happens when the time to decide runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lapse {
    /// It goes up.
    #[default]
    Escalates,
    /// It counts as refused.
    Refused,
    /// It counts as agreed.
    Agreed,
}

impl Lapse {
    const WORDS: &'static [&'static str] = &["escalates", "refused", "agreed"];

    /// The word of the format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Escalates => "escalates",
            Self::Refused => "refused",
            Self::Agreed => "agreed",
        }
    }
}

impl Read for Lapse {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        Some(match reader.word(value, "end of the time to decide", Self::WORDS)? {
            "refused" => Self::Refused,
            "agreed" => Self::Agreed,
            _ => Self::Escalates,
        })
    }

    fn shape() -> Shape {
        Shape::Word(Self::WORDS)
    }
}

/// Declares a table in which an answer may stand, with the keys that may stand beside any answer.
macro_rules! beside_answer {
    ($(#[doc = $about:literal])* pub struct $Name:ident { $($rest:tt)* }) => {
        $crate::syntax::declare::declaration! {
            $(#[doc = $about])*
            pub noted struct $Name {
                $($rest)*
                /// Who decides.
                "decides" decides: $crate::syntax::Located<$crate::syntax::Expression>;
                /// Who is asked before.
                "consults" consults: $crate::syntax::OneOrMany<$crate::syntax::Party>;
                /// Who is told after.
                "informs" informs: $crate::syntax::OneOrMany<$crate::syntax::Party>;
                /// Who signs as well: each of them may refuse.
                "agrees" agrees: $crate::syntax::OneOrMany<$crate::syntax::Party>;
                /// Who looks at it before it is decided, in this order.
                "reviews" reviews: $crate::syntax::OneOrMany<$crate::syntax::Party>;
                /// Who may refuse, and does not sign.
                "refuses" refuses: $crate::syntax::OneOrMany<$crate::syntax::Party>;
                /// Where it is put on record afterwards.
                "files-with" files_with: $crate::syntax::OneOrMany<$crate::syntax::Party>;
                /// Who approves it afterwards.
                "confirmed-by" confirmed_by: $crate::syntax::OneOrMany<$crate::syntax::Party>;
                /// The time to decide; a list gives each step of the ladder its own.
                "within" within: $crate::syntax::OneOrMany<$crate::syntax::Located<$crate::syntax::Term>>;
                /// What happens when that time runs out.
                "then" then: $crate::syntax::Located<$crate::syntax::Lapse>;
                /// How long it stays open at least.
                "open-for" open_for: $crate::syntax::Located<$crate::syntax::Term>;
                /// How long what is granted holds.
                "holds-for" holds_for: $crate::syntax::Located<$crate::syntax::Term>;
            }
        }
    };
}

pub(super) use beside_answer;
