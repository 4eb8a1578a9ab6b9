//! Files as they are on disk.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::caps::{MOST_FILES, Room, read_capped, read_into};
use super::file::MAX_BYTES;
use super::ignored::{self, IGNORE_FILE, Ignored};
use super::repository::begins_in;
use super::store::{Lost, Store, is_policy_file};

/// Files where they are.
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

    fn begins_repository(&self, folder: &Path) -> bool {
        begins_in(folder).unwrap_or_default()
    }

    fn ignore_file(&self, folder: &Path) -> io::Result<Option<Vec<u8>>> {
        let path = folder.join(IGNORE_FILE);
        match path.symlink_metadata() {
            Ok(found) if found.is_file() => {}
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => return Ok(None),
        }
        read_capped(File::open(path)?, ignored::MOST_BYTES).map(Some)
    }

    fn policy_files(&self, root: &Path) -> (BTreeSet<PathBuf>, Vec<Lost>) {
        let mut files = BTreeSet::new();
        let mut lost = Vec::new();
        let mut ignored = Ignored::below(self, root);
        let mut walk = WalkDir::new(root).min_depth(1).into_iter();
        while let Some(entry) = walk.next().filter(|_| !ignored.is_full()) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    lost.push(lost_on_the_way(root, error));
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            if !is_folder && !is_policy_file(entry.file_name()) {
                continue;
            }
            match ignored.shows(entry.path(), is_folder) {
                true if !is_folder => drop(files.insert(entry.into_path())),
                false if is_folder => walk.skip_current_dir(),
                _ => {}
            }
            if files.len() > MOST_FILES {
                return (BTreeSet::new(), vec![Lost::crowded(root)]);
            }
        }
        lost.extend(ignored.into_lost());
        (files, lost)
    }

    fn read_all(&self, files: &[&Path]) -> io::Result<Vec<io::Result<Vec<u8>>>> {
        let room = Room::default();
        let read = files.into_par_iter().map(|path| {
            room.held()?;
            let bytes = read(path)?;
            room.take(bytes.len()).map(|()| bytes)
        });
        let read = read.collect();
        room.held().map(|()| read)
    }
}

fn lost_on_the_way(root: &Path, error: walkdir::Error) -> Lost {
    let path = error.path().unwrap_or(root).to_owned();
    Lost { path, error: error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()) }
}

/// Room is made at once, where the size is known and allowed.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    read_into(Vec::with_capacity(size.min(MAX_BYTES) + 1), file, MAX_BYTES)
}
