//! How much work an answer may take, and what came of it.

/// The work that is left, in steps: one piece looked at in one part of the space. Some ten million take a second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    left: u64,
}

impl Budget {
    /// So many steps.
    #[must_use]
    pub fn steps(steps: u64) -> Self {
        Self { left: steps }
    }

    /// Takes steps away; false where there are not enough left, and none is from then on.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        let left = u64::try_from(steps).ok().and_then(|steps| self.left.checked_sub(steps));
        self.left = left.unwrap_or(0);
        left.is_some()
    }
}

impl Default for Budget {
    /// Enough for ten thousand cases in nine dimensions, and an end within a second or two for the worst.
    fn default() -> Self {
        Self::steps(20_000_000)
    }
}

/// An answer, and whether all of the space was looked at for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Outcome<T> {
    /// The whole answer.
    Proven(T),
    /// What was found until the budget ended: all of it true, but there may be more.
    Exhausted(T),
}

impl<T> Outcome<T> {
    pub(super) fn new(complete: bool, found: T) -> Self {
        if complete { Self::Proven(found) } else { Self::Exhausted(found) }
    }

    /// Whether it is the whole answer.
    pub fn is_proven(&self) -> bool {
        matches!(self, Self::Proven(_))
    }

    /// What was found.
    pub fn found(&self) -> &T {
        match self {
            Self::Proven(found) | Self::Exhausted(found) => found,
        }
    }

    /// What was found, owned.
    pub fn into_found(self) -> T {
        match self {
            Self::Proven(found) | Self::Exhausted(found) => found,
        }
    }

    /// The same outcome with what was found turned into something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Proven(found) => Outcome::Proven(change(found)),
            Self::Exhausted(found) => Outcome::Exhausted(change(found)),
        }
    }
}
