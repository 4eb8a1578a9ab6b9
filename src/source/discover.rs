//! From the paths that were asked for to policies: which files, and which of them belong together.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::store::{Lost, MAIN_FILE, Store};

/// What there is to check, all paths absolute.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Discovered {
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

/// The policies at and below folders, and single files. A file that is reached twice is there once.
pub(super) fn discover(store: &dyn Store, paths: &[PathBuf]) -> Result<Discovered, Vec<Lost>> {
    let mut search = Discovery::new(store);
    for path in paths {
        search.add(path);
    }
    search.finish()
}

/// The policy that holds `here`, found upward; otherwise every policy below.
pub(super) fn discover_around(store: &dyn Store, here: &Path) -> Result<Discovered, Vec<Lost>> {
    let Some(root) = here.ancestors().find(|folder| store.is_file(&folder.join(MAIN_FILE))) else {
        // a revision may not have had the folder yet
        return if store.is_folder(here) { discover(store, &[here.to_owned()]) } else { Ok(Discovered::default()) };
    };
    let mut search = Discovery::new(store);
    search.add(root);
    search.policies.retain(|folder, _| folder == root);
    search.finish()
}

struct Discovery<'s> {
    store: &'s dyn Store,
    policies: BTreeMap<PathBuf, FoundPolicy>,
    singles: BTreeSet<PathBuf>,
    orphans: BTreeSet<PathBuf>,
    lost: Vec<Lost>,
}

impl<'s> Discovery<'s> {
    fn new(store: &'s dyn Store) -> Self {
        let (policies, singles, orphans) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        Self { store, policies, singles, orphans, lost: Vec::new() }
    }

    fn add(&mut self, path: &Path) {
        match self.store.resolve(path) {
            Ok(path) if self.store.is_folder(&path) => self.add_folder(&path),
            Ok(path) => {
                self.singles.insert(path);
            }
            Err(error) => self.lose(path, error),
        }
    }

    fn add_folder(&mut self, root: &Path) {
        let files = self.files_below(root);
        let mains = files.iter().filter(|file| file.file_name().is_some_and(|name| name == MAIN_FILE));
        let folders: BTreeSet<PathBuf> = mains.filter_map(|main| main.parent()).map(Path::to_owned).collect();
        for file in files {
            match holder(&file, &folders) {
                Some(folder) => self.add_to_policy(folder, &file, &folders),
                None => self.add_orphan(file),
            }
        }
    }

    /// The files of policies below `root`; its own main file also where that is ignored, since it was asked for.
    fn files_below(&mut self, root: &Path) -> BTreeSet<PathBuf> {
        let (mut files, lost) = self.store.policy_files(root);
        self.lost.extend(lost);
        let main = root.join(MAIN_FILE);
        if self.store.is_file(&main) {
            files.insert(main);
        }
        files
    }

    /// A link is followed to a file of the same policy only; that one is taken, so that no file is in it twice.
    fn add_to_policy(&mut self, folder: &Path, file: &Path, folders: &BTreeSet<PathBuf>) {
        let target = match self.store.follow(file) {
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
        if !file.ancestors().skip(1).any(|folder| self.store.is_file(&folder.join(MAIN_FILE))) {
            self.orphans.insert(file);
        }
    }

    fn lose(&mut self, path: &Path, error: io::Error) {
        self.lost.push(Lost { path: path.to_owned(), error });
    }

    fn finish(mut self) -> Result<Discovered, Vec<Lost>> {
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
        Ok(Discovered { policies, orphans: self.orphans.into_iter().collect() })
    }
}

/// The folder of the policy that a file is in: the nearest above it.
fn holder<'f>(file: &Path, folders: &'f BTreeSet<PathBuf>) -> Option<&'f Path> {
    file.ancestors().skip(1).find_map(|folder| folders.get(folder)).map(PathBuf::as_path)
}
