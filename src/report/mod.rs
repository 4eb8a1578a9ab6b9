//! From findings to text, one file a format.

pub mod absent;
mod answer;
pub mod diff;
mod github;
mod gitlab;
mod human;
mod json;
mod jsonl;
mod junit;
mod plain;
mod repository;
mod sarif;
mod settings;
mod summary;
#[cfg(test)]
mod tests;
mod waived;
pub mod who;

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::finding::{Finding, Label, Level};
use crate::fingerprint::{self, Fingerprint};
use crate::proved::Proved;
use crate::rules;
use crate::source::harmless::{Fit, fit, prose};
use crate::source::{FileId, MAIN_FILE, Place, Policy, Sources};

use answer::{answer_json, deciders_json, hands_json};
pub use github::{github, github_failure, github_summary};
pub use gitlab::{gitlab, gitlab_failure};
pub use human::{Look, TriedExample, human, page, pages};
pub use json::{Location, failure, json, json_error, json_files, json_object};
pub use jsonl::{jsonl, jsonl_failure};
pub use junit::{junit, junit_failure};
pub use plain::plain;
pub use sarif::{sarif, sarif_failure};
pub use settings::{SettingLine, json_settings, settings};
pub use summary::Summary;
pub(crate) use summary::counted;
pub use waived::{left_after_waiving, waived};

/// Everything that a run has to say.
#[derive(Debug)]
pub struct Report {
    sources: Sources,
    findings: Vec<Finding>,
    /// What only follows from them, in order.
    implied: Vec<Finding>,
    proved: Proved,
    limit: usize,
    /// The least level of what is said; all are counted.
    least: Level,
    /// Whether a person is shown each finding for itself, however many say nearly the same.
    is_unfolded: bool,
    fail_on: Option<Level>,
    /// The current folder, from the repository's root on.
    folder: String,
    /// Where the repository can be looked at, as it was checked: an address that ends in `/`.
    web: Option<String>,
    /// The policy of each file, by its folder or, for a file that was asked for alone, its path.
    policies: Vec<String>,
    /// What was left out because an earlier revision had it.
    since: Option<Since>,
}

/// An earlier revision, how many of the findings it had, and what the fingerprints of the others were among all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Since {
    revision: String,
    known: usize,
    fingerprints: Vec<Fingerprint>,
}

impl Report {
    /// A report of findings whose levels are applied and whose waivers are marked. It puts them in order.
    #[must_use]
    pub fn new(sources: Sources, mut findings: Vec<Finding>, proved: Proved) -> Self {
        findings.sort_by(|a, b| order(&sources, a, b));
        let (implied, findings) = findings.into_iter().partition(|finding| finding.implied);
        let (limit, fail_on, folder) = (usize::MAX, Some(Level::Error), String::new());
        let policies = vec![String::new(); sources.len()];
        Self {
            sources,
            findings,
            implied,
            proved,
            limit,
            least: Level::Info,
            is_unfolded: false,
            fail_on,
            folder,
            web: None,
            policies,
            since: None,
        }
    }

    /// Says where in a repository the files are: `folder` is the current one, from the repository's root on, with `/`.
    #[must_use]
    pub fn located(mut self, folder: String, policies: &[Policy]) -> Self {
        self.folder = folder;
        for policy in policies {
            let main = self.path(policy.main);
            let name = main.strip_suffix(MAIN_FILE).filter(|folder| folder.is_empty() || folder.ends_with('/'));
            let name = name.map_or(main.as_str(), |folder| folder.trim_end_matches('/'));
            for file in policy.files() {
                if let Some(policy) = self.policies.get_mut(file.0 as usize) {
                    name.clone_into(policy);
                }
            }
        }
        self
    }

    /// Says where the repository can be looked at, as it was checked.
    #[must_use]
    pub fn on_the_web(mut self, address: Option<String>) -> Self {
        self.web = address;
        self
    }

    /// Where a line of a file can be looked at, by its path from the repository's root on.
    fn link(&self, path: &str, line: u32) -> Option<String> {
        let is_inside = !repository::is_absolute(path) && !path.starts_with("..");
        let web = self.web.as_ref().filter(|_| is_inside)?;
        Some(format!("{web}{}#L{line}", repository::uri(path)))
    }

    /// The least level that makes the run fail; `None` for never. It is [`Level::Error`] where nothing is said.
    #[must_use]
    pub const fn fail_on(mut self, least: Option<Level>) -> Self {
        self.fail_on = least;
        self
    }

    /// Says only what is at this level or above; the summary counts all.
    #[must_use]
    pub const fn at_least(mut self, least: Level) -> Self {
        self.least = least;
        self
    }

    /// Shows only the first `limit` findings; the summary counts them all.
    #[must_use]
    pub const fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Shows a person each finding for itself, however many say nearly the same.
    #[must_use]
    pub const fn unfolded(mut self, is_unfolded: bool) -> Self {
        self.is_unfolded = is_unfolded;
        self
    }

    /// Every finding that counts, waived ones too, by file, place and rule.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings there are of each kind.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(self.sources.len(), &self.findings)
    }

    /// That findings are not shown, where the limit leaves some out.
    #[must_use]
    pub fn left_out_words(&self) -> Option<String> {
        let more = Some(self.left_out()).filter(|more| *more > 0)?;
        Some(format!("{} not shown", counted(more as u64, "more finding", "more findings")))
    }

    /// The whole run in one line: `2 errors, 1 warning, 3 waived in 4 files`, or what was proved.
    #[must_use]
    pub fn sum_up(&self) -> String {
        let known = self.since.as_ref().map(|since| (since.known, since.revision.as_str()));
        summary::sum_up(self.summary(), self.proved, known)
    }

    /// The weightiest level of a finding that no waiver hides.
    #[must_use]
    pub fn worst(&self) -> Option<Level> {
        self.unwaived().map(|finding| finding.level).max()
    }

    /// Leaves out the findings that `revision` had, which are those with a `known` fingerprint.
    #[must_use]
    pub fn since(self, revision: &str, known: &HashSet<Fingerprint>) -> Self {
        let fingerprints = self.fingerprints();
        let all = self.findings.into_iter().zip(fingerprints);
        let (old, new): (Vec<_>, Vec<_>) =
            all.partition(|(finding, fingerprint)| finding.waived.is_none() && known.contains(fingerprint));
        let (findings, fingerprints): (Vec<Finding>, _) = new.into_iter().unzip();
        let is_like = |a: &Finding, b: &Finding| (a.rule, &a.subject) == (b.rule, &b.subject);
        let mut implied = self.implied;
        implied.retain(|one| findings.iter().any(|finding| is_like(one, finding)));
        let since = Since { revision: revision.to_owned(), known: old.len(), fingerprints };
        Self { findings, implied, since: Some(since), ..self }
    }

    /// Whether there is something that makes the run fail.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.findings.iter().any(|finding| self.is_failure(finding))
    }

    fn is_failure(&self, finding: &Finding) -> bool {
        finding.waived.is_none() && self.fail_on.is_some_and(|least| finding.level >= least)
    }

    /// A fingerprint for each finding, in their order.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<Fingerprint> {
        match &self.since {
            Some(since) => since.fingerprints.clone(),
            None => fingerprint::fingerprints(self.findings.iter().map(|finding| (finding, self.context(finding)))),
        }
    }

    fn context(&self, finding: &Finding) -> fingerprint::Whereabouts<'_> {
        let place = finding.primary.place;
        let written = if rules::is_mistake(finding.rule) { self.sources.slice(place) } else { "" };
        fingerprint::Whereabouts { policy: self.policy(place.file), written }
    }

    /// The policy of a file, by its folder or path from the repository's root on.
    fn policy(&self, file: FileId) -> &str {
        self.policies.get(file.0 as usize).map_or("", String::as_str)
    }

    /// The path of a file from the repository's root on, as it came from outside.
    fn path(&self, file: FileId) -> String {
        repository::path(&self.folder, self.sources.name(file))
    }

    /// The first findings, as many as are to be shown, waived ones among them.
    fn first(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| self.is_said(finding)).take(self.limit)
    }

    /// The same, each with its fingerprint.
    fn listed(&self) -> impl Iterator<Item = (&Finding, Fingerprint)> {
        let all = self.findings.iter().zip(self.fingerprints());
        all.filter(|(finding, _)| self.is_said(finding)).take(self.limit)
    }

    /// The first findings, as many as are to be shown, waived ones among them, with those that follow from them where these come.
    fn with_implied(&self) -> Vec<&Finding> {
        let mut said = self.findings.iter().filter(|finding| self.is_said(finding));
        let mut all: Vec<&Finding> = said.by_ref().take(self.limit).collect();
        let left_out = said.next();
        let is_before = |one: &&Finding| left_out.is_none_or(|left| order(&self.sources, one, left).is_lt());
        all.extend(self.implied.iter().filter(|finding| self.is_said(finding)).filter(is_before));
        all.sort_by(|a, b| order(&self.sources, a, b));
        all
    }

    fn is_said(&self, finding: &Finding) -> bool {
        finding.level >= self.least
    }

    fn unwaived(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.waived.is_none())
    }

    fn said(&self) -> impl Iterator<Item = &Finding> {
        self.unwaived().filter(|finding| self.is_said(finding))
    }

    /// The findings that a person is shown.
    fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.said().take(self.limit)
    }

    /// How many findings a person is not shown because of the limit.
    fn left_out(&self) -> usize {
        self.said().skip(self.limit).count()
    }

    /// Where a person begins, and what may be done next: nothing where there is no error.
    #[must_use]
    pub fn next_step(&self) -> Option<String> {
        let first = self.unwaived().find(|finding| finding.level == Level::Error)?;
        let place = first.primary.place;
        let (start, _) = self.sources.positions(place);
        let file = self.sources.name(place.file);
        let can_mend = self.unwaived().filter(|finding| finding.safe_fix().is_some()).count();
        let mend = match can_mend {
            0 => String::new(),
            count => format!("; `raci check --fix` mends {}", counted(count as u64, "finding", "findings")),
        };
        let rule = first.rule;
        Some(format!("the first error: {file}:{}:{}; `raci explain {rule}` says more{mend}", start.line, start.column))
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

/// What is wrong and what to do about it, on one line each.
fn words(finding: &Finding) -> Vec<Fit<'_>> {
    let help = Some(&finding.help).filter(|help| !help.is_empty());
    [prose(&finding.message)].into_iter().chain(help.map(|help| fit!("help: {}", prose(help)))).collect()
}
