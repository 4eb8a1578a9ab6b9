//! The way to a file: what a path really leads to, and whether a link that a stranger may have brought is on it.

use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A link where none is followed, or a way that cannot be gone.
#[derive(Debug)]
pub enum NoWay {
    /// The link.
    Link(PathBuf),
    /// Why there is no telling.
    Unknown(io::Error),
}

impl fmt::Display for NoWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(link) => {
                write!(f, "`{}` is a link, and nothing is written through one; name what it leads to", link.display())
            }
            Self::Unknown(error) => error.fmt(f),
        }
    }
}

/// Refuses a path on which there is a link that may have come with what is checked: in the current folder, or in a repository.
///
/// # Errors
/// Where there is one.
pub fn refuse_links(here: &Path, path: &Path) -> Result<(), NoWay> {
    real(here, path).map(drop)
}

/// What the path, as seen from the folder `here`, leads to. Links outside of the current folder and of any repository, such as those of
/// the system, are followed.
pub(super) fn real(here: &Path, path: &Path) -> Result<PathBuf, NoWay> {
    let here = here.canonicalize().map_err(NoWay::Unknown)?;
    let mut at = here.clone();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(at.pop()),
            Component::Prefix(_) | Component::RootDir => at.push(component),
            Component::Normal(name) => {
                let next = at.join(name);
                at = match is_link(&next) {
                    Ok(true) if is_a_strangers(&at, &here) => return Err(NoWay::Link(next)),
                    Ok(true) => next.canonicalize().map_err(NoWay::Unknown)?,
                    Ok(false) => next,
                    Err(error) => return Err(NoWay::Unknown(error)),
                };
            }
        }
    }
    Ok(at)
}

/// Whether there is a link; what is not there yet is none.
pub(super) fn is_link(path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Ok(there) => Ok(there.is_symlink()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether what is in the folder may have come with what is checked: it is in the current folder, unless that is the whole disk, or in a
/// repository.
fn is_a_strangers(folder: &Path, here: &Path) -> bool {
    let is_here = here.parent().is_some() && folder.starts_with(here);
    is_here || folder.ancestors().any(|folder| folder.join(".git").symlink_metadata().is_ok())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_is_refused_where_a_stranger_may_have_put_it() {
        let root = tempfile::TempDir::new().unwrap();
        let root = root.path().canonicalize().unwrap();
        for folder in ["here/sub", "clone/.git", "aside"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        for link in ["here/link", "clone/link", "link"] {
            symlink(root.join("aside"), root.join(link)).unwrap();
        }
        let real = |path: &str| real(&root.join("here"), Path::new(path)).map_err(|link| link.to_string());
        assert_eq!(real("./sub/../x/new.json"), Ok(root.join("here/x/new.json")));
        assert_eq!(real("../link/new.json"), Ok(root.join("aside/new.json")));
        for (path, link) in
            [("link/new.json", "here/link"), ("../clone/link/x", "clone/link"), ("sub/../link", "here/link")]
        {
            let refused = real(path).unwrap_err();
            let link = root.join(link).display().to_string();
            assert_eq!(
                refused,
                format!("`{link}` is a link, and nothing is written through one; name what it leads to")
            );
        }
        let absolute = root.join("here/link/new.json");
        assert!(real(absolute.to_str().unwrap()).is_err());
    }
}
