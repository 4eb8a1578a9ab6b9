//! Why there is no telling what a revision had.

use std::{fmt, io};

use super::super::harmless;
use super::super::open::Unreadable;

/// Why there is no telling what a revision had.
#[derive(Debug)]
pub enum RevisionError {
    /// The `git` command cannot be run.
    NoGit(io::Error),
    /// The folder of this name is in no repository.
    NoRepository(String),
    /// The path of this name is not in the repository that holds the current folder.
    Outside(String),
    /// The path of this name is in another repository, which begins in the folder of the second.
    Inside(String, String),
    /// No revision was given.
    Empty,
    /// The repository has no such revision.
    Unknown(String),
    /// There are so many files in it that they are not listed.
    TooManyFiles,
    /// The clone does not have all that is in the revision.
    Incomplete,
    /// What `git` complains about.
    Git(String),
    /// Files that cannot be read, by name.
    Unreadable(Vec<Unreadable>),
}

impl fmt::Display for RevisionError {
    /// Fit for a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("revisions are read through `git`, which is not installed")
            }
            Self::NoGit(error) => write!(f, "cannot run `git`: {}", harmless::prose(&error.to_string())),
            Self::NoRepository(folder) => write!(f, "`{}` is in no git repository", harmless::prose(folder)),
            Self::Outside(path) => {
                let path = harmless::prose(path);
                write!(f, "`{path}` is not in the git repository that holds the current folder: run `raci` in its own")
            }
            Self::Inside(path, inner) => {
                let (path, inner) = (harmless::prose(path), harmless::prose(inner));
                write!(f, "`{path}` is in another git repository than the current folder: run `raci` in `{inner}`")
            }
            Self::Empty => f.write_str("no revision is named, but an empty one: is a variable not set?"),
            Self::Unknown(revision) => {
                let revision = harmless::prose(revision);
                write!(f, "there is no revision `{revision}`; in a shallow clone, fetch the whole history first")
            }
            Self::TooManyFiles => f.write_str("the revision has too many files: their list is longer than 128 MiB"),
            Self::Incomplete => {
                f.write_str("git could not read all of the revision; in a partial clone, fetch all of it first")
            }
            Self::Git(complaint) => write!(f, "git: {}", harmless::prose(complaint)),
            Self::Unreadable(files) => {
                let lines: Vec<_> = files.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
        }
    }
}
