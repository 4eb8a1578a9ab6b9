//! Where a check puts what it finds.

use super::gravity::Gravity;
use super::support::words::count;
use super::threshold::Threshold;
use crate::finding::{Finding, Level};
use crate::source::Place;
use crate::subject::Subject;

/// The findings of one rule.
#[derive(Debug, Clone)]
pub struct Found {
    rule: &'static str,
    threshold: Option<Threshold>,
    weight: Gravity,
    findings: Vec<Finding>,
    /// How many more there are than are kept.
    more: usize,
    /// The subjects of which not every case was looked at.
    open: Vec<(Subject, Place)>,
}

/// So many findings of one check are kept; nobody reads more.
const MOST: usize = 50_000;

impl Found {
    /// For the findings of the rule of that name, each of that weight.
    pub(super) const fn new(rule: &'static str, threshold: Option<Threshold>, weight: Gravity) -> Self {
        Self { rule, threshold, weight, findings: Vec::new(), more: 0, open: Vec::new() }
    }

    /// A finding of the rule, still to be [added](Self::add).
    #[must_use]
    pub fn finding(&self, subject: Subject, place: Place, message: impl Into<String>) -> Finding {
        Finding::new(self.rule, self.weight.level, subject, place, message)
    }

    /// The finding as an error, unless the policy or the run says what those of the rule weigh.
    #[must_use]
    pub fn graver(&self, finding: Finding) -> Finding {
        let level = if self.weight.is_own { Level::Error } else { finding.level };
        Finding { level, ..finding }
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
        if self.findings.len() < MOST {
            self.findings.push(finding);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// Says how many more there are than are kept, if any.
    pub(super) fn close(&mut self, place: Place) {
        if self.more > 0 {
            let message = format!("{} more are found of `{}`", count(self.more), self.rule);
            let finding = self.finding(Subject::Matrix, place, message);
            self.findings.push(finding.help("mend those that are listed, and check again"));
        }
    }

    /// Says that not every case of the subject was looked at.
    pub fn unproven(&mut self, subject: Subject, place: Place) {
        self.open.push((subject, place));
    }

    /// Says so of the whole that a check is about, unless the check said more closely what is open.
    pub(super) fn open_unless_said(&mut self, subject: Subject, place: Place) {
        if self.open.is_empty() {
            self.unproven(subject, place);
        }
    }

    /// Whether there is nothing to say.
    pub(super) const fn is_nothing(&self) -> bool {
        self.findings.is_empty() && self.open.is_empty()
    }

    /// The number from which the rule complains, if it counts.
    #[must_use]
    pub const fn threshold(&self) -> Option<Threshold> {
        self.threshold
    }

    /// The rule's name, and the subjects of which not every case was looked at.
    pub(super) fn open(&self) -> (&'static str, &[(Subject, Place)]) {
        (self.rule, &self.open)
    }

    /// What was found.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
