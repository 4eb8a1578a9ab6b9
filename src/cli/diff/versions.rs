//! The two versions that are compared: which files they are, and which policies belong together.

use std::path::{Path, PathBuf};

use super::super::day;
use super::super::failure::Failure;
use crate::load::load;
use crate::model::Model;
use crate::options::Days;
use crate::report::diff::{Snapshot, called};
use crate::source::{Input, OpenError, Opened, Policy, RevisionError, Sources, has_revision, open, open_at};

/// Where a version is to be found.
enum VersionArgument {
    Revision(String),
    Path(PathBuf),
    /// On disk, now.
    Now,
}

/// One version, its files read.
struct OpenedVersion {
    /// What it was asked for by; `None` for the files as they are.
    name: Option<String>,
    opened: Opened,
    /// It was asked for by a path, so that its names are not those of the other version.
    is_path: bool,
}

/// Both versions.
pub(super) struct Versions {
    old: OpenedVersion,
    new: OpenedVersion,
}

/// One policy of one version.
pub(super) struct ReadPolicy {
    /// The name of its main file.
    pub(super) name: String,
    pub(super) model: Model,
}

impl VersionArgument {
    /// A path where it is written as nothing else (no revision begins with a dot), or where there is one of that name and surely no
    /// revision; else a revision.
    fn read(here: &Path, written: Option<&String>) -> Result<Self, Failure> {
        let Some(written) = written else { return Ok(Self::Now) };
        if written.trim().is_empty() {
            return Err(Failure::new(RevisionError::Empty.to_string()));
        }
        let path = Path::new(written);
        if written.starts_with('.') || path.is_absolute() {
            return Ok(Self::Path(path.to_owned()));
        }
        if !here.join(path).exists() {
            return Ok(Self::Revision(written.clone()));
        }
        match has_revision(here, written) {
            Ok(false) => Ok(Self::Path(path.to_owned())),
            Ok(true) => Err(Failure::new(format!(
                "`{written}` is a revision and a path: write `./{written}` for the path, or name the revision otherwise, as in `{written}~0`"
            ))),
            Err(error) => Err(Failure::new(format!(
                "`{written}` is a path, and may be a revision: write `./{written}` for the path; for the revision: {error}"
            ))),
        }
    }

    fn open(self, here: &Path, policy: Option<&Path>) -> Result<OpenedVersion, Failure> {
        let inputs: Vec<Input> = policy.iter().map(|path| Input::Path(path.to_path_buf())).collect();
        let (name, opened, is_path) = match self {
            Self::Revision(name) => {
                let opened = open_at(here, &name, &inputs).map_err(|error| unopened(&name, &error))?;
                (Some(name), opened, false)
            }
            Self::Now if policy.is_some_and(|path| !here.join(path).exists()) => (None, nothing(), false),
            Self::Now => (None, on_disk(here, &inputs)?, false),
            Self::Path(path) => {
                let opened = on_disk(here, &[Input::Path(path.clone())])?;
                (Some(path.display().to_string()), opened, true)
            }
        };
        Ok(OpenedVersion { name, opened, is_path })
    }
}

fn unopened(name: &str, error: &RevisionError) -> Failure {
    Failure::new(match error {
        RevisionError::Unknown(_) => format!("there is no file or folder `{name}`, and {error}"),
        RevisionError::NoRepository(_) => format!("there is no file or folder `{name}`, and for a revision: {error}"),
        error => error.to_string(),
    })
}

fn nothing() -> Opened {
    Opened { sources: Sources::default(), policies: Vec::new(), orphans: Vec::new(), near: Vec::new() }
}

/// What is on disk; where there is no policy, nothing.
fn on_disk(here: &Path, inputs: &[Input]) -> Result<Opened, Failure> {
    match open(here, inputs) {
        Err(OpenError::Nothing { .. }) => Ok(nothing()),
        opened => opened.map_err(Failure::from),
    }
}

impl Versions {
    pub(super) fn open(here: &Path, [old, new]: [Option<&String>; 2], policy: Option<&Path>) -> Result<Self, Failure> {
        let (old, new) = (VersionArgument::read(here, old)?, VersionArgument::read(here, new)?);
        let versions = Self { old: old.open(here, policy)?, new: new.open(here, policy)? };
        if versions.old.opened.policies.is_empty() && versions.new.opened.policies.is_empty() {
            return Err(Failure::nothing("there is no policy in either version: no `raci.toml`"));
        }
        Ok(versions)
    }

    /// The policies that are compared: those whose main files have one name, and the only one that is left of each version.
    ///
    /// # Errors
    /// Where it is not clear which belong together, or one has mistakes.
    pub(super) fn pairs(&self) -> Result<Vec<[Option<ReadPolicy>; 2]>, Failure> {
        let Self { old, new } = self;
        for version in [old, new] {
            if (old.is_path || new.is_path) && version.opened.policies.len() > 1 {
                return Err(Failure::new(format!(
                    "there are several policies in {}: name one",
                    called(version.name.as_deref())
                )));
            }
        }
        let mut left: Vec<&Policy> = old.opened.policies.iter().collect();
        let mut pairs: Vec<[Option<&Policy>; 2]> = Vec::new();
        for policy in &new.opened.policies {
            let name = new.opened.sources.name(policy.main);
            let same = left.iter().position(|other| old.opened.sources.name(other.main) == name);
            pairs.push([same.map(|same| left.remove(same)), Some(policy)]);
        }
        let mut alone = pairs.iter_mut().filter(|[before, _]| before.is_none());
        match (alone.next(), alone.next(), left.as_slice()) {
            (Some([before, _]), None, [moved]) => *before = Some(moved),
            _ => pairs.extend(left.into_iter().map(|gone| [Some(gone), None])),
        }
        let read = |[before, after]: [Option<&Policy>; 2]| {
            Ok([before.map(|policy| old.read(policy)).transpose()?, after.map(|policy| new.read(policy)).transpose()?])
        };
        pairs.into_iter().map(read).collect()
    }

    pub(super) fn into_snapshots(self) -> [Snapshot; 2] {
        [self.old, self.new].map(|version| Snapshot { name: version.name, sources: version.opened.sources })
    }
}

/// So many mistakes are told; the rest are counted.
const MOST_MISTAKES: usize = 5;

impl OpenedVersion {
    /// Reads a policy. One that has mistakes is not compared: who decides in what could not be read is not known.
    fn read(&self, policy: &Policy) -> Result<ReadPolicy, Failure> {
        let sources = &self.opened.sources;
        let name = sources.name(policy.main).to_owned();
        let built = load(sources, policy, Days::only(day::today()?));
        if built.mistakes.is_empty() {
            return Ok(ReadPolicy { name, model: built.model });
        }
        let count = built.mistakes.len();
        let mistakes = if count == 1 { "a mistake".to_owned() } else { format!("{count} mistakes") };
        let failure = Failure::new(format!(
            "`{name}` in {} has {mistakes}, and cannot be compared",
            called(self.name.as_deref())
        ));
        let failure = built.mistakes.iter().take(MOST_MISTAKES).fold(failure, |failure, mistake| {
            let place = mistake.primary.place;
            let at = sources.positions(place).0;
            failure.and(format!("  {}:{}:{}: {}", sources.name(place.file), at.line, at.column, mistake.message))
        });
        Err(match count.saturating_sub(MOST_MISTAKES) {
            0 => failure,
            more => failure.and(format!("  and {more} more")),
        })
    }
}
