//! A way in for an old matrix: waive what is found today, then it can only get better.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const DAY: [&str; 2] = ["--as-of", "2026-07-01"];
const GROUNDS: [&str; 6] =
    ["--reason", "found on the first day", "--until", "2026-12-31", "--approved-by", "general-manager"];

fn raci(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    let output = command.current_dir(folder).args(arguments).args(DAY).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn waive(folder: &Path, more: &[&str]) -> (i32, String) {
    let (status, out, errors) = raci(folder, &[&["waive"], more, &GROUNDS[..]].concat());
    assert_eq!(out, "");
    (status, errors)
}

/// The sales department as it was published, with one above its director, since nobody approves a waiver for itself.
fn as_published() -> TempDir {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sales-department-as-published/raci.toml");
    let policy = fs::read_to_string(example).unwrap();
    let policy =
        policy.replace("[roles.sales-director]\n", "[roles.sales-director]\nreports-to = \"general-manager\"\n");
    folder(&format!("{policy}\n[roles.general-manager]\n"))
}

fn folder(policy: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("raci.toml"), policy).unwrap();
    folder
}

fn waivers(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("waivers.raci.toml")).unwrap()
}

#[test]
fn an_old_matrix_starts_clean_and_a_hole_that_is_mended_is_told() {
    let folder = as_published();
    let found = raci(folder.path(), &["check", "--format", "plain"]);
    let count = found.1.lines().count();
    assert_eq!((found.0, count > 10), (1, true), "{found:?}");

    let (status, told) = waive(folder.path(), &[]);
    let errors = found.1.lines().filter(|line| line.contains(": error: ")).count();
    let sum = format!("for {count} findings, {errors} of them errors, to `waivers.raci.toml`");
    assert_eq!((status, errors > 1, told.contains(&sum)), (0, true, true), "{told}");
    for finding in found.1.lines() {
        let (_, message) = finding.split_once(": ").and_then(|(_, rest)| rest.split_once(": ")).unwrap();
        let message = message.rsplit_once(" [").unwrap().0;
        let said =
            waivers(&folder).lines().any(|line| line.strip_prefix("# ").is_some_and(|said| said.starts_with(message)));
        assert!(said, "{message:?} of {finding}");
    }
    let (status, out, said) = raci(folder.path(), &["check"]);
    let sum = format!("no findings, {count} waived in 2 files");
    assert_eq!((status, out.as_str(), said.starts_with(&sum)), (0, "", true), "{said}");

    let mended = fs::read_to_string(folder.path().join("raci.toml")).unwrap();
    let path = "[escalations.hard-question-to-manager]\n";
    assert!(mended.contains(path));
    fs::write(folder.path().join("raci.toml"), mended.replace(path, &format!("{path}within = \"1 business day\"\n")))
        .unwrap();
    let (_, out, _) = raci(folder.path(), &["check", "--format", "plain"]);
    assert_eq!((out.lines().count(), out.contains("[waiver-unused]")), (1, true), "{out}");
}

#[test]
fn errors_stay_where_only_the_rest_is_waived() {
    let folder = as_published();
    let found = raci(folder.path(), &["check", "--format", "plain"]).1;
    let of = |level: &str| found.lines().filter(|line| line.contains(&format!(": {level}: "))).count();
    let (infos, warnings, errors) = (of("info"), of("warning"), of("error"));
    assert!(infos > 0 && warnings > 0 && errors > 1, "{found}");
    let (status, told) = waive(folder.path(), &["--level", "info,warning"]);
    let sum = format!("for {} findings to `waivers.raci.toml`\nnote: {errors} findings are left", infos + warnings);
    assert_eq!((status, told.contains(&sum)), (1, true), "{told}");
    let (status, told) = waive(folder.path(), &["--level", "error"]);
    assert_eq!(
        (status, told.contains(&format!("for {errors} findings, {errors} of them errors, to"))),
        (0, true),
        "{told}"
    );
}

#[test]
fn the_published_department_starts_clean_as_it_stands() {
    let folder = TempDir::new().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sales-department-as-published/raci.toml");
    fs::copy(example, folder.path().join("raci.toml")).unwrap();
    let grounds = ["waive", "--reason", "old", "--until", "2026-12-31", "--approved-by", "sales-director"];
    let (status, _, told) = raci(folder.path(), &grounds);
    assert_eq!((status, told.contains("1 finding is left (waiver-unauthorised)")), (0, true), "{told}");
    assert_eq!(raci(folder.path(), &["check"]).0, 0);
}

#[test]
fn nothing_is_waived_twice_and_what_stands_there_stays() {
    let folder = as_published();
    waive(folder.path(), &["--rule", "nobody is accountable", "--rule", "无人最终负责"]);
    assert!(waivers(&folder).lines().all(|line| !line.starts_with("rule") || line.contains("no-accountable")));
    let first = format!("# ours\n\n{}# and this\n", waivers(&folder));
    fs::write(folder.path().join("waivers.raci.toml"), &first).unwrap();
    waive(folder.path(), &[]);
    let all = waivers(&folder);
    assert!(all.starts_with(first.trim_end()) && all.len() > first.len());
    assert_eq!(all.matches("rule = \"no-accountable\"").count(), first.matches("rule = \"no-accountable\"").count());
    assert_eq!(waive(folder.path(), &[]), (0, "nothing to waive\n".to_owned()));
    assert_eq!(waivers(&folder), all);
}

#[test]
fn a_waiver_that_would_hide_nothing_is_not_written() {
    let folder = folder("[roles.general-manager]\n[activities.sell]\n");
    let (_, found, _) = raci(folder.path(), &["check", "--format", "plain"]);
    assert!(found.contains("[idle-role]"), "who approves a waiver is no longer idle: {found}");
    let count = found.lines().count() - 1;
    let errors = found.lines().filter(|line| line.contains(": error: ")).count();
    let (status, told) = waive(folder.path(), &[]);
    assert_eq!(
        (status, told),
        (0, format!("wrote {count} waivers for {count} findings, {errors} of them errors, to `waivers.raci.toml`\n"))
    );
    assert_eq!(waivers(&folder).matches("[[waivers]]").count(), count);
    let (status, out, said) = raci(folder.path(), &["check", "--format", "plain", "--fail-on", "info"]);
    assert_eq!((status, out.as_str(), said.contains(&format!("{count} waived"))), (0, "", true), "{out}{said}");
}

#[test]
fn mistakes_in_writing_stay() {
    let folder = folder("[roles.general-manager]\n[activities.sell]\nR = \"nobody\"\n");
    let (status, told) = waive(folder.path(), &[]);
    let note = "note: 1 mistake in writing cannot be waived (unknown-reference): mend what `raci check` shows";
    assert_eq!((status, told.contains(note)), (1, true), "{told}");
}

#[test]
fn what_would_be_a_mistake_is_refused_and_nothing_is_written() {
    let policy = "[roles.director]\n[activities.sell]\nR = \"director\"\n";
    let unknown_role = folder(policy);
    let (status, told) = waive(unknown_role.path(), &[]);
    assert_eq!((status, told.contains("there is no role `general-manager`")), (2, true), "{told}");
    assert!(!unknown_role.path().join("waivers.raci.toml").exists());

    let policy = policy.replace("director", "general-manager");
    let broken = folder(&policy);
    fs::write(broken.path().join("waivers.raci.toml"), "waivers = []\n").unwrap();
    let (status, told) = waive(broken.path(), &[]);
    assert_eq!((status, told.starts_with("error: cannot waive in `waivers.raci.toml`")), (2, true), "{told}");
    assert_eq!(waivers(&broken), "waivers = []\n");

    let unreadable = folder(&policy);
    fs::write(unreadable.path().join("waivers.raci.toml"), b"# \xFF\n").unwrap();
    let (status, told) = waive(unreadable.path(), &[]);
    assert_eq!((status, told.contains("is not UTF-8")), (2, true), "{told}");
    assert_eq!(fs::read(unreadable.path().join("waivers.raci.toml")).unwrap(), b"# \xFF\n");

    let ignored = folder(&policy);
    fs::write(ignored.path().join("waivers.raci.toml"), "# ours\n").unwrap();
    fs::write(ignored.path().join(".gitignore"), "waivers*\n").unwrap();
    let (status, told) = waive(ignored.path(), &[]);
    assert_eq!((status, told.contains("is not read with the policy")), (2, true), "{told}");
    assert_eq!(waivers(&ignored), "# ours\n");

    let would_be_ignored = folder(&policy);
    fs::write(would_be_ignored.path().join(".gitignore"), "waivers*\n").unwrap();
    let (status, told) = waive(would_be_ignored.path(), &[]);
    let why =
        "error: cannot waive in `waivers.raci.toml`: `.gitignore` leaves it out, and what it leaves out is not read\n";
    assert_eq!((status, told.as_str()), (2, why));
    assert!(!would_be_ignored.path().join("waivers.raci.toml").exists());

    for (arguments, why) in [
        (&["raci.toml"][..], "name the folder"),
        (&["--rule", "no-such"], "there is no rule"),
        (&["--rule", "invalid-toml"], "cannot be set"),
    ] {
        let (status, told) = waive(broken.path(), arguments);
        assert_eq!((status, told.contains(why)), (2, true), "{told}");
    }
    let past = ["waive", "--reason", "x", "--until", "2026-06-30", "--approved-by", "general-manager"];
    assert_eq!(raci(broken.path(), &past).0, 2);
}
