//! What git speaks of: objects by their names, and paths.

use std::ffi::OsStr;
use std::fmt;
use std::path::PathBuf;

/// The name of an object: a commit, a tree, what is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ObjectId(String);

impl ObjectId {
    pub(super) fn parse(written: &[u8]) -> Option<Self> {
        let is_hex = !written.is_empty() && written.iter().all(u8::is_ascii_hexdigit);
        is_hex.then(|| Self(String::from_utf8_lossy(written).into_owned()))
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A path as git writes it: bytes where paths are bytes, UTF-8 elsewhere.
pub(super) fn path_of(written: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    let path: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(written);
    #[cfg(not(unix))]
    let path = OsStr::new(std::str::from_utf8(written).ok()?);
    (!path.is_empty()).then(|| PathBuf::from(path))
}
