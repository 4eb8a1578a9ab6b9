//! What a check may look at.

use std::collections::BTreeMap;

use case_space::{Budget, Number};
use jiff::civil::Date;

use super::support::role_sets::RoleSets;
use super::threshold::Threshold;
use crate::hands::Workforce;
use crate::model::{Id, Model, Role};
use crate::org::Org;
use crate::subject::Text;
use crate::syntax::Capacity;

/// What a check may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The matrix.
    pub model: &'a Model,
    /// Its reporting lines, escalations and deputies.
    pub org: &'a Org,
    /// The day of the run.
    pub today: Date,
    /// What `[lint.thresholds]` sets.
    pub thresholds: &'a BTreeMap<Text, Number>,
    pub(super) budget: &'a Budget,
    /// Which roles have what part.
    pub(super) role_sets: &'a RoleSets<'a>,
    /// Who may act in each decision.
    pub(super) workforce: &'a Workforce<'a>,
}

/// What all checks of a run look at.
pub(super) struct Ground<'a> {
    pub(super) model: &'a Model,
    pub(super) org: &'a Org,
    pub(super) today: Date,
    pub(super) thresholds: &'a BTreeMap<Text, Number>,
    pub(super) role_sets: RoleSets<'a>,
    pub(super) workforce: Workforce<'a>,
}

impl Ground<'_> {
    /// What one check may look at, within a budget of its own.
    pub(super) const fn within<'b>(&'b self, budget: &'b Budget) -> Context<'b> {
        let Ground { model, org, today, thresholds, ref role_sets, ref workforce } = *self;
        Context { model, org, today, thresholds, budget, role_sets, workforce }
    }
}

impl Context<'_> {
    /// The number from which a rule that counts complains.
    #[must_use]
    pub fn threshold(&self, threshold: Threshold) -> Number {
        threshold.among(self.thresholds)
    }

    /// The work that is left to the check.
    #[must_use]
    pub const fn budget(&self) -> &Budget {
        self.budget
    }

    /// The letter that the matrix has for the capacity; the word for it where it has none.
    #[must_use]
    pub fn letter(&self, capacity: Capacity) -> Text {
        let letter = self.model.matrix.scheme.first(capacity);
        letter.map_or_else(|| capacity.as_str().into(), |letter| letter.as_str().into())
    }

    /// The role's id, as findings name it.
    #[must_use]
    pub fn role_id(&self, role: Id<Role>) -> Text {
        self.model.roles[role].id.clone()
    }
}
