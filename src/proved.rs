//! What is shown of a matrix in which no error is found.

use crate::model::Model;

/// What was shown to have exactly one answer in every case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proved {
    /// How many activities were checked.
    pub activities: usize,
    /// How many decisions were checked.
    pub decisions: usize,
    /// How many kinds of case were told apart in them, all together.
    pub cases: u64,
}

impl Proved {
    /// What is shown of a model if no error is found in it.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let cases = model
            .spaces()
            .map(|space| space.all().map_or(0, |all| u64::try_from(space.size(&all)).unwrap_or(u64::MAX)));
        // what does not depend on the case is one kind of case, and has no cover
        let of_covers = cases.fold(0, u64::saturating_add);
        let constant = model.activities.values().iter().filter(|activity| activity.cases.is_empty()).count();
        Self {
            activities: model.activities.len(),
            decisions: model.decisions.len(),
            cases: of_covers.saturating_add(constant as u64),
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            activities: self.activities.saturating_add(other.activities),
            decisions: self.decisions.saturating_add(other.decisions),
            cases: self.cases.saturating_add(other.cases),
        }
    }
}
