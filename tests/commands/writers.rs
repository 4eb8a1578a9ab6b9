//! What is written goes where it was meant to, whole, and takes nothing from anybody.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

const POLICY: &str = "[roles.clerk]\n[activities.sell]\n";
const WAIVE: [&str; 9] =
    ["waive", "--as-of", "2026-07-01", "--reason", "known", "--until", "2026-12-31", "--approved-by", "clerk"];

fn folder(policy: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("raci.toml"), policy).unwrap();
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Exit status, and what is told.
fn raci(folder: &Path, arguments: &[&str]) -> (i32, String) {
    ended(command(folder, arguments).output().unwrap())
}

fn ended(output: Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// Holds the folder until `raci` is ready to put its file in place and waits for the folder.
fn halfway(folder: &Path, arguments: &[&str]) -> (Child, File) {
    let held = File::open(folder).unwrap();
    held.lock().unwrap();
    let mut child = command(folder, arguments).spawn().unwrap();
    while !names(folder).iter().any(|name| name.starts_with(".raci-")) {
        assert!(child.try_wait().unwrap().is_none(), "{:?}", child.wait_with_output());
        thread::yield_now();
    }
    (child, held)
}

#[test]
fn a_report_goes_through_no_link_that_came_with_the_policy() {
    let (folder, aside) = (folder(POLICY), TempDir::new().unwrap());
    let root = folder.path();
    fs::write(aside.path().join("theirs"), "theirs").unwrap();
    symlink(aside.path().join("theirs"), root.join("report.json")).unwrap();
    symlink(aside.path(), root.join("out")).unwrap();
    symlink("raci.toml", root.join("policy.json")).unwrap();
    for (report, why) in [
        ("report.json", "/report.json` is a link, and nothing is written through one"),
        ("out/report.json", "/out` is a link, and nothing is written through one"),
        ("policy.json", "files of a policy are called so; name another, such as `raci.json`"),
    ] {
        let (status, told) = raci(root, &["check", "--report", &format!("json={report}")]);
        assert_eq!((status, told.contains(why)), (2, true), "{told}");
        let (status, told) = raci(root, &["publish", "--format", "csv", "--allow-findings", "-o", report]);
        assert_eq!((status, told.contains("is a link") || told.contains("such as `matrix.csv`")), (2, true), "{told}");
    }
    assert_eq!((names(aside.path()), text(&aside, "theirs").as_str()), (vec!["theirs".to_owned()], "theirs"));
    assert_eq!(text(&folder, "raci.toml"), POLICY);
}

#[test]
fn a_policy_is_mended_and_waived_through_no_link_either() {
    let (folder, aside) =
        (TempDir::new().unwrap(), self::folder("[roles.r]\n[roles.s]\nreports-to = [\"r\", \"r\"]\n"));
    symlink(aside.path(), folder.path().join("policy")).unwrap();
    let before = text(&aside, "raci.toml");
    for arguments in [&["check", "--fix", "policy"][..], &[&WAIVE[..], &["policy"]].concat()] {
        let (status, told) = raci(folder.path(), arguments);
        assert_eq!((status, told.contains("/policy` is a link")), (2, true), "{told}");
    }
    assert_eq!((names(aside.path()), text(&aside, "raci.toml")), (vec!["raci.toml".to_owned()], before));
}

#[test]
fn nothing_is_published_over_a_policy_and_no_two_reports_share_a_file() {
    let folder = folder(POLICY);
    let (status, told) =
        raci(folder.path(), &["publish", "--format", "markdown", "--allow-findings", "-o", "raci.toml"]);
    assert_eq!((status, told.contains("name another, such as `matrix.md`")), (2, true), "{told}");
    let (status, told) = raci(folder.path(), &["check", "--report", "json=a", "--report", "plain=./a"]);
    assert_eq!((status, told.as_str()), (2, "error: two reports cannot go to one file: `./a`\n"));
    assert_eq!((names(folder.path()), text(&folder, "raci.toml").as_str()), (vec!["raci.toml".to_owned()], POLICY));
}

#[test]
fn a_pipe_and_standard_output_take_reports() {
    let folder = folder(POLICY);
    let arguments = ["check", "--format", "plain", "--report", "json=/dev/stdout"];
    let output = command(folder.path(), &arguments).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.starts_with("{\n  \"version\": 1") && out.contains("[no-accountable]"), "{out}");
    let made = Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap();
    assert!(made.success());
    let child = command(folder.path(), &["check", "--report", "sarif=pipe"]).spawn().unwrap();
    let report = text(&folder, "pipe");
    assert!(report.contains("no-accountable"), "{report}");
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(1));
}

#[test]
fn two_who_waive_at_once_lose_nothing() {
    let folder = folder(POLICY);
    let arguments = [&WAIVE[..], &["--rule", "no-accountable"]].concat();
    let (waiting, held) = halfway(folder.path(), &arguments);
    let theirs = "[[waivers]]\nrule = \"no-responsible\"\nsubject = \"activities.sell\"\nreason = \"theirs\"\n\
                  approved-by = \"clerk\"\nuntil = 2026-12-31\n";
    fs::write(folder.path().join("waivers.raci.toml"), theirs).unwrap();
    drop(held);
    let (status, told) = ended(waiting.wait_with_output().unwrap());
    assert_eq!(
        (status, told.contains("wrote 1 waiver for 1 finding, an error, to `waivers.raci.toml`")),
        (0, true),
        "{told}"
    );
    let waivers = text(&folder, "waivers.raci.toml");
    assert!(waivers.starts_with(theirs) && waivers.contains("rule = \"no-accountable\""), "{waivers}");
    assert_eq!(names(folder.path()), ["raci.toml", "waivers.raci.toml"]);
}

#[test]
fn what_was_edited_meanwhile_is_not_mended_over() {
    let folder = folder("[roles.clerk]\n[activities.sell]\nA = \"clerk\"\nR = [\"clerk\", \"clerk\"]\n");
    let (waiting, held) = halfway(folder.path(), &["check", "--fix"]);
    let edited = "[roles.clerk]\n[activities.sell]\nA = \"clerk\"\nR = [\"clerk\"] # edited\n";
    fs::write(folder.path().join("raci.toml"), edited).unwrap();
    drop(held);
    let (status, told) = ended(waiting.wait_with_output().unwrap());
    assert_eq!((status, told.as_str()), (2, "error: cannot mend `raci.toml`: it was changed meanwhile\n"));
    assert_eq!((names(folder.path()), text(&folder, "raci.toml").as_str()), (vec!["raci.toml".to_owned()], edited));
}

#[test]
fn a_signal_leaves_nothing_behind() {
    for (signal, number) in [("HUP", 1), ("INT", 2), ("TERM", 15)] {
        let folder = folder(POLICY);
        let (waiting, held) = halfway(folder.path(), &WAIVE);
        let kill =
            Command::new("sh").args(["-c", "kill -s $0 $1", signal, &waiting.id().to_string()]).status().unwrap();
        assert!(kill.success());
        let output = waiting.wait_with_output().unwrap();
        assert_eq!((output.status.signal(), names(folder.path())), (Some(number), vec!["raci.toml".to_owned()]));
        drop(held);
    }
}

#[test]
fn whoever_is_to_go_on_after_a_hangup_does() {
    let folder = folder(POLICY);
    let held = File::open(folder.path()).unwrap();
    held.lock().unwrap();
    let mut nohup = Command::new("sh");
    nohup.args(["-c", "trap '' HUP; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_raci")]).args(WAIVE);
    let child = nohup.current_dir(folder.path()).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    while !names(folder.path()).iter().any(|name| name.starts_with(".raci-")) {
        thread::yield_now();
    }
    let kill = Command::new("sh").args(["-c", "kill -s HUP $0", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    drop(held);
    let (status, told) = ended(child.wait_with_output().unwrap());
    assert_eq!((status, told.starts_with("wrote ")), (0, true), "{told}");
}

#[test]
fn a_file_that_may_not_be_so_large_is_told_and_not_left() {
    let activities: String = (0..400).map(|number| format!("[activities.a{number}]\n")).collect();
    let folder = folder(&format!("[roles.r]\n{activities}"));
    let mut limited = Command::new("sh");
    let script = "ulimit -f 20; exec \"$0\" check --format plain --report json=report.json";
    limited.args(["-c", script, env!("CARGO_BIN_EXE_raci")]).current_dir(folder.path());
    let (status, told) = ended(limited.output().unwrap());
    assert_eq!((status, told.contains("error: cannot write `report.json`: ")), (2, true), "{told}");
    assert_eq!(names(folder.path()), ["raci.toml"]);
}

#[test]
fn a_folder_whose_name_is_no_text_is_written_to_and_told_apart() {
    let root = TempDir::new().unwrap();
    let (bytes, stand_in) = (OsStr::from_bytes(b"p\xFF"), OsStr::new("p\u{FFFD}"));
    for name in [bytes, stand_in] {
        if fs::create_dir(root.path().join(name)).is_err() {
            return; // a disk on which every name is text
        }
        fs::write(root.path().join(name).join("raci.toml"), POLICY).unwrap();
    }
    let mut waive = command(root.path(), &WAIVE);
    let (status, told) = ended(waive.arg(bytes).output().unwrap());
    assert_eq!((status, told.contains("to `p\\xFF/waivers.raci.toml`")), (0, true), "{told}");
    assert_eq!(names(&root.path().join(bytes)), ["raci.toml", "waivers.raci.toml"]);
    assert_eq!(names(&root.path().join(stand_in)), ["raci.toml"]);
    let files = command(root.path(), &["check", "--show-files"]).output().unwrap().stdout;
    let files = String::from_utf8(files).unwrap();
    assert_eq!(
        files.lines().filter(|line| line.ends_with("/raci.toml")).collect::<Vec<_>>(),
        ["p\u{FFFD}/raci.toml", "p\\xFF/raci.toml"]
    );
}

#[test]
fn an_empty_folder_takes_a_whole_policy_or_none() {
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join("empty")).unwrap();
    let limited = |limit: &str| {
        let script = format!("ulimit -f {limit}; exec \"$0\" init --template sales empty");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_raci")]).current_dir(root.path());
        ended(command.output().unwrap())
    };
    let (status, told) = limited("4");
    assert_eq!((status, told.starts_with("error: cannot write `empty/")), (2, true), "{told}");
    assert_eq!(names(&root.path().join("empty")), [] as [&str; 0]);
    assert_eq!(limited("unlimited").0, 0);
    assert_eq!(names(&root.path().join("empty/activities")).len(), 7);
}
