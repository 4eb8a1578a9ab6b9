//! The `git` command, asked about the repository that holds the current folder.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::super::caps::read_capped;
use super::super::name;
use super::super::repository::Repository;
use super::RevisionError;
use super::batch::Batch;
use super::command::{command, find};
use super::object::{ObjectId, path_of};

/// A repository, and the `git` that reads it.
pub(super) struct Git {
    /// The root of the work tree.
    pub(super) root: PathBuf,
    program: PathBuf,
}

/// The commit of a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Commit {
    Here(ObjectId),
    /// No commit has that name, and none was cut off that could have it.
    Nothing,
    /// No commit that is here has that name.
    NothingHere,
}

/// Longer lists of files are not read: 128 MiB, some million files.
const LONGEST_LIST: usize = 128 << 20;

impl Git {
    /// The repository that holds the folder `here`.
    pub(super) fn around(here: &Path) -> Result<Self, RevisionError> {
        let cannot_tell = |error: io::Error| RevisionError::Git(format!("cannot look for a repository: {error}"));
        let repository = Repository::around(here).map_err(cannot_tell)?;
        let repository = repository.ok_or_else(|| RevisionError::NoRepository(name::relative(here, here)))?;
        Ok(Self { root: repository.root, program: find().map_err(RevisionError::NoGit)? })
    }

    /// The commit that is called `revision`.
    pub(super) fn commit(&self, revision: &str) -> Result<Commit, RevisionError> {
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            return Ok(Commit::Nothing);
        }
        let commit = format!("{revision}^{{commit}}");
        let answer = self.ask(&[
            "rev-parse",
            "--is-shallow-repository",
            "--show-prefix",
            "--absolute-git-dir",
            "--verify",
            "--quiet",
            &commit,
        ])?;
        let (is_shallow, rest) = self.understood(&answer.out).ok_or_else(|| answer.complaint())?;
        let named = rest.rsplit(|byte| *byte == b'\n').next().and_then(ObjectId::parse);
        match (answer.status, named, is_shallow) {
            (Some(0), Some(commit), _) => Ok(Commit::Here(commit)),
            (Some(1), _, false) => Ok(Commit::Nothing),
            _ if !answer.errors.is_empty() => Err(answer.complaint()),
            _ => Ok(Commit::NothingHere),
        }
    }

    /// Whether the repository is shallow, and what git said after that. `None` where git could not say it, or speaks of another
    /// repository than the one that begins in the root with a `.git`.
    fn understood<'a>(&self, said: &'a [u8]) -> Option<(bool, &'a [u8])> {
        let said = said.strip_suffix(b"\n").unwrap_or(said);
        let (is_shallow, rest) = match (said.strip_prefix(b"true\n\n"), said.strip_prefix(b"false\n\n")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return None,
        };
        let is_root = path_of(rest.split(|byte| *byte == b'\n').next()?).is_none_or(|inside| inside == self.root);
        (!is_root).then_some((is_shallow, rest))
    }

    /// The names of the repositories that this one fetches from.
    pub(super) fn remotes(&self) -> Result<Vec<String>, RevisionError> {
        let answer = self.ask(&["remote"])?;
        match answer.status {
            Some(0) => Ok(String::from_utf8_lossy(&answer.out).lines().map(str::to_owned).collect()),
            _ => Err(answer.complaint()),
        }
    }

    /// All that is in a commit: for each path from the root on its mode, its object, and its name as bytes.
    pub(super) fn listed(&self, commit: &ObjectId) -> Result<Vec<u8>, RevisionError> {
        let mut child = self.command(&["ls-tree", "-r", "-z", "--full-tree", &commit.to_string()]);
        let mut child = child.spawn().map_err(RevisionError::NoGit)?;
        let read = child.stdout.take().map_or_else(|| Ok(Vec::new()), |list| read_capped(list, LONGEST_LIST));
        let is_whole = matches!(&read, Ok(list) if list.len() <= LONGEST_LIST);
        if !is_whole {
            let _ = child.kill();
        }
        let status = child.wait();
        let list = read.map_err(|error| RevisionError::Git(error.to_string()))?;
        match status {
            _ if !is_whole => Err(RevisionError::TooManyFiles),
            Ok(status) if status.success() => Ok(list),
            _ => Err(RevisionError::Incomplete),
        }
    }

    /// Where the contents of files can be asked for.
    pub(super) fn contents(&self) -> Result<Batch, RevisionError> {
        Batch::start(self.command(&["cat-file", "--batch"])).map_err(RevisionError::NoGit)
    }

    fn ask(&self, arguments: &[&str]) -> Result<Printed, RevisionError> {
        let output = self.command(arguments).stderr(Stdio::piped()).output().map_err(RevisionError::NoGit)?;
        Ok(Printed { out: output.stdout, errors: output.stderr, status: output.status.code() })
    }

    fn command(&self, arguments: &[&str]) -> std::process::Command {
        command(&self.program, &self.root, arguments)
    }
}

/// What git printed, and how it ended.
struct Printed {
    out: Vec<u8>,
    errors: Vec<u8>,
    status: Option<i32>,
}

impl Printed {
    fn complaint(&self) -> RevisionError {
        let errors = String::from_utf8_lossy(&self.errors);
        let line = errors.lines().next().unwrap_or("it failed without a word").trim_start_matches("fatal: ");
        if line.contains("dubious ownership") {
            return RevisionError::Git(format!(
                "{line}, which is another user's: if you trust it, name it in `git config --global --add safe.directory`"
            ));
        }
        RevisionError::Git(line.to_owned())
    }
}
