//! `raci waive`: what is found today as waivers, so that an old matrix can start clean.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::failure::{Failure, here};
use super::levels::{self, LevelChoice};
use super::status::Status;
use super::{day, terminal};
use crate::finding::{Finding, Level};
use crate::options::Options;
use crate::report;
use crate::source::{Input, Opened, open};
use crate::waive::{FILE, Grounds, Plan, Request, WaiverDraft};
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

    /// Only what this rule finds, by its name or by words as `raci explain` takes them; any number of times
    #[arg(long = "rule", value_name = "RULE", value_parser = levels::rule_in_words)]
    rules: Vec<String>,

    /// Only what is found at these levels, such as `info,warning`; any number of times
    #[arg(long = "level", value_enum, value_name = "LEVEL", value_delimiter = ',')]
    levels: Vec<LevelChoice>,

    /// The day on which the matrix is looked at, such as 2026-12-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    as_of: Option<Date>,
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
        let grounds = Grounds { reason: self.reason.clone(), approved_by: self.approved_by.clone(), until: self.until };
        let levels = self.levels.iter().map(|level| level.level()).collect();
        let request = Request { rules: self.rules.clone(), levels, grounds, options: Options::on(self.today()?) };
        let mut done = Vec::new();
        for _ in 0..MOST_TRIES {
            let opened = self.open(&here)?;
            let plans: Result<Vec<Plan>, String> =
                opened.policies.iter().map(|policy| request.plan(&opened.sources, policy)).collect();
            let mut left = Vec::new();
            let mut is_done = true;
            for Plan { written, left: of_policy } in plans.map_err(Failure::new)? {
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
        report::waived(done).iter().for_each(|line| terminal::say(line));
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

/// Says what was done and what is left, which is what the exit status is about.
fn tell(done: &[WaiverDraft], left: &[Finding]) -> Status {
    report::waived(done).iter().for_each(|line| terminal::say(line));
    if done.is_empty() {
        terminal::say("nothing to waive");
    }
    report::left_after_waiving(left).iter().for_each(|line| terminal::say(line));
    if left.iter().any(|finding| finding.level == Level::Error) { Status::Found } else { Status::Clean }
}
