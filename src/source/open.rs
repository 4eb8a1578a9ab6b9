//! From what the user asked for to the texts of all files, read in parallel.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::discover::{self, Found, FoundPolicy, Lost};
use super::file::{File, MAX_BYTES};
use super::name;
use super::sources::{Policy, Sources};
use super::{FileId, harmless};

/// One thing that the user asked to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A folder with policies at or below it, or one file.
    Path(PathBuf),
    /// A text that is not on disk, checked alone.
    Text {
        /// What reports call it.
        name: PathBuf,
        /// At most [`MAX_BYTES`] and one more, which says that it was cut.
        bytes: Vec<u8>,
    },
}

/// Every policy that there is to check.
#[derive(Debug)]
pub struct Opened {
    /// The files of all of them.
    pub sources: Sources,
    /// Which files belong together: by their folders, then the single files, then the texts.
    pub policies: Vec<Policy>,
    /// The names of files called `*.raci.toml` that belong to no policy, for want of a `raci.toml` in their folder or above.
    pub orphans: Vec<String>,
}

/// Why there is nothing to work on.
#[derive(Debug)]
pub enum OpenError {
    /// Paths that do not exist, or files that cannot be read, by name.
    Unreadable(Vec<Unreadable>),
    /// The paths are there, but no policy is.
    Nothing {
        /// The names of files called `*.raci.toml` that belong to no policy.
        orphans: Vec<String>,
    },
}

/// One path that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its name, as it came from outside.
    pub name: String,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Unreadable {
    /// Fit for a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", harmless::prose(&self.name), harmless::prose(&self.reason))
    }
}

/// Finds and reads what was asked for. No input means the policy that holds the folder `here`, found upward, or else every
/// policy below it. Files that are too large or not UTF-8 are there all the same, with their [`fault`](File::fault).
///
/// # Errors
/// Where a path does not exist or cannot be read, or where there is no policy at all.
pub fn open(here: &Path, inputs: &[Input]) -> Result<Opened, OpenError> {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let found = find(&here, inputs).map_err(|lost| unreadable(&here, lost))?;
    let orphans = found.orphans.iter().map(|path| name::relative(path, &here)).collect();
    let mut files = read_all(&here, &found.policies).map_err(|lost| unreadable(&here, lost))?;
    let mut policies = group(&found.policies);
    for input in inputs {
        if let Input::Text { name, bytes } = input {
            policies.push(Policy::alone(file_id(files.len())));
            files.push(File::from_bytes(name::tidy(name), bytes.clone()));
        }
    }
    if policies.is_empty() {
        return Err(OpenError::Nothing { orphans });
    }
    Ok(Opened { sources: Sources::new(files), policies, orphans })
}

/// Reads one file that was asked for by a stream: all of it, or one byte more than is allowed.
///
/// # Errors
/// Where the stream cannot be read.
pub fn read_capped(stream: impl Read) -> io::Result<Vec<u8>> {
    read_into(Vec::new(), stream)
}

fn read_into(mut bytes: Vec<u8>, stream: impl Read) -> io::Result<Vec<u8>> {
    stream.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn find(here: &Path, inputs: &[Input]) -> Result<Found, Vec<Lost>> {
    if inputs.is_empty() {
        return discover::discover_around(here);
    }
    let paths = inputs.iter().filter_map(|input| match input {
        Input::Path(path) => Some(here.join(path)),
        Input::Text { .. } => None,
    });
    discover::discover(&paths.collect::<Vec<_>>())
}

fn read_all(here: &Path, policies: &[FoundPolicy]) -> Result<Vec<File>, Vec<Lost>> {
    let paths: Vec<&PathBuf> =
        policies.iter().flat_map(|policy| std::iter::once(&policy.main).chain(&policy.others)).collect();
    let read: Vec<Result<File, Lost>> = paths.into_par_iter().map(|path| read_file(here, path)).collect();
    let mut files = Vec::with_capacity(read.len());
    let mut lost = Vec::new();
    for result in read {
        match result {
            Ok(file) => files.push(file),
            Err(error) => lost.push(error),
        }
    }
    if lost.is_empty() { Ok(files) } else { Err(lost) }
}

fn read_file(here: &Path, path: &Path) -> Result<File, Lost> {
    let bytes = read_bytes(path).map_err(|error| Lost { path: path.to_owned(), error })?;
    Ok(File::from_bytes(name::relative(path, here), bytes))
}

/// Room is made at once, where the size is known and allowed.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    read_into(Vec::with_capacity(size.min(MAX_BYTES) + 1), file)
}

/// Which ids the files of each policy have, in the order in which they are read.
fn group(policies: &[FoundPolicy]) -> Vec<Policy> {
    let mut ids = (0..).map(FileId);
    let mut grouped = Vec::with_capacity(policies.len());
    for policy in policies {
        let main = ids.next().unwrap_or_default();
        grouped.push(Policy { main, others: ids.by_ref().take(policy.others.len()).collect() });
    }
    grouped
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

fn unreadable(here: &Path, lost: Vec<Lost>) -> OpenError {
    let why = |Lost { path, error }: Lost| Unreadable { name: name::relative(&path, here), reason: reason(&error) };
    OpenError::Unreadable(lost.into_iter().map(why).collect())
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
