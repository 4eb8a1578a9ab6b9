//! What the machine does not give: threads, a pipe's reader. A run ends with a status of its own all the same.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

fn policy() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("raci.toml"), "[roles.r]\n[activities.a]\nR = \"r\"\n").unwrap();
    folder
}

/// The exit status, and what is said on standard error.
fn check(folder: &Path, more: &[&str], environment: &[(&str, &str)]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(folder).args(["check", "--as-of", "2026-07-01"]).args(more).stdin(Stdio::null());
    command.envs(environment.iter().copied());
    let output = command.output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn any_number_of_threads_does() {
    let folder = policy();
    for count in ["1", "2", "100000", "0", "many"] {
        let (status, told) = check(folder.path(), &[], &[("RAYON_NUM_THREADS", count)]);
        assert!(status == 1 && told.contains("1 error"), "{count}: {status} {told}");
    }
    let (status, told) = check(folder.path(), &[], &[("RUST_MIN_STACK", "1")]);
    assert!(status == 1 && told.contains("1 error"), "{status} {told}");
}

#[test]
fn a_summary_that_is_a_pipe_is_not_waited_for() {
    let folder = policy();
    let pipe = folder.path().join("summary");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (status, told) =
        check(folder.path(), &["--format", "github"], &[("GITHUB_STEP_SUMMARY", pipe.to_str().unwrap())]);
    let note = "note: cannot write the summary of the job: `GITHUB_STEP_SUMMARY` names a pipe, not a file\n";
    assert!(status == 1 && told.ends_with(note), "{status} {told}");
}
