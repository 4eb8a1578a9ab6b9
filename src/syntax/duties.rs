//! What is done: activities with their letters, hand-offs, indicators, and duties that are kept apart.

use std::collections::HashSet;

use toml_mistakes::Value;

use super::case::{AlertBounds, TargetBounds, When};
use super::declare::declaration;
use super::organisation::{Role, Stage};
use super::read::{Flag, Located, OneOrMany, Read, Slot, Target, To};
use super::reader::Reader;
use super::shape::Shape;
use super::term::Term;
use crate::source::Span;
use crate::subject::{Kind, Text};

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

/// A letter of any scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// Responsible: does the work.
    R,
    /// Accountable (in DACI: approves): answers for the result.
    A,
    /// Consulted before.
    C,
    /// Informed after.
    I,
    /// Supports (RASCI) or signs off (RACI-VS).
    S,
    /// Verifies.
    V,
    /// Drives.
    D,
}

impl Letter {
    /// Every letter.
    pub const ALL: [Self; 7] = [Self::R, Self::A, Self::C, Self::I, Self::S, Self::V, Self::D];

    /// The letter as the format writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::R => "R",
            Self::A => "A",
            Self::C => "C",
            Self::I => "I",
            Self::S => "S",
            Self::V => "V",
            Self::D => "D",
        }
    }
}

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
        let letter = reader.key();
        OneOrMany::read(value, reader).map(|roles| Self { roles, letter })
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

/// Declares a table that assigns letters, with the same seven keys for each.
macro_rules! lettered {
    ($(#[doc = $about:literal])* pub struct $Name:ident { $($rest:tt)* }) => {
        declaration! {
            $(#[doc = $about])*
            pub struct $Name {
                $($rest)*
                /// Responsible: does the work.
                "R" r: Assigned;
                /// Accountable (in DACI: approves); exactly one role.
                "A" a: Assigned;
                /// Consulted before.
                "C" c: Assigned;
                /// Informed after.
                "I" i: Assigned;
                /// Supports (RASCI) or signs off (RACI-VS).
                "S" s: Assigned;
                /// Verifies (RACI-VS).
                "V" v: Assigned;
                /// Drives (DACI).
                "D" d: Assigned;
            }
        }

        impl $Name {
            /// The letters that are named.
            pub fn letters_in_use(&self) -> impl Iterator<Item = Letter> + use<> {
                let slots = [&self.r, &self.a, &self.c, &self.i, &self.s, &self.v, &self.d];
                let letters = [Letter::R, Letter::A, Letter::C, Letter::I, Letter::S, Letter::V, Letter::D];
                letters.into_iter().zip(slots.map(Slot::is_absent)).filter_map(|(letter, is_absent)| (!is_absent).then_some(letter))
            }

            /// Takes the letters out.
            pub fn take_letters(&mut self) -> Letters {
                [
                    (Letter::R, std::mem::take(&mut self.r)),
                    (Letter::A, std::mem::take(&mut self.a)),
                    (Letter::C, std::mem::take(&mut self.c)),
                    (Letter::I, std::mem::take(&mut self.i)),
                    (Letter::S, std::mem::take(&mut self.s)),
                    (Letter::V, std::mem::take(&mut self.v)),
                    (Letter::D, std::mem::take(&mut self.d)),
                ]
            }
        }
    };
}

lettered! {
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

lettered! {
    /// An assignment that holds in some cases.
    pub struct ActivityCase {
        /// The cases in which it holds.
        required "when" when: When;
    }
}

declaration! {
    /// An interface between roles or departments.
    pub struct Handoff {
        /// What people read.
        "name" name: Text;
        /// The roles that give.
        required "from" from: OneOrMany<To<Role>>;
        /// The roles that receive.
        required "to" to: OneOrMany<To<Role>>;
        /// The stage in which it happens.
        "stage" stage: OneOrMany<To<Stage>>;
        /// The stages between which it happens.
        "stages" stages: OneOrMany<To<Stage>>;
        /// What is handed over.
        "artefact" artefact: Text;
        /// How soon.
        "within" within: Located<Term>;
        /// How often, for a regular report.
        "every" every: Located<Term>;
    }
}

declaration! {
    /// A duty that is measured.
    pub struct Indicator {
        /// What people read.
        "name" name: Text;
        /// The role that owns it.
        "role" role: To<Role>;
        /// The activity that it measures.
        "activity" activity: To<Activity>;
        /// What is to be reached.
        "target" target: Located<TargetBounds>;
        /// The unit of the target: `"CNY"`, `"%"`, `"customers"`.
        "unit" unit: Located<Text>;
        /// The span of time over which it is counted.
        "per" per: Located<Term>;
        /// The indicator that this one is a part of.
        "rolls-up-to" rolls_up_to: To<Indicator>;
        /// Beyond these bounds somebody is warned.
        "alert" alert: Located<AlertBounds>;
        /// The roles that are warned.
        "alerts" alerts: OneOrMany<To<Role>>;
    }
}

declaration! {
    /// Duties that no one role or person may hold together.
    pub struct Separation {
        /// The duties: subjects such as `activities.collection`.
        required "duties" duties: OneOrMany<Located<Text>>;
        /// Why.
        "reason" reason: Text;
    }
}

impl Target for Activity {
    const KIND: Kind = Kind::Activity;
}

impl Target for Handoff {
    const KIND: Kind = Kind::Handoff;
}

impl Target for Indicator {
    const KIND: Kind = Kind::Indicator;
}
