//! Several files that are new, all of them or none.

use std::collections::VecDeque;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::unfinished::Unfinished;
use super::way::{NoWay, real};
use super::whole::Prepared;

/// Why nothing was made, and nothing is left of it.
#[derive(Debug)]
pub enum NotMade {
    /// This file is there already.
    There(PathBuf),
    /// It would go through a link, or there is no way to it.
    NoWay(NoWay),
    /// This cannot be written.
    Failed(PathBuf, io::Error),
}

impl fmt::Display for NotMade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::There(path) => write!(f, "`{}` is there already: name another folder", path.display()),
            Self::NoWay(why) => why.fmt(f),
            Self::Failed(path, error) => write!(f, "cannot write `{}`: {error}", path.display()),
        }
    }
}

/// Makes files of these names and texts in a folder, as seen from the folder `here`, with the folders that it takes. The first file is
/// the one without which the others mean nothing: it appears last.
///
/// # Errors
/// Where one of them is there already, or cannot be written.
pub fn make(here: &Path, folder: &Path, files: &[(&str, String)]) -> Result<(), NotMade> {
    let named = |name: &str| folder.join(name);
    let failed = |name: &str| {
        let path = named(name);
        move |error| NotMade::Failed(path, error)
    };
    let mut paths = Vec::with_capacity(files.len());
    for (name, _) in files {
        let path = real(here, &named(name)).map_err(NotMade::NoWay)?;
        if path.symlink_metadata().is_ok() {
            return Err(NotMade::There(named(name)));
        }
        paths.push(path);
    }
    // the latest first, since a folder can go only when nothing is in it
    let mut made = VecDeque::new();
    let mut prepared = Vec::with_capacity(files.len());
    for (path, (name, text)) in paths.iter().zip(files) {
        make_folders(path.parent().unwrap_or(path), &mut made).map_err(failed(name))?;
        prepared.push((path, name, Prepared::new(path, text.as_bytes()).map_err(failed(name))?));
    }
    for (path, name, prepared) in prepared.into_iter().rev() {
        made.push_front(prepared.add(path).map_err(failed(name))?);
    }
    Unfinished::finish(made);
    Ok(())
}

/// Makes the folder and those above it that are not there.
fn make_folders(folder: &Path, made: &mut VecDeque<Unfinished>) -> io::Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        let (_, unfinished) = Unfinished::make(|| fs::create_dir(folder), |()| folder.to_owned())?;
        made.push_front(unfinished);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(&'static str, String)> {
        [("raci.toml", "a"), ("sub/b.raci.toml", "b"), ("c.raci.toml", "c")]
            .map(|(name, text)| (name, text.to_owned()))
            .into()
    }

    #[test]
    fn all_files_are_made_or_none() {
        let root = tempfile::TempDir::new().unwrap();
        make(root.path(), Path::new("new/policy"), &files()).unwrap();
        let text = |name: &str| fs::read_to_string(root.path().join("new/policy").join(name)).unwrap();
        assert_eq!(files().iter().map(|(name, _)| text(name)).collect::<String>(), "abc");
        let again = make(root.path(), Path::new("new/policy"), &files()).unwrap_err();
        assert!(again.to_string().ends_with("raci.toml` is there already: name another folder"), "{again}");
        assert_eq!(fs::read_dir(root.path().join("new/policy")).unwrap().count(), 3);
    }

    #[test]
    fn nothing_is_left_where_one_file_cannot_be_written() {
        let root = tempfile::TempDir::new().unwrap();
        let mut files = files();
        files.push(("no\0name", String::new()));
        assert!(make(root.path(), Path::new("new/policy"), &files).is_err());
        fs::write(root.path().join("ours"), "x").unwrap();
        let there = [("raci.toml", "a".to_owned()), ("sub/x", "b".to_owned()), ("sub", "c".to_owned())];
        let failed = make(root.path(), Path::new("."), &there).unwrap_err();
        assert!(matches!(failed, NotMade::Failed(..)), "{failed}");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
