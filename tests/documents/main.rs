//! Published documents, transcribed row by row as a careful keeper would: each is read, each question at its head is answered as the
//! document answers it, and no error is found but those that the head names.
//!
//! ```text
//! # ask: approve-invoice amount=900000 vendor=new => {"decides":{"all":["cfo","ceo"]},"consults":"legal-counsel"}
//! # ask: approve-invoice vendor=new => refused
//! # find: no-decider decisions.approve-invoice
//! ```
//!
//! In place of the answer stands `null` where nobody decides, `several` where more than one answer holds, and `refused` where the question
//! is one that cannot be answered. Answers are compared by what they mean: order counts only where the format says that it does.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

mod meaning;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rayon::prelude::*;
use serde_json::Value;

use meaning::meaning;

/// The day on which the documents are read.
const DAY: &str = "2026-11-27";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents")
}

/// Each document by its name, with what stands at its head after a mark.
fn documents() -> Vec<(String, String)> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut documents: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    documents.sort();
    documents
}

/// What the lines at the head of a document say after a mark.
fn head<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().take_while(|line| line.starts_with('#')).filter_map(move |line| line.strip_prefix(mark))
}

fn raci(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(folder()).args(arguments).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn every_question_is_answered_as_the_document_does() {
    let documents = documents();
    let asked = documents.iter().flat_map(|(name, text)| head(text, "# ask: ").map(move |line| (name, line)));
    let asked: Vec<_> = asked.collect();
    assert!(asked.len() > 200, "{} questions", asked.len());
    let wrong: Vec<_> = asked.par_iter().filter_map(|(name, line)| difference(name, line)).collect();
    assert!(wrong.is_empty(), "{} of {} answers differ:\n{}", wrong.len(), asked.len(), wrong.join("\n"));
}

/// Asks one question, and says where the answer is not the one that is written beside it.
fn difference(name: &str, line: &str) -> Option<String> {
    let (question, wanted) = line.split_once(" => ").unwrap_or_else(|| panic!("{name}: {line}"));
    let words = words(question);
    let mut arguments = vec!["who", "--policy", name, "--as-of", DAY, "--format", "json"];
    arguments.extend(words.iter().map(String::as_str));
    let output = raci(&arguments);
    let said = json(&output);
    let (status, shown) = match output.status.code() {
        Some(2) => (2, said["error"].to_string()),
        status => (status.unwrap(), said.get("answers").unwrap_or(&said["answer"]).to_string()),
    };
    let is_right = match wanted {
        "refused" => status == 2,
        "null" => status == 1 && said.get("answer").is_some_and(Value::is_null),
        "several" => status == 1 && said.get("answers").is_some(),
        wanted => {
            let wanted = serde_json::from_str(wanted).unwrap_or_else(|error| panic!("{name}: {line}: {error}"));
            status == 0 && meaning(&said["answer"]) == meaning(&wanted)
        }
    };
    (!is_right).then(|| format!("{name}: {question}\n    wanted {wanted}\n    got    {shown}"))
}

/// The words of a question; what stands between quotes is one.
fn words(question: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (number, part) in question.split('"').enumerate() {
        for (at, word) in part.split(|letter: char| number % 2 == 0 && letter == ' ').enumerate() {
            if at > 0 {
                words.push(String::new());
            }
            words.last_mut().unwrap().push_str(word);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn no_error_is_found_but_those_that_are_there() {
    let wrong: Vec<_> = documents().par_iter().flat_map_iter(|(name, text)| findings_that_differ(name, text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_held_against_it(finding: &Value) -> bool {
    finding["level"] == "error" && finding["waived"].is_null()
}

fn findings_that_differ(name: &str, text: &str) -> Vec<String> {
    let said = json(&raci(&["check", name, "--as-of", DAY, "--format", "json"]));
    let errors = said["findings"].as_array().unwrap().iter();
    let errors: Vec<_> = errors.filter(|finding| is_held_against_it(finding)).collect();
    let key =
        |finding: &Value| format!("{} {}", finding["rule"].as_str().unwrap(), finding["subject"].as_str().unwrap());
    let wanted: BTreeSet<_> = head(text, "# find: ").map(str::to_owned).collect();
    let found: BTreeSet<_> = errors.iter().map(|finding| key(finding)).collect();
    let missing = wanted.difference(&found).map(|wanted| format!("{name}: not found: {wanted}"));
    let others = errors.iter().filter(|finding| !wanted.contains(&key(finding)));
    let others = others.map(|finding| {
        format!("{name}:{}: {}: {}", finding["location"]["start"]["line"], key(finding), finding["message"])
    });
    missing.chain(others).collect()
}
