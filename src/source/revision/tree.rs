//! The files of a commit, as if they were on disk.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::RevisionError;
use super::batch::Batch;
use super::git::Git;
use super::listing::{Committed, FileKind, Listing};
use super::object::{ObjectId, path_of};
use super::place::below_root;
use crate::source::caps::{MOST_FILES, Room};
use crate::source::file::MAX_BYTES;
use crate::source::ignored::{self, IGNORE_FILE, Ignored};
use crate::source::store::{Lost, MAIN_FILE, SUFFIX, Store, is_policy_file};

/// Everything that is in a commit.
pub(super) struct Tree<'g> {
    /// The root of the repository: paths are as they are on disk.
    root: &'g Path,
    listing: Listing,
    contents: RefCell<Batch>,
}

/// More links on the way to a file than this go round in a circle.
const MOST_LINKS: usize = 40;

/// Where a link leads to is no longer than a path can be.
const LONGEST_LINK: usize = 4_096;

impl<'g> Tree<'g> {
    pub(super) fn read(git: &'g Git, commit: &ObjectId) -> Result<Self, RevisionError> {
        let listing = Listing::parse(git.listed(commit)?);
        let listing =
            listing.ok_or_else(|| RevisionError::Git("its list of files could not be understood".to_owned()))?;
        Ok(Self { root: &git.root, listing, contents: RefCell::new(git.contents()?) })
    }

    /// Whether something could not be read, so that what was said to be nothing may be something.
    pub(super) fn is_broken(&self) -> bool {
        self.contents.borrow().is_broken()
    }

    /// Whether there is a file or a folder at the path.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.resolve(path).is_ok()
    }

    fn entry(&self, path: &Path) -> Option<Committed> {
        self.listing.get(path.strip_prefix(self.root).ok()?)
    }

    fn kind(&self, path: &Path) -> Option<FileKind> {
        self.entry(path).map(|entry| entry.kind)
    }

    fn contents(&self, objects: &[&ObjectId], each: usize) -> io::Result<Vec<Vec<u8>>> {
        self.contents.borrow_mut().read(objects, each, &Room::default())
    }

    /// The path with every link on it followed; `None` where one leads out of the repository, or round in a circle.
    fn followed(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        let Some(below) = below_root(self.root, path) else { return Ok(None) };
        let mut left: VecDeque<OsString> = below.iter().map(OsString::from).collect();
        let mut done = self.root.to_owned();
        let mut links = 0;
        while let Some(part) = left.pop_front() {
            if part == ".." {
                if done == self.root || !done.pop() {
                    return Ok(None);
                }
                continue;
            }
            done.push(part);
            let Some(Committed { kind: FileKind::Link, object }) = self.entry(&done) else { continue };
            links += 1;
            let target = self.contents(&[&object], LONGEST_LINK)?.pop().and_then(|target| path_of(&target));
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

    /// In the order in which one comes to them who goes down through the folders.
    fn named_as_policies_below(&self, root: &Path) -> impl Iterator<Item = PathBuf> {
        let ends_so = |path: &[u8]| path.ends_with(MAIN_FILE.as_bytes()) || path.ends_with(SUFFIX.as_bytes());
        let below = root.strip_prefix(self.root).ok().map(|below| self.listing.files_below(below, ends_so));
        let files = below.into_iter().flatten().filter(|file| file.file_name().is_some_and(is_policy_file));
        files.map(|file| self.root.join(file))
    }
}

impl Store for Tree<'_> {
    fn is_file(&self, path: &Path) -> bool {
        match self.kind(path) {
            Some(FileKind::File) => true,
            Some(FileKind::Link) => self.follow(path).is_ok(),
            None => false,
        }
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.strip_prefix(self.root).is_ok_and(|below| self.listing.is_folder(below))
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let found = self.followed(path)?.filter(|path| self.kind(path).is_some() || self.is_folder(path));
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn follow(&self, file: &Path) -> io::Result<PathBuf> {
        if self.kind(file) == Some(FileKind::File) {
            return Ok(file.to_owned());
        }
        let target =
            self.followed(file)?.ok_or_else(|| io::Error::other("it is a link to no file of the repository"))?;
        match self.kind(&target) {
            Some(FileKind::File) => Ok(target),
            _ if self.is_folder(&target) => Err(io::Error::other("it is no ordinary file")),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn begins_repository(&self, folder: &Path) -> bool {
        folder == self.root
    }

    fn ignore_file(&self, folder: &Path) -> io::Result<Option<Vec<u8>>> {
        match self.entry(&folder.join(IGNORE_FILE)) {
            Some(Committed { kind: FileKind::File, object }) => {
                Ok(self.contents(&[&object], ignored::MOST_BYTES)?.pop())
            }
            _ => Ok(None),
        }
    }

    fn policy_files(&self, root: &Path) -> (BTreeSet<PathBuf>, Vec<Lost>) {
        let mut ignored = Ignored::below(self, root);
        let shown = self.named_as_policies_below(root).filter(|file| ignored.reaches(file));
        let files: BTreeSet<PathBuf> = shown.take(MOST_FILES + 1).collect();
        match files.len() {
            ..=MOST_FILES => (files, ignored.into_lost()),
            _ => (BTreeSet::new(), vec![Lost::crowded(root)]),
        }
    }

    fn read_all(&self, files: &[&Path]) -> io::Result<Vec<io::Result<Vec<u8>>>> {
        let entries: Option<Vec<Committed>> = files.iter().map(|file| self.entry(file)).collect();
        let entries = entries.ok_or(io::ErrorKind::NotFound)?;
        let objects: Vec<&ObjectId> = entries.iter().map(|entry| &entry.object).collect();
        Ok(self.contents(&objects, MAX_BYTES)?.into_iter().map(Ok).collect())
    }
}
