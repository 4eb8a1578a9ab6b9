//! Where files are kept: on disk, or in a revision. Which of them make up a policy is the same for both.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

/// The file that makes a folder a policy.
pub const MAIN_FILE: &str = "raci.toml";

/// How the names of a policy's other files end.
pub const SUFFIX: &str = ".raci.toml";

/// Files by their paths, all of them absolute.
pub(super) trait Store {
    /// Whether there is a file, or a link to one.
    fn is_file(&self, path: &Path) -> bool;

    /// Whether there is a folder.
    fn is_folder(&self, path: &Path) -> bool;

    /// The path without links and `..`; one that has no such form, as a pipe, as it is.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// The file that a link leads to; a file that is no link is itself.
    fn follow(&self, file: &Path) -> io::Result<PathBuf>;

    /// Whether a repository begins in the folder.
    fn begins_repository(&self, folder: &Path) -> bool;

    /// What is in the `.gitignore` of a folder, which git reads where it is an ordinary file and no link: at most
    /// [`MOST_BYTES`](super::ignored::MOST_BYTES) and one more.
    fn ignore_file(&self, folder: &Path) -> io::Result<Option<Vec<u8>>>;

    /// The files below `root` that are named as a policy's are, without those that are hidden or ignored. `.gitignore` counts, in a
    /// repository or not; what is only on one machine (global and unshared excludes) does not.
    fn policy_files(&self, root: &Path) -> (BTreeSet<PathBuf>, Vec<Lost>);

    /// What is in the files, in their order: of each at most [`MAX_BYTES`](super::MAX_BYTES) and one more.
    ///
    /// # Errors
    /// Where they cannot be read at all, or there is more in them than is read in one run.
    fn read_all(&self, files: &[&Path]) -> io::Result<Vec<io::Result<Vec<u8>>>>;
}

/// A path that cannot be followed.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

impl Lost {
    /// What is said of a folder with so many files that they are not looked at.
    pub(super) fn crowded(root: &Path) -> Self {
        let error = io::Error::other("more than 100 000 files below it are named as a policy's are");
        Self { path: root.to_owned(), error }
    }
}

/// Whether a file of that name is named as a policy's are.
pub(super) fn is_policy_file(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name == MAIN_FILE.as_bytes() || name.ends_with(SUFFIX.as_bytes())
}
