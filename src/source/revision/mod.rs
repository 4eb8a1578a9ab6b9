//! Policies as they were at a revision, read through the `git` command into memory: nothing is checked out.

mod git;
mod ignored;
mod tree;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use git::Git;
use tree::Tree;

use super::harmless;
use super::open::{Gathered, Input, Opened, Unreadable};

/// Why there is no telling what a revision had.
#[derive(Debug)]
pub enum RevisionError {
    /// The `git` command cannot be run.
    NoGit(io::Error),
    /// The folder of this name is in no repository.
    NoRepository(String),
    /// The repository has no such revision.
    Unknown(String),
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
            Self::Unknown(revision) => {
                let revision = harmless::prose(revision);
                write!(f, "there is no revision `{revision}`; in a shallow clone, fetch the whole history first")
            }
            Self::Git(complaint) => write!(f, "git: {}", harmless::prose(complaint)),
            Self::Unreadable(files) => {
                let lines: Vec<_> = files.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
        }
    }
}

/// What [`open`](super::open) would have found and read, had the files been those of `revision`: the same files make up the same
/// policies and have the same names. A path that the revision does not have holds nothing, so that there may be no policy at all.
/// A text that is not on disk is the file of its name.
///
/// The repository is the one that holds the first path, or else the folder `here`, whatever a hook has set in the environment.
///
/// # Errors
/// Where there is no repository or no such revision, `git` cannot be run, or a file of a policy cannot be read.
pub fn open_at(here: &Path, revision: &str, inputs: &[Input]) -> Result<Opened, RevisionError> {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let paths: Vec<PathBuf> = inputs
        .iter()
        .map(|input| match input {
            Input::Path(path) => here.join(path),
            Input::Text { name, .. } => here.join(name),
        })
        .collect();
    let git = Git::around(&here, paths.first().unwrap_or(&here))?;
    let tree = Tree::read(&git, &git.commit(revision)?)?;
    let present: Vec<PathBuf> = paths.into_iter().filter(|path| tree.has(path)).collect();
    let asked = (!inputs.is_empty()).then_some(present.as_slice());
    Gathered::new(&tree, &here, asked).map(Opened::from).map_err(RevisionError::Unreadable)
}

/// Whether the repository that holds the folder has a revision of that name.
#[must_use]
pub fn has_revision(here: &Path, revision: &str) -> bool {
    Git::around(here, here).is_ok_and(|git| git.commit(revision).is_ok())
}
