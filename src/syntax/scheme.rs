//! The letters, and the schemes that use them.

use std::collections::HashSet;

use toml_mistakes::Value;

use super::read::Read;
use super::reader::Reader;
use super::shape::Shape;

/// The letters that a matrix uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Responsible, accountable, consulted, informed.
    #[default]
    Raci,
    /// RACI and S, who supports.
    Rasci,
    /// RACI and V, who verifies, and S, who signs off.
    RaciVs,
    /// D drives, A approves, C contributes, I is informed.
    Daci,
}

impl Scheme {
    const ALL: [Self; 4] = [Self::Raci, Self::Rasci, Self::RaciVs, Self::Daci];
    const WORDS: &'static [&'static str] = &["RACI", "RASCI", "RACI-VS", "DACI"];

    /// The scheme as the format writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Raci => "RACI",
            Self::Rasci => "RASCI",
            Self::RaciVs => "RACI-VS",
            Self::Daci => "DACI",
        }
    }

    /// The letters, in the order in which the scheme names them.
    #[must_use]
    pub const fn letters(self) -> &'static [Letter] {
        match self {
            Self::Raci => &[Letter::R, Letter::A, Letter::C, Letter::I],
            Self::Rasci => &[Letter::R, Letter::A, Letter::S, Letter::C, Letter::I],
            Self::RaciVs => &[Letter::R, Letter::A, Letter::C, Letter::I, Letter::V, Letter::S],
            Self::Daci => &[Letter::D, Letter::A, Letter::C, Letter::I],
        }
    }

    /// The first scheme that has all these letters.
    #[must_use]
    pub fn with_letters(letters: impl IntoIterator<Item = Letter>) -> Self {
        let letters: HashSet<Letter> = letters.into_iter().collect();
        let has_all = |scheme: &Self| letters.iter().all(|letter| scheme.letters().contains(letter));
        Self::ALL.into_iter().find(has_all).unwrap_or_default()
    }

    /// The letter of the one who does the work: R, or D in DACI.
    #[must_use]
    pub const fn doer(self) -> Letter {
        match self {
            Self::Daci => Letter::D,
            Self::Raci | Self::Rasci | Self::RaciVs => Letter::R,
        }
    }
}

impl Read for Scheme {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let word = reader.word(value, "scheme of letters", Self::WORDS)?;
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == word)
    }

    fn shape() -> Shape {
        Shape::Word(Self::WORDS)
    }
}

/// Hands all letters to the macro `$make`: what a letter means, how it is written, and its names in the code.
macro_rules! letters {
    ($make:ident $($given:tt)*) => {
        $make! {
            [
                /// Responsible: does the work.
                "R" R r;
                /// Accountable (in DACI: approves); exactly one role.
                "A" A a;
                /// Consulted before.
                "C" C c;
                /// Informed after.
                "I" I i;
                /// Supports (RASCI) or signs off (RACI-VS).
                "S" S s;
                /// Verifies (RACI-VS).
                "V" V v;
                /// Drives (DACI).
                "D" D d;
            ]
            $($given)*
        }
    };
}

pub(super) use letters;

macro_rules! letter {
    ([$( $(#[doc = $about:literal])* $written:literal $Letter:ident $field:ident; )*]) => {
        /// A letter of any scheme.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Letter {
            $( $(#[doc = $about])* $Letter, )*
        }

        impl Letter {
            /// Every letter.
            pub const ALL: [Self; 7] = [$(Self::$Letter),*];

            /// The letter as the format writes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$Letter => $written, )*
                }
            }
        }
    };
}

letters!(letter);
