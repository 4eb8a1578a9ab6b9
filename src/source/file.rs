//! One file: its name as reports write it, its text, and what kept it from being read as text.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::lines::LineIndex;
use super::{Position, Span};

/// The largest file that is read, in bytes: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;

/// One file of a run.
#[derive(Debug, Clone)]
pub struct TextFile {
    name: String,
    path: Option<PathBuf>,
    text: Arc<str>,
    fault: Option<Fault>,
    index: OnceLock<LineIndex>,
}

/// Why a file could be opened but is no text that can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is larger than [`MAX_BYTES`], and its text is left empty.
    TooLarge,
    /// It is a workbook, and its text is left empty.
    Workbook,
    /// Its bytes are not UTF-8 from here on, counted from the start; its text has U+FFFD in their place.
    NotUtf8 {
        /// The first byte that is not.
        at: u32,
        /// What it looks like instead, where that can be told.
        looks_like: Option<&'static str>,
    },
}

impl Fault {
    /// Where in the file to point.
    #[must_use]
    pub const fn span(self) -> Span {
        match self {
            Self::TooLarge | Self::Workbook => Span::new(0, 0),
            Self::NotUtf8 { at, .. } => Span::new(at, at.saturating_add(LOSSY_LEN)),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(self) -> String {
        match self {
            Self::TooLarge => "split it into several `*.raci.toml` files in one policy folder".to_owned(),
            Self::Workbook => "a policy is written in TOML: `raci init` writes one to begin with".to_owned(),
            Self::NotUtf8 { looks_like: Some(other), .. } => format!("it looks like {other}: save it as UTF-8"),
            Self::NotUtf8 { looks_like: None, .. } => "save it as UTF-8".to_owned(),
        }
    }
}

/// How many bytes U+FFFD takes where it stands for bytes that are not UTF-8.
const LOSSY_LEN: u32 = 3;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the file is larger than 16 MiB and was not read",
            Self::Workbook => "the file is a workbook",
            Self::NotUtf8 { .. } => "the file is not UTF-8 from here on",
        })
    }
}

/// How the formats of workbooks begin: a ZIP archive (xlsx, ods), and a compound file (xls).
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// So many bytes are looked at to tell what a text is in.
const SAMPLE: usize = 1 << 16;

/// What bytes that are not UTF-8 look like, among the encodings that people save tables in.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Some("UTF-16");
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), true);
    let found = detector.guess(None, Utf8Detection::Deny);
    match found.name() {
        "GBK" | "gb18030" => Some("GB 18030"),
        "windows-1252" => Some("Windows-1252"),
        "Big5" => Some("Big5"),
        "windows-1250" => Some("Windows-1250"),
        _ => None,
    }
}

impl TextFile {
    /// A file from its text.
    pub(super) fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), path: None, text: text.into(), fault: None, index: OnceLock::new() }
    }

    /// The file as one that was read from a path.
    pub(super) fn at(self, path: &Path) -> Self {
        Self { path: Some(path.to_owned()), ..self }
    }

    /// The file with another text.
    pub(super) fn with_text(&self, text: impl Into<Arc<str>>) -> Self {
        Self { path: self.path.clone(), ..Self::new(self.name.clone(), text) }
    }

    /// A file from what was read of it: more than [`MAX_BYTES`] is too large.
    pub(super) fn from_bytes(name: String, bytes: Vec<u8>) -> Self {
        if bytes.len() > MAX_BYTES {
            return Self { fault: Some(Fault::TooLarge), ..Self::new(name, "") };
        }
        if WORKBOOKS.iter().any(|beginning| bytes.starts_with(beginning)) {
            return Self { fault: Some(Fault::Workbook), ..Self::new(name, "") };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(name, text),
            Err(error) => {
                let at = u32::try_from(error.utf8_error().valid_up_to()).unwrap_or(u32::MAX);
                let bytes = error.as_bytes();
                let text = String::from_utf8_lossy(bytes);
                Self {
                    fault: Some(Fault::NotUtf8 { at, looks_like: looks_like(bytes) }),
                    ..Self::new(name, text.as_ref())
                }
            }
        }
    }

    /// What people call it: its path relative to the current folder, with `/`. It comes from outside: make it
    /// [harmless](super::harmless) before it is shown. It leads nowhere: that is what the [path](Self::path) is for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it was read: an absolute path without links. A text that is not on disk has none.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The text, with its byte order mark if it has one.
    #[must_use]
    pub const fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What is wrong with the file as a whole: where there is something, the text is not worth reading.
    #[must_use]
    pub const fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// Whether it says nothing: there are blanks and remarks in it alone.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        self.fault.is_none() && self.text.trim_start_matches('\u{FEFF}').lines().all(is_blank)
    }

    /// The line and column of a byte; one past the end is taken as the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        self.index().position(&self.text, offset)
    }

    /// The bytes of a line, counted from 1, without its line break; past the last line they are empty.
    #[must_use]
    pub fn line(&self, line: u32) -> std::ops::Range<usize> {
        self.index().line(&self.text, line)
    }

    fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> TextFile {
        TextFile::from_bytes("raci.toml".to_owned(), bytes.to_vec())
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_placed_at_the_first() {
        let file = read(b"a = 1\nb = \"\xE9t\xE9\"\n");
        let Some(fault @ Fault::NotUtf8 { .. }) = file.fault() else { panic!("{:?}", file.fault()) };
        let start = file.position(fault.span().start);
        assert_eq!((start.line, start.column, start.offset), (2, 6, 11));
        assert_eq!(file.text().get(fault.span().range()), Some("\u{FFFD}"));
    }

    #[test]
    fn other_encodings_are_told_apart() {
        let help = |bytes: &[u8]| read(bytes).fault().unwrap().help();
        assert_eq!(help(b"\xFF\xFEa\0"), "it looks like UTF-16: save it as UTF-8");
        let german = encoding_rs::WINDOWS_1252.encode("[roles.gf]\nname = \"Geschäftsführung\"\n").0;
        assert_eq!(help(&german), "it looks like Windows-1252: save it as UTF-8");
        let chinese = encoding_rs::GB18030.encode("[roles.a]\nname = \"销售专员\"\n[roles.b]\nname = \"总经理\"\n").0;
        assert_eq!(help(&chinese), "it looks like GB 18030: save it as UTF-8");
        let zip = b"PK\x03\x04rest";
        assert_eq!(read(zip).fault(), Some(Fault::Workbook));
    }

    #[test]
    fn remarks_alone_say_nothing() {
        assert!(read(b"\xEF\xBB\xBF# begin here\n\n  # and here\n").is_blank() && read(b"").is_blank());
        assert!(!read(b"# x\n[roles]\n").is_blank() && !read(b"\xFF").is_blank());
    }

    #[test]
    fn a_file_at_the_cap_is_read_and_one_above_is_not() {
        assert_eq!(read(&vec![b'#'; MAX_BYTES]).fault(), None);
        let large = read(&vec![b'#'; MAX_BYTES + 1]);
        assert_eq!((large.fault(), large.text().len()), (Some(Fault::TooLarge), 0));
    }
}
