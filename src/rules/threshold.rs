//! A number from which a rule that counts complains.

use std::collections::BTreeMap;

use case_space::Number;

use crate::subject::Text;

/// A number from which a rule that counts complains: a key of `[lint.thresholds]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// Its key.
    pub name: &'static str,
    /// What it is where `[lint]` says nothing.
    pub default: u32,
    /// What it counts: `"roles"`, `"%"`.
    pub unit: &'static str,
}

impl Threshold {
    /// What it is, where `set` says something of it or nothing.
    pub(super) fn among(self, set: &BTreeMap<Text, Number>) -> Number {
        set.get(self.name).cloned().unwrap_or_else(|| Number::from(i64::from(self.default)))
    }
}
