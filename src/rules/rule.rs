//! What a rule is.

use super::beginning::{around, left_out};
use super::context::Context;
use super::found::Found;
use super::gravity::Gravity;
use super::headline::in_chinese;
use super::threshold::Threshold;
use crate::finding::Level;
use crate::model::{Activity, Decision};

/// What rules are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The file says something it cannot mean. These rules cannot be switched off or waived.
    File,
    /// Who is responsible, accountable, consulted, informed.
    Assignments,
    /// Whether the whole cycle is covered.
    Coverage,
    /// Decision rights and approval limits.
    Decisions,
    /// Reporting, escalation, deputies, delegation.
    Organisation,
    /// How many people it really takes.
    Hands,
    /// Duties that are kept apart.
    Separation,
    /// Hand-offs between stages and departments.
    Handoffs,
    /// Indicators.
    Indicators,
    /// Freshness and record.
    Record,
    /// What Chinese internal-control norms expect: a pack, off until asked for.
    CnInternalControl,
}

impl Topic {
    /// The heading of the topic.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::File => "The file says something it cannot mean",
            Self::Assignments => "Assignments",
            Self::Coverage => "Coverage of the cycle",
            Self::Decisions => "Decision rights and approval limits",
            Self::Organisation => "Reporting, escalation, deputies, delegation",
            Self::Hands => "Hands: how many people it really takes",
            Self::Separation => "Separation of duties",
            Self::Handoffs => "Hand-offs",
            Self::Indicators => "Indicators",
            Self::Record => "Freshness and record",
            Self::CnInternalControl => "Pack cn-internal-control",
        }
    }

    /// The name of the pack that switches its rules on, where they are off without it.
    #[must_use]
    pub const fn pack(self) -> Option<&'static str> {
        match self {
            Self::CnInternalControl => Some("cn-internal-control"),
            _ => None,
        }
    }
}

/// Where the example on a page begins.
const EXAMPLE: &str = "# Example\n```toml\n";

/// Where the example on a page ends, and what changes in it begins.
const CHANGES: &str = "\n# Put right\n```diff\n";

/// Something that can be wrong.
#[derive(Debug)]
pub struct Rule {
    /// Its name: "allow *name*" reads as a sentence.
    pub name: &'static str,
    /// How much a finding of it weighs, unless `[lint]` or the command line says otherwise.
    pub level: Level,
    /// What it is about.
    pub topic: Topic,
    /// The number from which it complains, if it counts.
    pub threshold: Option<Threshold>,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// Find what is wrong; none for what is found while the files are read.
    pub checks: &'static [Check],
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The matrix as a whole.
    Matrix(fn(&Context<'_>, &mut Found)),
    /// Each activity by itself.
    Activity(fn(&Context<'_>, &Activity, &mut Found)),
    /// Each decision by itself.
    Decision(fn(&Context<'_>, &Decision, &mut Found)),
}

impl Rule {
    /// Whether findings of it can be switched off or waived.
    #[must_use]
    pub fn can_be_silenced(&self) -> bool {
        self.topic != Topic::File
    }

    /// For what it finds, each of that weight.
    pub(super) const fn found(&self, weight: Gravity) -> Found {
        Found::new(self.name, self.threshold, weight)
    }

    /// The page without the blank that begins each line of a doc comment, and with what its example leaves out.
    #[must_use]
    pub fn markdown(&self) -> String {
        self.brief().replace(CHANGES, &format!("\n{}\n{CHANGES}", left_out()))
    }

    /// The page without the blank that begins each line of a doc comment.
    #[must_use]
    pub fn brief(&self) -> String {
        let lines = self.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The whole policy that the example on the page is a piece of, which stands at its end, and how many lines stand before it.
    #[must_use]
    pub fn example(&self) -> (String, usize) {
        let page = self.brief();
        let (_, after) = page.split_once(EXAMPLE).unwrap_or_default();
        around(&after.lines().take_while(|line| *line != "```").collect::<Vec<_>>())
    }

    /// What is wrong, in a few words of Chinese.
    #[must_use]
    pub fn headline_in_chinese(&self) -> &'static str {
        in_chinese(self.name)
    }

    /// What is wrong, in one line: the first paragraph of the page.
    #[must_use]
    pub fn summary(&self) -> String {
        let first = self.page.trim_start().lines().take_while(|line| !line.trim().is_empty());
        first.map(str::trim).collect::<Vec<_>>().join(" ")
    }
}

/// Declares the rule of a file; the doc comment is its page.
macro_rules! rule {
    (
        $(#[doc = $page:literal])*
        $name:literal, $level:ident, $topic:ident
        $(, threshold: $threshold:literal = $default:literal $unit:literal)?
        $(, check: $check:expr)?
        $(, each_activity: $each_activity:expr)?
        $(, each_decision: $each_decision:expr)?
    ) => {
        $(#[doc = $page])*
        pub(in crate::rules) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            level: $crate::finding::Level::$level,
            topic: $crate::rules::Topic::$topic,
            threshold: $crate::rules::rule::optional!(
                $($crate::rules::Threshold { name: $threshold, default: $default, unit: $unit })?
            ),
            page: concat!($($page, "\n"),*),
            checks: &[
                $($crate::rules::rule::Check::Matrix($check),)?
                $($crate::rules::rule::Check::Activity($each_activity),)?
                $($crate::rules::rule::Check::Decision($each_decision),)?
            ],
        };
    };
}

/// `Some` of what is given, `None` of nothing.
macro_rules! optional {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}

pub(super) use {optional, rule};
