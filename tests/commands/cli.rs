//! The program as a shell and a build server meet it: exit status, and what goes to which stream.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn raci(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(folder.path()).args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "FORCE_COLOR"] {
        command.env_remove(variable);
    }
    command
}

pub(crate) fn run(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    told(&raci(folder, arguments).output().unwrap())
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

const NOT_UTF_8: &[u8] = b"[roles.a]\nname = \"\xFF\"\n";

#[test]
fn a_finding_is_on_standard_output_and_makes_the_status_1() {
    let folder = folder(&[("raci.toml", NOT_UTF_8)]);
    let line = "raci.toml:2:9: error: the file is not UTF-8 from here on [invalid-toml]\n";
    let plain = run(&folder, &["check", "--format", "plain"]);
    assert_eq!(plain, (1, line.to_owned(), "1 error in 1 file\n".to_owned()));
    let human = run(&folder, &["check"]);
    let summary = "1 error in 1 file\nthe first error: raci.toml:2:9; `raci explain invalid-toml` says more\n";
    assert_eq!((human.1.contains("error: the file"), human.2.as_str()), (true, summary));
    for format in ["human", "json"] {
        assert_eq!(run(&folder, &["check", "--format", format]).0, 1, "{format}");
    }
    assert_eq!(run(&folder, &["check", "--fail-on", "never"]).0, 0);
}

#[test]
fn a_policy_that_holds_others_is_the_one_that_is_asked() {
    let matrix = "[roles.head]\n[activities.sell]\nA = \"head\"\nR = \"head\"\n";
    let folder = folder(&[]);
    for (policy, text) in [("sales", matrix), ("sales/east", ""), ("sales/west", "")] {
        fs::create_dir(folder.path().join(policy)).unwrap();
        fs::write(folder.path().join(policy).join("raci.toml"), text).unwrap();
    }
    let who = ["who", "sell", "--policy", "sales"];
    assert_eq!((run(&folder, &who).0, run(&folder, &["show", "sales"]).0), (0, 0));
    fs::remove_file(folder.path().join("sales/raci.toml")).unwrap();
    assert_eq!(run(&folder, &who).0, 2, "neither of two below is the one");
}

#[test]
fn colours_are_for_those_who_ask() {
    let folder = folder(&[("raci.toml", NOT_UTF_8)]);
    assert!(!run(&folder, &["check"]).1.contains('\u{1B}'));
    assert!(run(&folder, &["check", "--color", "always"]).1.contains('\u{1B}'));
    let forced = raci(&folder, &["check"]).env("FORCE_COLOR", "1").output().unwrap();
    assert!(told(&forced).1.contains('\u{1B}'));
}

#[test]
fn what_cannot_be_read_is_2_and_says_so() {
    let folder = folder(&[("raci.toml", b"")]);
    let (status, out, errors) = run(&folder, &["check", "nowhere"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert_eq!(errors, "error: cannot read `nowhere`: there is no such file or folder\n");
}

#[test]
fn arguments_that_make_no_sense_are_2() {
    let folder = folder(&[("raci.toml", b"")]);
    for arguments in [&[][..], &["check", "--format", "xml"], &["check", "--as-of", "tomorrow"], &["chekc"]] {
        let (status, out, errors) = run(&folder, arguments);
        assert_eq!((status, out.as_str(), errors.is_empty()), (2, "", false), "{arguments:?}");
    }
    let (status, out, errors) = run(&folder, &["--help"]);
    assert_eq!((status, out.contains("Usage: raci"), errors.as_str()), (0, true, ""));
}

#[test]
fn nothing_to_check_is_3() {
    let (status, out, errors) = run(&folder(&[("a/x.raci.toml", b"")]), &["check", "a"]);
    assert_eq!((status, out.as_str()), (3, ""));
    assert!(
        errors.contains("there is nothing to check") && errors.contains("`a/x.raci.toml` is in no policy"),
        "{errors}"
    );
}

#[test]
fn in_json_standard_output_is_one_object_whatever_happens() {
    let found = folder(&[("raci.toml", NOT_UTF_8)]);
    let empty = folder(&[]);
    for (folder, arguments, status, error) in [
        (&found, &["check", "--format", "json"][..], 1, false),
        (&found, &["check", "--format", "json", "nowhere"], 2, true),
        (&empty, &["check", "--format", "json"], 3, true),
    ] {
        let (code, out, _) = run(folder, arguments);
        let object: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((code, object["version"].as_u64(), object["error"].is_string()), (status, Some(1), error));
        assert_eq!(object["findings"].as_array().unwrap().is_empty(), error);
    }
}

#[test]
fn standard_input_is_one_file_under_its_name() {
    let folder = folder(&[("raci.toml", b"")]);
    let mut command = raci(&folder, &["check", "--format", "plain", "--stdin-filename", "new/raci.toml", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(NOT_UTF_8).unwrap();
    let (status, out, _) = told(&child.wait_with_output().unwrap());
    assert_eq!((status, out.split(": ").next()), (1, Some("new/raci.toml:2:9")));
}

#[test]
fn files_are_listed_and_not_checked() {
    let folder = folder(&[("raci.toml", NOT_UTF_8), ("sub/x.raci.toml", b"")]);
    assert_eq!(run(&folder, &["check", "--show-files"]), (0, "raci.toml\nsub/x.raci.toml\n".to_owned(), String::new()));
}

#[test]
fn what_is_nearly_a_policy_is_named() {
    let nothing = "error: there is nothing to check: a `raci.toml` makes a folder a policy, and there is none\n";
    let told = |files: &[(&str, &[u8])]| {
        let (status, out, errors) = run(&folder(files), &["check"]);
        assert_eq!((status, out.as_str()), (3, ""));
        errors
    };
    assert_eq!(told(&[]), format!("{nothing}begin with `raci init`, which writes a commented policy\n"));
    let near = told(&[("raci.toml.txt", b""), ("matrix.toml", b"[roles.a]\n"), ("Cargo.toml", b"[package]\n")]);
    let notes =
        ["matrix.toml", "raci.toml.txt"].map(|name| format!("note: `{name}` is not read: call it `raci.toml`\n"));
    assert_eq!(near, format!("{nothing}{}", notes.concat()));
    let blank = told(&[("raci.toml", b"# later\n")]);
    assert_eq!(blank, "error: `raci.toml` says nothing yet: `raci init` in a new folder shows how a policy begins\n");
    let beside = folder(&[("raci.toml", b"[roles.a]\n"), ("activities.toml", b"[activities.x]\nA = \"a\"\n")]);
    let (_, _, errors) = run(&beside, &["check"]);
    assert!(errors.starts_with("note: `activities.toml` is not read: call it `activities.raci.toml`\n"), "{errors}");
}

#[test]
fn a_reader_that_goes_away_changes_nothing() {
    let folder = folder(&[("raci.toml", NOT_UTF_8)]);
    let mut child = raci(&folder, &["check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let (status, _, errors) = told(&child.wait_with_output().unwrap());
    assert_eq!((status, errors.lines().next()), (1, Some("1 error in 1 file")));
}

#[test]
fn a_rule_is_explained_by_its_name() {
    let folder = folder(&[]);
    let (status, out, errors) = run(&folder, &["explain", "no-decider"]);
    assert_eq!((status, out.starts_with("no-decider (error)\n\n"), errors.as_str()), (0, true, ""));
    let (status, out, errors) = run(&folder, &["explain", "--all"]);
    assert_eq!((status, out.contains("\n  no-decider "), errors.as_str()), (0, true, ""));
    let (status, out, errors) = run(&folder, &["explain", "no-desider"]);
    assert_eq!((status, out.as_str(), errors.contains("did you mean `no-decider`?")), (2, "", true));
    assert_eq!(run(&folder, &["explain"]), run(&folder, &["explain", "--all"]));
    for words in
        [&["nobody", "decides"][..], &["No decider"], &["无人决定"], &["A region of cases in which nobody decides."]]
    {
        let (status, found, _) = run(&folder, &[&["explain"], words].concat());
        assert_eq!((status, found.lines().next()), (0, Some("no-decider (error)")), "{words:?}");
    }
}

#[test]
fn of_two_levels_for_a_rule_the_later_counts() {
    let folder = folder(&[("raci.toml", b"[roles.head]\n[activities.sell]\nA = \"head\"\nR = \"head\"\n")]);
    let levels = |levels: &[&str]| run(&folder, &[&["check", "--format", "plain"], levels].concat());
    let (status, out, _) = levels(&["-A", "no-owner", "-D", "no-owner"]);
    assert_eq!((status, out.contains("error: ")), (1, true), "{out}");
    let (status, out, _) = levels(&["-D", "no-owner", "-A", "no-owner"]);
    assert_eq!((status, out.contains("[no-owner]")), (0, false), "{out}");
}

#[test]
fn where_too_many_combinations_would_have_to_be_tried_everything_is_asked_for() {
    let dimensions: Vec<String> = (1..=13).map(|number| format!("d{number}")).collect();
    let declared: String = dimensions.iter().map(|dimension| format!("{dimension} = [\"no\", \"yes\"]\n")).collect();
    let case =
        |dimension| format!("[[decisions.order.cases]]\nwhen = {{ {dimension} = \"yes\" }}\ndecides = \"head\"\n");
    let cases: String = dimensions.iter().map(case).collect();
    let policy = format!(
        "[dimensions]\n{declared}[roles]\nhead = {{}}\nclerk = {{}}\n[decisions.order]\ndecides = \"clerk\"\n{cases}"
    );
    let folder = folder(&[("raci.toml", policy.as_bytes())]);
    let (status, out, told) = run(&folder, &["who", "order"]);
    assert_eq!((status, out.as_str()), (2, ""), "{told}");
    dimensions.iter().for_each(|dimension| assert!(told.contains(dimension.as_str()), "{dimension}: {told}"));
}
