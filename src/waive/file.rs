//! The file for waivers: what is to be waived, and how it is written there.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toml_writer::{ToTomlValue, TomlStringBuilder};

use crate::finding::Finding;
use crate::rules;
use crate::source::harmless::prose;
use crate::subject::Subject;

/// The file of a policy that waivers are written to.
pub const FILE: &str = "waivers.raci.toml";

/// What a new file begins with.
const HEAD: &str =
    "# Exceptions, on the record. Take each out when what it excuses is mended: `raci check` tells which.";

/// More messages than these above one waiver are counted.
const MOST_MESSAGES: usize = 5;

/// A message is cut where it is longer than so many characters.
const MOST_CHARACTERS: usize = 200;

/// Why findings are accepted for now, by whom, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// Why.
    pub reason: String,
    /// The role that approves it.
    pub approved_by: String,
    /// The last day.
    pub until: Date,
}

/// The findings of one rule on one subject.
pub type Complaint = (Subject, &'static str);

/// What is said of each.
pub type Messages = BTreeMap<Complaint, BTreeSet<String>>;

/// What is to be waived so that nothing is found: each rule and subject once. Mistakes in writing cannot be waived, and what is wrong
/// with waivers is not to be excused by more of them.
#[must_use]
pub fn targets<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> BTreeSet<Complaint> {
    let can_be_waived = |rule: &str| !rule.starts_with("waiver-") && !rules::is_mistake(rule);
    let open = findings.into_iter().filter(|finding| finding.waived.is_none() && can_be_waived(finding.rule));
    open.map(target).collect()
}

/// The rule and the subject of a finding.
pub(super) fn target(finding: &Finding) -> Complaint {
    (finding.subject.clone(), finding.rule)
}

/// What the findings say.
#[must_use]
pub fn messages(findings: &[Finding]) -> Messages {
    let mut messages = Messages::new();
    for finding in findings.iter().filter(|finding| !finding.implied) {
        messages.entry(target(finding)).or_default().insert(finding.message.clone());
    }
    messages
}

/// The text of the file with a waiver for each target added at its end, below what is said of it, in lines that end as the others do.
/// What stands there stays as it is, but for blank lines at the end.
#[must_use]
pub fn add(before: Option<&str>, targets: &BTreeSet<Complaint>, said: &Messages, grounds: &Grounds) -> String {
    let mut text = before.unwrap_or(HEAD).trim_end().to_owned();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for target in targets {
        if !text.is_empty() {
            text.push_str(&line_end.repeat(2));
        }
        let comments = said.get(target).map(comments).unwrap_or_default();
        text.push_str(&(comments + &entry(target, grounds)).replace('\n', line_end));
    }
    text + line_end
}

/// A line for each message, whatever it contains.
fn comments(messages: &BTreeSet<String>) -> String {
    let shown = messages.iter().take(MOST_MESSAGES).map(|message| format!("# {}\n", cut(&prose(message))));
    let more = messages.len().saturating_sub(MOST_MESSAGES);
    shown.chain((more > 0).then(|| format!("# and {more} more\n"))).collect()
}

fn cut(message: &str) -> String {
    match message.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", message.split_at(end).0.trim_end()),
        None => message.to_owned(),
    }
}

fn entry((subject, rule): &Complaint, Grounds { reason, approved_by, until }: &Grounds) -> String {
    let (subject, reason, approved_by) = (quoted(&subject.to_string()), quoted(reason), quoted(approved_by));
    format!(
        "[[waivers]]\nrule = \"{rule}\"\nsubject = {subject}\nreason = {reason}\napproved-by = {approved_by}\nuntil = {until}"
    )
}

/// The text as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    let text = TomlStringBuilder::new(text);
    text.as_basic_pretty().or_else(|| text.as_literal()).unwrap_or_else(|| text.as_basic()).to_toml_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Waived};
    use crate::source::Place;
    use crate::subject::Kind;
    use insta::assert_snapshot;
    use jiff::civil::date;

    fn grounds() -> Grounds {
        Grounds { reason: "found on the first day".into(), approved_by: "board".into(), until: date(2026, 12, 31) }
    }

    fn finding(rule: &'static str, id: &str) -> Finding {
        let subject = Subject::Of(Kind::Role, id.into());
        Finding::new(rule, Level::Error, subject, Place::default(), "wrong")
    }

    #[test]
    fn a_rule_and_subject_is_waived_once_and_mistakes_never() {
        let waived = Waived { reason: "known".into(), approved_by: None, until: None };
        let found = [
            finding("idle-role", "b"),
            finding("idle-role", "a"),
            finding("idle-role", "a"),
            finding("invalid-value", "a"),
            finding("waiver-unused", "a"),
            Finding { waived: Some(waived), ..finding("idle-role", "c") },
        ];
        let targets: Vec<String> = targets(&found).iter().map(|(subject, rule)| format!("{rule} {subject}")).collect();
        assert_eq!(targets, ["idle-role roles.a", "idle-role roles.b"]);
    }

    #[test]
    fn a_new_file_says_what_it_is_for() {
        let found = [finding("idle-role", "clerk"), finding("idle-role", "销售"), finding("idle-role", "a'\"\n")];
        assert_snapshot!(add(None, &targets(&found), &messages(&found), &grounds()), @r#"
        # Exceptions, on the record. Take each out when what it excuses is mended: `raci check` tells which.

        # wrong
        [[waivers]]
        rule = "idle-role"
        subject = "roles.\"a'\\\"\\u000A\""
        reason = "found on the first day"
        approved-by = "board"
        until = 2026-12-31

        # wrong
        [[waivers]]
        rule = "idle-role"
        subject = "roles.clerk"
        reason = "found on the first day"
        approved-by = "board"
        until = 2026-12-31

        # wrong
        [[waivers]]
        rule = "idle-role"
        subject = 'roles."销售"'
        reason = "found on the first day"
        approved-by = "board"
        until = 2026-12-31
        "#);
    }

    #[test]
    fn what_stands_there_stays_with_its_line_ends() {
        let targets = targets(&[finding("idle-role", "clerk")]);
        let before = "# ours\r\n[[waivers]]\r\nrule='x' # why\r\n\r\n";
        let after = add(Some(before), &targets, &Messages::new(), &grounds());
        assert!(after.starts_with(&format!("{}\r\n\r\n[[waivers]]\r\n", before.trim_end())), "{after:?}");
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        assert!(add(Some(" \n"), &targets, &Messages::new(), &grounds()).starts_with("[[waivers]]"));
    }

    #[test]
    fn what_is_said_stands_above_in_comments_that_nothing_breaks_out_of() {
        let of = |message: String| Finding { message, ..finding("idle-role", "clerk") };
        let mut found: Vec<Finding> = (2..9).map(|number| of(format!("case {number}"))).collect();
        found.extend([of("a\n[lint.rules]\r\0\u{7F}\u{202E}".into()), of(format!("b {}", "很长".repeat(200)))]);
        let text = add(None, &targets(&found), &messages(&found), &grounds());
        let comments: Vec<&str> = text.lines().skip(2).take_while(|line| *line != "[[waivers]]").collect();
        let long = format!("# b {}…", "很长".repeat(99));
        assert_eq!(comments.first().map(|line| line.contains("[lint.rules]")), Some(true));
        assert_eq!(comments.get(1..), Some(&[long.as_str(), "# case 2", "# case 3", "# case 4", "# and 4 more"][..]));
        assert!(text.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202E}'));
    }
}
