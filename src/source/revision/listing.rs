//! The list of the files of a commit, kept as git wrote it: it can be long, and little of it is asked for.

use std::path::{Component, Path, PathBuf};

use super::object::{ObjectId, path_of};

/// Files and links by their paths from the root on.
pub(super) struct Listing {
    text: Vec<u8>,
    /// By their paths, as bytes.
    lines: Vec<Marks>,
}

/// Where in the text an entry is.
#[derive(Clone, Copy)]
struct Marks {
    start: u32,
    path: u32,
    end: u32,
}

/// What is at a path.
pub(super) struct Committed {
    pub(super) kind: FileKind,
    pub(super) object: ObjectId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    File,
    Link,
}

impl Listing {
    /// Reads lines that end in NUL; `None` where one makes no sense.
    pub(super) fn parse(text: Vec<u8>) -> Option<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive(|byte| *byte == 0) {
            let end = start + line.len();
            let tab = start + line.iter().position(|byte| *byte == b'\t')?;
            let [at, path, end_of_path] = [start, tab + 1, end.checked_sub(1)?].map(u32::try_from);
            let entry = Marks { start: at.ok()?, path: path.ok()?, end: end_of_path.ok()? };
            entry.kind_and_object(&text)?;
            if is_plain(entry.path(&text)) {
                lines.push(entry);
            }
            start = end;
        }
        lines.sort_by(|a, b| a.path(&text).cmp(b.path(&text)));
        Some(Self { text, lines })
    }

    /// What is at the path; a submodule is nothing.
    pub(super) fn get(&self, path: &Path) -> Option<Committed> {
        let path = bytes_of(path);
        let found = self.lines.get(self.first_from(&path)).filter(|line| line.path(&self.text) == path)?;
        let (kind, object) = found.kind_and_object(&self.text)?;
        Some(Committed { kind: kind?, object: ObjectId::parse(object)? })
    }

    /// Whether there is something below the path.
    pub(super) fn is_folder(&self, path: &Path) -> bool {
        self.below(path).next().is_some()
    }

    /// The paths below a folder of which the bytes are wanted.
    pub(super) fn files_below(
        &self,
        folder: &Path,
        is_wanted: impl Fn(&[u8]) -> bool,
    ) -> impl Iterator<Item = PathBuf> {
        let is_entry = |line: &&Marks| matches!(line.kind_and_object(&self.text), Some((Some(_), _)));
        let wanted = self.below(folder).filter(move |line| is_wanted(line.path(&self.text))).filter(is_entry);
        wanted.filter_map(|line| path_of(line.path(&self.text)))
    }

    fn below(&self, folder: &Path) -> impl Iterator<Item = &Marks> {
        let mut prefix = bytes_of(folder);
        if !prefix.is_empty() {
            prefix.push(b'/');
        }
        let from = self.lines.get(self.first_from(&prefix)..).unwrap_or_default();
        from.iter().take_while(move |line| line.path(&self.text).starts_with(&prefix))
    }

    fn first_from(&self, path: &[u8]) -> usize {
        self.lines.partition_point(|line| line.path(&self.text) < path)
    }
}

impl Marks {
    fn path(self, text: &[u8]) -> &[u8] {
        text.get(self.path as usize..self.end as usize).unwrap_or_default()
    }

    /// Reads `MODE TYPE OBJECT<tab>`.
    fn kind_and_object(self, text: &[u8]) -> Option<(Option<FileKind>, &[u8])> {
        let head = text.get(self.start as usize..(self.path as usize).checked_sub(1)?)?;
        let mut head = head.split(|byte| *byte == b' ');
        let (mode, _, object) = (head.next()?, head.next()?, head.next()?);
        let kind = match mode {
            b"120000" => Some(FileKind::Link),
            mode if mode.starts_with(b"100") => Some(FileKind::File),
            _ => None,
        };
        Some((kind, object))
    }
}

/// Whoever wrote the commit can put any name in it, also one that leads elsewhere.
fn is_plain(path: &[u8]) -> bool {
    path_of(path).is_some_and(|path| path.components().all(|part| matches!(part, Component::Normal(_))))
        && path.split(|byte| *byte == b'/').all(|part| !part.is_empty() && part != b".")
}

/// A path as git writes it.
fn bytes_of(path: &Path) -> Vec<u8> {
    path.iter().map(|part| part.as_encoded_bytes()).collect::<Vec<_>>().join(&b'/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(lines: &[&str]) -> Listing {
        let line = |line: &&str| format!("{}\0", line.replacen(' ', " blob 0123456789abcdef\t", 1));
        Listing::parse(lines.iter().map(line).collect::<String>().into_bytes()).unwrap()
    }

    fn below(listing: &Listing, folder: &str) -> Vec<String> {
        let paths = listing.files_below(Path::new(folder), |_| true);
        paths.map(|path| path.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_folder_is_what_has_something_below_it() {
        let listing = listing(&["100644 a-b", "100644 a.toml", "100755 a/b/c", "120000 a/d", "160000 sub"]);
        assert_eq!(below(&listing, "a"), ["a/b/c", "a/d"]);
        assert_eq!(below(&listing, ""), ["a-b", "a.toml", "a/b/c", "a/d"]);
        assert!(listing.is_folder(Path::new("a/b")) && !listing.is_folder(Path::new("a/b/c")));
        let kind = |path: &str| listing.get(Path::new(path)).map(|entry| entry.kind);
        assert_eq!(
            (kind("a/b/c"), kind("a/d"), kind("a/b"), kind("sub")),
            (Some(FileKind::File), Some(FileKind::Link), None, None)
        );
    }

    #[test]
    fn names_that_lead_elsewhere_are_none() {
        let listing = listing(&[
            "100644 ../x",
            "100644 /etc/x",
            "100644 a//x",
            "100644 a/./x",
            "100644 a/../x",
            "100644 z",
            "100644 b",
        ]);
        assert_eq!(below(&listing, ""), ["b", "z"], "and the order of the list does not matter");
    }

    #[test]
    fn what_is_no_list_is_not_understood() {
        assert!(Listing::parse(b"100644 blob\tx\0".to_vec()).is_none());
        assert!(Listing::parse(b"100644 blob 01 x\0".to_vec()).is_none());
        assert!(Listing::parse(Vec::new()).is_some_and(|listing| !listing.is_folder(Path::new(""))));
    }
}
