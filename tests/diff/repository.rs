//! A repository to try the program in.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::git;

/// A repository that knows of no other configuration than its own.
pub(crate) struct Repository(pub(crate) TempDir);

/// What the program said, and how it ended.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) errors: String,
}

impl Repository {
    pub(crate) fn new() -> Self {
        Self(git::repository())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        git::git(self.path(), arguments);
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).unwrap()
    }

    /// Puts `new` in the place of `old`, which is there.
    pub(crate) fn change(&self, file: &str, old: &str, new: &str) {
        let text = self.read(file);
        assert!(text.contains(old), "`{old}` is not in {file}");
        self.write(file, &text.replacen(old, new, 1));
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }

    pub(crate) fn raci(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
        command.current_dir(self.path()).args(arguments).stdin(Stdio::null()).env_remove("GITHUB_STEP_SUMMARY");
        command
    }

    pub(crate) fn diff(&self, arguments: &[&str]) -> Said {
        let all: Vec<&str> = ["diff"].iter().chain(arguments).copied().collect();
        said(&self.raci(&all).output().unwrap())
    }
}

pub(crate) fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { status: output.status.code().unwrap(), out: text(&output.stdout), errors: text(&output.stderr) }
}
