//! The program: exit statuses, and files beside standard output.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

const NAMES: [&str; 8] = ["human", "plain", "json", "jsonl", "sarif", "github", "gitlab", "junit"];

/// An error: the file cannot be read.
const WRONG: &str = "[roles.a\n";

fn folder(policy: Option<&str>) -> TempDir {
    let folder = TempDir::new().unwrap();
    policy.into_iter().for_each(|policy| fs::write(folder.path().join("raci.toml"), policy).unwrap());
    folder
}

fn raci(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "FORCE_COLOR", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(variable);
    }
    command
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = raci(folder, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_exit_status_does_not_depend_on_the_format() {
    let (clean, wrong, empty) = (folder(Some("[matrix]\n")), folder(Some(WRONG)), folder(None));
    let cases = [(&clean, &[][..]), (&wrong, &[]), (&wrong, &["nowhere"]), (&empty, &[])];
    let row = |format: &&str| {
        let statuses = cases.map(|(folder, more)| {
            let (status, out, _) = run(folder.path(), &[&["check", "--format", format], more].concat());
            let fit = match *format {
                "sarif" => !valid::sarif(&out).is_null(),
                "json" | "gitlab" => serde_json::from_str::<serde_json::Value>(&out).is_ok(),
                "jsonl" => out.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()),
                "junit" => !valid::xml(&out).is_empty(),
                _ => true,
            };
            assert!(fit, "{format}: {out}");
            status.to_string()
        });
        format!("{format:>6}: {}\n", statuses.join(" "))
    };
    let table: String = NAMES.iter().map(row).collect();
    assert_snapshot!(table, @r"
     human: 0 1 2 3
     plain: 0 1 2 3
      json: 0 1 2 3
     jsonl: 0 1 2 3
     sarif: 0 1 2 3
    github: 0 1 2 3
    gitlab: 0 1 2 3
     junit: 0 1 2 3
    ");
}

#[test]
fn reports_go_to_files_beside_the_main_one() {
    let folder = folder(Some(WRONG));
    let at = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let arguments = [
        "check",
        "--format",
        "plain",
        "--report",
        "sarif=out.sarif",
        "--report",
        "junit=out.xml",
        "--report",
        "human=out.txt",
    ];
    let (status, out, _) = run(folder.path(), &arguments);
    assert_eq!((status, out.contains("[invalid-toml]")), (1, true));
    assert_eq!(valid::sarif(&at("out.sarif"))["runs"][0]["results"].as_array().unwrap().len(), out.lines().count());
    valid::xml(&at("out.xml"));
    assert!(at("out.txt").contains("invalid-toml"));
    let (status, _, errors) =
        run(folder.path(), &["check", "nowhere", "--report", "sarif=out.sarif", "--report", "plain=out.txt"]);
    assert_eq!(status, 2);
    assert_eq!(at("out.txt"), errors, "a report of an earlier run would be taken for this one's");
    assert_eq!(valid::sarif(&at("out.sarif"))["runs"][0].get("results"), None);
}

#[test]
fn a_report_that_cannot_be_written_is_2_and_the_others_are_written() {
    let folder = folder(Some("[matrix]\n"));
    let (status, _, errors) =
        run(folder.path(), &["check", "--report", "json=no/out.json", "--report", "sarif=out.sarif"]);
    assert_eq!((status, errors.contains(" in 1 file"), errors.contains("cannot write `no/out.json`")), (2, true, true));
    assert!(folder.path().join("out.sarif").exists());
    let (status, _, errors) = run(folder.path(), &["check", "--report", "json=x", "--report", "sarif=x"]);
    assert_eq!((status, errors.contains("two reports cannot go to one file: `x`")), (2, true));
}

#[test]
fn paths_are_from_the_root_of_the_repository_on() {
    let root = TempDir::new().unwrap();
    fs::create_dir_all(root.path().join(".git")).unwrap();
    fs::create_dir_all(root.path().join("teams/sales")).unwrap();
    fs::write(root.path().join("teams/sales/raci.toml"), WRONG).unwrap();
    let path = |folder: &str| {
        let (_, out, _) = run(
            &root.path().join(folder),
            &["check", "--format", "sarif", &root.path().join("teams/sales").to_string_lossy()],
        );
        let log = valid::sarif(&out);
        let result = log["runs"][0]["results"][0].clone();
        (
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone(),
            result["partialFingerprints"].clone(),
        )
    };
    assert_eq!(path("teams/sales").0, "teams/sales/raci.toml");
    assert_eq!(path("teams/sales"), path(""), "wherever it is run");
}

#[test]
fn the_summary_of_a_github_job_is_added_to() {
    let folder = folder(Some(WRONG));
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let run = |format: &str| {
        raci(folder.path(), &["check", "--format", format]).env("GITHUB_STEP_SUMMARY", &summary).output().unwrap()
    };
    run("human");
    assert_eq!(fs::read_to_string(&summary).unwrap(), "before\n");
    let output = run("github");
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n### raci\n") && text.contains("invalid-toml"), "{text}");
    assert!(text.contains("| raci.toml:1 |"), "no address is known: {text}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("::error file=raci.toml,line=1"));
}

#[test]
fn the_summary_of_a_github_job_links_to_the_lines_with_errors_first() {
    let folder = folder(Some("[matrix]\nname = \"x\"\n[roles]\nboss = {}\n[decisions.hire]\n"));
    let summary = folder.path().join("summary.md");
    let mut command = raci(folder.path(), &["check", "--format", "github"]);
    command.env("GITHUB_STEP_SUMMARY", &summary).env("GITHUB_SERVER_URL", "https://github.com");
    command.env("GITHUB_REPOSITORY", "acme/policy").env("GITHUB_SHA", "4f3c2a1").output().unwrap();
    let text = fs::read_to_string(&summary).unwrap();
    let levels: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next()).skip(2).collect();
    let errors = levels.iter().filter(|level| **level == "error").count();
    assert!(errors > 0 && levels.iter().rposition(|level| *level == "error") == Some(errors - 1), "{text}");
    assert!(text.contains("[raci.toml:5](https://github.com/acme/policy/blob/4f3c2a1/raci.toml#L5)"), "{text}");
    assert!(text.contains("nobody decides `hire`"), "{text}");
}

#[test]
fn every_setting_is_shown_with_where_it_comes_from() {
    let policy = "[lint]\nrules = { no-deputy = \"error\", idle-role = \"off\" }\nthresholds = { consulted = 7 }\n";
    let folder = folder(Some(policy));
    let arguments = ["check", "--show-config", "--as-of", "2026-07-01", "-W", "idle-role"];
    let (status, out, _) = run(folder.path(), &arguments);
    let lines: Vec<String> = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(status, 0);
    for line in [
        "as-of = 2026-07-01 command line",
        "fail-on = error default",
        "# raci.toml",
        "rules.no-deputy = error raci.toml:2:23",
        "rules.idle-role = warning command line",
        "rules.no-decider = error default",
        "thresholds.consulted = 7 raci.toml:3:28",
        "thresholds.informed = 8 default",
    ] {
        assert!(lines.iter().any(|shown| shown == line), "{line}\n{out}");
    }
    assert!(!out.contains("invalid-toml"), "what cannot be set is no setting");
    let (_, out, _) = run(folder.path(), &[&arguments[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["settings"][0]["from"], "command-line");
    let settings = json["policies"][0]["settings"].as_array().unwrap();
    let owner = settings.iter().find(|setting| setting["name"] == "rules.no-deputy").unwrap();
    assert_eq!(
        (&owner["value"], &owner["from"], &owner["location"]["start"]["column"]),
        (&"error".into(), &"file".into(), &23.into())
    );
}
