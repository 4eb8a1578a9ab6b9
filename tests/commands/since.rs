//! Only what is new: findings that an earlier revision did not have.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::git::{self, git};
use tempfile::TempDir;

const POLICY: &str =
    "[roles.clerk]\n[activities.order]\nR = [\"clerk\", \"nobody\"]\n[activities.pay]\nR = \"clerk\"\n";

/// The exit status, the lines of the findings, and what is said beside.
fn check(folder: &Path, more: &[&str]) -> (i32, Vec<String>, String) {
    let arguments = [&["check", "--format", "plain", "--as-of", "2026-07-01"], more].concat();
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let lines = text(output.stdout).lines().map(str::to_owned).collect();
    (output.status.code().unwrap(), lines, text(output.stderr))
}

/// A repository with the policy in a folder, committed.
fn repository() -> TempDir {
    let root = git::repository();
    fs::create_dir(root.path().join("sales")).unwrap();
    fs::write(root.path().join("sales/raci.toml"), POLICY).unwrap();
    git(root.path(), &["add", "--all"]);
    git(root.path(), &["commit", "--quiet", "--message", "x"]);
    root
}

#[test]
fn what_was_there_before_is_left_out_wherever_its_lines_went() {
    let root = repository();
    let sales = root.path().join("sales");
    let before = check(&sales, &[]);
    assert!(before.0 == 1 && before.1.len() > 2, "{before:?}");
    let (status, lines, told) = check(&sales, &["--since", "HEAD"]);
    let known = format!("no new findings in 1 file, beside {} that `HEAD` has too\n", before.1.len());
    assert_eq!((status, lines.len(), told), (0, 0, known));

    let moved = format!("# five\n\n\n\n# lines\n{POLICY}").replace("nobody", "noone");
    fs::write(sales.join("raci.toml"), moved).unwrap();
    let (status, lines, _) = check(&sales, &["--since", "HEAD"]);
    assert_eq!((status, lines.len(), lines[0].contains("there is no role `noone`")), (1, 1, true), "{lines:?}");
    assert_eq!(check(root.path(), &["--since", "main"]).1.len(), 1, "from another folder too");
}

#[test]
fn a_second_one_like_the_first_is_new() {
    let root = repository();
    let sales = root.path().join("sales");
    let more = format!("{POLICY}[activities.ship]\nR = [\"clerk\", \"nobody\"]\n");
    fs::write(sales.join("raci.toml"), more).unwrap();
    let (_, lines, _) = check(&sales, &["--since", "HEAD"]);
    assert!(lines.iter().all(|line| line.starts_with("raci.toml:6") || line.starts_with("raci.toml:7")), "{lines:?}");
    assert_eq!(lines.iter().filter(|line| line.contains("`nobody`")).count(), 1);
}

#[test]
fn where_nothing_was_everything_is_new() {
    let root = repository();
    fs::create_dir(root.path().join("new")).unwrap();
    fs::write(root.path().join("new/raci.toml"), POLICY).unwrap();
    let new = root.path().join("new");
    assert_eq!(check(&new, &["--since", "HEAD"]).1, check(&new, &[]).1);
}

#[test]
fn what_a_waiver_hid_and_hides_no_longer_is_new() {
    let root = repository();
    let sales = root.path().join("sales");
    let waiver = "[[waivers]]\nrule = \"no-accountable\"\nsubject = \"activities.pay\"\nreason = \"known\"\napproved-by = \"clerk\"\n";
    fs::write(sales.join("raci.toml"), format!("{POLICY}{waiver}")).unwrap();
    git(root.path(), &["commit", "--quiet", "--all", "--message", "y"]);
    fs::write(sales.join("raci.toml"), POLICY).unwrap();
    let (status, lines, _) = check(&sales, &["--since", "HEAD"]);
    assert_eq!((status, lines.len(), lines[0].contains("[no-accountable]")), (1, 1, true), "{lines:?}");
}

#[test]
fn without_a_repository_or_a_revision_it_is_2() {
    let root = repository();
    let (status, lines, told) = check(&root.path().join("sales"), &["--since", "nowhere"]);
    assert_eq!((status, lines.len(), told.contains("there is no revision `nowhere`")), (2, 0, true), "{told}");
    let outside = TempDir::new().unwrap();
    fs::write(outside.path().join("raci.toml"), POLICY).unwrap();
    let (status, _, told) = check(outside.path(), &["--since", "HEAD"]);
    assert_eq!((status, told.contains("is in no git repository")), (2, true), "{told}");
}
