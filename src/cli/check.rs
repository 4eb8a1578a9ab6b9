//! `raci check`: every finding, exactly placed.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::levels::Levels;
use super::status::Status;
use super::terminal::{self, Color};
use crate::check::{Options, check};
use crate::finding::Level;
use crate::report::{self, Report};
use crate::source::{Input, OpenError, Opened, harmless, open, read_capped};

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

    #[command(flatten)]
    levels: Levels,

    /// The least level at which findings make the exit status 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Error)]
    fail_on: FailOn,

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
}

/// The forms that a report takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Source lines with marks, for a terminal
    Human,
    /// One line a finding
    Plain,
    /// One object, for programs
    Json,
}

/// The least level that counts for the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// Why there is no report, in lines for standard error, and the exit status that this is.
struct Failure {
    status: Status,
    lines: Vec<String>,
}

impl Check {
    pub(super) fn run(self) -> Status {
        let written = match self.report() {
            Ok(Done::Report(report, status)) => self.write(&report).map(|()| status),
            Ok(Done::Files(names)) => self.write_files(&names).map(|()| Status::Clean),
            Err(failure) => self.write_failure(&failure).map(|()| failure.status),
        };
        written.unwrap_or_else(|error| {
            terminal::say(&format!("error: cannot write to standard output: {error}"));
            Status::Failed
        })
    }

    fn report(&self) -> Result<Done, Failure> {
        let opened = self.open()?;
        for orphan in &opened.orphans {
            terminal::say(&orphan_note(orphan));
        }
        if self.show_files {
            return Ok(Done::Files(opened.sources.iter().map(|(_, file)| file.name().to_owned()).collect()));
        }
        let options =
            Options { as_of: self.as_of.unwrap_or_else(|| ZonedDateTime::now().date()), levels: self.levels.0.clone() };
        let Opened { sources, policies, .. } = opened;
        let checked = catch_unwind(AssertUnwindSafe(|| check(&sources, &policies, &options)));
        let (findings, proved) =
            checked.map_err(|_| Failure::new("internal fault: please report it with the files"))?;
        let report = Report::new(sources, findings, proved).limit(self.max_findings.unwrap_or(usize::MAX));
        let status = self.fail_on.status(&report);
        Ok(Done::Report(report, status))
    }

    fn open(&self) -> Result<Opened, Failure> {
        let here = std::env::current_dir()
            .map_err(|error| Failure::new(format!("cannot read the current folder: {error}")))?;
        let mut inputs = Vec::with_capacity(self.paths.len());
        for path in &self.paths {
            inputs.push(if path == Path::new("-") { self.read_stdin()? } else { Input::Path(path.clone()) });
        }
        open(&here, &inputs).map_err(Failure::from)
    }

    fn read_stdin(&self) -> Result<Input, Failure> {
        match read_capped(io::stdin().lock()) {
            Ok(bytes) => Ok(Input::Text { name: self.stdin_filename.clone(), bytes }),
            Err(error) => Err(Failure::new(format!("cannot read standard input: {error}"))),
        }
    }

    /// The place where a new format is added.
    fn write(&self, report: &Report) -> io::Result<()> {
        match self.format {
            Format::Human => terminal::print(|out| report::human(report, terminal::look(self.color), out)),
            Format::Plain => {
                terminal::print(|out| report::plain(report, out))?;
                terminal::say(&report.sum_up());
                Ok(())
            }
            Format::Json => terminal::print(|out| report::json(report, out)),
        }
    }

    fn write_files(&self, names: &[String]) -> io::Result<()> {
        terminal::print(|out| match self.format {
            Format::Json => report::json_files(names, out),
            Format::Human | Format::Plain => {
                names.iter().try_for_each(|name| writeln!(out, "{}", harmless::prose(name)))
            }
        })
    }

    fn write_failure(&self, failure: &Failure) -> io::Result<()> {
        for line in &failure.lines {
            terminal::say(&format!("error: {line}"));
        }
        match self.format {
            Format::Json => terminal::print(|out| report::failure(&failure.lines.join("\n"), out)),
            Format::Human | Format::Plain => Ok(()),
        }
    }
}

/// What came of a run that could be done.
enum Done {
    Report(Report, Status),
    /// The names of the files that would be checked.
    Files(Vec<String>),
}

impl FailOn {
    fn status(self, report: &Report) -> Status {
        let least = match self {
            Self::Error => Level::Error,
            Self::Warning => Level::Warning,
            Self::Info => Level::Info,
            Self::Never => return Status::Clean,
        };
        if report.worst() >= Some(least) { Status::Found } else { Status::Clean }
    }
}

impl Failure {
    fn new(line: impl Into<String>) -> Self {
        Self { status: Status::Failed, lines: vec![line.into()] }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Unreadable(paths) => {
                Self { status: Status::Failed, lines: paths.iter().map(ToString::to_string).collect() }
            }
            OpenError::Nothing { orphans } => {
                let nothing =
                    "there is nothing to check: a `raci.toml` makes a folder a policy, and there is none".to_owned();
                let lines = std::iter::once(nothing).chain(orphans.iter().map(|orphan| orphan_note(orphan))).collect();
                Self { status: Status::Nothing, lines }
            }
        }
    }
}

fn orphan_note(name: &str) -> String {
    format!("`{name}` is in no policy: there is no `raci.toml` in its folder or above")
}
