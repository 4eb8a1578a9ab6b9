//! How a file is called in reports: relative to the current folder, with `/` between folders.

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
        return path.to_string_lossy().into_owned();
    }
    let up = from.map(|_| "..".into());
    let down = to.map(|component| component.as_os_str().to_string_lossy());
    let name = up.chain(down).collect::<Vec<_>>().join("/");
    if name.is_empty() { ".".to_owned() } else { name }
}

/// A name given on the command line for a text that is not on disk, with `/` between folders and no needless `./`.
pub(super) fn tidy(name: &Path) -> String {
    let parts = name.components().filter(|component| *component != Component::CurDir);
    parts.map(|component| component.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/").replacen("//", "/", 1)
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
    fn a_given_name_is_tidied() {
        assert_eq!(tidy(Path::new("./a//b/raci.toml")), "a/b/raci.toml");
        assert_eq!(tidy(Path::new("/a/raci.toml")), "/a/raci.toml");
        assert_eq!(tidy(Path::new("<stdin>")), "<stdin>");
    }
}
