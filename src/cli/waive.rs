//! `raci waive`: what is found today as waivers, so that an old matrix can start clean.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::failure::Failure;
use super::status::Status;
use super::{day, levels, terminal, whole};
use crate::check::{Options, check};
use crate::finding::{Finding, Level};
use crate::report::counted;
use crate::rules;
use crate::source::{File, FileId, Input, MAIN_FILE, Opened, Policy, Sources, open};
use crate::waive::{FILE, Grounds, Target, add, targets};

/// Write a waiver for everything that is found today, so that from now on it can only get better
#[derive(Debug, Args)]
pub(super) struct Waive {
    /// Policy folders, or folders with policies below [default: the policy that holds the current folder, or else every one below
    /// it]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Why what is found is accepted for now
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// The last day on which it is, such as 2026-12-31
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    until: Date,

    /// The role that approves it
    #[arg(long, value_name = "ROLE")]
    approved_by: String,

    /// Only what this rule finds; any number of times
    #[arg(long = "rule", value_name = "RULE", value_parser = levels::rule)]
    rules: Vec<String>,

    /// The day on which the matrix is looked at, such as 2026-12-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    as_of: Option<Date>,
}

/// What is written for one policy.
struct Written {
    name: String,
    text: String,
    /// How many waivers, and how many findings they hide.
    waivers: usize,
    hidden: usize,
}

/// What comes of one policy: the file, where something is waived, and what is left.
struct Plan {
    written: Option<Written>,
    left: Vec<Finding>,
}

impl Waive {
    pub(super) fn run(self) -> Status {
        self.waive().unwrap_or_else(|failure| {
            failure.say();
            failure.status
        })
    }

    /// Everything is worked out before the first file is written.
    fn waive(&self) -> Result<Status, Failure> {
        let here =
            env::current_dir().map_err(|error| Failure::new(format!("cannot read the current folder: {error}")))?;
        let opened = self.open(&here)?;
        let plans: Result<Vec<Plan>, Failure> =
            opened.policies.iter().map(|policy| self.plan(&here, &opened.sources, policy)).collect();
        let plans = plans?;
        for written in plans.iter().filter_map(|plan| plan.written.as_ref()) {
            whole::write(&here.join(&written.name), written.text.as_bytes())
                .map_err(|error| Failure::new(format!("cannot write `{}`: {error}", written.name)))?;
        }
        Ok(tell(&plans))
    }

    fn open(&self, here: &Path) -> Result<Opened, Failure> {
        if let Some(file) = self.paths.iter().find(|path| here.join(path).is_file()) {
            let file = file.display();
            return Err(Failure::new(format!(
                "`{file}` is a file: name the folder of its policy, in which `{FILE}` is written"
            )));
        }
        if self.until < self.today()? {
            return Err(Failure::new(format!("`--until {}` is past: give a day that is to come", self.until)));
        }
        let inputs: Vec<Input> = self.paths.iter().cloned().map(Input::Path).collect();
        Ok(open(here, &inputs)?)
    }

    fn today(&self) -> Result<Date, Failure> {
        day::or_today(self.as_of)
    }

    fn plan(&self, here: &Path, sources: &Sources, policy: &Policy) -> Result<Plan, Failure> {
        let options = Options::on(self.today()?);
        let found = check(sources, std::slice::from_ref(policy), &options).0;
        let wanted = self.wanted(&found);
        if wanted.is_empty() {
            return Ok(Plan { written: None, left: left(found) });
        }
        let name = file_beside(here, sources, policy)?;
        let before = sources.iter().map(|(_, file)| file).find(|file| file.name() == name);
        if let Some(fault) = before.and_then(File::fault) {
            return Err(Failure::new(format!("cannot add to `{name}`: {fault}")));
        }
        let before = before.map(|file| &**file.text());
        let grounds = Grounds { reason: self.reason.clone(), approved_by: self.approved_by.clone(), until: self.until };
        let text = add(before, &wanted, &grounds);
        let (sources, file) = sources.with(&name, text.as_str());
        let after = check(&sources, &[with_file(policy, file)], &options).0;
        refuse_mistakes(&name, file, &after, &wanted)?;
        let hidden = |found: &[Finding]| found.iter().filter(|finding| finding.waived.is_some()).count();
        let hidden = hidden(&after).saturating_sub(hidden(&found));
        Ok(Plan { written: Some(Written { name, text, waivers: wanted.len(), hidden }), left: left(after) })
    }

    /// What is found and asked for.
    fn wanted(&self, found: &[Finding]) -> BTreeSet<Target> {
        let mut wanted = targets(found);
        wanted.retain(|(_, rule)| self.rules.is_empty() || self.rules.iter().any(|asked| asked == rule));
        wanted
    }
}

fn left(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|finding| finding.waived.is_none()).collect()
}

fn with_file(policy: &Policy, file: FileId) -> Policy {
    let mut policy = policy.clone();
    if policy.files().all(|known| known != file) {
        policy.others.push(file);
    }
    policy
}

/// The file for waivers, beside the policy's main file: one that is read with the policy, or one that is not there yet.
fn file_beside(here: &Path, sources: &Sources, policy: &Policy) -> Result<String, Failure> {
    let main = sources.name(policy.main);
    let folder = main.strip_suffix(MAIN_FILE).filter(|_| here.join(main).is_file());
    let folder = folder.ok_or_else(|| Failure::new(format!("cannot tell which folder the policy of `{main}` is")))?;
    let name = format!("{folder}{FILE}");
    let is_read = policy.files().any(|file| sources.name(file) == name);
    if !is_read && here.join(&name).symlink_metadata().is_ok() {
        let why = "it is there and is not read with the policy; is it in `.gitignore`?";
        return Err(Failure::new(format!("cannot add to `{name}`: {why}")));
    }
    Ok(name)
}

/// Refuses what would be a mistake (a role that there is not, a file that cannot be read as it stands), or would hide nothing.
fn refuse_mistakes(name: &str, file: FileId, after: &[Finding], wanted: &BTreeSet<Target>) -> Result<(), Failure> {
    let in_file = |finding: &&Finding| finding.primary.place.file == file && rules::is_mistake(finding.rule);
    if let Some(Finding { message, help, .. }) = after.iter().find(in_file) {
        let help = if help.is_empty() { String::new() } else { format!("; {help}") };
        return Err(Failure::new(format!("cannot waive in `{name}`: {message}{help}")));
    }
    match targets(after).intersection(wanted).next() {
        Some((subject, rule)) => Err(Failure::new(format!("a waiver does not hide `{rule}` on `{subject}`"))),
        None => Ok(()),
    }
}

/// Says what was done and what is left, which is what the exit status is about.
fn tell(plans: &[Plan]) -> Status {
    for Written { name, waivers, hidden, .. } in plans.iter().filter_map(|plan| plan.written.as_ref()) {
        let waivers = counted(*waivers as u64, "waiver", "waivers");
        terminal::say(&format!("wrote {waivers} for {} to `{name}`", counted(*hidden as u64, "finding", "findings")));
    }
    if plans.iter().all(|plan| plan.written.is_none()) {
        terminal::say("nothing to waive");
    }
    let left = plans.iter().flat_map(|plan| &plan.left);
    let (mistakes, others): (Vec<&Finding>, Vec<&Finding>) = left.partition(|finding| rules::is_mistake(finding.rule));
    if !mistakes.is_empty() {
        let count = counted(mistakes.len() as u64, "mistake", "mistakes");
        terminal::say(&format!(
            "note: {count} in writing cannot be waived ({}): mend what `raci check` shows",
            rules_of(&mistakes)
        ));
    }
    if !others.is_empty() {
        let count = counted(others.len() as u64, "finding is", "findings are");
        terminal::say(&format!("note: {count} left ({}): run `raci check`", rules_of(&others)));
    }
    let fails = mistakes.iter().chain(&others).any(|finding| finding.level == Level::Error);
    if fails { Status::Found } else { Status::Clean }
}

fn rules_of(findings: &[&Finding]) -> String {
    let rules: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
    Vec::from_iter(rules).join(", ")
}
