//! What the `.gitignore` files of a revision leave out, as on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The `.gitignore` files, by their folders.
#[derive(Default)]
pub(super) struct Ignored {
    files: BTreeMap<PathBuf, Gitignore>,
}

impl Ignored {
    /// Adds what the `.gitignore` of a folder says; a line that makes no sense says nothing.
    pub(super) fn add(&mut self, folder: &Path, text: &str) {
        let mut builder = GitignoreBuilder::new(folder);
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            let _ = builder.add_line(None, line);
        }
        if let Ok(matcher) = builder.build() {
            self.files.insert(folder.to_owned(), matcher);
        }
    }

    /// Whether who goes down from `root` comes to the file: no folder on the way is left out, nor is the file.
    pub(super) fn reaches(&self, root: &Path, file: &Path) -> bool {
        let on_the_way = file.ancestors().take_while(|path| *path != root);
        on_the_way.into_iter().all(|path| self.shows(path, path != file))
    }

    /// The nearest file that says something of the path counts; if none does, what is hidden is left out.
    fn shows(&self, path: &Path, is_folder: bool) -> bool {
        let mut matchers = path.ancestors().skip(1).filter_map(|folder| self.files.get(folder));
        let said = matchers.find_map(|matcher| {
            let said = matcher.matched(path, is_folder);
            (!said.is_none()).then(|| said.is_whitelist())
        });
        said.unwrap_or_else(|| !is_hidden(path))
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
