//! What `.gitignore` leaves out, and what is hidden: on disk and in a revision alike.

use std::io;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::store::{Lost, Store};

/// The file that says what is left out.
pub(super) const IGNORE_FILE: &str = ".gitignore";

/// A larger one is not read: 128 KiB.
pub(super) const MOST_BYTES: usize = 128 << 10;

/// No more are read: each takes much more memory than it has bytes.
const MOST_LINES: usize = 5_000;

/// A longer line names no path that there can be.
const LONGEST_LINE: usize = 4_096;

/// All of one search together: 1 MiB.
const MOST_BYTES_IN_ALL: usize = 1 << 20;

/// The rules that count for one who goes down through folders.
pub(super) struct Ignored<'s> {
    store: &'s dyn Store,
    /// The folder where the search began.
    root: PathBuf,
    /// Those of the folder that the search is in and of those above, up to where the repository begins.
    levels: Vec<FolderRules>,
    bytes: usize,
    lost: Vec<Lost>,
}

struct FolderRules {
    folder: PathBuf,
    rules: Gitignore,
    /// A repository begins here: no rule above counts.
    begins_repository: bool,
}

impl<'s> Ignored<'s> {
    /// The rules for what is below `root`: those of the folders above count too, from the beginning of the repository on. In no
    /// repository there are those of `root` and below.
    pub(super) fn below(store: &'s dyn Store, root: &Path) -> Self {
        let mut ignored = Self { store, root: root.to_owned(), levels: Vec::new(), bytes: 0, lost: Vec::new() };
        let beginning = root.ancestors().position(|folder| store.begins_repository(folder));
        let mut folders: Vec<&Path> = root.ancestors().take(beginning.map_or(1, |above| above + 1)).collect();
        while let Some(folder) = folders.pop() {
            ignored.enter(folder);
        }
        ignored
    }

    /// Whether a path is shown of which the folder was; a folder that is shown is entered.
    pub(super) fn shows(&mut self, path: &Path, is_folder: bool) -> bool {
        self.leave_for(path);
        let is_shown = !is_git(path) && self.said(path, is_folder).unwrap_or_else(|| !is_hidden(path));
        if is_shown && is_folder {
            self.enter(path);
        }
        is_shown
    }

    /// Whether who goes down from the root comes to the file: no folder on the way is left out, nor is the file.
    pub(super) fn reaches(&mut self, file: &Path) -> bool {
        self.leave_for(file);
        let Some(here) = self.levels.last().map(|level| level.folder.clone()) else { return false };
        let on_the_way: Vec<&Path> = file.ancestors().skip(1).take_while(|folder| *folder != here).collect();
        on_the_way.into_iter().rev().all(|folder| self.shows(folder, true)) && self.shows(file, false)
    }

    /// The files of rules that could not be read.
    pub(super) fn into_lost(self) -> Vec<Lost> {
        if self.is_full() {
            let error = io::Error::other("the `.gitignore` files for it are larger than 1 MiB in all");
            return vec![Lost { path: self.root, error }];
        }
        self.lost
    }

    /// Whether so many rules were read that no more are, so that the search is in vain.
    pub(super) const fn is_full(&self) -> bool {
        self.bytes > MOST_BYTES_IN_ALL
    }

    fn leave_for(&mut self, path: &Path) {
        while self.levels.len() > 1 && self.levels.last().is_some_and(|level| !path.starts_with(&level.folder)) {
            self.levels.pop();
        }
    }

    /// The nearest rule that says something of the path counts.
    fn said(&self, path: &Path, is_folder: bool) -> Option<bool> {
        for level in self.levels.iter().rev() {
            let said = level.rules.matched(path, is_folder);
            if !said.is_none() {
                return Some(said.is_whitelist());
            }
            if level.begins_repository {
                break;
            }
        }
        None
    }

    fn enter(&mut self, folder: &Path) {
        let begins_repository = self.store.begins_repository(folder);
        let rules = self.read(folder).unwrap_or_else(|error| {
            self.lost.push(Lost { path: folder.join(IGNORE_FILE), error });
            Gitignore::empty()
        });
        self.levels.push(FolderRules { folder: folder.to_owned(), rules, begins_repository });
    }

    fn read(&mut self, folder: &Path) -> io::Result<Gitignore> {
        if self.is_full() {
            return Ok(Gitignore::empty());
        }
        let Some(text) = self.store.ignore_file(folder)? else { return Ok(Gitignore::empty()) };
        self.bytes = self.bytes.saturating_add(text.len());
        rules(folder, &text)
    }
}

/// What a `.gitignore` says; a line that makes no sense says nothing.
fn rules(folder: &Path, text: &[u8]) -> io::Result<Gitignore> {
    if text.len() > MOST_BYTES {
        return Err(io::Error::other("it is larger than 128 KiB"));
    }
    let text = String::from_utf8_lossy(text);
    let text = text.trim_start_matches('\u{FEFF}');
    if text.lines().count() > MOST_LINES {
        return Err(io::Error::other("it has more than 5 000 lines"));
    }
    if text.lines().any(|line| line.len() > LONGEST_LINE) {
        return Err(io::Error::other("it has a line of more than 4 096 bytes"));
    }
    let mut builder = GitignoreBuilder::new(folder);
    for line in text.lines() {
        let _ = builder.add_line(None, line);
    }
    builder.build().map_err(|_| io::Error::other("its rules are too complex to be put together"))
}

/// What git keeps in a work tree is never a part of it, whatever a rule says.
fn is_git(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == ".git")
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
