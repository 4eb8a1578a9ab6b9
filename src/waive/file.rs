//! The file for waivers: what is to be waived, and how it is written there.

use std::collections::BTreeSet;

use jiff::civil::Date;
use toml_writer::{ToTomlValue, TomlStringBuilder};

use crate::finding::Finding;
use crate::rules;
use crate::subject::Subject;

/// The file of a policy that waivers are written to.
pub const FILE: &str = "waivers.raci.toml";

/// What a new file begins with.
const HEAD: &str =
    "# Exceptions, on the record. Take each out when what it excuses is mended: `raci check` tells which.";

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

/// What is to be waived so that nothing is found: each rule and subject once. Mistakes in writing cannot be waived, and what is wrong
/// with waivers is not to be excused by more of them.
#[must_use]
pub fn targets(findings: &[Finding]) -> BTreeSet<Complaint> {
    let open = findings.iter().filter(|finding| finding.waived.is_none() && can_be_waived(finding.rule));
    open.map(|finding| (finding.subject.clone(), finding.rule)).collect()
}

fn can_be_waived(rule: &str) -> bool {
    !rule.starts_with("waiver-") && !rules::is_mistake(rule)
}

/// The text of the file with a waiver for each target added at its end, in lines that end as the others do. What stands there stays as
/// it is, but for blank lines at the end.
#[must_use]
pub fn add(before: Option<&str>, targets: &BTreeSet<Complaint>, grounds: &Grounds) -> String {
    let mut text = before.unwrap_or(HEAD).trim_end().to_owned();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for target in targets {
        if !text.is_empty() {
            text.push_str(&line_end.repeat(2));
        }
        text.push_str(&entry(target, grounds).replace('\n', line_end));
    }
    text + line_end
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
        assert_snapshot!(add(None, &targets(&found), &grounds()), @r#"
        # Exceptions, on the record. Take each out when what it excuses is mended: `raci check` tells which.

        [[waivers]]
        rule = "idle-role"
        subject = "roles.\"a'\\\"\\u000A\""
        reason = "found on the first day"
        approved-by = "board"
        until = 2026-12-31

        [[waivers]]
        rule = "idle-role"
        subject = "roles.clerk"
        reason = "found on the first day"
        approved-by = "board"
        until = 2026-12-31

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
        let after = add(Some(before), &targets, &grounds());
        assert!(after.starts_with(&format!("{}\r\n\r\n[[waivers]]\r\n", before.trim_end())), "{after:?}");
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        assert!(add(Some(" \n"), &targets, &grounds()).starts_with("[[waivers]]"));
    }
}
