//! One thing that differs between two versions, and what it does to authority.

use crate::cases::Cases;
use crate::model::Answer;
use crate::source::Place;
use crate::subject::{Subject, Text};

/// What a change does. The order is that of a report: what weighs most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Somebody may decide what they could not before.
    Gained,
    /// Somebody may no longer decide what they could.
    Lost,
    /// Somebody else answers for the result.
    Accountable,
    /// There are cases without an answer that had one, or did not exist.
    Gap,
    /// Cases without an answer have one now.
    GapClosed,
    /// There are cases with several answers that had one, or other ones.
    Overlap,
    /// Cases with several answers have one now.
    OverlapResolved,
    /// A control is gone, or is less strict.
    Weakened,
    /// A control is new, or is stricter.
    Strengthened,
    /// What is written means something else now, and it cannot be said whether that is more or less.
    Altered,
    /// Not everything could be looked at.
    Unproven,
    /// Others do the work, are asked, or are told.
    Duties,
    /// A thing is new.
    Came,
    /// A thing is gone.
    Went,
    /// A thing has another name, and nothing else is different about it.
    Renamed,
    /// A thing is described differently.
    Changed,
}

impl Effect {
    /// Every effect, in order.
    pub const ALL: [Self; 16] = [
        Self::Gained,
        Self::Lost,
        Self::Accountable,
        Self::Gap,
        Self::GapClosed,
        Self::Overlap,
        Self::OverlapResolved,
        Self::Weakened,
        Self::Strengthened,
        Self::Altered,
        Self::Unproven,
        Self::Duties,
        Self::Came,
        Self::Went,
        Self::Renamed,
        Self::Changed,
    ];

    /// The effect as programs read it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.words().0
    }

    /// The heading under which people look for it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.words().1
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Gained => ("gained", "authority gained"),
            Self::Lost => ("lost", "authority lost"),
            Self::Accountable => ("accountable", "accountability moved"),
            Self::Gap => ("gap", "new gaps"),
            Self::GapClosed => ("gap-closed", "gaps closed"),
            Self::Overlap => ("overlap", "new overlaps"),
            Self::OverlapResolved => ("overlap-resolved", "overlaps resolved"),
            Self::Weakened => ("weakened", "controls weakened"),
            Self::Strengthened => ("strengthened", "controls strengthened"),
            Self::Altered => ("altered", "means something else"),
            Self::Unproven => ("unproven", "not proven"),
            Self::Duties => ("duties", "duties moved"),
            Self::Came => ("came", "new"),
            Self::Went => ("went", "gone"),
            Self::Renamed => ("renamed", "renamed"),
            Self::Changed => ("changed", "described differently"),
        }
    }

    /// Whether authority moved by it: who may decide, who answers for it, and what holds them in check.
    #[must_use]
    pub fn moves_authority(self) -> bool {
        self < Self::Duties
    }
}

/// One of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// The one before.
    Old,
    /// The one after.
    New,
}

impl Version {
    /// That of the old and the new one which is of this version.
    pub(crate) fn pick<T>(self, [old, new]: [T; 2]) -> T {
        if self == Self::Old { old } else { new }
    }
}

/// What holds in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// There are no such cases, or there is no such thing.
    None,
    /// These different answers: one if all is well. Roles are those of [`Diff::roles`](super::Diff::roles).
    Answers(Vec<Answer>),
    /// These roles, by their ids.
    Roles(Vec<Text>),
    /// This, in words.
    Words(String),
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it does.
    pub effect: Effect,
    /// What it is about, by its id in the new version where it is there.
    pub subject: Subject,
    /// What is different, as people say it, without the cases: one line.
    pub message: String,
    /// What was before, or is now, in a few words; empty where the message says it all.
    pub aside: String,
    /// The cases, in words; empty for all of them.
    pub when: String,
    /// The cases; `None` where no space of cases is concerned.
    pub cases: Option<Cases>,
    /// The ids of those whom it is about: who gains, who loses.
    pub roles: Vec<Text>,
    /// What held before.
    pub before: State,
    /// What holds after.
    pub after: State,
    /// The role that gains is the one that keeps the matrix.
    pub own: bool,
    /// Where to look.
    pub place: Option<(Version, Place)>,
}

impl Change {
    pub(super) fn new(effect: Effect, subject: Subject, message: impl Into<String>) -> Self {
        Self {
            effect,
            subject,
            message: message.into(),
            aside: String::new(),
            when: String::new(),
            cases: None,
            roles: Vec::new(),
            before: State::None,
            after: State::None,
            own: false,
            place: None,
        }
    }

    pub(super) fn aside(self, aside: impl Into<String>) -> Self {
        Self { aside: aside.into(), ..self }
    }

    pub(super) fn roles(self, roles: impl IntoIterator<Item = Text>) -> Self {
        Self { roles: roles.into_iter().collect(), ..self }
    }

    pub(super) fn states(self, before: State, after: State) -> Self {
        Self { before, after, ..self }
    }

    pub(super) fn at(self, version: Version, place: Place) -> Self {
        Self { place: Some((version, place)), ..self }
    }

    /// The whole change in one line.
    #[must_use]
    pub fn words(&self) -> String {
        let when = if self.when.is_empty() { String::new() } else { format!(" when {}", self.when) };
        let aside = if self.aside.is_empty() { String::new() } else { format!(" ({})", self.aside) };
        let own = if self.own { "; it keeps this matrix itself" } else { "" };
        format!("{}{when}{aside}{own}", self.message)
    }
}
