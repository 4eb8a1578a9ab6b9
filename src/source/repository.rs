//! The repository that holds the current folder.

use std::io;
use std::path::{Path, PathBuf};

/// A git repository with files: it is found by looking at folders alone, so that neither the environment nor what is checked can
/// lead to another.
#[derive(Debug)]
pub(super) struct Repository {
    /// The folder that has the `.git`, without links on the way.
    pub(super) root: PathBuf,
}

impl Repository {
    /// The nearest folder at or above `here` in which a repository begins. `here` is absolute.
    ///
    /// # Errors
    /// Where a folder does not let itself be looked at, so that there is no telling.
    pub(super) fn around(here: &Path) -> io::Result<Option<Self>> {
        let here = here.canonicalize()?;
        for folder in here.ancestors() {
            if begins_in(folder)? {
                return Ok(Some(Self { root: folder.to_owned() }));
            }
        }
        Ok(None)
    }
}

/// Whether the folder has a `.git`, which is a file in a linked work tree and in a submodule.
pub(super) fn begins_in(folder: &Path) -> io::Result<bool> {
    match folder.join(".git").metadata() {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The folder `here` from the root of its repository on, with `/`. Empty where it is the root itself, or in no repository.
#[must_use]
pub fn folder_in_repository(here: &Path) -> String {
    let below = || {
        let root = Repository::around(here).ok()??.root;
        Some(here.canonicalize().ok()?.strip_prefix(root).ok()?.to_owned())
    };
    let below = below().unwrap_or_default();
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_repository_begins_where_git_is_a_folder_or_a_file() {
        let root = tempfile::TempDir::new().unwrap();
        fs::create_dir_all(root.path().join("sub/a/b")).unwrap();
        fs::create_dir(root.path().join(".git")).unwrap();
        assert_eq!(folder_in_repository(&root.path().join("sub/a/b")), "sub/a/b");
        assert_eq!(folder_in_repository(root.path()), "");
        fs::write(root.path().join("sub/.git"), "gitdir: ../.git/modules/sub").unwrap();
        assert_eq!(folder_in_repository(&root.path().join("sub/a/b")), "a/b");
    }

    #[test]
    fn what_only_looks_like_the_inside_of_git_is_no_repository() {
        let root = tempfile::TempDir::new().unwrap();
        fs::create_dir(root.path().join(".git")).unwrap();
        let bare = root.path().join("policies");
        for folder in ["objects", "refs"] {
            fs::create_dir_all(bare.join(folder)).unwrap();
        }
        fs::write(bare.join("HEAD"), "ref: refs/heads/main\n").unwrap();
        assert_eq!(folder_in_repository(&bare), "policies");
    }
}
