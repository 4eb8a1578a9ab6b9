//! Policies as they were at a revision, read through the `git` command into memory: nothing is checked out.

mod batch;
mod command;
mod error;
mod git;
mod listing;
mod object;
mod place;
mod tree;

use std::path::{Path, PathBuf};

use git::{Commit, Git};
use tree::Tree;

pub use error::RevisionError;

use super::open::{Gathered, Input, Opened};

/// What [`open`](fn@super::open) would have found and read, had the files been those of `revision`: the same files make up the same
/// policies and have the same names. A path that the revision does not have holds nothing, so that there may be no policy at all.
/// A text that is not on disk is the file of its name.
///
/// The repository is the one that holds the folder `here`, whatever the environment says and whatever is asked for.
///
/// # Errors
/// Where there is no repository or no such revision, a path is not in the repository, `git` cannot be run, or a file of a policy
/// cannot be read.
pub fn open_at(here: &Path, revision: &str, inputs: &[Input]) -> Result<Opened, RevisionError> {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let paths: Vec<PathBuf> = inputs
        .iter()
        .map(|input| match input {
            Input::Path(path) => here.join(path),
            Input::Text { name, .. } => here.join(name),
        })
        .collect();
    if revision.trim().is_empty() {
        return Err(RevisionError::Empty);
    }
    let git = Git::around(&here)?;
    place::hold(&git.root, &here, &paths)?;
    let Commit::Here(commit) = git.commit(revision)? else { return Err(RevisionError::Unknown(revision.to_owned())) };
    let tree = Tree::read(&git, &commit)?;
    let present: Vec<PathBuf> = paths.into_iter().filter(|path| tree.has(path)).collect();
    let asked = (!inputs.is_empty()).then_some(present.as_slice());
    let gathered = Gathered::new(&tree, &here, asked).map_err(RevisionError::Unreadable)?;
    if tree.is_broken() { Err(RevisionError::Incomplete) } else { Ok(gathered.into()) }
}

/// Whether the repository that holds the folder has a revision of that name. In no repository there is none.
///
/// # Errors
/// Where there is no telling: `git` cannot be asked, or finds none of a name that could be that of a revision that this clone lacks.
pub fn has_revision(here: &Path, revision: &str) -> Result<bool, RevisionError> {
    let git = match Git::around(here) {
        Err(RevisionError::NoRepository(_)) => return Ok(false),
        git => git?,
    };
    match git.commit(revision)? {
        Commit::Here(_) => Ok(true),
        Commit::Nothing if !is_written_as_revision(revision, &git.remotes()?) => Ok(false),
        Commit::Nothing | Commit::NothingHere => Err(RevisionError::Unknown(revision.to_owned())),
    }
}

/// Whether the word is written as nothing but revisions commonly are: `HEAD^1`, `refs/heads/x`, `origin/x`, the whole name of a commit.
fn is_written_as_revision(word: &str, remotes: &[String]) -> bool {
    let is_commit = matches!(word.len(), 40 | 64) && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_of_remote = remotes.iter().any(|remote| {
        word.strip_prefix(remote.as_str()).is_some_and(|branch| branch.is_empty() || branch.starts_with('/'))
    });
    let is_head = word == "@" || word.ends_with("HEAD") || word.starts_with("refs/");
    is_commit || is_of_remote || is_head || word.contains(['^', '~', ':']) || word.contains("@{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_only_be_meant_as_a_revision_is_told_from_a_name() {
        let remotes = ["origin".to_owned()];
        let commit = "0123456789abcdef0123456789abcdef01234567";
        for word in
            ["HEAD^1", "HEAD~2", "x@{1}", "@", "ORIG_HEAD", "refs/heads/x", "origin/main", "origin", "x:y", commit]
        {
            assert!(is_written_as_revision(word, &remotes), "{word}");
        }
        for word in ["sales", "old/sales", "originals/x", "2026", "a@b", "销售"] {
            assert!(!is_written_as_revision(word, &remotes), "{word}");
        }
    }
}
