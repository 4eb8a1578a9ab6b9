//! `raci diff`: which authority moved between two versions.

mod versions;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::{Failure, here};
use super::job;
use super::status::Status;
use super::terminal::{self, Color};
use crate::diff::{self, Change, Effect};
use crate::report::diff::{Comparison, PolicyDiff, github, human, json, markdown};
use crate::report::json_error;
use crate::source::folder_in_repository;
use crate::source::harmless::Out;
use versions::{ReadPolicy, Versions};

/// Which authority moved between two versions: who may decide what they could not, and who no longer may
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The version before: a git revision such as `origin/main`, or the path of a policy
    #[arg(value_name = "OLD", default_value = "HEAD")]
    old: String,

    /// The version after, likewise [default: the files as they are]
    #[arg(value_name = "NEW")]
    new: Option<String>,

    /// The policy of which revisions are compared [default: the one that holds the current folder, or else every one below it]
    #[arg(long, value_name = "PATH")]
    policy: Option<PathBuf>,

    /// How it is shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = DiffFormat::Human)]
    format: DiffFormat,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,

    /// Make the exit status 1 where authority moved
    #[arg(long)]
    exit_code: bool,

    /// Make the exit status 1 where there is such a change; several with commas between them
    #[arg(long, value_enum, value_name = "CHANGE", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
}

/// The forms of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For a terminal
    Human,
    /// One object, for programs
    Json,
    /// For a comment on a pull request
    Markdown,
    /// Annotations of GitHub, and a summary of the job
    Github,
}

/// Changes that a second pair of eyes may be wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Somebody may decide what they could not before
    Gained,
    /// Somebody may no longer decide what they could
    Lost,
    /// Somebody else answers for the result
    Accountable,
    /// There are new cases without an answer
    Gap,
    /// There are new cases with several answers
    Overlap,
    /// A control is gone, or is less strict
    Weakened,
    /// A control is new, or is stricter
    Strengthened,
    /// What is written means something else now
    Altered,
    /// The role that keeps the matrix gains authority
    Own,
}

impl FailOn {
    /// Whether the change is such a one. Where not everything could be looked at, it may be any.
    fn is_met_by(self, change: &Change) -> bool {
        let effect = match self {
            Self::Own => return change.own || change.effect == Effect::Unproven,
            Self::Gained => Effect::Gained,
            Self::Lost => Effect::Lost,
            Self::Accountable => Effect::Accountable,
            Self::Gap => Effect::Gap,
            Self::Overlap => Effect::Overlap,
            Self::Weakened => Effect::Weakened,
            Self::Strengthened => Effect::Strengthened,
            Self::Altered => Effect::Altered,
        };
        change.effect == effect || change.effect == Effect::Unproven
    }
}

impl DiffArgs {
    pub(super) fn run(self) -> Status {
        self.compare().unwrap_or_else(|failure| {
            failure.say();
            if self.format == DiffFormat::Json {
                let _ = terminal::print(|out| json_error(&failure.text(), out));
            }
            failure.status
        })
    }

    fn compare(&self) -> Result<Status, Failure> {
        let comparison = self.comparison()?;
        let written = terminal::print(|out| self.format.write(&comparison, self.color, out));
        if self.format == DiffFormat::Github {
            job::summarise(|out| markdown(&comparison, out));
        }
        Ok(terminal::finish(written, self.status(&comparison)))
    }

    fn status(&self, comparison: &Comparison) -> Status {
        let is_met = |change: &Change| self.fail_on.iter().any(|fail_on| fail_on.is_met_by(change));
        let moved = self.exit_code && comparison.moves_authority();
        if moved || comparison.changes().any(is_met) { Status::Found } else { Status::Clean }
    }

    fn comparison(&self) -> Result<Comparison, Failure> {
        let here = here()?;
        let versions = Versions::open(&here, [Some(&self.old), self.new.as_ref()], self.policy.as_deref())?;
        let pairs = versions.pairs()?;
        let compared = catch_unwind(AssertUnwindSafe(|| pairs.into_iter().map(compare).collect()));
        let policies = compared.map_err(|_| Failure::new("internal fault: please report it with the files"))?;
        let [old, new] = versions.into_snapshots();
        Ok(Comparison { old, new, folder: folder_in_repository(&here), policies })
    }
}

impl DiffFormat {
    fn write(self, comparison: &Comparison, color: Color, out: &mut Out<'_>) -> io::Result<()> {
        match self {
            Self::Human => {
                let look = terminal::look(color);
                human(comparison, look, terminal::is_watched().then_some(look.width), out)
            }
            Self::Json => json(comparison, out),
            Self::Markdown => markdown(comparison, out),
            Self::Github => github(comparison, out),
        }
    }
}

/// Compares one policy.
fn compare([old, new]: [Option<ReadPolicy>; 2]) -> PolicyDiff {
    let diff = diff::Diff::between(old.as_ref().map(|read| &read.model), new.as_ref().map(|read| &read.model));
    PolicyDiff { old: old.map(|read| read.name), new: new.map(|read| read.name), diff }
}
