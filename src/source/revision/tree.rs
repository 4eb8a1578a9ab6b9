//! The files of a commit, as if they were on disk.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::RevisionError;
use super::git::{Git, ObjectId, misunderstood, path_of};
use super::ignored::Ignored;
use crate::source::store::{Lost, Store, is_policy_file};

/// Everything that is in a commit.
pub(super) struct Tree<'g> {
    git: &'g Git,
    /// By paths as they are on disk.
    entries: BTreeMap<PathBuf, Entry>,
}

struct Entry {
    kind: Kind,
    object: ObjectId,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
}

/// More links on the way to a file than this go round in a circle.
const MOST_LINKS: usize = 40;

impl<'g> Tree<'g> {
    pub(super) fn read(git: &'g Git, commit: &ObjectId) -> Result<Self, RevisionError> {
        let listed = git.listed(commit)?;
        let mut entries = BTreeMap::new();
        for line in listed.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
            let (path, entry) = entry(line).ok_or_else(|| misunderstood("the list of files"))?;
            // whoever wrote the commit can put any name in it
            if let (Some(entry), true) = (entry, path.components().all(|part| matches!(part, Component::Normal(_)))) {
                entries.insert(git.root.join(path), entry);
            }
        }
        Ok(Self { git, entries })
    }

    /// Whether there is a file or a folder at the path.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.resolve(path).is_ok()
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        self.entries.get(path).map(|entry| entry.kind)
    }

    /// The path from the root of the repository on, whatever links lead to the repository; `None` where it is not in it.
    fn below_root(&self, path: &Path) -> Option<PathBuf> {
        let path = without_dots(path);
        if let Ok(below) = path.strip_prefix(&self.git.root) {
            return Some(below.to_owned());
        }
        let there = path.ancestors().find(|ancestor| ancestor.exists())?;
        let real = there.canonicalize().ok()?.join(path.strip_prefix(there).ok()?);
        real.strip_prefix(&self.git.root).ok().map(Path::to_owned)
    }

    /// The path with every link on it followed; `None` where one leads out of the repository, or round in a circle.
    fn followed(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        let Some(below) = self.below_root(path) else { return Ok(None) };
        let mut left: VecDeque<OsString> = below.iter().map(OsString::from).collect();
        let mut done = self.git.root.clone();
        let mut links = 0;
        while let Some(part) = left.pop_front() {
            if part == ".." {
                if done == self.git.root || !done.pop() {
                    return Ok(None);
                }
                continue;
            }
            done.push(part);
            let Some(Entry { kind: Kind::Link, object }) = self.entries.get(&done) else { continue };
            links += 1;
            let target = self.git.contents(&[object])?.pop().and_then(|target| path_of(&target));
            let Some(target) = target.filter(|target| links <= MOST_LINKS && target.is_relative()) else {
                return Ok(None);
            };
            done.pop();
            for part in target.iter().filter(|part| *part != ".").collect::<Vec<_>>().into_iter().rev() {
                left.push_front(part.to_owned());
            }
        }
        Ok(Some(done))
    }

    /// What the `.gitignore` files in the folders of `files` and above say.
    fn ignored(&self, files: &BTreeSet<PathBuf>) -> io::Result<Ignored> {
        let folders: BTreeSet<&Path> = files.iter().flat_map(|file| file.ancestors().skip(1)).collect();
        let found = folders.into_iter().filter_map(|folder| {
            let entry = self.entries.get(&folder.join(".gitignore")).filter(|entry| entry.kind == Kind::File)?;
            Some((folder, &entry.object))
        });
        let (folders, objects): (Vec<_>, Vec<_>) = found.unzip();
        let mut ignored = Ignored::default();
        for (folder, bytes) in folders.into_iter().zip(self.git.contents(&objects)?) {
            ignored.add(folder, &String::from_utf8_lossy(&bytes));
        }
        Ok(ignored)
    }

    fn named_as_policies_below(&self, root: &Path) -> BTreeSet<PathBuf> {
        let below = self.entries.range(root.to_owned()..).map(|(path, _)| path);
        below.take_while(|path| path.starts_with(root)).filter(|path| is_policy_file(path)).cloned().collect()
    }
}

impl Store for Tree<'_> {
    fn is_file(&self, path: &Path) -> bool {
        match self.kind(path) {
            Some(Kind::File) => true,
            Some(Kind::Link) => self.follow(path).is_ok(),
            None => false,
        }
    }

    fn is_folder(&self, path: &Path) -> bool {
        let next = self.entries.range(path.to_owned()..).next();
        next.is_some_and(|(found, _)| found != path && found.starts_with(path))
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let found = self.followed(path)?.filter(|path| self.entries.contains_key(path) || self.is_folder(path));
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn follow(&self, file: &Path) -> io::Result<PathBuf> {
        if self.kind(file) == Some(Kind::File) {
            return Ok(file.to_owned());
        }
        let target =
            self.followed(file)?.ok_or_else(|| io::Error::other("it is a link to no file of the repository"))?;
        match self.kind(&target) {
            Some(Kind::File) => Ok(target),
            _ if self.is_folder(&target) => Err(io::Error::other("it is no ordinary file")),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn policy_files(&self, root: &Path) -> (BTreeSet<PathBuf>, Vec<Lost>) {
        let mut files = self.named_as_policies_below(root);
        match self.ignored(&files) {
            Ok(ignored) => files.retain(|file| ignored.reaches(root, file)),
            Err(error) => return (files, vec![Lost { path: root.to_owned(), error }]),
        }
        (files, Vec::new())
    }

    fn read_all(&self, files: &[&Path]) -> Vec<io::Result<Vec<u8>>> {
        let objects: Option<Vec<&ObjectId>> =
            files.iter().map(|file| self.entries.get(*file).map(|entry| &entry.object)).collect();
        let read = match objects {
            Some(objects) => self.git.contents(&objects),
            None => Err(io::ErrorKind::NotFound.into()),
        };
        match read {
            Ok(contents) => contents.into_iter().map(Ok).collect(),
            Err(error) => files.iter().map(|_| Err(io::Error::new(error.kind(), error.to_string()))).collect(),
        }
    }
}

/// Reads `MODE TYPE OBJECT<tab>PATH`; what is neither a file nor a link, such as a submodule, is no entry.
fn entry(line: &[u8]) -> Option<(PathBuf, Option<Entry>)> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let (head, path) = line.split_at_checked(tab)?;
    let mut head = head.split(|byte| *byte == b' ');
    let (mode, _, object) = (head.next()?, head.next()?, ObjectId::parse(head.next()?)?);
    let kind = match mode {
        b"120000" => Some(Kind::Link),
        mode if mode.starts_with(b"100") => Some(Kind::File),
        _ => None,
    };
    Some((path_of(path.get(1..)?)?, kind.map(|kind| Entry { kind, object })))
}

/// The path without `.` and `..`, by its letters alone.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}
