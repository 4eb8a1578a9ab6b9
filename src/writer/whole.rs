//! Writing a file whole or not at all: nobody finds half of it, even where the disk is full or the run is cut short.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::lock;
use super::unfinished::Unfinished;

/// Writes the file: under another name beside it, then in its place, with its permissions.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Prepared::new(path, bytes)?.replace(path)
}

/// Why a file was not replaced. It is what it was.
#[derive(Debug)]
pub enum NotReplaced {
    /// It is no longer what it was when it was read.
    Changed,
    /// It cannot be read or written.
    Failed(io::Error),
}

impl fmt::Display for NotReplaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("it was changed meanwhile"),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl From<io::Error> for NotReplaced {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// Puts another text in the place of the one that was read there; `None` is a file that was not there.
///
/// # Errors
/// Where something else stands there by now, or it cannot be written.
pub fn replace(path: &Path, before: Option<&str>, after: &str) -> Result<(), NotReplaced> {
    let prepared = Prepared::new(path, after.as_bytes())?;
    let folder = path.parent().unwrap_or(Path::new("/"));
    let _held = lock::hold(folder)?;
    match before {
        Some(before) if is(path, before.as_bytes())? => Ok(prepared.replace(path)?),
        Some(_) => Err(NotReplaced::Changed),
        None => match prepared.add(path) {
            Ok(added) => {
                Unfinished::finish([added]);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(NotReplaced::Changed),
            Err(error) => Err(NotReplaced::Failed(error)),
        },
    }
}

/// Takes a file out that was written, if it is still what it was then.
///
/// # Errors
/// Where something else stands there by now, or it cannot be removed.
pub fn remove(path: &Path, text: &str) -> Result<(), NotReplaced> {
    let _held = lock::hold(path.parent().unwrap_or(Path::new("/")))?;
    if is(path, text.as_bytes())? { Ok(fs::remove_file(path)?) } else { Err(NotReplaced::Changed) }
}

/// Whether the file holds these bytes. What is no ordinary file is not looked into.
fn is(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let there = match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        there => there?,
    };
    if !there.is_file() || there.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut read = Vec::with_capacity(bytes.len());
    File::open(path)?.take(bytes.len() as u64 + 1).read_to_end(&mut read)?;
    Ok(read == bytes)
}

/// A file that is written and has no name yet that anybody looks for.
pub(super) struct Prepared {
    file: NamedTempFile,
    unfinished: Unfinished,
}

impl Prepared {
    /// What is to stand at the path, with the permissions of what stands there.
    pub(super) fn new(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let permissions = match path.symlink_metadata() {
            Ok(there) if there.is_file() => Some(there.permissions()),
            Ok(_) => return Err(io::Error::other("it is no ordinary file")),
            Err(_) => None,
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (mut file, unfinished) = Unfinished::make(|| nameless(folder), |file| file.path().to_owned())?;
        file.as_file_mut().write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        file.as_file().sync_all()?;
        Ok(Self { file, unfinished })
    }

    /// Puts it in the place of the file, if there is one.
    pub(super) fn replace(self, path: &Path) -> io::Result<()> {
        let Self { file, unfinished } = self;
        unfinished.end(|| file.persist(path).map(drop).map_err(|error| error.error))
    }

    /// Puts it where there must be none, to stay there when that is finished.
    pub(super) fn add(self, path: &Path) -> io::Result<Unfinished> {
        let Self { file, unfinished } = self;
        unfinished.go_on_as(path, || file.persist_noclobber(path).map(drop).map_err(|error| error.error))
    }
}

/// A new file under a name that nobody has, which whoever the user says may read.
fn nameless(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".raci-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("out.txt");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(write(&folder.path().join("no/out.txt"), b"x").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(write(folder.path(), b"x").unwrap_err().to_string().contains("no ordinary file"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_a_link_is_not_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::TempDir::new().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
        symlink("real", &link).unwrap();
        assert!(write(&link, b"new").unwrap_err().to_string().contains("no ordinary file"));
        write(&real, b"new").unwrap();
        assert_eq!(
            (fs::read(&real).unwrap(), real.metadata().unwrap().permissions().mode() & 0o777),
            (b"new".to_vec(), 0o640)
        );
    }

    #[test]
    fn what_was_changed_meanwhile_stays() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.toml");
        assert!(replace(&path, None, "mine").is_ok());
        for read in [None, Some("read"), Some("")] {
            let refused = replace(&path, read, "other").unwrap_err();
            assert_eq!(
                (refused.to_string().as_str(), fs::read(&path).unwrap()),
                ("it was changed meanwhile", b"mine".to_vec())
            );
        }
        assert!(replace(&path, Some("mine"), "next").is_ok());
        assert_eq!((fs::read(&path).unwrap(), fs::read_dir(folder.path()).unwrap().count()), (b"next".to_vec(), 1));
        fs::remove_file(&path).unwrap();
        assert!(matches!(replace(&path, Some("next"), "x"), Err(NotReplaced::Changed)));
    }

    #[test]
    fn of_many_who_add_a_line_at_once_nobody_loses_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "").unwrap();
        let add = |line: String| loop {
            let before = fs::read_to_string(&path).unwrap();
            match replace(&path, Some(&before), &format!("{before}{line}\n")) {
                Err(NotReplaced::Changed) => {}
                done => break done.unwrap(),
            }
        };
        std::thread::scope(|scope| {
            (0..4).for_each(|one| drop(scope.spawn(move || (0..10).for_each(|n| add(format!("{one}.{n}"))))))
        });
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 40);
    }
}
