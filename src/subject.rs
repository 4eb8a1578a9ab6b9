//! What the whole program speaks of: things by their kinds and ids.

use std::fmt;

use compact_str::CompactString;
use enum_map::Enum;

/// A short text that is kept: an id, a name.
pub type Text = CompactString;

/// The kinds of thing that have an id of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
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
    pub fn all() -> impl Iterator<Item = Self> {
        (0..enum_map::enum_len::<Self>()).map(Self::from_usize)
    }

    /// The table that holds things of this kind.
    #[must_use]
    pub const fn table(self) -> &'static str {
        self.words().0
    }

    /// One thing of this kind, as a message calls it.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        self.words().1
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Stage => ("stages", "stage"),
            Self::Dimension => ("dimensions", "dimension"),
            Self::Department => ("departments", "department"),
            Self::Role => ("roles", "role"),
            Self::Person => ("people", "person"),
            Self::Activity => ("activities", "activity"),
            Self::Decision => ("decisions", "decision"),
            Self::Handoff => ("handoffs", "hand-off"),
            Self::Escalation => ("escalations", "escalation"),
            Self::Indicator => ("indicators", "indicator"),
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
        let kind = Kind::all().find(|kind| kind.table() == table)?;
        Some(Self::Of(kind, unquote(id)?))
    }
}

/// The subject and the part of it where a part is named: `activities.x:R` is `activities.x` and `R`.
#[must_use]
pub fn split_part(written: &str) -> Option<(&str, &str)> {
    let (subject, part) = written.rsplit_once(':')?;
    Subject::parse(subject).filter(|_| !part.contains(['"', '\''])).map(|_| (subject, part.trim()))
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

    #[test]
    fn a_part_comes_after_the_last_colon_outside_of_quotes() {
        assert_eq!(split_part("activities.x:R"), Some(("activities.x", "R")));
        assert_eq!(split_part("activities.\"a:b\": R"), Some(("activities.\"a:b\"", "R")));
        assert_eq!(split_part("activities.\"a:b\""), None);
        assert_eq!(split_part("activities.x"), None);
    }
}
