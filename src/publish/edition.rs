//! A matrix as it is published on one day: what it says, in which language, and what a check of it found.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::finding::{Finding, Level};
use crate::model::{Activity, Id, Model, Refs, Role};
use crate::org::Org;
use crate::proved::Proved;
use crate::report::Report;
use crate::source::{Sources, harmless};
use crate::words::{Lang, Voice, Words, clean};

/// What is published.
#[derive(Debug)]
pub struct Edition<'a> {
    /// The matrix.
    pub model: &'a Model,
    /// Its lines.
    pub org: &'a Org,
    /// The day.
    pub day: Date,
    /// The language of what stands around it.
    pub lang: Lang,
    /// The check in one line.
    pub checked: String,
    /// What was found, where that is to be shown: what weighs most comes first.
    pub found: Vec<Notice>,
}

/// A finding as a reader of the published matrix is told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it weighs.
    pub level: Level,
    /// The rule.
    pub rule: &'static str,
    /// What it is about.
    pub subject: String,
    /// What is wrong.
    pub message: String,
}

/// Who checks a matrix, when, and what came of it.
#[derive(Debug)]
pub struct Audit {
    /// The day.
    pub day: Date,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was proved.
    pub proved: Proved,
    /// Whether what was found is shown.
    pub shows_findings: bool,
}

impl<'a> Edition<'a> {
    /// The matrix of these files after this check.
    #[must_use]
    pub fn new(model: &'a Model, org: &'a Org, sources: Sources, checked: Audit, lang: Lang) -> Self {
        let report = Report::new(sources, checked.findings, checked.proved);
        let shown = report.findings().iter().filter(|finding| checked.shows_findings && finding.waived.is_none());
        let found = shown.map(|finding| Notice {
            level: finding.level,
            rule: finding.rule,
            subject: harmless::prose(&finding.subject.to_string()).to_string(),
            message: harmless::prose(&finding.message).to_string(),
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|found| Reverse(found.level));
        let sum = lang.sum_up(report.summary(), checked.proved);
        Self { found, checked: sum.unwrap_or_else(|| report.sum_up()), model, org, day: checked.day, lang }
    }

    /// The words of its language.
    #[must_use]
    pub const fn words(&self) -> Words {
        self.lang.words()
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> String {
        self.model.matrix.title.as_ref().map_or_else(|| self.words().untitled.to_owned(), clean)
    }

    /// Speaks of the matrix by what people call things.
    pub(super) const fn voice(&self) -> Voice<'a> {
        Voice::of_names(self.model, self.lang)
    }

    /// What people call a role.
    pub(super) fn role(&self, role: Id<Role>) -> String {
        self.voice().role(role)
    }

    /// What people call the roles of a list.
    pub(super) fn roles(&self, roles: &Refs<Role>) -> String {
        self.voice().roles(roles.ids())
    }

    /// What is remarked on an activity and on its cases.
    pub(super) fn remarks_on(&self, activity: Id<Activity>) -> Vec<String> {
        let activity = &self.model.activities[activity];
        let all = [&activity.remarks].into_iter().chain(activity.cases.iter().map(|case| &case.remarks));
        let remarks = all.map(|remarks| self.voice().remark(remarks));
        remarks.filter(|remark| !remark.is_empty()).collect()
    }

    /// What stands under the title: what it is called, and what it is.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let (matrix, words) = (&self.model.matrix, self.words());
        let facts = [
            (words.owner, matrix.owner.get().map(|owner| self.role(owner.value))),
            (words.effective, matrix.effective.get().map(|day| day.value.to_string())),
            (words.reviewed, matrix.reviewed.get().map(|day| day.value.to_string())),
            (words.note, matrix.remarks.note.as_ref().map(clean)),
            (words.source, matrix.remarks.source.as_ref().map(clean)),
            (words.published, Some(self.day.to_string())),
            (words.checked, Some(self.checked.clone())),
        ];
        facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect()
    }
}
