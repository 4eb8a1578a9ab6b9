//! What a rule says: what is wrong, where, for which case, and what to do about it.

use std::collections::HashSet;
use std::fmt;

use case_space::Number;
use compact_str::CompactString;

use crate::source::Place;

/// A short text that is kept: an id, a name.
pub type Text = CompactString;

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

/// The kinds of thing that have an id of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `[[stages]]`
    Stage,
    /// `[dimensions.ID]`
    Dimension,
    /// `[departments.ID]`
    Department,
    /// `[roles.ID]`
    Role,
    /// `[people.ID]`
    Person,
    /// `[activities.ID]`
    Activity,
    /// `[decisions.ID]`
    Decision,
    /// `[handoffs.ID]`
    Handoff,
    /// `[escalations.ID]`
    Escalation,
    /// `[indicators.ID]`
    Indicator,
}

impl Kind {
    /// Every kind, in the order of the format's description.
    pub const ALL: [Self; 10] = [
        Self::Stage,
        Self::Dimension,
        Self::Department,
        Self::Role,
        Self::Person,
        Self::Activity,
        Self::Decision,
        Self::Handoff,
        Self::Escalation,
        Self::Indicator,
    ];

    /// The table that holds things of this kind.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Stage => "stages",
            Self::Dimension => "dimensions",
            Self::Department => "departments",
            Self::Role => "roles",
            Self::Person => "people",
            Self::Activity => "activities",
            Self::Decision => "decisions",
            Self::Handoff => "handoffs",
            Self::Escalation => "escalations",
            Self::Indicator => "indicators",
        }
    }

    /// One thing of this kind, as a message calls it.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Dimension => "dimension",
            Self::Department => "department",
            Self::Role => "role",
            Self::Person => "person",
            Self::Activity => "activity",
            Self::Decision => "decision",
            Self::Handoff => "hand-off",
            Self::Escalation => "escalation",
            Self::Indicator => "indicator",
        }
    }
}

/// What a finding is about and a waiver names: `decisions.price-discount`, or the `matrix` as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The matrix as a whole.
    Matrix,
    /// One thing with an id.
    Of(Kind, Text),
}

impl Subject {
    /// Reads a subject as it is written in a file or on the command line; the id may be quoted as TOML quotes a key.
    /// `None` where it is neither `matrix` nor a known table, a dot and an id.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        if written == "matrix" {
            return Some(Self::Matrix);
        }
        let (table, id) = written.split_once('.')?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.table() == table)?;
        Some(Self::Of(kind, unquote(id)?))
    }
}

/// The id without its quotes: a bare id is taken as it stands, in any script.
fn unquote(id: &str) -> Option<Text> {
    if let Some(literal) = id.strip_prefix('\'') {
        return literal.strip_suffix('\'').map(Text::from);
    }
    if id.starts_with('"') {
        return serde_json::from_str::<String>(id).ok().map(Text::from);
    }
    (!id.is_empty()).then(|| Text::from(id))
}

/// Whether TOML takes the id as a key without quotes.
fn is_bare(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Of(kind, id) = self else { return f.write_str("matrix") };
        if is_bare(id) {
            return write!(f, "{}.{id}", kind.table());
        }
        write!(f, "{}.\"", kind.table())?;
        for c in id.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

/// A place, and what there is to see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// A few words; empty where the message says it all.
    pub text: String,
}

/// One value of one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point {
    /// One of the dimension's values.
    Value(Text),
    /// A number.
    Number(Number),
}

/// The part of one dimension that a region covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// Some of the dimension's values.
    Values(Vec<Text>),
    /// An interval of numbers.
    Interval(case_space::Interval),
}

/// A set of cases and one of them that shows the point, both by dimension in the order in which the policy defines them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cases {
    /// One value for each dimension that matters to the subject.
    pub witness: Vec<(Text, Point)>,
    /// The extent of each dimension that is restricted.
    pub region: Vec<(Text, Extent)>,
}

/// The exception that hides a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Why, in the words of the policy.
    pub reason: Text,
    /// The role that approved it, if one did.
    pub approved_by: Option<Text>,
    /// The last day, as written.
    pub until: Option<Text>,
}

/// What surely mends a finding; nothing else changes its meaning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fix {
    /// Another id for the one that is written where the finding stands.
    Rename {
        /// The id that is written.
        from: Text,
        /// The only one that can be meant.
        to: Text,
    },
    /// Taking out what stands at each of these places, all of it or nothing: an item of a list, a value, a table.
    TakeOut(Vec<Place>),
}

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
    /// The waiver that hides it.
    pub waived: Option<Waived>,
    /// What surely mends it, where that is known.
    pub fix: Option<Fix>,
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
            waived: None,
            fix: None,
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

    /// Adds the cases that it is about.
    #[must_use]
    pub fn cases(mut self, cases: Cases) -> Self {
        self.cases = Some(cases);
        self
    }

    /// Says what surely mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_written_as_toml_writes_a_key() {
        let chinese = Subject::Of(Kind::Role, "销售总监".into());
        assert_eq!(chinese.to_string(), "roles.\"销售总监\"");
        assert_eq!(Subject::parse(&chinese.to_string()), Some(chinese.clone()));
        assert_eq!(Subject::parse("roles.销售总监"), Some(chinese));
        let odd = Subject::Of(Kind::Decision, "a.\"b\"\n".into());
        assert_eq!(Subject::parse(&odd.to_string()), Some(odd));
        assert_eq!(Subject::parse("matrix"), Some(Subject::Matrix));
        assert_eq!(Subject::parse("rolls.x"), None);
        assert_eq!(Subject::parse("roles."), None);
    }
}
