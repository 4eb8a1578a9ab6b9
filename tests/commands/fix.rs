//! `raci check --fix`: what is safe is mended in the file, and nothing else.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use tempfile::TempDir;

const POLICY: &str = r#"# who sells
[roles.sales-manager]
[roles.clerk]      # since 2020

[activities.sell]
A = "sales-manger" # answers for it
R = [
  "clerk",         # does it
  "clerk",         # does it
]
C = ["clerk"]

[[waivers]]
rule = "no-accountable"
subject = "activities.sell"
reason = "the post was vacant"
"#;

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("raci.toml"), POLICY).unwrap();
    folder
}

fn check(folder: &Path, more: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(folder).args(["check", "--as-of", "2026-07-01"]).args(more).stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn policy(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("raci.toml")).unwrap()
}

#[test]
fn what_would_change_is_shown_and_changes_nothing() {
    let folder = folder();
    let (status, out, _) = check(folder.path(), &["--fix", "--diff"]);
    assert_eq!((status, policy(&folder).as_str()), (1, POLICY));
    assert_snapshot!(out, @r#"
    --- a/raci.toml
    +++ b/raci.toml
    @@ -3,14 +3,8 @@
     [roles.clerk]      # since 2020
     
     [activities.sell]
    -A = "sales-manger" # answers for it
    +A = "sales-manager" # answers for it
     R = [
    -  "clerk",         # does it
       "clerk",         # does it
     ]
    -C = ["clerk"]
    -
    -[[waivers]]
    -rule = "no-accountable"
    -subject = "activities.sell"
    -reason = "the post was vacant"
    +C = []
    "#);
}

#[test]
fn what_is_safe_is_mended_and_the_rest_is_reported() {
    let folder = folder();
    let (status, out, told) = check(folder.path(), &["--fix", "--format", "plain"]);
    assert_eq!((status, told.contains("mended 4 findings in 1 file")), (0, true), "{out}{told}");
    assert!(!out.contains("unknown-reference") && out.contains("[no-owner]"), "{out}");
    let once = policy(&folder);
    assert_snapshot!(once, @r#"
    # who sells
    [roles.sales-manager]
    [roles.clerk]      # since 2020

    [activities.sell]
    A = "sales-manager" # answers for it
    R = [
      "clerk",         # does it
    ]
    C = []
    "#);
    let (_, _, told) = check(folder.path(), &["--fix"]);
    assert_eq!((told.as_str(), policy(&folder)), ("nothing to mend that is safe to mend\n2 infos in 1 file\n", once));
}

#[test]
fn mending_is_refused_where_it_could_not_be_done() {
    let folder = folder();
    for (arguments, why) in [
        (&["--fix", "-"][..], "standard input cannot be mended"),
        (&["--fix", "--diff", "--format", "json"], "`--diff` is for people"),
        (&["--diff"], "--fix"),
        (&["--fix", "--since", "HEAD"], "cannot be used with"),
    ] {
        let (status, _, told) = check(folder.path(), arguments);
        assert_eq!((status, told.contains(why)), (2, true), "{arguments:?} {told}");
    }
    assert_eq!(policy(&folder), POLICY);
}
