//! Small policies on which the program once was wrong, each with what is right in its first lines:
//!
//! ```text
//! # must: several-deciders decisions.payment 6
//! # silent: no-decider
//! # silent: no-deputy roles.council
//! # who: `raci who d`: "`a` or `b` decides"
//! ```
//!
//! `must` is found, with a number so many times; findings that are `implied` do not count. `silent` is not found. What `who`, `diff` and `show` must say
//! stands in words: a text in quotes is what `who` answers, everything else is held by hand, in `by_hand.rs`. A pair for `diff` is called
//! `…-old` and `…-new`. Every file is a test of its own: `cargo test --test cases overlap`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod by_hand;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;

/// The day on which every policy is looked at.
const DAY: &str = "2026-11-28";

/// What the first lines of a policy ask for, by the word before the colon.
const KINDS: [&str; 5] = ["must", "silent", "who", "diff", "show"];

fn main() -> ExitCode {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let trials = files.into_iter().map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        Trial::test(name.clone(), move || says_what_is_right(&name, &fs::read_to_string(&path)?))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// What the program makes of these arguments where the policies are.
fn raci(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(folder()).env("NO_COLOR", "1").args(arguments).output().unwrap()
}

/// What it says to these arguments on standard output.
fn said(arguments: &[&str]) -> String {
    String::from_utf8(raci(arguments).stdout).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    let said = said(arguments);
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {said}"))
}

fn says_what_is_right(name: &str, text: &str) -> Result<(), Failed> {
    let head = text.lines().take_while(|line| line.starts_with('#')).filter_map(|line| line.strip_prefix("# "));
    let asked = head.filter_map(|line| line.split_once(": ")).filter(|(kind, _)| KINDS.contains(kind));
    let asked: Vec<(&str, &str)> = asked.collect();
    if asked.is_empty() {
        return Err("nothing at its head says what is right".into());
    }
    let file = format!("{name}.toml");
    let found = Found::of(&file);
    let wrong = asked.iter().filter_map(|(kind, line)| {
        let held = match *kind {
            "must" => found.must(line),
            "silent" => found.silent(line),
            "who" if line.ends_with('"') => answers(&file, line),
            _ => by_hand::hold(name),
        };
        held.err().map(|why| format!("{kind}: {line}\n    {why}"))
    });
    let wrong: Vec<String> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// The findings that count.
struct Found {
    findings: Vec<(String, String, String)>,
}

impl Found {
    fn of(file: &str) -> Self {
        let said = json(&["check", file, "--as-of", DAY, "--format", "json"]);
        let all = said.get("findings").and_then(Value::as_array).unwrap_or_else(|| panic!("{said}"));
        let counts = all.iter().filter(|finding| finding.get("implied") != Some(&Value::Bool(true)));
        let word = |finding: &Value, key: &str| finding.get(key).unwrap().as_str().unwrap().to_owned();
        let findings =
            counts.map(|finding| (word(finding, "rule"), word(finding, "subject"), word(finding, "message")));
        Self { findings: findings.collect() }
    }

    /// What is found by the rule on the subject, or on any where none is said.
    fn by(&self, rule: &str, subject: &str) -> Vec<&str> {
        let these = self.findings.iter().filter(|(by, on, _)| by == rule && (subject.is_empty() || on == subject));
        these.map(|(_, _, message)| message.as_str()).collect()
    }

    /// `RULE SUBJECT` or `RULE SUBJECT COUNT`.
    fn must(&self, line: &str) -> Result<(), String> {
        let (rule, subject) = line.split_once(' ').ok_or("no subject")?;
        let counted = subject.rsplit_once(' ').and_then(|(subject, count)| Some((subject, count.parse().ok()?)));
        let (subject, count): (&str, Option<usize>) =
            counted.map_or((subject, None), |(subject, count)| (subject, Some(count)));
        let found = self.by(rule, subject);
        if count.map_or(!found.is_empty(), |count| count == found.len()) {
            return Ok(());
        }
        let by_rule = self.by(rule, "");
        Err(format!("found {}; by the rule: {by_rule:#?}", found.len()))
    }

    /// `RULE` or `RULE SUBJECT`.
    fn silent(&self, line: &str) -> Result<(), String> {
        let (rule, subject) = line.split_once(' ').unwrap_or((line, ""));
        let found = self.by(rule, subject);
        if found.is_empty() { Ok(()) } else { Err(format!("found: {found:#?}")) }
    }
}

/// Each question in the line, as `` `raci who …`: "…" ``, with what the first line of its answer holds.
fn answers(file: &str, line: &str) -> Result<(), String> {
    for part in line.split("; ") {
        let (question, wanted) = part.split_once(": ").ok_or("no answer")?;
        let question = question.trim_matches('`').strip_prefix("raci ").ok_or("no command")?;
        let wanted = wanted.trim_matches('"');
        let mut arguments: Vec<&str> = question.split(' ').collect();
        arguments.extend(["--policy", file, "--as-of", DAY]);
        let said = said(&arguments);
        if !said.lines().next().is_some_and(|first| first.contains(wanted)) {
            return Err(format!("`{question}` is answered: {said}"));
        }
    }
    Ok(())
}
