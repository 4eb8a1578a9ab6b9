//! From the paths that were asked for to policies: which files, and which of them belong together.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// The file that makes a folder a policy.
pub const MAIN_FILE: &str = "raci.toml";

/// How the names of a policy's other files end.
pub const SUFFIX: &str = ".raci.toml";

/// What there is to check, all paths absolute.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// By their folders, then the single files; no file is in two of them.
    pub(super) policies: Vec<FoundPolicy>,
    /// Files named `*.raci.toml` without a `raci.toml` in their folder or above.
    pub(super) orphans: Vec<PathBuf>,
}

/// The files of one policy.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FoundPolicy {
    pub(super) main: PathBuf,
    pub(super) others: Vec<PathBuf>,
}

/// A path that cannot be followed.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// The policies at and below folders, and single files. A file that is reached twice is there once.
pub(super) fn discover(paths: &[PathBuf]) -> Result<Found, Vec<Lost>> {
    let mut search = Search::default();
    for path in paths {
        search.add(path);
    }
    search.finish()
}

/// The policy that holds `here`, found upward; otherwise every policy below.
pub(super) fn discover_around(here: &Path) -> Result<Found, Vec<Lost>> {
    let Some(root) = here.ancestors().find(|folder| folder.join(MAIN_FILE).is_file()) else {
        return discover(&[here.to_owned()]);
    };
    let mut search = Search::default();
    search.add(root);
    search.policies.retain(|folder, _| folder == root);
    search.finish()
}

#[derive(Default)]
struct Search {
    policies: BTreeMap<PathBuf, FoundPolicy>,
    singles: BTreeSet<PathBuf>,
    orphans: BTreeSet<PathBuf>,
    lost: Vec<Lost>,
}

impl Search {
    fn add(&mut self, path: &Path) {
        match resolve(path) {
            Ok(path) if path.is_dir() => self.add_folder(&path),
            Ok(path) => {
                self.singles.insert(path);
            }
            Err(error) => self.lose(path, error),
        }
    }

    fn add_folder(&mut self, root: &Path) {
        let files = self.walk(root);
        let mains = files.iter().filter(|file| file.file_name().is_some_and(|name| name == MAIN_FILE));
        let folders: BTreeSet<PathBuf> = mains.filter_map(|main| main.parent()).map(Path::to_owned).collect();
        for file in files {
            match holder(&file, &folders) {
                Some(folder) => self.add_to_policy(folder, &file, &folders),
                None => self.add_orphan(file),
            }
        }
    }

    /// The files below `root` that are named as a policy's are, without those that are hidden or ignored.
    fn walk(&mut self, root: &Path) -> BTreeSet<PathBuf> {
        let mut files = BTreeSet::new();
        let main = root.join(MAIN_FILE);
        if main.is_file() {
            files.insert(main);
        }
        for entry in walker(root).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
                Ok(entry) if is_policy_file(entry.path()) => {
                    files.insert(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => {
                    let path = path_of(&error).unwrap_or(root).to_owned();
                    self.lose(&path, error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()));
                }
            }
        }
        files
    }

    /// A link is followed to a file of the same policy only; that one is taken, so that no file is in it twice.
    fn add_to_policy(&mut self, folder: &Path, file: &Path, folders: &BTreeSet<PathBuf>) {
        let target = match follow(file) {
            Ok(target) if holder(&target, folders) == Some(folder) => target,
            Ok(_) => return self.lose(file, io::Error::other("it is a link that leads out of its policy")),
            Err(error) => return self.lose(file, error),
        };
        let policy = self.policies.entry(folder.to_owned()).or_default();
        if file == folder.join(MAIN_FILE) {
            policy.main = target;
        } else {
            policy.others.push(target);
        }
    }

    fn add_orphan(&mut self, file: PathBuf) {
        if !file.ancestors().skip(1).any(|folder| folder.join(MAIN_FILE).is_file()) {
            self.orphans.insert(file);
        }
    }

    fn lose(&mut self, path: &Path, error: io::Error) {
        self.lost.push(Lost { path: path.to_owned(), error });
    }

    fn finish(mut self) -> Result<Found, Vec<Lost>> {
        if !self.lost.is_empty() {
            self.lost.sort_by(|a, b| a.path.cmp(&b.path));
            self.lost.dedup_by(|a, b| a.path == b.path);
            return Err(self.lost);
        }
        for policy in self.policies.values_mut() {
            policy.others.sort();
            policy.others.dedup();
            policy.others.retain(|file| *file != policy.main);
            self.singles.remove(&policy.main);
            for other in &policy.others {
                self.singles.remove(other);
            }
        }
        self.orphans.retain(|file| !self.singles.contains(file));
        let singles = self.singles.into_iter().map(|main| FoundPolicy { main, others: Vec::new() });
        let policies = self.policies.into_values().chain(singles).collect();
        Ok(Found { policies, orphans: self.orphans.into_iter().collect() })
    }
}

/// The folder of the policy that a file is in: the nearest above it.
fn holder<'f>(file: &Path, folders: &'f BTreeSet<PathBuf>) -> Option<&'f Path> {
    file.ancestors().skip(1).find_map(|folder| folders.get(folder)).map(PathBuf::as_path)
}

/// The path without links and `..`; one that has no such form, as a pipe, as it is.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    path.metadata()?;
    path.canonicalize().or_else(|_| std::path::absolute(path))
}

/// The file that a link leads to; a file that is no link is itself. What is no file, such as a pipe that nobody writes to, is
/// not to be waited for.
fn follow(file: &Path) -> io::Result<PathBuf> {
    let kind = file.symlink_metadata()?;
    let target = if kind.is_symlink() { file.canonicalize()? } else { file.to_owned() };
    if kind.is_file() || target.is_file() { Ok(target) } else { Err(io::Error::other("it is no ordinary file")) }
}

/// `.gitignore` counts, in a repository or not; what is only on this machine (global and unshared excludes) does not.
fn walker(root: &Path) -> WalkBuilder {
    let mut walker = WalkBuilder::new(root);
    walker.standard_filters(false).hidden(true).parents(true).git_ignore(true).require_git(false);
    walker
}

fn is_policy_file(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    name == MAIN_FILE.as_bytes() || name.ends_with(SUFFIX.as_bytes())
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
