//! The four ways in which a run ends.

use std::process::ExitCode;

/// How a run ended. It never depends on the format of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing that was asked to fail on.
    Clean,
    /// Something that was.
    Found,
    /// The job could not be done: usage, a file that cannot be read, an internal fault.
    Failed,
    /// There was nothing to check.
    Nothing,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
            Status::Nothing => 3,
        })
    }
}
