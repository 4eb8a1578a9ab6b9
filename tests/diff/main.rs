//! What `raci diff` finds: stories on small policies, thousands of random pairs case by case, and a history in a repository.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod comment;
mod controls;
mod corners;
mod equal;
mod folded;
#[path = "../common/git.rs"]
mod git;
mod history;
mod random;
mod reference;
mod renames;
mod repository;
mod schedules;
mod stories;
#[path = "../common/tries.rs"]
mod tries;
mod versions;

use raci::diff::Diff;
use raci::load::load;
use raci::model::Model;
use raci::source::{FileId, Policy, Sources};

/// The day on which policies are read.
const DAY: raci::options::Days = raci::options::Days::only(jiff::civil::date(2026, 7, 1));

/// The model of a policy of these files, the main one first; it has no mistakes.
fn model(files: &[String]) -> Model {
    let sources =
        Sources::in_memory(files.iter().enumerate().map(|(number, text)| (format!("{number}.toml"), &**text)));
    let others = (1..files.len()).map(|number| FileId(u32::try_from(number).unwrap())).collect();
    let built = load(&sources, &Policy { main: FileId(0), others }, DAY);
    assert!(built.mistakes.is_empty(), "{:#?}\n{}", built.mistakes, files.join("\n"));
    built.model
}

/// What moved between two policies of one file.
fn diff(old: &str, new: &str) -> Diff {
    Diff::between(Some(&model(&[old.to_owned()])), Some(&model(&[new.to_owned()])))
}

/// Each change in one line, with its effect.
fn told(diff: &Diff) -> Vec<String> {
    diff.changes.iter().map(|change| format!("{}: {}", change.effect.as_str(), change.words())).collect()
}
