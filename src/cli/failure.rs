//! Why a job could not be done.

use std::env;
use std::path::PathBuf;

use super::status::Status;
use super::terminal;
use crate::ask::CaseError;
use crate::source::harmless::prose;
use crate::source::{Because, NearFile, OpenError};

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
            OpenError::Nothing { orphans, near } => {
                let nothing = "there is nothing to check: a `raci.toml` makes a folder a policy, and there is none";
                let failure =
                    orphans.iter().fold(Self::nothing(nothing), |failure, name| failure.and(orphan_note(name)));
                let is_bare = orphans.is_empty() && near.is_empty();
                let begin = is_bare.then(|| "begin with `raci init`, which writes a commented policy".to_owned());
                failure.help(near.iter().map(near_note).chain(begin))
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

/// What to say of a file that is nearly part of a policy.
pub(super) fn near_note(near: &NearFile) -> String {
    let name = &near.name;
    match &near.because {
        Because::Name(right) => format!("note: `{name}` is not read: call it `{right}`"),
        Because::Format => {
            format!("note: `{name}` is not read: a policy is written in TOML, and begins with a `raci.toml`")
        }
        Because::Sheet => {
            format!("note: `{name}` is not read: a policy is written in TOML; `raci init` writes one to begin with")
        }
    }
}

/// What to say of a policy that says nothing.
pub(super) fn blank_note(name: &str) -> String {
    format!("`{name}` says nothing yet: `raci init` in a new folder shows how a policy begins")
}

/// The current folder.
pub(super) fn here() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| Failure::new(format!("cannot read the current folder: {error}")))
}
