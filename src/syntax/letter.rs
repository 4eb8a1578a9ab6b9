//! Letters: how they are written, and what they mean.

use arrayvec::ArrayString;
use toml_writer::{ToTomlKey, TomlKeyBuilder};

use super::key::{either_key, nearest_key};

/// In what capacity a role has part in an activity: what a letter means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    /// Does the work.
    Responsible,
    /// Answers for the result; exactly one role.
    Accountable,
    /// Is asked before.
    Consulted,
    /// Is told after.
    Informed,
    /// Helps with the work.
    Supports,
    /// Signs what was done.
    SignsOff,
    /// Checks what was done.
    Verifies,
    /// Makes the proposal.
    Recommends,
    /// Must agree to the proposal.
    Agrees,
    /// Has no part, on purpose.
    Omitted,
}

impl Capacity {
    /// Every capacity.
    pub const ALL: [Self; 10] = [
        Self::Responsible,
        Self::Accountable,
        Self::Consulted,
        Self::Informed,
        Self::Supports,
        Self::SignsOff,
        Self::Verifies,
        Self::Recommends,
        Self::Agrees,
        Self::Omitted,
    ];

    /// The words of the format for them.
    pub(super) const WORDS: &'static [&'static str] = &[
        "responsible",
        "accountable",
        "supports",
        "verifies",
        "signs-off",
        "recommends",
        "agrees",
        "consulted",
        "informed",
        "omitted",
    ];

    /// The word of the format for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Responsible => "responsible",
            Self::Accountable => "accountable",
            Self::Consulted => "consulted",
            Self::Informed => "informed",
            Self::Supports => "supports",
            Self::SignsOff => "signs-off",
            Self::Verifies => "verifies",
            Self::Recommends => "recommends",
            Self::Agrees => "agrees",
            Self::Omitted => "omitted",
        }
    }

    /// The capacity that the word is for.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capacity| capacity.as_str() == word)
    }

    /// The capacity that a word other than a letter plainly means: `responsible`, `driver`.
    #[must_use]
    pub fn meant(word: &str) -> Option<Self> {
        nearest_key(word, Self::WORDS).and_then(|near| Self::named(near.word))
    }

    /// The capacities between which a word leaves the choice, since people use it for each: `负责`.
    #[must_use]
    pub fn either(word: &str) -> Vec<Self> {
        either_key(word, Self::WORDS).into_iter().filter_map(Self::named).collect()
    }

    /// Whether who is in it has a part at all.
    #[must_use]
    pub const fn takes_part(self) -> bool {
        !matches!(self, Self::Omitted)
    }
}

/// The bytes of three characters.
const LONGEST: usize = 12;

/// A letter of a scheme, and what it means there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter {
    capacity: Capacity,
    sign: ArrayString<LONGEST>,
}

impl Letter {
    /// A letter that is written so; `None` where that is not one to three characters.
    #[must_use]
    pub fn new(sign: &str, capacity: Capacity) -> Option<Self> {
        let sign = Some(sign).filter(|sign| Self::is_sign(sign)).and_then(|sign| ArrayString::from(sign).ok())?;
        Some(Self { capacity, sign })
    }

    /// Whether a letter can be written so.
    #[must_use]
    pub fn is_sign(text: &str) -> bool {
        (1..=3).contains(&text.chars().count())
    }

    /// The letter as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.sign
    }

    /// The letter as a key of the format: in quotes where it has to be.
    #[must_use]
    pub fn key(&self) -> String {
        TomlKeyBuilder::new(&self.sign).as_default().to_toml_key()
    }

    /// What it means.
    #[must_use]
    pub const fn capacity(&self) -> Capacity {
        self.capacity
    }
}
