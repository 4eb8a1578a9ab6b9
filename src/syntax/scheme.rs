//! Schemes: which letters there are, and what each of them means.

use std::fmt;
use std::sync::{Arc, LazyLock};

use toml_mistakes::{Table, Value, ValueKind};

use super::letter::{Capacity, Letter};
use super::read::Read;
use super::reader::Reader;
use super::shape::Shape;

/// Letters, and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme(Arc<Lettering>);

#[derive(Debug, PartialEq, Eq)]
struct Lettering {
    /// What it is called, where it is one of those that have a name.
    name: Option<&'static str>,
    letters: Vec<Letter>,
    /// Whether it was read, all of it.
    is_sure: bool,
}

/// The schemes that have a name.
static NAMED: LazyLock<[Scheme; 6]> = LazyLock::new(|| {
    use Capacity::{
        Accountable, Agrees, Consulted, Informed, Omitted, Recommends, Responsible, SignsOff, Supports, Verifies,
    };
    let raci = [("R", Responsible), ("A", Accountable), ("C", Consulted), ("I", Informed)];
    let [r, a, c, i] = raci;
    [
        Scheme::called("RACI", &raci),
        Scheme::called("RASCI", &[r, a, ("S", Supports), c, i]),
        Scheme::called("RACI-VS", &[r, a, c, i, ("V", Verifies), ("S", SignsOff)]),
        Scheme::called("DACI", &[("D", Responsible), a, c, i]),
        Scheme::called(
            "RAPID",
            &[("R", Recommends), ("A", Agrees), ("P", Responsible), ("I", Consulted), ("D", Accountable)],
        ),
        Scheme::called("CAIRO", &[c, a, i, r, ("O", Omitted)]),
    ]
});

/// The names of the schemes that have one.
const NAMES: &[&str] = &["RACI", "RASCI", "RACI-VS", "DACI", "RAPID", "CAIRO"];

/// A key of every activity, which can be no letter.
const TAKEN: &str = "key";

impl Default for Scheme {
    fn default() -> Self {
        let [raci, ..] = &*NAMED;
        raci.clone()
    }
}

impl Scheme {
    fn called(name: &'static str, letters: &[(&str, Capacity)]) -> Self {
        let letters = letters.iter().filter_map(|(sign, capacity)| Letter::new(sign, *capacity));
        Self(Arc::new(Lettering { name: Some(name), letters: letters.collect(), is_sure: true }))
    }

    /// What letters of a scheme that could not be read most likely mean: as in the first that has all of them, else each as in the first
    /// that has it.
    #[must_use]
    pub fn guess<'a>(letters: impl IntoIterator<Item = &'a str>) -> Self {
        let letters = Self::with(letters).map_or_else(Self::all_likely, |scheme| scheme.letters().to_vec());
        Self(Arc::new(Lettering { name: None, letters, is_sure: false }))
    }

    /// The scheme where it is not known whether one is written: the first that has all the letters.
    #[must_use]
    pub fn presumed<'a>(letters: impl IntoIterator<Item = &'a str>) -> Self {
        Self::with(letters).cloned().unwrap_or_default()
    }

    /// The first scheme that has all of these that are a letter in any.
    fn with<'a>(letters: impl IntoIterator<Item = &'a str>) -> Option<&'static Self> {
        let used: Vec<&str> = letters.into_iter().filter(|sign| Self::likely(sign).is_some()).collect();
        NAMED.iter().find(|scheme| used.iter().all(|sign| scheme.letter(sign).is_some()))
    }

    fn all_likely() -> Vec<Letter> {
        let mut all: Vec<Letter> = Vec::new();
        for letter in NAMED.iter().flat_map(Self::letters) {
            if all.iter().all(|other| other.as_str() != letter.as_str()) {
                all.push(*letter);
            }
        }
        all
    }

    /// The letter that is written so, as the first of the schemes with a name has it.
    #[must_use]
    pub fn likely(sign: &str) -> Option<Letter> {
        NAMED.iter().find_map(|scheme| scheme.letter(sign))
    }

    /// What it is called, where it is one of those that have a name.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        self.0.name
    }

    /// The letters, in the order in which the scheme names them.
    #[must_use]
    pub fn letters(&self) -> &[Letter] {
        &self.0.letters
    }

    /// Whether it was read, all of it; if not, nothing can be said of what its letters mean.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.0.is_sure
    }

    /// The letter that is written so.
    #[must_use]
    pub fn letter(&self, sign: &str) -> Option<Letter> {
        self.letters().iter().find(|letter| letter.as_str() == sign).copied()
    }

    /// The first letter that means this.
    #[must_use]
    pub fn first(&self, capacity: Capacity) -> Option<Letter> {
        self.letters().iter().find(|letter| letter.capacity() == capacity).copied()
    }

    /// Whether some letter means this.
    #[must_use]
    pub fn knows(&self, capacity: Capacity) -> bool {
        self.first(capacity).is_some()
    }

    /// What to call the capacity: by its first letter, in backticks, or by the word where there is none.
    #[must_use]
    pub fn calls(&self, capacity: Capacity) -> String {
        self.first(capacity).map_or_else(|| capacity.as_str().to_owned(), |letter| format!("`{}`", letter.as_str()))
    }

    /// The first of the schemes with a name that has all letters of this one, and this letter, with the same meaning.
    #[must_use]
    pub fn extended_by(&self, letter: Letter) -> Option<&'static str> {
        let has = |scheme: &Self, letter: Letter| scheme.letters().contains(&letter);
        let extends = |scheme: &&Self| has(scheme, letter) && self.letters().iter().all(|own| has(scheme, *own));
        NAMED.iter().find(extends).and_then(Self::name)
    }

    /// Its letters, and this one, as the format writes them.
    #[must_use]
    pub fn written_with(&self, letter: Letter) -> String {
        written(self.letters().iter().chain([&letter]))
    }
}

impl fmt::Display for Scheme {
    /// As the format writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.name() {
            return f.write_str(name);
        }
        f.write_str(&written(self.letters()))
    }
}

/// Letters as a table of the format.
fn written<'a>(letters: impl IntoIterator<Item = &'a Letter>) -> String {
    let letters = letters.into_iter().map(|letter| format!("{} = \"{}\"", letter.key(), letter.capacity().as_str()));
    format!("{{ {} }}", letters.collect::<Vec<_>>().join(", "))
}

impl Read for Scheme {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        if let ValueKind::Table(table) = value.kind() {
            return Some(own(value, table, reader));
        }
        let word = reader.word(value, "scheme of letters", NAMES)?;
        NAMED.iter().find(|scheme| scheme.name() == Some(word)).cloned()
    }

    fn shape() -> Shape {
        Shape::AnyOf(vec![
            Shape::Word(NAMES),
            Shape::Map { keys: "letter", value: Box::new(Shape::Word(Capacity::WORDS)) },
        ])
    }
}

/// Letters of one's own.
fn own(value: Value<'_>, table: Table<'_>, reader: &mut Reader) -> Scheme {
    let mut letters = Vec::with_capacity(table.len());
    for entry in table.iter() {
        let sign = entry.key();
        let capacity = reader.nearest_word(entry.value(), "meaning of a letter", Capacity::WORDS);
        let letter = capacity.and_then(Capacity::named).and_then(|capacity| Letter::new(sign, capacity));
        if !Letter::is_sign(sign) {
            let help = "write a letter, or two or three, and what it means: `R = \"responsible\"`";
            reader.invalid(
                entry.key_span(),
                format!("`{sign}` is no letter: it has not one to three characters"),
                help,
            );
        } else if sign == TAKEN {
            let message = format!("`{sign}` is a key of every activity, and no letter");
            reader.invalid(entry.key_span(), message, "write it with other characters");
        } else {
            letters.extend(letter);
        }
    }
    if table.is_empty() {
        let help = "say of each letter what it means: `{ R = \"responsible\", A = \"accountable\" }`";
        reader.invalid(value.span(), "a scheme without a letter", help);
    }
    let is_sure = !letters.is_empty() && letters.len() == table.len();
    Scheme(Arc::new(Lettering { name: None, letters, is_sure }))
}
