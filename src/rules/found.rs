//! Where a check puts what it finds.

use super::Rule;
use crate::finding::{Finding, Level, Subject};
use crate::source::Place;

/// The findings of one rule.
#[derive(Debug, Clone)]
pub struct Found {
    rule: &'static Rule,
    level: Level,
    findings: Vec<Finding>,
}

impl Found {
    /// For the findings of `rule`, each of the weight `level`.
    #[must_use]
    pub const fn new(rule: &'static Rule, level: Level) -> Self {
        Self { rule, level, findings: Vec::new() }
    }

    /// A finding of the rule, still to be [added](Self::add).
    #[must_use]
    pub fn finding(&self, subject: Subject, place: Place, message: impl Into<String>) -> Finding {
        Finding::new(self.rule.name, self.level, subject, place, message)
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.findings.len()
    }

    /// Keeps the first so many.
    pub(super) fn truncate(&mut self, len: usize) {
        self.findings.truncate(len);
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Says that a space of cases was too hard to cover: `shown` is what holds all the same.
    pub fn unproven(&mut self, subject: Subject, place: Place, shown: &str) {
        let message = format!("the cases of `{subject}` are too many to check them all for `{}`", self.rule.name);
        let finding = Finding::new(super::unproven::RULE.name, super::unproven::RULE.level, subject, place, message);
        self.findings.push(finding.label(shown).help(
            "split it into several, or tell its cases apart by fewer dimensions; until then nothing is proved about the rest",
        ));
    }

    /// What was found.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
