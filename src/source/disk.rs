//! Files as they are on disk.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use rayon::prelude::*;

use super::file::MAX_BYTES;
use super::open::read_into;
use super::store::{Lost, Store, is_policy_file};

/// The disk.
pub(super) struct Disk;

impl Store for Disk {
    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        path.metadata()?;
        path.canonicalize().or_else(|_| std::path::absolute(path))
    }

    /// What is no file, such as a pipe that nobody writes to, is not to be waited for.
    fn follow(&self, file: &Path) -> io::Result<PathBuf> {
        let kind = file.symlink_metadata()?;
        let target = if kind.is_symlink() { file.canonicalize()? } else { file.to_owned() };
        if kind.is_file() || target.is_file() { Ok(target) } else { Err(io::Error::other("it is no ordinary file")) }
    }

    fn policy_files(&self, root: &Path) -> (BTreeSet<PathBuf>, Vec<Lost>) {
        let mut files = BTreeSet::new();
        let mut lost = Vec::new();
        for entry in walker(root).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
                Ok(entry) if is_policy_file(entry.path()) => {
                    files.insert(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => {
                    let path = path_of(&error).unwrap_or(root).to_owned();
                    let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    lost.push(Lost { path, error });
                }
            }
        }
        (files, lost)
    }

    fn read_all(&self, files: &[&Path]) -> Vec<io::Result<Vec<u8>>> {
        files.into_par_iter().map(|path| read(path)).collect()
    }
}

fn walker(root: &Path) -> WalkBuilder {
    let mut walker = WalkBuilder::new(root);
    walker.standard_filters(false).hidden(true).parents(true).git_ignore(true).require_git(false);
    walker
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// Room is made at once, where the size is known and allowed.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    read_into(Vec::with_capacity(size.min(MAX_BYTES) + 1), file)
}
