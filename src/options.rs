//! What a run is asked for, beside the files.

use jiff::civil::Date;

use crate::finding::Level;

/// What the user asked for beside the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day on which the matrix is looked at.
    pub as_of: Date,
    /// The last day that is looked at: the same, unless there is a horizon.
    pub until: Date,
    /// Rules with the level that they get over what the files say, `None` for off; a later one counts over an earlier.
    pub levels: Vec<(String, Option<Level>)>,
    /// How many steps all policies together may take, [as a budget counts them](case_space::Budget).
    pub steps: u64,
}

impl Options {
    /// Looks at the matrix on a day, at the levels that the files say.
    #[must_use]
    pub fn on(as_of: Date) -> Self {
        Self { as_of, until: as_of, levels: Vec::new(), steps: STEPS }
    }

    /// The days that are looked at.
    #[must_use]
    pub const fn days(&self) -> Days {
        Days { from: self.as_of, until: self.until }
    }
}

/// The days that a run looks at: the day of the run, and with a horizon those that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The day of the run.
    pub from: Date,
    /// The last day, which is not before the first.
    pub until: Date,
}

impl Days {
    /// One day alone.
    #[must_use]
    pub const fn only(day: Date) -> Self {
        Self { from: day, until: day }
    }
}

/// The steps that a run may take: some seconds of two processors for the worst, of which a policy as people write them takes a few
/// thousandths.
pub const STEPS: u64 = 1_500_000_000;
