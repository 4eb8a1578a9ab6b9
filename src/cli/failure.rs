//! Why a job could not be done.

use std::env;
use std::path::PathBuf;

use super::status::Status;
use super::terminal;
use crate::ask::CaseError;
use crate::source::OpenError;
use crate::source::harmless::prose;

/// Why a job could not be done, for standard error, and the exit status that this is.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) status: Status,
    /// What is wrong.
    errors: Vec<String>,
    /// What to do about it.
    help: Vec<String>,
}

impl Failure {
    pub(super) fn new(error: impl Into<String>) -> Self {
        Self { status: Status::Failed, errors: vec![error.into()], help: Vec::new() }
    }

    /// Where there is nothing to work on.
    pub(super) fn nothing(error: impl Into<String>) -> Self {
        Self::new(error).with(Status::Nothing)
    }

    pub(super) fn with(self, status: Status) -> Self {
        Self { status, ..self }
    }

    /// With another error.
    pub(super) fn and(mut self, error: impl Into<String>) -> Self {
        self.errors.push(error.into());
        self
    }

    /// With lines that help.
    pub(super) fn help(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.help.extend(lines);
        self
    }

    /// It as one text, whose lines are its own.
    pub(super) fn text(&self) -> String {
        let lines = self.errors.iter().chain(&self.help);
        lines.map(|line| prose(line).to_string()).collect::<Vec<_>>().join("\n")
    }

    /// Says it, which ends the job.
    pub(super) fn end(&self) -> Status {
        self.say();
        self.status
    }

    /// Says it on standard error.
    pub(super) fn say(&self) {
        for error in &self.errors {
            terminal::say(&format!("error: {error}"));
        }
        for line in &self.help {
            terminal::say(line);
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Unreadable(paths) => {
                let errors = paths.iter().map(ToString::to_string).collect();
                Self { status: Status::Failed, errors, help: Vec::new() }
            }
            OpenError::Nothing { orphans } => {
                let nothing = "there is nothing to check: a `raci.toml` makes a folder a policy, and there is none";
                orphans.iter().fold(Self::nothing(nothing), |failure, orphan| failure.and(orphan_note(orphan)))
            }
        }
    }
}

impl From<CaseError> for Failure {
    fn from(error: CaseError) -> Self {
        Self::new(error.to_string()).help(error.missing())
    }
}

/// What to say of a file that is named as a policy's and is in none.
pub(super) fn orphan_note(name: &str) -> String {
    format!("`{name}` is in no policy: there is no `raci.toml` in its folder or above")
}

/// The current folder.
pub(super) fn here() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| Failure::new(format!("cannot read the current folder: {error}")))
}
