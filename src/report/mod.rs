//! From findings to text, one file a format.

mod human;
mod json;
mod plain;
mod summary;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use crate::finding::{Finding, Label, Level};
use crate::source::{Place, Sources};

pub use human::{Look, human};
pub use json::{failure, json, json_files};
pub use plain::plain;
pub use summary::{Proved, Summary};

/// Everything that a run has to say.
#[derive(Debug)]
pub struct Report {
    sources: Sources,
    findings: Vec<Finding>,
    proved: Proved,
    limit: usize,
}

impl Report {
    /// A report of findings whose levels are applied and whose waivers are marked. It puts them in order.
    #[must_use]
    pub fn new(sources: Sources, mut findings: Vec<Finding>, proved: Proved) -> Self {
        findings.sort_by(|a, b| order(&sources, a, b));
        Self { sources, findings, proved, limit: usize::MAX }
    }

    /// Shows only the first `limit` findings; the summary counts them all.
    #[must_use]
    pub const fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Every finding, waived ones too, by file, place and rule.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings there are of each kind.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(self.sources.len(), &self.findings)
    }

    /// The whole run in one line: `2 errors, 1 warning, 3 waived in 4 files`, or what was proved.
    #[must_use]
    pub fn sum_up(&self) -> String {
        summary::sum_up(self.summary(), self.proved)
    }

    /// The weightiest level of a finding that no waiver hides.
    #[must_use]
    pub fn worst(&self) -> Option<Level> {
        self.unwaived().map(|finding| finding.level).max()
    }

    fn unwaived(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.waived.is_none())
    }

    /// The findings that a person is shown.
    fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.unwaived().take(self.limit)
    }

    /// How many findings a person is not shown because of the limit.
    fn left_out(&self) -> usize {
        self.unwaived().skip(self.limit).count()
    }
}

/// The order of findings: by the names of their files, never by the ids, then by everything else that they show.
fn order(sources: &Sources, a: &Finding, b: &Finding) -> Ordering {
    by_place(sources, a.primary.place, b.primary.place)
        .then_with(|| a.rule.cmp(b.rule))
        .then_with(|| a.subject.cmp(&b.subject))
        .then_with(|| a.message.cmp(&b.message))
        .then_with(|| a.primary.text.cmp(&b.primary.text))
        .then_with(|| by_labels(sources, &a.related, &b.related))
        .then_with(|| a.roles.cmp(&b.roles))
        .then_with(|| b.level.cmp(&a.level))
        .then_with(|| a.help.cmp(&b.help))
        .then_with(|| format!("{:?}", (&a.cases, &a.waived)).cmp(&format!("{:?}", (&b.cases, &b.waived))))
}

fn by_labels(sources: &Sources, a: &[Label], b: &[Label]) -> Ordering {
    let pairs = a.iter().zip(b);
    pairs
        .map(|(a, b)| by_place(sources, a.place, b.place).then_with(|| a.text.cmp(&b.text)))
        .find(|order| order.is_ne())
        .unwrap_or_else(|| a.len().cmp(&b.len()))
}

fn by_place(sources: &Sources, a: Place, b: Place) -> Ordering {
    if a.file == b.file {
        return a.span.cmp(&b.span);
    }
    sources.name(a.file).cmp(sources.name(b.file)).then_with(|| a.cmp(&b))
}
