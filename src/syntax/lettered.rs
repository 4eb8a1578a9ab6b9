//! The keys of a table that are letters. Which letters there are depends on the scheme, which may stand elsewhere: so whatever may be one
//! is read as one, and judged once the scheme is known.

use toml_mistakes::{Entry, Table, Value, ValueKind};

use super::key::nearest_key;
use super::letter::Letter;
use super::read::{Located, OneOrMany, Read, Slot, To};
use super::reader::Reader;
use super::role::Role;
use super::shape::Field;
use super::turned::{self, Turned};
use crate::finding::Finding;
use crate::source::Span;
use crate::subject::Text;

/// A key that may be a letter, and who holds it.
#[derive(Debug, Clone)]
pub struct Lettered {
    /// The key.
    pub key: Located<Text>,
    /// The roles that hold it.
    pub roles: Slot<OneOrMany<To<Role>>>,
    /// What is wrong with the roles, which counts where the key is a letter.
    pub mistakes: Vec<Finding>,
}

/// The letters of a table.
#[derive(Debug, Clone, Default)]
pub struct Letters {
    held: Vec<Lettered>,
    /// The keys of entries that stand for letters and are written otherwise.
    otherwise: Vec<Span>,
}

impl Letters {
    /// Takes in what is written otherwise than as a letter and its roles, and says how it is written.
    pub(super) fn reshape(&mut self, table: Table<'_>, keys: &'static [&'static str], reader: &mut Reader) {
        let (turned, otherwise) = turned::letters(table, keys, reader);
        self.otherwise = otherwise;
        for Turned { sign, roles, place } in turned {
            let place = reader.place(place);
            let items = roles.into_iter().map(|(role, at)| To::new(role.into(), reader.place(at))).collect();
            let roles = Slot::Given(OneOrMany { items, has_unread: true, place });
            self.held.push(Lettered { key: Located { value: sign.into(), place }, roles, mistakes: Vec::new() });
        }
    }

    /// Takes an entry in, unless it can be no letter: where one of the table's own `keys` was plainly meant, or no role is named.
    pub(super) fn take_in(&mut self, entry: Entry<'_>, keys: &'static [&'static str], reader: &mut Reader) -> bool {
        if self.otherwise.contains(&entry.key_span()) {
            return true;
        }
        let sign = entry.key();
        let names_roles = names_roles(entry.value());
        // one that stands in quotes may be a letter of a scheme of one's own
        let is_own = sign.is_ascii() || !reader.is_unquoted(entry.key_span()) || reader.layout.quotes(sign);
        let may_be = match Letter::is_sign(sign) {
            true if !is_own && is_near(sign, keys) => false,
            true => names_roles || !(is_near(sign, keys) || sign.chars().all(|c| c.is_ascii_lowercase())),
            false => names_roles && !is_near(sign, keys) && !reader.layout.has_dimension(sign),
        };
        if may_be {
            if !is_own {
                reader.take_back(entry.key_span());
            }
            let key = Located { value: Text::from(sign), place: reader.place(entry.key_span()) };
            let (roles, mistakes) = reader.apart(|reader| Slot::read(entry, reader));
            self.held.push(Lettered { key, roles, mistakes });
        }
        may_be
    }

    /// How the schema tells of them.
    pub(super) fn field() -> Field {
        Field {
            key: "LETTER",
            about: "Who holds a letter of the scheme: `R`, `A`, `C`, `I` and the like.",
            pattern: Some("^(?!key$).{1,3}$"),
            required: false,
            shape: OneOrMany::<To<Role>>::shape(),
        }
    }
}

impl IntoIterator for Letters {
    type Item = Lettered;
    type IntoIter = std::vec::IntoIter<Lettered>;

    fn into_iter(self) -> Self::IntoIter {
        self.held.into_iter()
    }
}

impl<'a> IntoIterator for &'a Letters {
    type Item = &'a Lettered;
    type IntoIter = std::slice::Iter<'a, Lettered>;

    fn into_iter(self) -> Self::IntoIter {
        self.held.iter()
    }
}

/// Whether the value looks like a role or a list of them.
fn names_roles(value: Value<'_>) -> bool {
    match value.kind() {
        ValueKind::String(_) => true,
        ValueKind::Array(array) => array.iter().all(|item| matches!(item.kind(), ValueKind::String(_))),
        _ => false,
    }
}

fn is_near(sign: &str, keys: &'static [&'static str]) -> bool {
    nearest_key(sign, keys).is_some()
}
