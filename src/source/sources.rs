//! All files of a run, and which of them make up one policy.

use std::sync::{Arc, LazyLock};

use super::file::TextFile;
use super::{FileId, Place, Position};

/// All files of a run, whatever policies they belong to, so that one report can show them all.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<TextFile>,
}

/// What an id of another run's file leads to: a file without name or text.
static NO_FILE: LazyLock<TextFile> = LazyLock::new(|| TextFile::new("", ""));

impl Sources {
    /// Files that are not on disk: names as reports are to write them, and texts. The ids count from 0 in this order.
    pub fn in_memory<N: Into<String>, T: Into<Arc<str>>>(files: impl IntoIterator<Item = (N, T)>) -> Self {
        Self::new(files.into_iter().map(|(name, text)| TextFile::new(name, text)).collect())
    }

    /// The files, some of them with other texts.
    #[must_use]
    pub fn with_texts(&self, texts: impl IntoIterator<Item = (FileId, String)>) -> Self {
        let mut sources = self.clone();
        for (id, text) in texts {
            if let Some(file) = sources.files.get_mut(id.0 as usize) {
                *file = file.with_text(text);
            }
        }
        sources
    }

    /// The files and one more, and its id.
    #[must_use]
    pub fn and(&self, name: &str, text: impl Into<Arc<str>>) -> (Self, FileId) {
        let Self { mut files } = self.clone();
        let id = FileId(u32::try_from(files.len()).unwrap_or(u32::MAX));
        files.push(TextFile::new(name, text));
        (Self { files }, id)
    }

    pub(super) const fn new(files: Vec<TextFile>) -> Self {
        Self { files }
    }

    /// The file with this id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &TextFile {
        self.files.get(id.0 as usize).unwrap_or(&NO_FILE)
    }

    /// The text of one file.
    #[must_use]
    pub fn text(&self, id: FileId) -> &Arc<str> {
        self.file(id).text()
    }

    /// The name of one file, as it came from outside.
    #[must_use]
    pub fn name(&self, id: FileId) -> &str {
        self.file(id).name()
    }

    /// Every file with its id, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &TextFile)> {
        self.files.iter().zip(0..).map(|(file, id)| (FileId(id), file))
    }

    /// How many files there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Where a place starts, and where it ends: the first byte after it.
    #[must_use]
    pub fn positions(&self, place: Place) -> (Position, Position) {
        let file = self.file(place.file);
        (file.position(place.span.start), file.position(place.span.end.max(place.span.start)))
    }

    /// The text of a place; empty where the place is not in the file.
    #[must_use]
    pub fn slice(&self, place: Place) -> &str {
        self.text(place.file).get(place.span.range()).unwrap_or_default()
    }
}

/// The files of one matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The file that may hold `[matrix]`, `[lint]` and `[[stages]]`: the folder's `raci.toml`, or the one file that was
    /// asked for alone.
    pub main: FileId,
    /// The `*.raci.toml` files of the folder and below, by their paths.
    pub others: Vec<FileId>,
}

impl Policy {
    /// A policy of one file.
    #[must_use]
    pub const fn alone(main: FileId) -> Self {
        Self { main, others: Vec::new() }
    }

    /// Every file of the policy, the main one first.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        std::iter::once(self.main).chain(self.others.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_place_has_a_start_an_end_and_a_text() {
        let sources = Sources::in_memory([("a.toml", "x = 1\n"), ("b.toml", "名 = \"y\"\n")]);
        let place = Place::new(FileId(1), Span::new(6, 9));
        let (start, end) = sources.positions(place);
        assert_eq!((start.line, start.column, start.offset), (1, 5, 6));
        assert_eq!((end.line, end.column, end.offset), (1, 8, 9));
        assert_eq!((sources.name(place.file), sources.slice(place)), ("b.toml", "\"y\""));
    }

    #[test]
    fn one_more_file_leaves_the_others_where_they_are() {
        let sources = Sources::in_memory([("a.toml", "x"), ("b.toml", "y")]);
        let (more, id) = sources.and("a.toml", "z");
        assert_eq!((id, more.len(), more.name(id), &**more.text(id)), (FileId(2), 3, "a.toml", "z"));
        assert_eq!((&**more.text(FileId(0)), sources.len()), ("x", 2));
    }

    #[test]
    fn an_id_of_another_run_is_an_empty_file() {
        let sources = Sources::in_memory([("a.toml", "x")]);
        let place = Place::new(FileId(7), Span::new(3, 9));
        assert_eq!((sources.name(place.file), sources.slice(place)), ("", ""));
        assert_eq!(sources.positions(place).1.offset, 0);
    }
}
