//! What is being written and not yet done: nothing of it stays where the run ends before, not even by a signal.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::signals;

static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file or folder that is removed unless it is finished.
#[derive(Debug)]
pub(super) struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    /// Makes something, and tells where it is.
    pub(super) fn make<T>(
        make: impl FnOnce() -> io::Result<T>,
        path: impl FnOnce(&T) -> PathBuf,
    ) -> io::Result<(T, Self)> {
        signals::watch(clear);
        let mut unfinished = unfinished();
        let made = make()?;
        let path = path(&made);
        unfinished.insert(path.clone());
        Ok((made, Self { path }))
    }

    /// Does the last step, after which nothing is left to be removed.
    pub(super) fn end(self, last: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let mut unfinished = unfinished();
        last()?;
        unfinished.remove(&self.path);
        Ok(())
    }

    /// Does a step, after which it is somewhere else and not finished yet.
    pub(super) fn go_on_as(mut self, path: &Path, step: impl FnOnce() -> io::Result<()>) -> io::Result<Self> {
        let mut unfinished = unfinished();
        step()?;
        unfinished.remove(&self.path);
        unfinished.insert(path.to_owned());
        path.clone_into(&mut self.path);
        drop(unfinished);
        Ok(self)
    }

    /// All of them stay from now on.
    pub(super) fn finish(all: impl IntoIterator<Item = Self>) {
        let all: Vec<Self> = all.into_iter().collect();
        let mut unfinished = unfinished();
        for one in &all {
            unfinished.remove(&one.path);
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if unfinished().remove(&self.path) {
            remove(&self.path);
        }
    }
}

/// Whoever holds it makes or ends something: a signal waits for that.
fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes all of them, and lets none be made or ended for as long as what it returns is held.
fn clear() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    let unfinished = unfinished();
    // what is in a folder comes before it
    unfinished.iter().rev().for_each(|path| remove(path));
    unfinished
}

/// What cannot be removed stays, as a folder in which somebody else put something: there is nobody to tell.
fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|there| there.is_dir());
    let _ = if is_folder { fs::remove_dir(path) } else { fs::remove_file(path) };
}
