//! How much work and room an answer may take, and what came of it.

use std::cell::Cell;

/// The work and the room that are left to whoever searches.
///
/// Work is counted where it is done: a step is one piece looked at on one axis, or one word of a region. Some hundreds of millions take a
/// second. Room is what a search keeps, in words of eight bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    work: Cell<u64>,
    room: Cell<u64>,
    has_ended: Cell<bool>,
    may_begin_again: bool,
}

/// What one search may keep at most: 64 MiB.
const ROOM: u64 = 8 << 20;

impl Budget {
    /// So many steps, and room for one search.
    #[must_use]
    pub const fn steps(steps: u64) -> Self {
        Self { work: Cell::new(steps), room: Cell::new(ROOM), has_ended: Cell::new(false), may_begin_again: false }
    }

    /// So many steps for a search that is begun again with more, where these are too few.
    pub(super) const fn to_begin_with(steps: u64) -> Self {
        Self { may_begin_again: true, ..Self::steps(steps) }
    }

    /// Whether it has ended, and what was found until then is of no use: all is done again with more.
    #[must_use]
    pub fn is_in_vain(&self) -> bool {
        self.may_begin_again && self.has_ended()
    }

    /// How many steps are left.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.work.get()
    }

    /// Whether there was too little for something that was to be done.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.has_ended.get()
    }

    /// Takes steps away; false where there are not enough left, and none is from then on.
    #[must_use]
    pub fn spend(&self, steps: usize) -> bool {
        self.take(&self.work, steps)
    }

    /// Takes room away, and the steps to fill it; false where there is not enough left of either.
    #[must_use]
    pub(super) fn keep(&self, words: usize) -> bool {
        self.take(&self.room, words) && self.spend(words)
    }

    /// Takes room away for as long as something is needed; false where there is not enough left.
    #[must_use]
    pub(super) fn hold(&self, words: usize) -> bool {
        self.take(&self.room, words)
    }

    /// Gives back the room of what is no longer needed.
    pub(super) fn release(&self, words: usize) {
        self.room.set(self.room.get().saturating_add(u64::try_from(words).unwrap_or(0)));
    }

    fn take(&self, from: &Cell<u64>, count: usize) -> bool {
        let left = u64::try_from(count).ok().and_then(|count| from.get().checked_sub(count));
        if self.has_ended.get() || left.is_none() {
            self.has_ended.set(true);
            self.work.set(0);
            return false;
        }
        from.set(left.unwrap_or(0));
        true
    }

    /// Does something that makes an answer better and can be left undone, with at most `most` of the steps. Its end is not the end of this
    /// budget, unless this one could not give as many.
    pub(super) fn aside<T>(&self, most: u64, work: impl FnOnce(&Self) -> T) -> T {
        let given = most.min(self.left());
        let aside = Self::steps(given);
        let done = work(&aside);
        let spent = given.saturating_sub(aside.left());
        self.work.set(self.left().saturating_sub(spent));
        if aside.has_ended() && given < most {
            self.work.set(0);
            self.has_ended.set(true);
        }
        done
    }
}

impl Default for Budget {
    /// Enough for ten thousand cases in nine dimensions, and an end within seconds for the worst.
    fn default() -> Self {
        Self::steps(1_000_000_000)
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

    /// The outcome, with what was found turned into something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Proven(found) => Outcome::Proven(change(found)),
            Self::Exhausted(found) => Outcome::Exhausted(change(found)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_begun_again_is_in_vain_where_it_ends() {
        for (budget, is_in_vain) in [(Budget::to_begin_with(10), true), (Budget::steps(10), false)] {
            assert!(budget.spend(10) && !budget.is_in_vain());
            assert!(!budget.spend(1));
            assert_eq!(budget.is_in_vain(), is_in_vain);
        }
    }
}
