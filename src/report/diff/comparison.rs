//! What is told: policies of two versions, and what moved in each of them.

use super::super::counted;
use super::folded::{Folded, Headed};
use crate::diff::{Change, Diff, Effect, Version};
use crate::source::{Place, Position, Sources};

/// What moved in some policies between two versions.
#[derive(Debug)]
pub struct Comparison {
    /// The version before.
    pub old: Snapshot,
    /// The version after.
    pub new: Snapshot,
    /// The current folder, from the root of its repository on.
    pub folder: String,
    /// What moved in each policy.
    pub policies: Vec<PolicyDiff>,
}

/// One version, and where its files are.
#[derive(Debug)]
pub struct Snapshot {
    /// What it is called: a revision, a path; `None` for the files as they are.
    pub name: Option<String>,
    /// Its files.
    pub sources: Sources,
}

/// What moved in one policy.
#[derive(Debug)]
pub struct PolicyDiff {
    /// The name of its main file before; `None` where it is new.
    pub old: Option<String>,
    /// The name of its main file after; `None` where it is gone.
    pub new: Option<String>,
    /// What moved.
    pub diff: Diff,
}

/// What a version is called in a sentence.
#[must_use]
pub fn called(name: Option<&str>) -> String {
    name.map_or_else(|| "the files as they are".to_owned(), |name| format!("`{name}`"))
}

impl Comparison {
    /// From which version to which.
    pub(super) fn span(&self) -> String {
        format!("from {} to {}", called(self.old.name.as_deref()), called(self.new.name.as_deref()))
    }

    pub(super) fn snapshot(&self, version: Version) -> &Snapshot {
        version.pick([&self.old, &self.new])
    }

    /// The name of a file, and where in it a change is to be seen.
    pub(super) fn position(&self, (version, place): (Version, Place)) -> (&str, Position) {
        let sources = &self.snapshot(version).sources;
        (sources.name(place.file), sources.positions(place).0)
    }

    /// Whether authority moved in any of the policies.
    #[must_use]
    pub fn moves_authority(&self) -> bool {
        self.changes().any(|change| change.effect.moves_authority())
    }

    /// The changes in all policies.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.policies.iter().flat_map(|policy| &policy.diff.changes)
    }
}

impl PolicyDiff {
    /// What the policy is called, and whether it came, went or moved.
    pub(super) fn title(&self) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if old == new => format!("`{new}`"),
            (Some(old), Some(new)) => format!("`{new}`, before `{old}`"),
            (None, Some(new)) => format!("`{new}`, which is new"),
            (Some(old), None) => format!("`{old}`, which is gone"),
            (None, None) => "no policy".to_owned(),
        }
    }

    /// Which authority moved, in one line.
    pub(super) fn sum_up(&self) -> String {
        match (self.diff.moves_authority(), self.diff.changes.is_empty()) {
            (true, _) => format!("authority moved: {}", self.counts()),
            (false, false) => format!("no authority moved; {}", self.counts()),
            (false, true) => "no authority moved".to_owned(),
        }
    }

    /// How many entries there are of each effect that moves authority, and how many others.
    pub(super) fn counts(&self) -> String {
        let (moved, others): (Vec<_>, Vec<_>) = self.grouped().partition(|(effect, _)| effect.moves_authority());
        let moved: Vec<String> =
            moved.iter().map(|(effect, entries)| format!("{} {}", entries.len(), effect.as_str())).collect();
        let moved = (!moved.is_empty()).then(|| moved.join(", "));
        let others: usize = others.iter().map(|(_, entries)| entries.len()).sum();
        let others = (others > 0).then(|| counted(others as u64, "other change", "other changes"));
        Vec::from_iter(moved.into_iter().chain(others)).join("; ")
    }

    /// The changes under the headings under which people look for them.
    pub(super) fn grouped(&self) -> impl Iterator<Item = Headed<'_>> {
        let groups = Effect::ALL.into_iter().map(|effect| (effect, Folded::all(self.diff.of(effect))));
        groups.filter(|(_, entries)| !entries.is_empty())
    }
}
