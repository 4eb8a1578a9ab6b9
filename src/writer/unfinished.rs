//! What is being written and not yet done: nothing of it stays where the run ends before, not even by a signal.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
        signals::watch();
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

/// What cannot be removed stays, as a folder in which somebody else put something: there is nobody to tell.
fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|there| there.is_dir());
    let _ = if is_folder { fs::remove_dir(path) } else { fs::remove_file(path) };
}

/// Makes a write beyond the size that files may have an error, as one to a full disk is, and not the end of the run.
pub fn survive_full_quota() {
    signals::survive_full_quota();
}

#[cfg(unix)]
mod signals {
    use std::fs;
    use std::os::raw::c_int;
    use std::sync::atomic::AtomicBool;
    use std::sync::mpsc::sync_channel;
    use std::sync::{Arc, Once};
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::{remove, unfinished};

    pub(super) fn survive_full_quota() {
        // where it cannot be caught, it ends the run as it always did
        let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }

    /// From now on a signal that ends the run removes what is unfinished first. Where there is no thread to be had, it does not.
    pub(super) fn watch() {
        static WATCHED: Once = Once::new();
        WATCHED.call_once(|| {
            let (ready, is_ready) = sync_channel(1);
            let watcher = thread::Builder::new().name("signals".to_owned()).spawn(move || {
                let signals = Signals::new([SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal)));
                let _ = ready.send(());
                if let Ok(mut signals) = signals {
                    signals.forever().for_each(end);
                }
            });
            if watcher.is_ok() {
                let _ = is_ready.recv();
            }
        });
    }

    fn end(signal: c_int) {
        let unfinished = unfinished();
        // what is in a folder comes before it
        unfinished.iter().rev().for_each(|path| remove(path));
        let _ = emulate_default_handler(signal);
    }

    /// Whether whoever started the run wants it to go on, as `nohup` does. Only Linux tells.
    fn is_ignored(signal: c_int) -> bool {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
        let bit = u32::try_from(signal).ok().and_then(|signal| signal.checked_sub(1));
        bit.is_some_and(|bit| ignored.checked_shr(bit).is_some_and(|mask| mask & 1 == 1))
    }
}

#[cfg(not(unix))]
mod signals {
    pub(super) const fn survive_full_quota() {}

    pub(super) const fn watch() {}
}
