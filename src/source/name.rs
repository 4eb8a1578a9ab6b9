//! How a file is called in reports: relative to the current folder, with `/` between folders.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Component, Path};

/// The name of `path` as seen from `here`; both are absolute.
pub(super) fn relative(path: &Path, here: &Path) -> String {
    let mut to = path.components().peekable();
    let mut from = here.components().peekable();
    let mut shared = 0;
    while to.peek().is_some() && to.peek() == from.peek() {
        to.next();
        from.next();
        shared += 1;
    }
    if shared == 0 {
        return part(path.as_os_str()).into_owned();
    }
    let up = from.map(|_| "..".into());
    let down = to.map(|component| part(component.as_os_str()));
    let name = up.chain(down).collect::<Vec<_>>().join("/");
    if name.is_empty() { ".".to_owned() } else { name }
}

/// A name given on the command line for a text that is not on disk, with `/` between folders and no needless `./`.
pub(super) fn tidy(name: &Path) -> String {
    let parts = name.components().filter(|component| *component != Component::CurDir);
    parts.map(|component| part(component.as_os_str())).collect::<Vec<_>>().join("/").replacen("//", "/", 1)
}

/// A part of a path as text: two that differ are never called the same. A byte that is no text is written as `\xFF`, and so is the
/// backslash of what only looks like that.
fn part(part: &OsStr) -> Cow<'_, str> {
    match part.to_str() {
        Some(text) if !text.contains("\\x") => Cow::Borrowed(text),
        _ => Cow::Owned(escaped(part.as_encoded_bytes())),
    }
}

fn escaped(bytes: &[u8]) -> String {
    let mut name = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        name.push_str(&chunk.valid().replace("\\x", "\\x5Cx"));
        for byte in chunk.invalid() {
            // a text takes whatever is written to it
            let _ = write!(name, "\\x{byte:02X}");
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(path: &str, here: &str) -> String {
        relative(Path::new(path), Path::new(here))
    }

    #[test]
    fn a_name_is_relative_to_the_current_folder() {
        assert_eq!(name("/a/b/raci.toml", "/a/b"), "raci.toml");
        assert_eq!(name("/a/b/c/x.raci.toml", "/a/b"), "c/x.raci.toml");
        assert_eq!(name("/a/raci.toml", "/a/b/c"), "../../raci.toml");
        assert_eq!(name("/a/bc/raci.toml", "/a/b"), "../bc/raci.toml");
        assert_eq!(name("/a", "/a"), ".");
    }

    #[test]
    fn no_two_paths_have_one_name() {
        let name = |bytes: &[u8]| escaped(bytes);
        assert_eq!(name(b"p\xFF/\xE9t\xE9"), "p\\xFF/\\xE9t\\xE9");
        assert_eq!(name("销售\u{FFFD}".as_bytes()), "销售\u{FFFD}");
        assert_eq!(name(b"p\\xFF"), "p\\x5CxFF");
        assert_eq!(relative(Path::new("/a/p\\y\\xFF"), Path::new("/a")), "p\\y\\x5CxFF");
    }

    #[test]
    fn a_given_name_is_tidied() {
        assert_eq!(tidy(Path::new("./a//b/raci.toml")), "a/b/raci.toml");
        assert_eq!(tidy(Path::new("/a/raci.toml")), "/a/raci.toml");
        assert_eq!(tidy(Path::new("<stdin>")), "<stdin>");
    }
}
