//! Whether what is asked for is in the repository that is asked.

use std::path::{Component, Path, PathBuf};

use super::RevisionError;
use crate::source::name;
use crate::source::repository::begins_in;
use crate::source::store::MAIN_FILE;

/// That all of the paths are in the repository of `root`, in the files as they are too, and in none inside it.
pub(super) fn hold(root: &Path, here: &Path, paths: &[PathBuf]) -> Result<(), RevisionError> {
    // without a path it is the policy that holds the folder
    let holder = here.ancestors().find(|folder| folder.join(MAIN_FILE).is_file()).filter(|_| paths.is_empty());
    for path in paths.iter().map(PathBuf::as_path).chain(holder) {
        let outside = || RevisionError::Outside(name::relative(path, here));
        let below = below_root(root, path).ok_or_else(outside)?;
        if path.canonicalize().is_ok_and(|real| !real.starts_with(root)) {
            return Err(outside());
        }
        let folders = below.ancestors().filter(|folder| !folder.as_os_str().is_empty());
        for folder in folders.map(|folder| root.join(folder)) {
            if begins_in(&folder).unwrap_or(true) {
                return Err(RevisionError::Inside(name::relative(path, here), name::relative(&folder, here)));
            }
        }
    }
    Ok(())
}

/// The path from the root of the repository on, whatever links lead to the repository; `None` where it is not in it.
pub(super) fn below_root(root: &Path, path: &Path) -> Option<PathBuf> {
    let path = without_dots(path);
    if let Ok(below) = path.strip_prefix(root) {
        return Some(below.to_owned());
    }
    let there = path.ancestors().find(|ancestor| ancestor.exists())?;
    let real = there.canonicalize().ok()?.join(path.strip_prefix(there).ok()?);
    real.strip_prefix(root).ok().map(Path::to_owned)
}

/// The path without `.` and `..`, by its letters alone.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}
