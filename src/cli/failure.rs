//! Why a job could not be done.

use super::status::Status;
use super::terminal;
use crate::source::OpenError;
use crate::source::harmless::prose;

/// Why a job could not be done, in lines for standard error, and the exit status that this is.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) status: Status,
    pub(super) lines: Vec<String>,
}

impl Failure {
    pub(super) fn new(line: impl Into<String>) -> Self {
        Self { status: Status::Failed, lines: vec![line.into()] }
    }

    /// It as one text, whose lines are its own.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|line| prose(line).to_string()).collect::<Vec<_>>().join("\n")
    }

    /// Says it on standard error.
    pub(super) fn say(&self) {
        for line in &self.lines {
            terminal::say(&format!("error: {line}"));
        }
    }
}

impl From<Failure> for (Status, Vec<String>) {
    fn from(Failure { status, lines }: Failure) -> Self {
        (status, lines.iter().map(|line| format!("error: {line}")).collect())
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

/// What to say of a file that is named as a policy's and is in none.
pub(super) fn orphan_note(name: &str) -> String {
    format!("`{name}` is in no policy: there is no `raci.toml` in its folder or above")
}
