//! From what the user asked for to the texts of all files, read in parallel.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::caps;
use super::discover::{self, Discovered, FoundPolicy};
use super::disk::Disk;
use super::file::{MAX_BYTES, TextFile};
use super::name;
use super::near::{self, NearFile};
use super::sources::{Policy, Sources};
use super::store::{Lost, MAIN_FILE, Store};
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
    /// Files beside the main file of a policy that say what one does, but are not called so that they are read.
    pub near: Vec<NearFile>,
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
        /// What is nearly a policy in the folders that were asked for.
        near: Vec<NearFile>,
    },
}

/// One path that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its name, as it came from outside.
    pub name: String,
    /// Why it cannot be read.
    pub reason: String,
}

impl fmt::Display for Unreadable {
    /// Fit for a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", harmless::prose(&self.name), harmless::prose(&self.reason))
    }
}

/// Finds and reads what was asked for. No input means the policy that holds the folder `here`, found upward, or else every
/// policy below it. Files that are too large or not UTF-8 are there all the same, with their [`fault`](TextFile::fault).
///
/// # Errors
/// Where a path does not exist or cannot be read, or where there is no policy at all.
pub fn open(here: &Path, inputs: &[Input]) -> Result<Opened, OpenError> {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let paths = inputs.iter().filter_map(|input| match input {
        Input::Path(path) => Some(here.join(path)),
        Input::Text { .. } => None,
    });
    let paths = (!inputs.is_empty()).then(|| paths.collect::<Vec<_>>());
    let mut gathered = Gathered::new(&Disk, &here, paths.as_deref()).map_err(OpenError::Unreadable)?;
    for input in inputs {
        if let Input::Text { name, bytes } = input {
            gathered.policies.push(Policy::alone(file_id(gathered.files.len())));
            gathered.files.push(TextFile::from_bytes(name::tidy(name), bytes.clone()));
        }
    }
    let name = |path: &Path| name::relative(path, &here);
    if gathered.policies.is_empty() {
        let folders = paths.unwrap_or_else(|| vec![here.clone()]);
        let near = folders.iter().flat_map(|folder| near::nearly_policies(folder, name)).collect();
        return Err(OpenError::Nothing { orphans: gathered.orphans, near });
    }
    let mains = gathered.policies.iter().filter_map(|policy| gathered.files.get(policy.main.0 as usize)?.path());
    let folders = mains.filter(|main| main.file_name().is_some_and(|name| name == MAIN_FILE)).filter_map(Path::parent);
    let near = folders.flat_map(|folder| near::unread_beside(folder, name)).collect();
    Ok(Opened { near, ..gathered.into() })
}

/// Reads one file that was asked for by a stream: all of it, or one byte more than is allowed.
///
/// # Errors
/// Where the stream cannot be read.
pub fn read_capped(stream: impl Read) -> io::Result<Vec<u8>> {
    caps::read_capped(stream, MAX_BYTES)
}

/// What was found in a store, and read.
pub(super) struct Gathered {
    files: Vec<TextFile>,
    policies: Vec<Policy>,
    orphans: Vec<String>,
}

impl Gathered {
    /// Finds and reads the policies at and below `paths`. No list at all means the policy that holds `here`, or every one below it.
    pub(super) fn new(store: &dyn Store, here: &Path, paths: Option<&[PathBuf]>) -> Result<Self, Vec<Unreadable>> {
        let found = match paths {
            Some(paths) => discover::discover(store, paths),
            None => discover::discover_around(store, here),
        };
        let Discovered { policies, orphans } = found.map_err(|lost| unreadable(here, lost))?;
        Ok(Self {
            files: read_all(store, here, &policies).map_err(|lost| unreadable(here, lost))?,
            policies: group(&policies),
            orphans: orphans.iter().map(|path| name::relative(path, here)).collect(),
        })
    }
}

impl From<Gathered> for Opened {
    fn from(Gathered { files, policies, orphans }: Gathered) -> Self {
        Self { sources: Sources::new(files), policies, orphans, near: Vec::new() }
    }
}

fn read_all(store: &dyn Store, here: &Path, policies: &[FoundPolicy]) -> Result<Vec<TextFile>, Vec<Lost>> {
    let paths: Vec<&Path> = policies
        .iter()
        .flat_map(|policy| std::iter::once(&policy.main).chain(&policy.others))
        .map(PathBuf::as_path)
        .collect();
    let all = store.read_all(&paths).map_err(|error| vec![Lost { path: around(&paths), error }])?;
    let read = paths.par_iter().zip(all).map(|(path, read)| match read {
        Ok(bytes) => Ok(TextFile::from_bytes(name::relative(path, here), bytes).at(path)),
        Err(error) => Err(Lost { path: path.to_path_buf(), error }),
    });
    let mut files = Vec::with_capacity(paths.len());
    let mut lost = Vec::new();
    for read in read.collect::<Vec<_>>() {
        match read {
            Ok(file) => files.push(file),
            Err(error) => lost.push(error),
        }
    }
    if lost.is_empty() { Ok(files) } else { Err(lost) }
}

/// The folder that holds all of the files.
fn around(files: &[&Path]) -> PathBuf {
    let first = files.first().and_then(|file| file.parent()).unwrap_or(Path::new(""));
    let shared = first.ancestors().find(|folder| files.iter().all(|file| file.starts_with(folder)));
    shared.unwrap_or(first).to_owned()
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

fn unreadable(here: &Path, lost: Vec<Lost>) -> Vec<Unreadable> {
    let why = |Lost { path, error }: Lost| Unreadable { name: name::relative(&path, here), reason: reason(&error) };
    lost.into_iter().map(why).collect()
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
