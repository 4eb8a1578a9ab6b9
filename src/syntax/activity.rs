//! Activities, and who holds which letter of them.

use toml_mistakes::{Entry, Value};

use super::case::When;
use super::declare::declaration;
use super::read::{Flag, Located, OneOrMany, Read, Slot, Target, To};
use super::reader::Reader;
use super::role::Role;
use super::scheme::{Letter, letters};
use super::shape::Shape;
use super::stage::Stage;
use super::term::Term;
use crate::source::Span;
use crate::subject::{Kind, Text};

/// The roles that hold a letter, and where the letter stands.
#[derive(Debug, Clone)]
pub struct Assigned {
    /// The roles.
    pub roles: OneOrMany<To<Role>>,
    /// The letter.
    pub letter: Span,
}

impl Read for Assigned {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        OneOrMany::read(value, reader).map(|roles| Self { roles, letter: value.span() })
    }

    fn read_entry(entry: Entry<'_>, reader: &mut Reader) -> Option<Self> {
        Self::read(entry.value(), reader).map(|assigned| Self { letter: entry.key_span(), ..assigned })
    }

    fn shape() -> Shape {
        OneOrMany::<To<Role>>::shape()
    }

    fn join(&mut self, more: Self) -> bool {
        self.roles.join(more.roles)
    }
}

/// Who holds each letter, as far as it is said.
pub type Letters = [(Letter, Slot<Assigned>); 7];

/// Declares a table that assigns letters, with a key for each.
macro_rules! lettered {
    (
        [$( $(#[doc = $doc:literal])* $key:literal $Letter:ident $field:ident; )*]
        $(#[doc = $about:literal])*
        pub struct $Name:ident { $($rest:tt)* }
    ) => {
        declaration! {
            $(#[doc = $about])*
            pub noted struct $Name {
                $($rest)*
                $( $(#[doc = $doc])* $key $field: Assigned; )*
            }
        }

        impl $Name {
            /// The letters that are named.
            pub fn letters_in_use(&self) -> impl Iterator<Item = Letter> + use<> {
                let letters = [$( (Letter::$Letter, self.$field.is_absent()) ),*];
                letters.into_iter().filter(|(_, is_absent)| !is_absent).map(|(letter, _)| letter)
            }

            /// Takes the letters out.
            pub fn take_letters(&mut self) -> Letters {
                [$( (Letter::$Letter, std::mem::take(&mut self.$field)) ),*]
            }
        }
    };
}

letters! {
    lettered
    /// An activity and who is responsible, accountable, consulted and informed.
    pub struct Activity {
        /// What people read.
        "name" name: Located<Text>;
        /// The stage of the cycle that it belongs to.
        "stage" stage: To<Stage>;
        /// A decision right must exist at this activity.
        "key" key: Flag;
        /// How often it recurs.
        "every" every: Located<Term>;
        /// The kinds of duty that it is, for packs of rules: `"collection"`, `"credit-assessment"` and the like.
        "duty" duty: OneOrMany<Located<Text>>;
        /// Assignments that depend on the case; a case replaces the letters that it names.
        "cases" cases: Vec<ActivityCase>;
    }
}

letters! {
    lettered
    /// An assignment that holds in some cases.
    pub struct ActivityCase {
        /// The cases in which it holds.
        required "when" when: When;
    }
}

impl Target for Activity {
    const KIND: Kind = Kind::Activity;
}
