//! What `.gitignore` leaves out, on random folders: the same on disk and in a revision, and the same as git says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use crate::git::{git, repository};
use raci::source::{Input, Opened, open, open_at};

/// Files, and what the `.gitignore` of each folder says.
#[derive(Debug, Clone)]
struct Folders {
    files: BTreeSet<String>,
    rules: BTreeMap<String, Vec<&'static str>>,
}

const PATTERNS: [&str; 22] = [
    "a",
    "a/",
    "/a",
    "b/",
    "a/b",
    "/a/b/",
    "**/b",
    "a/**",
    "a/**/x.raci.toml",
    "*",
    "*.raci.toml",
    "!*.raci.toml",
    "x.*",
    "!x.raci.toml",
    "!a/",
    "!/b",
    "[ab]",
    "?.raci.toml",
    "# a",
    "\\!x.raci.toml",
    "x.raci.toml ",
    "",
];
const OF_HIDDEN: [&str; 4] = ["!.h", "!.*", ".h/", "!.x.raci.toml"];

fn folders(
    parts: &'static [&'static str],
    names: &'static [&'static str],
    patterns: Vec<&'static str>,
) -> impl Strategy<Value = Folders> {
    let folder = prop::collection::vec(select(parts), 0..4)
        .prop_map(|parts| parts.iter().map(|part| format!("{part}/")).collect::<String>());
    let file = (folder.clone(), select(names)).prop_map(|(folder, name)| folder + name);
    let files = prop::collection::btree_set(file, 1..16);
    let rules = prop::collection::btree_map(folder, prop::collection::vec(select(patterns), 1..4), 0..4);
    (files, rules).prop_map(|(files, rules)| Folders { files, rules })
}

impl Folders {
    /// Makes the folders anew and commits all of them.
    fn commit(&self, root: &Path) {
        for entry in
            fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with(".git"))
        {
            if entry.is_dir() { fs::remove_dir_all(entry) } else { fs::remove_file(entry) }.unwrap();
        }
        let write = |name: &str, text: &str| {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("raci.toml", "");
        self.files.iter().for_each(|file| write(file, ""));
        self.rules.iter().for_each(|(folder, lines)| write(&format!("{folder}.gitignore"), &lines.join("\n")));
        git(root, &["add", "--all", "--force"]);
        git(root, &["commit", "--quiet", "--allow-empty", "--message", "x"]);
    }
}

/// The names of all files that belong to a policy.
fn names(opened: &Opened) -> BTreeSet<String> {
    opened.sources.iter().map(|(_, file)| file.name().to_owned()).collect()
}

/// The paths that git leaves out, whether they are in the commit or not.
fn left_out_by_git(root: &Path, paths: &BTreeSet<String>) -> BTreeSet<String> {
    let mut command = Command::new("git");
    command.current_dir(root).args(["check-ignore", "--no-index", "--stdin"]).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let lines: String = paths.iter().map(|path| format!("{path}\n")).collect();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn try_all(folders: impl Strategy<Value = Folders>, holds: impl Fn(&TempDir, &Folders)) {
    let root = repository();
    let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) });
    let tried = runner.run(&folders, |folders| {
        folders.commit(root.path());
        holds(&root, &folders);
        Ok(())
    });
    assert!(tried.is_ok(), "{}", tried.unwrap_err());
}

#[test]
fn a_revision_has_the_files_that_are_on_disk() {
    let patterns = PATTERNS.into_iter().chain(OF_HIDDEN).collect();
    let any = folders(&["a", "b", ".h"], &["x.raci.toml", "y.raci.toml", "raci.toml", ".x.raci.toml", "z"], patterns);
    try_all(any, |root, _| {
        for asked in ["", "a", "a/b", ".h"] {
            let inputs: &[Input] = &[Input::Path(if asked.is_empty() { "." } else { asked }.into())];
            let here = open(root.path(), inputs).map(|opened| names(&opened)).unwrap_or_default();
            assert_eq!(names(&open_at(root.path(), "HEAD", inputs).unwrap()), here, "in `{asked}`");
        }
    });
}

#[test]
fn what_is_not_hidden_is_left_out_where_git_leaves_it_out() {
    let plain = folders(&["a", "b"], &["x.raci.toml", "y.raci.toml"], PATTERNS.to_vec());
    try_all(plain, |root, folders| {
        let expected: BTreeSet<String> =
            folders.files.difference(&left_out_by_git(root.path(), &folders.files)).cloned().collect();
        let mut found = names(&open(root.path(), &[]).unwrap());
        assert!(found.remove("raci.toml"));
        assert_eq!(found, expected);
    });
}
