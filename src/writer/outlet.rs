//! Where something that is made from a policy is to go: looked at before anything is done.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::way::{NoWay, is_link, real};
use super::whole;
use crate::source::{MAIN_FILE, SUFFIX};

/// A place that a report or a publication may be written to.
#[derive(Debug)]
pub struct Outlet {
    /// The folder, without links, and the name in it.
    path: PathBuf,
    what: What,
}

/// What stands at an outlet, or will.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A file, which is replaced.
    File,
    /// A pipe or a device, which is written to as it is.
    Stream,
}

/// Why nothing is to be written to a place.
#[derive(Debug)]
pub enum NoOutlet {
    /// Its name is that of a policy's file.
    Policy,
    /// It is a folder.
    Folder,
    /// It is a link, or behind one, or there is no way to it.
    NoWay(NoWay),
}

impl fmt::Display for NoOutlet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Policy => f.write_str("files of a policy are called so"),
            Self::Folder => f.write_str("it is a folder"),
            Self::NoWay(why) => why.fmt(f),
        }
    }
}

impl Outlet {
    /// The place that `path`, as seen from the folder `here`, leads to.
    ///
    /// # Errors
    /// Where it is a file of a policy, under whatever spelling, a folder, a link, or where there is no folder for it.
    pub fn new(here: &Path, path: &Path) -> Result<Self, NoOutlet> {
        let Some(Component::Normal(name)) = path.components().next_back() else { return Err(NoOutlet::Folder) };
        let unknown = |error| NoOutlet::NoWay(NoWay::Unknown(error));
        let folder = real(here, path.parent().unwrap_or(Path::new(""))).map_err(NoOutlet::NoWay)?;
        let folder = folder.canonicalize().map_err(unknown)?;
        let path = folder.join(name);
        if is_policy_name(name) || path.canonicalize().is_ok_and(|path| path.file_name().is_some_and(is_policy_name)) {
            return Err(NoOutlet::Policy);
        }
        // whoever names `/dev/stdout` means what it leads to
        if is_of_the_system(&folder) {
            return Ok(Self { path, what: What::Stream });
        }
        if is_link(&path).map_err(unknown)? {
            return Err(NoOutlet::NoWay(NoWay::Link(path)));
        }
        match path.symlink_metadata() {
            Ok(there) if there.is_dir() => Err(NoOutlet::Folder),
            Ok(there) if !there.is_file() => Ok(Self { path, what: What::Stream }),
            _ => Ok(Self { path, what: What::File }),
        }
    }

    /// Whether both are one file.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.what == other.what && (folded(&self.path) == folded(&other.path) || self.is_same_stream(other))
    }

    #[cfg(unix)]
    fn is_same_stream(&self, other: &Self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let identity = |outlet: &Self| outlet.path.metadata().map(|stream| (stream.dev(), stream.ino())).ok();
        self.what == What::Stream && identity(self).is_some_and(|this| identity(other) == Some(this))
    }

    #[cfg(not(unix))]
    const fn is_same_stream(&self, _: &Self) -> bool {
        false
    }

    /// Writes it: a file whole or not at all.
    ///
    /// # Errors
    /// Where it cannot be written; a file is then what it was.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        match self.what {
            What::File => whole::write(&self.path, bytes),
            What::Stream => OpenOptions::new().append(true).open(&self.path)?.write_all(bytes),
        }
    }
}

/// Whether it is named as a policy's files are, on a disk that takes `RACI.toml` for `raci.toml` too.
fn is_policy_name(name: &OsStr) -> bool {
    let name = name.to_ascii_lowercase();
    name == MAIN_FILE || name.as_encoded_bytes().ends_with(SUFFIX.as_bytes())
}

/// Whether links and files in the folder are made by the system itself.
fn is_of_the_system(folder: &Path) -> bool {
    cfg!(unix) && (folder.starts_with("/dev") || folder.starts_with("/proc"))
}

/// The path as the disks of this system compare it.
fn folded(path: &Path) -> OsString {
    if cfg!(any(windows, target_os = "macos")) {
        path.to_string_lossy().to_lowercase().into()
    } else {
        path.as_os_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn refused(folder: &Path, name: &str) -> String {
        Outlet::new(folder, Path::new(name)).unwrap_err().to_string()
    }

    #[test]
    fn a_file_of_a_policy_is_no_outlet_however_it_is_spelled() {
        let folder = tempfile::TempDir::new().unwrap();
        for name in ["raci.toml", "./sub/../RACI.toml", "a.raci.toml", "B.Raci.Toml"] {
            fs::create_dir_all(folder.path().join("sub")).unwrap();
            assert_eq!(refused(folder.path(), name), "files of a policy are called so", "{name}");
        }
        assert!(Outlet::new(folder.path(), Path::new("raci.toml.json")).is_ok());
    }

    #[test]
    fn what_cannot_be_a_file_is_told_before_anything_is_done() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        assert_eq!(refused(folder.path(), "sub"), "it is a folder");
        assert_eq!(refused(folder.path(), ".."), "it is a folder");
        assert!(refused(folder.path(), "no/x.json").contains("No such file") || cfg!(windows));
    }

    #[test]
    fn one_file_is_one_however_it_is_spelled() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        let outlet = |name: &str| Outlet::new(folder.path(), Path::new(name)).unwrap();
        let absolute = folder.path().join("a");
        assert!(outlet("a").is_same(&outlet("./sub/../a")));
        assert!(outlet("a").is_same(&outlet(absolute.to_str().unwrap())));
        assert!(!outlet("a").is_same(&outlet("sub/a")));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_written_through_and_another_name_of_a_file_takes_nothing_from_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::write(root.join("raci.toml"), "[roles.r]\n").unwrap();
        std::os::unix::fs::symlink("there", root.join("link")).unwrap();
        std::os::unix::fs::symlink("raci.toml", root.join("policy")).unwrap();
        fs::hard_link(root.join("raci.toml"), root.join("twin")).unwrap();
        assert!(refused(&root, "link").contains("/link` is a link, and nothing is written through one"));
        assert_eq!(refused(&root, "policy"), "files of a policy are called so");
        Outlet::new(&root, Path::new("twin")).unwrap().write(b"report").unwrap();
        assert_eq!(fs::read_to_string(root.join("raci.toml")).unwrap(), "[roles.r]\n");
        assert_eq!(fs::read_to_string(root.join("twin")).unwrap(), "report");
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_written_to_as_they_are() {
        let folder = tempfile::TempDir::new().unwrap();
        let null = Outlet::new(folder.path(), Path::new("/dev/null")).unwrap();
        null.write(b"x").unwrap();
        assert!(null.is_same(&Outlet::new(folder.path(), Path::new("/dev/../dev/null")).unwrap()));
        assert!(!Path::new("/dev/null").metadata().unwrap().is_file());
    }
}
