//! Where in a repository the current folder is.

use std::path::Path;

/// The folder `here` from the root of its repository on, with `/`: the nearest folder above that has a `.git`, which is a file in a
/// submodule. Empty where it is the root itself, or in no repository.
#[must_use]
pub fn folder_in_repository(here: &Path) -> String {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let root = here.ancestors().find(|folder| folder.join(".git").exists());
    let below = root.and_then(|root| here.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_repository_begins_where_git_is_a_folder_or_a_file() {
        let root = tempfile::TempDir::new().unwrap();
        fs::create_dir_all(root.path().join("sub/a/b")).unwrap();
        fs::create_dir(root.path().join(".git")).unwrap();
        assert_eq!(folder_in_repository(&root.path().join("sub/a/b")), "sub/a/b");
        assert_eq!(folder_in_repository(root.path()), "");
        fs::write(root.path().join("sub/.git"), "gitdir: ../.git/modules/sub").unwrap();
        assert_eq!(folder_in_repository(&root.path().join("sub/a/b")), "a/b");
    }
}
