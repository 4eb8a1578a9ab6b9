//! A published matrix, read again by a reader of its form.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot be set up has failed, and one that is left out says so"
)]

mod authority;
mod forms;
mod letters;
mod page;
mod terminal;
mod workbook;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A policy whose names try to be something else in every form.
pub const HOSTILE: &str = r##"
matrix = { title = "a | <b>x</b> \" \\ [y](z) # `c` *d*", owner = "head" }

[departments]
odd = { name = "x\"]; click r0 \"javascript:alert(1)", head = "head" }

[roles]
head = { name = "=HYPERLINK(\"http://x\")", department = "odd" }
"销售" = { name = "销售 </script><img src=x onerror=alert(1)>", reports-to = "head" }

[activities."答复"]
name = "@SUM(1) | 答复, \"x\""
R = "销售"
A = "head"

[dimensions]
amount = { at-least = 0, step = 0.01, unit = "元|</td>" }
"客户" = ["甲", "乙|丙"]

[decisions.discount]
name = "折扣 ` {{x}} {% y %}"
measure = "amount"
limits = [{ decides = "销售", at-most = 50_000 }, { decides = "head" }]

[[decisions.discount.cases]]
when = { "客户" = "乙|丙" }
decides = { all = ["销售", "head"] }

[escalations]
stuck = { name = "x\"; } digraph y {", path = ["销售", "head"], within = "1 day" }
"##;

/// A folder with this policy.
pub fn policy(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("raci.toml"), text).unwrap();
    folder
}

/// The policy of a sales department.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sales-department")
}

/// Exit status, standard output, standard error.
pub fn raci(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What is published in a form.
pub fn published(folder: &Path, format: &str) -> String {
    let (status, out, errors) = raci(folder, &["publish", "--as-of", "2026-11-10", "--format", format]);
    assert_eq!((status, errors.as_str()), (0, ""), "{format}");
    out
}

/// Whether a program is installed; says so on the way where it is not.
pub fn is_installed(program: &str, what: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        eprintln!("LEFT OUT: {what}, since `{program}` is not installed");
    }
    found
}
