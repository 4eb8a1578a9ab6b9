//! `raci check`: every finding, exactly placed.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::config;
use super::failure::{Failure, orphan_note};
use super::format::{Destination, Format, Said};
use super::levels::Levels;
use super::status::Status;
use super::terminal::{self, Color};
use crate::check::{Options, check};
use crate::finding::Level;
use crate::report::{self, Report};
use crate::source::{Input, Opened, folder_in_repository, harmless, open, read_capped};

/// Find what is wrong, exactly placed
#[derive(Debug, Args)]
pub(super) struct Check {
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
    levels: Levels,

    /// The least level at which findings make the exit status 1 [default: error]
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<FailOn>,

    /// The day on which the matrix is looked at, such as 2026-12-31 [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,

    /// Show only the first findings; all are counted
    #[arg(long, value_name = "N")]
    max_findings: Option<usize>,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,

    /// What to call the file that `-` reads
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: PathBuf,

    /// List the files that would be checked, and check nothing
    #[arg(long)]
    show_files: bool,

    /// List every setting and where it comes from, and check nothing
    #[arg(long, conflicts_with = "show_files")]
    show_config: bool,
}

/// The least level that counts for the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl Check {
    pub(super) fn run(self) -> Status {
        match self.outcome() {
            Ok(Outcome::Files(names)) => status_of(self.write_files(&names), Status::Clean),
            Ok(Outcome::Config(opened)) => status_of(self.write_config(&opened), Status::Clean),
            Ok(Outcome::Report(report)) => self.deliver(Said::Report(&report), status(&report)),
            Err(failure) => {
                failure.say();
                self.deliver(Said::Failure(&failure.lines.join("\n")), failure.status)
            }
        }
    }

    fn outcome(&self) -> Result<Outcome, Failure> {
        if let Some(path) = self.doubled_report() {
            return Err(Failure::new(format!("two reports cannot go to one file: `{}`", path.display())));
        }
        let here =
            env::current_dir().map_err(|error| Failure::new(format!("cannot read the current folder: {error}")))?;
        let opened = self.open(&here)?;
        for orphan in &opened.orphans {
            terminal::say(&orphan_note(orphan));
        }
        if self.show_files {
            return Ok(Outcome::Files(opened.sources.iter().map(|(_, file)| file.name().to_owned()).collect()));
        }
        if self.show_config {
            return Ok(Outcome::Config(opened));
        }
        self.check(&here, opened).map(Outcome::Report)
    }

    fn options(&self) -> Options {
        Options { as_of: self.as_of.unwrap_or_else(|| ZonedDateTime::now().date()), levels: self.levels.0.clone() }
    }

    fn check(&self, here: &Path, Opened { sources, policies, .. }: Opened) -> Result<Report, Failure> {
        let options = self.options();
        let checked = catch_unwind(AssertUnwindSafe(|| check(&sources, &policies, &options)));
        let (findings, proved) =
            checked.map_err(|_| Failure::new("internal fault: please report it with the files"))?;
        let report = Report::new(sources, findings, proved).located(folder_in_repository(here), &policies);
        Ok(report.fail_on(self.fail_on.unwrap_or(FailOn::Error).level()).limit(self.max_findings.unwrap_or(usize::MAX)))
    }

    fn open(&self, here: &Path) -> Result<Opened, Failure> {
        let mut inputs = Vec::with_capacity(self.paths.len());
        for path in &self.paths {
            inputs.push(if path == Path::new("-") { self.read_stdin()? } else { Input::Path(path.clone()) });
        }
        open(here, &inputs).map_err(Failure::from)
    }

    fn read_stdin(&self) -> Result<Input, Failure> {
        match read_capped(io::stdin().lock()) {
            Ok(bytes) => Ok(Input::Text { name: self.stdin_filename.clone(), bytes }),
            Err(error) => Err(Failure::new(format!("cannot read standard input: {error}"))),
        }
    }

    /// The file that two reports would go to.
    fn doubled_report(&self) -> Option<&Path> {
        let mut paths: Vec<&Path> = self.reports.iter().map(|report| report.path.as_path()).collect();
        paths.sort_unstable();
        paths.windows(2).find_map(|pair| match pair {
            [one, other] if one == other => Some(*one),
            _ => None,
        })
    }

    /// Writes what the run has to say wherever it was asked for.
    fn deliver(&self, said: Said<'_>, status: Status) -> Status {
        let mut status = status;
        for report in &self.reports {
            if let Err(error) = report.write(said) {
                terminal::say(&format!("error: {error}"));
                status = Status::Failed;
            }
        }
        status_of(self.print(said), status)
    }

    fn print(&self, said: Said<'_>) -> io::Result<()> {
        match said {
            Said::Failure(_) if self.format.is_for_people() => return Ok(()),
            _ => terminal::print(|out| self.format.write(said, terminal::look(self.color), out))?,
        }
        if let (Said::Report(report), Format::Plain | Format::Github) = (said, self.format) {
            terminal::say(&report.sum_up());
            summarise_job(self.format, report);
        }
        Ok(())
    }

    fn write_config(&self, opened: &Opened) -> io::Result<()> {
        let options = self.options();
        let name = |fail_on: FailOn| fail_on.level().map_or("never", Level::as_str);
        let run = config::Run::new()
            .with("as-of", self.as_of, options.as_of)
            .with("fail-on", self.fail_on.map(name), name(FailOn::Error))
            .with("max-findings", self.max_findings, "all");
        terminal::print(|out| config::write(opened, &options, &run, self.format, out))
    }

    fn write_files(&self, names: &[String]) -> io::Result<()> {
        terminal::print(|out| match self.format.is_json() {
            true => report::json_files(names, out),
            false => names.iter().try_for_each(|name| writeln!(out, "{}", harmless::prose(name))),
        })
    }
}

/// Adds to the summary of GitHub's job where there is one. That it cannot be written is told and changes nothing.
fn summarise_job(format: Format, report: &Report) {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty() && format == Format::Github)
    else {
        return;
    };
    let mut summary = Vec::new();
    let written = report::github_summary(report, &mut summary)
        .and_then(|()| OpenOptions::new().append(true).create(true).open(&path))
        .and_then(|mut file| file.write_all(&summary));
    if let Err(error) = written {
        terminal::say(&format!("note: cannot write the summary of the job: {error}"));
    }
}

/// The status of a run whose output was, or was not, written.
fn status_of(written: io::Result<()>, status: Status) -> Status {
    match written {
        Ok(()) => status,
        Err(error) => {
            terminal::say(&format!("error: cannot write to standard output: {error}"));
            Status::Failed
        }
    }
}

fn status(report: &Report) -> Status {
    if report.fails() { Status::Found } else { Status::Clean }
}

/// What came of a run that could be done.
enum Outcome {
    Report(Report),
    /// The names of the files that would be checked.
    Files(Vec<String>),
    /// What would be checked, of which the settings are shown.
    Config(Opened),
}

impl FailOn {
    const fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Info => Some(Level::Info),
            Self::Never => None,
        }
    }
}
