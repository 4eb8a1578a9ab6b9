//! `raci waive`: what is found today as waivers, so that an old matrix can start clean.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::failure::{Failure, here};
use super::status::Status;
use super::{day, levels, terminal};
use crate::check::check;
use crate::finding::{Finding, Level};
use crate::options::Options;
use crate::report::counted;
use crate::rules;
use crate::source::{FileId, Input, MAIN_FILE, Opened, Policy, Sources, open};
use crate::waive::{Complaint, FILE, Grounds, add, targets};
use crate::writer::{self, NotReplaced};

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
struct WaiverDraft {
    name: String,
    path: PathBuf,
    /// What was read there; `None` where there is no such file.
    before: Option<Arc<str>>,
    text: String,
    /// How many waivers, and how many findings they hide.
    waivers: usize,
    hidden: usize,
}

/// What comes of one policy: the file, where something is waived, and what is left.
struct Plan {
    written: Option<WaiverDraft>,
    left: Vec<Finding>,
}

/// Somebody else who writes at the same time is done after a while.
const MOST_TRIES: usize = 100;

impl Waive {
    pub(super) fn run(self) -> Status {
        self.waive().unwrap_or_else(|failure| failure.end())
    }

    /// Everything is worked out before the first file is written, and worked out again where one was changed meanwhile.
    fn waive(&self) -> Result<Status, Failure> {
        let here = here()?;
        let mut done = Vec::new();
        for _ in 0..MOST_TRIES {
            let opened = self.open(&here)?;
            let plans: Result<Vec<Plan>, Failure> =
                opened.policies.iter().map(|policy| self.plan(&opened.sources, policy)).collect();
            let mut left = Vec::new();
            let mut is_done = true;
            for Plan { written, left: of_policy } in plans? {
                left.extend(of_policy);
                is_done &= write(written, &mut done)?;
            }
            if is_done {
                self.take_back(&here, &mut done)?;
                return Ok(tell(&done, &left));
            }
        }
        Err(Failure::new("cannot waive: the policy was changed meanwhile, again and again"))
    }

    /// Takes files back that are new and would not be read, so that their waivers would hide nothing.
    fn take_back(&self, here: &Path, done: &mut Vec<WaiverDraft>) -> Result<(), Failure> {
        if done.iter().all(|written| written.before.is_some()) {
            return Ok(());
        }
        let Opened { sources, .. } = self.open(here)?;
        let read: BTreeSet<&Path> = sources.iter().filter_map(|(_, file)| file.path()).collect();
        let (kept, unread): (Vec<_>, Vec<_>) =
            done.drain(..).partition(|written| written.before.is_some() || read.contains(written.path.as_path()));
        *done = kept;
        let Some(first) = unread.first() else { return Ok(()) };
        for written in &unread {
            writer::remove(&written.path, &written.text).map_err(|error| cannot_write(&written.name, &error))?;
        }
        say_written(done);
        let why = "`.gitignore` leaves it out, and what it leaves out is not read";
        Err(Failure::new(format!("cannot waive in `{}`: {why}", first.name)))
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
        for path in &self.paths {
            writer::refuse_links(here, path).map_err(|link| Failure::new(link.to_string()))?;
        }
        let inputs: Vec<Input> = self.paths.iter().cloned().map(Input::Path).collect();
        Ok(open(here, &inputs)?)
    }

    fn today(&self) -> Result<Date, Failure> {
        day::or_today(self.as_of)
    }

    /// Each waiver changes what is found: one that hides nothing beside the others is left out again, and what is found because of them
    /// is waived too. No finding is taken in or left out twice, so that this comes to an end.
    fn plan(&self, sources: &Sources, policy: &Policy) -> Result<Plan, Failure> {
        let options = Options::on(self.today()?);
        let found = check(sources, std::slice::from_ref(policy), &options).0;
        let (mut wanted, mut idle) = (self.wanted(&found), BTreeSet::new());
        if wanted.is_empty() {
            return Ok(Plan { written: None, left: left(found) });
        }
        let place = place_beside(sources, policy)?;
        let before = place.file.map(|file| Arc::clone(sources.text(file)));
        let grounds = Grounds { reason: self.reason.clone(), approved_by: self.approved_by.clone(), until: self.until };
        while !wanted.is_empty() {
            let text = add(before.as_deref(), &wanted, &grounds);
            let (sources, file) = match place.file {
                Some(file) => (sources.with_texts([(file, text.clone())]), file),
                None => sources.and(&place.name, text.as_str()),
            };
            let after = check(&sources, &[with_file(policy, file)], &options).0;
            refuse_mistakes(&place.name, file, &after, &wanted)?;
            let hidden = hidden_by(&wanted, &after);
            let hides: BTreeSet<Complaint> = hidden.map(target).collect();
            let more: BTreeSet<Complaint> =
                self.wanted(&after).into_iter().filter(|more| !idle.contains(more)).collect();
            if hides.len() == wanted.len() && more.is_empty() {
                let (waivers, hidden) = (wanted.len(), hidden_by(&wanted, &after).count());
                let WaiverFile { name, path, .. } = place;
                let written = Some(WaiverDraft { name, path, before, text, waivers, hidden });
                return Ok(Plan { written, left: left(after) });
            }
            idle.extend(wanted.iter().filter(|wanted| !hides.contains(wanted)).cloned());
            wanted = hides;
            wanted.extend(more);
        }
        Ok(Plan { written: None, left: left(found) })
    }

    /// What is found and asked for.
    fn wanted(&self, found: &[Finding]) -> BTreeSet<Complaint> {
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

/// The findings that these waivers hide.
fn hidden_by<'a>(waived: &'a BTreeSet<Complaint>, found: &'a [Finding]) -> impl Iterator<Item = &'a Finding> {
    found.iter().filter(|finding| finding.waived.is_some() && waived.contains(&target(finding)))
}

fn target(finding: &Finding) -> Complaint {
    (finding.subject.clone(), finding.rule)
}

/// Where waivers are written.
struct WaiverFile {
    name: String,
    path: PathBuf,
    /// The file, where it is there and read with the policy.
    file: Option<FileId>,
}

/// The file for waivers, beside the policy's main file: one that is read with the policy, or one that is not there yet.
fn place_beside(sources: &Sources, policy: &Policy) -> Result<WaiverFile, Failure> {
    let main = sources.file(policy.main);
    let parts = main.path().zip(main.name().strip_suffix(MAIN_FILE));
    let Some((path, folder)) = parts.filter(|(path, _)| path.file_name().is_some_and(|name| name == MAIN_FILE)) else {
        return Err(Failure::new(format!("cannot tell which folder the policy of `{}` is", main.name())));
    };
    let (name, path) = (format!("{folder}{FILE}"), path.with_file_name(FILE));
    let file = policy.files().find(|file| sources.file(*file).path() == Some(&path));
    let cannot = |why: &dyn std::fmt::Display| Failure::new(format!("cannot add to `{name}`: {why}"));
    if let Some(fault) = file.and_then(|file| sources.file(file).fault()) {
        return Err(cannot(&fault));
    }
    match path.symlink_metadata() {
        Ok(there) if there.is_symlink() => Err(cannot(&"it is a link, and nothing is written through one")),
        Ok(_) if file.is_none() => Err(cannot(&"it is there and is not read with the policy; is it in `.gitignore`?")),
        _ => Ok(WaiverFile { name, path, file }),
    }
}

/// Writes the file, and says whether it was still what was read.
fn write(written: Option<WaiverDraft>, done: &mut Vec<WaiverDraft>) -> Result<bool, Failure> {
    let Some(written) = written else { return Ok(true) };
    match writer::replace(&written.path, written.before.as_deref(), &written.text) {
        Ok(()) => done.push(written),
        Err(NotReplaced::Changed) => return Ok(false),
        Err(error) => return Err(cannot_write(&written.name, &error)),
    }
    Ok(true)
}

fn cannot_write(name: &str, why: &NotReplaced) -> Failure {
    Failure::new(format!("cannot write `{name}`: {why}"))
}

/// Refuses what would be a mistake (a role that there is not, a file that cannot be read as it stands), or would hide nothing.
fn refuse_mistakes(name: &str, file: FileId, after: &[Finding], wanted: &BTreeSet<Complaint>) -> Result<(), Failure> {
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
fn tell(done: &[WaiverDraft], left: &[Finding]) -> Status {
    say_written(done);
    if done.is_empty() {
        terminal::say("nothing to waive");
    }
    let (mistakes, others): (Vec<&Finding>, Vec<&Finding>) =
        left.iter().partition(|finding| rules::is_mistake(finding.rule));
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

fn say_written(done: &[WaiverDraft]) {
    for WaiverDraft { name, waivers, hidden, .. } in done {
        let waivers = counted(*waivers as u64, "waiver", "waivers");
        terminal::say(&format!("wrote {waivers} for {} to `{name}`", counted(*hidden as u64, "finding", "findings")));
    }
}

fn rules_of(findings: &[&Finding]) -> String {
    let rules: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
    Vec::from_iter(rules).join(", ")
}
