//! What a repository and a packager copy, tried as far as a machine without the services can.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn raci(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_raci")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn every_shell_completes_commands_and_options() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = text(&raci(&["completions", shell]));
        assert!(script.contains("waive") && script.contains("fail-on"), "{shell}");
    }
    assert_eq!(raci(&["completions", "dos"]).status.code(), Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = TempDir::new().unwrap();
    assert!(raci(&["man", "--out", folder.path().to_str().unwrap()]).status.success());
    let help = text(&raci(&["--help"]));
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = commands.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(names.len() > 5, "{help}");
    for name in names {
        let page = fs::read_to_string(folder.path().join(format!("raci-{name}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{name}");
    }
    assert!(text(&raci(&["man"])).contains("raci\\-check(1)"));
    assert_eq!(raci(&["man", "--out", "no/such/folder"]).status.code(), Some(2));
}

#[cfg(unix)]
mod unix {
    use super::*;

    /// Runs what the GitHub action runs.
    fn action(folder: &Path, variables: &[(&str, &str)]) -> Output {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("ci/github.sh");
        let mut command = Command::new(script);
        command.current_dir(folder).env("RACI", env!("CARGO_BIN_EXE_raci")).stdin(Stdio::null());
        command.env("GITHUB_STEP_SUMMARY", folder.join("summary.md")).envs(variables.iter().copied());
        command.output().unwrap()
    }

    #[test]
    fn the_action_annotates_sums_up_and_writes_sarif() {
        let folder = TempDir::new().unwrap();
        for name in ["a b", "-c"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join("raci.toml"), "[activities.x]\nA = \"nobody\"\n").unwrap();
        }
        let output = action(folder.path(), &[("RACI_PATHS", "a b\n-c\n"), ("RACI_SARIF", "out.sarif")]);
        assert_eq!(output.status.code(), Some(1));
        for name in ["a b", "-c"] {
            assert!(text(&output).contains(&format!("::error file={name}/raci.toml,line=2")), "{}", text(&output));
        }
        assert!(fs::read_to_string(folder.path().join("out.sarif")).unwrap().contains("a%20b/raci.toml"));
        assert!(fs::read_to_string(folder.path().join("summary.md")).unwrap().starts_with("### raci"));
        assert_eq!(action(folder.path(), &[("RACI_FAIL_ON", "never")]).status.code(), Some(0));
        assert_eq!(action(folder.path(), &[("RACI_SINCE", "HEAD")]).status.code(), Some(2), "not a repository");
    }
}

#[test]
fn every_fuzz_target_is_run_every_night() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stem = |entry: fs::DirEntry| entry.path().file_stem().unwrap().to_str().unwrap().to_owned();
    let mut targets: Vec<String> =
        fs::read_dir(root.join("fuzz/fuzz_targets")).unwrap().map(|entry| stem(entry.unwrap())).collect();
    targets.sort();
    let nightly = fs::read_to_string(root.join("ci/nightly.yml")).unwrap();
    assert!(nightly.contains(&format!("target: [{}]", targets.join(", "))), "{targets:?}");
    let limits = fs::read_to_string(root.join("docs/limits.md")).unwrap();
    assert!(targets.iter().all(|target| limits.contains(&format!("| `{target}` |"))), "{targets:?}");
}

/// The object in the description of JSON is one that the program could write.
#[test]
fn json_is_described_as_it_is_written() {
    let described = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md")).unwrap();
    let described = described.split("```json").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let described: serde_json::Value = serde_json::from_str(described).unwrap();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("raci.toml"), "[activities.x]\nA = \"nobody\"\n").unwrap();
    let written = raci(&["check", "--format", "json", folder.path().to_str().unwrap()]);
    let written: serde_json::Value = serde_json::from_str(&text(&written)).unwrap();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for pointer in ["", "/findings/0", "/findings/0/location", "/findings/0/location/start", "/summary"] {
        assert_eq!(keys(described.pointer(pointer).unwrap()), keys(written.pointer(pointer).unwrap()), "{pointer}");
    }
}
