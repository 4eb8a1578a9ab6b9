//! What a rule says: what is wrong, where, for which case, and what to do about it.

use std::collections::HashSet;
use std::fmt;

use serde::Serialize;

use crate::cases::Cases;
use crate::source::Place;
use crate::subject::{Subject, Text};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Likely wrong.
    Warning,
    /// Wrong: the matrix does not say what it must.
    Error,
}

impl Level {
    /// The level as reports and `[lint]` write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A place, and what there is to see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where to look.
    pub place: Place,
    /// A few words; empty where the message says it all.
    pub text: String,
}

/// The exception that hides a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Waived {
    /// Why, in the words of the policy.
    pub reason: Text,
    /// The role that approved it, if one did.
    pub approved_by: Option<Text>,
    /// The last day, as written.
    pub until: Option<Text>,
}

/// What would mend a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What to do, as it stands in the help: "write `50_000`".
    pub message: String,
    /// Whether nothing else can be meant, so that it may be done unasked.
    pub is_safe: bool,
    /// How the text changes.
    pub change: TextChange,
}

/// How a text changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextChange {
    /// Another id for the one that is written where the finding stands.
    Rename {
        /// The id that is written.
        from: Text,
        /// The one that is meant.
        to: Text,
    },
    /// What stands at each of these places goes, all of it or nothing: an item of a list, a value, a table.
    TakeOut(Vec<Place>),
    /// Another text at each of these places, all of them or none.
    Write(Vec<(Place, String)>),
}

impl Fix {
    /// Something that may be meant.
    #[must_use]
    pub fn new(message: impl Into<String>, change: TextChange) -> Self {
        Self { message: message.into(), is_safe: false, change }
    }

    /// Another text at a place: "write `50_000`".
    #[must_use]
    pub fn write(place: Place, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(format!("write `{text}`"), TextChange::Write(vec![(place, text)]))
    }

    /// Says that nothing else can be meant.
    #[must_use]
    pub fn safe(mut self) -> Self {
        self.is_safe = true;
        self
    }
}

/// What stands between things that may be done.
const OR: &str = ", or ";

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How much it weighs, after `[lint]` and the command line had their say.
    pub level: Level,
    /// What it is about.
    pub subject: Subject,
    /// What is wrong: one line, lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Where it is wrong.
    pub primary: Label,
    /// The other places that it is about.
    pub related: Vec<Label>,
    /// The cases that it is about: `None` where no space of cases is concerned.
    pub cases: Option<Cases>,
    /// The ids of the roles that it is about.
    pub roles: Vec<Text>,
    /// Whether it only follows from other findings on the same subject.
    pub implied: bool,
    /// The ids of the people that it is about, where hands are counted.
    pub people: Vec<Text>,
    /// The waiver that hides it.
    pub waived: Option<Waived>,
    /// What would mend it, the likeliest first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding of `rule` on `subject` at `place`. What there is to see at the place, other places, cases and roles are added to it.
    #[must_use]
    pub fn new(rule: &'static str, level: Level, subject: Subject, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            subject,
            message: message.into(),
            help: String::new(),
            primary: Label { place, text: String::new() },
            related: Vec::new(),
            cases: None,
            roles: Vec::new(),
            implied: false,
            people: Vec::new(),
            waived: None,
            fixes: Vec::new(),
        }
    }

    /// Says what there is to see at the place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = text.into();
        self
    }

    /// Adds another place that it is about.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related.push(Label { place, text: text.into() });
        self
    }

    /// Adds other places that it is about.
    #[must_use]
    pub fn also_each<T: Into<String>>(mut self, places: impl IntoIterator<Item = (Place, T)>) -> Self {
        self.related.extend(places.into_iter().map(|(place, text)| Label { place, text: text.into() }));
        self
    }

    /// Adds the cases that it is about.
    #[must_use]
    pub fn cases(mut self, cases: Cases) -> Self {
        self.cases = Some(cases);
        self
    }

    /// Says whether it only follows from other findings on the same subject.
    #[must_use]
    pub fn implied(mut self, implied: bool) -> Self {
        self.implied = implied;
        self
    }

    /// Adds what would mend it. Unless something else is said of what to do, the first is what the help says, and others follow it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        let is_said = self.fixes.iter().map(|fix| fix.message.as_str()).eq(self.help.split(OR)) || self.help.is_empty();
        if is_said {
            let or = if self.help.is_empty() { "" } else { OR };
            self.help = format!("{}{or}{}", self.help, fix.message);
        }
        self.fixes.push(fix);
        self
    }

    /// Adds everything that would mend it, the likeliest first.
    #[must_use]
    pub fn fixes(self, fixes: impl IntoIterator<Item = Fix>) -> Self {
        fixes.into_iter().fold(self, Self::fix)
    }

    /// What may be done unasked.
    #[must_use]
    pub fn safe_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.is_safe)
    }

    /// Adds the people that it is about, each once.
    #[must_use]
    pub fn people(mut self, people: impl IntoIterator<Item = Text>) -> Self {
        let mut known: HashSet<Text> = self.people.iter().cloned().collect();
        self.people.extend(people.into_iter().filter(|person| known.insert(person.clone())));
        self
    }

    /// Adds the roles that it is about, each once.
    #[must_use]
    pub fn roles(mut self, roles: impl IntoIterator<Item = Text>) -> Self {
        let mut known: HashSet<Text> = self.roles.iter().cloned().collect();
        self.roles.extend(roles.into_iter().filter(|role| known.insert(role.clone())));
        self
    }
}
