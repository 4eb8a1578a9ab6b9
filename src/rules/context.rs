//! What a check may look at.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Threshold;
use super::parts::Parts;
use crate::finding::Text;
use crate::model::{Id, Model, Role};
use crate::org::Org;
use crate::space::{Budget, Number};

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
    /// How much work a rule may do to cover the cases of one subject.
    pub budget: Budget,
    /// What parts the roles have.
    pub(super) parts: Parts,
}

impl Context<'_> {
    /// The number from which a rule that counts complains.
    #[must_use]
    pub fn threshold(&self, threshold: Threshold) -> Number {
        threshold.among(self.thresholds)
    }

    /// The least count of which a rule that counts complains, at least one.
    #[must_use]
    pub fn least_above(&self, threshold: Threshold) -> usize {
        let threshold = self.threshold(threshold);
        let (mut least, mut most) = (1, i64::from(u32::MAX));
        while least < most {
            let middle = i64::midpoint(least, most);
            if Number::from(middle) > threshold { most = middle } else { least = middle.saturating_add(1) }
        }
        usize::try_from(least).unwrap_or(usize::MAX)
    }

    /// How many steps a check may take to cover the cases of one subject.
    #[must_use]
    pub fn budget(&self) -> Budget {
        self.budget.clone()
    }

    /// The role's id, as findings name it.
    #[must_use]
    pub fn role_id(&self, role: Id<Role>) -> Text {
        self.model.roles[role].id.clone()
    }
}
