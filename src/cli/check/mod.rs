//! `raci check`: every finding, exactly placed.

mod deliver;
mod fix;

use std::collections::HashSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::day;
use super::failure::{Failure, blank_note, here, near_note, orphan_note};
use super::format::{Delivery, Destination, Destinations, Format};
use super::job;
use super::levels::{LevelChoice, LevelFlags};
use super::status::Status;
use super::terminal::{self, Color};
use crate::check::check_each;
use crate::finding::Level;
use crate::fingerprint::Fingerprint;
use crate::meant::spans;
use crate::options::Options;
use crate::proved::Proved;
use crate::report::Report;
use crate::source::{Input, Opened, Policy, folder_in_repository, open, open_at, read_capped};
use crate::syntax::Term;

/// Find what is wrong, exactly placed
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Policy folders, folders with policies below, or single files; `-` reads one from standard input [default: the policy
    /// that holds the current folder, or else every one below it]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Human)]
    format: Format,

    /// Write the report to a file as well, whole or not at all; any number of times
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = Destination::parse)]
    reports: Vec<Destination>,

    #[command(flatten)]
    levels: LevelFlags,

    /// The least level at which findings make the exit status 1 [default: error]
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<FailLevel>,

    /// The day on which the matrix is looked at, such as 2026-12-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    as_of: Option<Date>,

    /// Look not at that day alone but at every day of a span from it on, such as '6 months'
    #[arg(long, value_name = "SPAN", value_parser = horizon)]
    horizon: Option<Term>,

    /// Report only what this revision did not have, such as origin/main
    #[arg(long, value_name = "REV")]
    since: Option<String>,

    /// Show only the first findings; all are counted
    #[arg(long, value_name = "N")]
    max_findings: Option<usize>,

    /// Say only what is at this level or above; all are counted [default: info]
    #[arg(long, value_enum, value_name = "LEVEL")]
    level: Option<LevelChoice>,

    /// Show people every finding for itself, however many say nearly the same
    #[arg(short, long)]
    verbose: bool,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,

    /// What to call the file that `-` reads
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: PathBuf,

    /// Mend what is safe to mend, keeping comments and layout, then check
    #[arg(long, conflicts_with_all = ["since", "show_files", "show_config"])]
    fix: bool,

    /// Show what `--fix` would change, and change nothing
    #[arg(long, requires = "fix")]
    diff: bool,

    /// List the files that would be checked, and check nothing
    #[arg(long)]
    show_files: bool,

    /// List every setting and where it comes from, and check nothing
    #[arg(long, conflicts_with = "show_files")]
    show_config: bool,
}

/// The least level that counts for the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailLevel {
    Error,
    Warning,
    Info,
    Never,
}

impl CheckArgs {
    pub(super) fn run(self) -> Status {
        let begun = here().and_then(|here| {
            let places = Destinations::of(&here, &self.reports).map_err(Failure::new)?;
            Ok((here, places))
        });
        let (done, places) = match begun {
            Ok((here, places)) => (self.check_in(&here, &places), places),
            Err(failure) => (Err(failure), Destinations::default()),
        };
        done.unwrap_or_else(|failure| {
            failure.say();
            self.deliver(&places, Delivery::Failure(&failure.text()), failure.status)
        })
    }

    fn check_in(&self, here: &Path, places: &Destinations<'_>) -> Result<Status, Failure> {
        let inputs = self.inputs()?;
        let opened = open(here, &inputs)?;
        for orphan in &opened.orphans {
            terminal::say(&orphan_note(orphan));
        }
        opened.near.iter().for_each(|near| terminal::say(&near_note(near)));
        if self.show_files {
            return Ok(terminal::finish(self.write_files(&opened), Status::Clean));
        }
        if self.show_config {
            return Ok(terminal::finish(self.write_config(&opened, &self.options()?), Status::Clean));
        }
        if self.diff {
            let difference = self.difference(&opened)?;
            let report = self.check(here, opened)?;
            return Ok(terminal::finish(self.write_difference(&difference), status(&report)));
        }
        let opened = if self.fix { self.fix(here, opened)? } else { opened };
        refuse_blank(&opened)?;
        let report = self.check(here, opened)?;
        let report = match &self.since {
            Some(revision) => report.since(revision, &self.known(here, revision, &inputs)?),
            None => report,
        };
        Ok(self.deliver(places, Delivery::Report(&report), status(&report)))
    }

    /// What the revision had.
    fn known(&self, here: &Path, revision: &str, inputs: &[Input]) -> Result<HashSet<Fingerprint>, Failure> {
        let opened = open_at(here, revision, inputs).map_err(|error| Failure::new(error.to_string()))?;
        let report = self.check(here, opened)?;
        let unwaived =
            report.findings().iter().zip(report.fingerprints()).filter(|(finding, _)| finding.waived.is_none());
        Ok(unwaived.map(|(_, fingerprint)| fingerprint).collect())
    }

    fn options(&self) -> Result<Options, Failure> {
        let as_of = day::or_today(self.as_of)?;
        let until = self.horizon.map_or(Some(as_of), |span| span.after(as_of));
        let until = until.ok_or_else(|| Failure::new("`--horizon` reaches beyond the last of all days: give less"))?;
        Ok(Options { levels: self.levels.0.clone(), until, ..Options::on(as_of) })
    }

    fn check(&self, here: &Path, Opened { sources, policies, .. }: Opened) -> Result<Report, Failure> {
        let options = self.options()?;
        let mut findings = Vec::new();
        let mut proved = Proved::default();
        let all = catch_unwind(AssertUnwindSafe(|| check_each(&sources, &policies, &options)));
        for checked in all.map_err(|_| Failure::new("internal fault: please report it with the files"))? {
            findings.extend(checked.findings);
            proved = proved.and(checked.proved);
        }
        let report = Report::new(sources, findings, proved).located(folder_in_repository(here), &policies);
        Ok(report
            .on_the_web(job::address())
            .unfolded(self.verbose)
            .fail_on(self.fail_on.unwrap_or(FailLevel::Error).level())
            .at_least(self.level.map_or(Level::Info, LevelChoice::level))
            .limit(self.max_findings.unwrap_or(usize::MAX)))
    }

    fn inputs(&self) -> Result<Vec<Input>, Failure> {
        let input = |path: &PathBuf| match path.as_path() {
            path if path == Path::new("-") => self.read_stdin(),
            path => Ok(Input::Path(path.to_owned())),
        };
        self.paths.iter().map(input).collect()
    }

    fn read_stdin(&self) -> Result<Input, Failure> {
        match read_capped(io::stdin().lock()) {
            Ok(bytes) => Ok(Input::Text { name: self.stdin_filename.clone(), bytes }),
            Err(error) => Err(Failure::new(format!("cannot read standard input: {error}"))),
        }
    }
}

/// Says which policies say nothing.
///
/// # Errors
/// Where none says anything.
fn refuse_blank(opened: &Opened) -> Result<(), Failure> {
    let is_blank = |policy: &&Policy| policy.files().all(|file| opened.sources.file(file).is_blank());
    let blank: Vec<&Policy> = opened.policies.iter().filter(is_blank).collect();
    let mut notes = blank.iter().map(|policy| blank_note(opened.sources.name(policy.main)));
    if blank.len() < opened.policies.len() {
        notes.for_each(|note| terminal::say(&format!("note: {note}")));
        return Ok(());
    }
    let first = notes.next().unwrap_or_default();
    Err(notes.fold(Failure::nothing(first), Failure::and))
}

/// Reads the span that an argument gives.
fn horizon(written: &str) -> Result<Term, String> {
    let meant = || match spans(written).as_slice() {
        [one] => Term::parse(one),
        _ => None,
    };
    Term::parse(written).or_else(meant).ok_or_else(|| "write a span such as '30 days' or '6 months'".to_owned())
}

fn status(report: &Report) -> Status {
    if report.fails() { Status::Found } else { Status::Clean }
}

impl FailLevel {
    const fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Info => Some(Level::Info),
            Self::Never => None,
        }
    }
}
