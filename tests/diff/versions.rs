//! Which versions are compared, how that is shown, and how it ends.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::git;
use crate::repository::{Repository, Said, said};

const RIGHT: &str = "[roles]\nmanager = {}\ndirector = {}\n[decisions.discount]\ndecides = \"manager\"\n";

/// A repository in which `discount` passed from the manager to the director on disk.
fn passed() -> Repository {
    let repository = Repository::new();
    repository.write("raci.toml", RIGHT);
    repository.commit();
    repository.change("raci.toml", "decides = \"manager\"", "decides = \"director\"");
    repository
}

/// The first line and the last.
fn ends(said: &Said) -> (&str, &str) {
    (said.out.lines().next().unwrap_or_default(), said.out.lines().last().unwrap_or_default())
}

const MOVED: &str = "authority moved: 1 gained, 1 lost";

#[test]
fn a_version_is_a_revision_a_path_or_what_is_on_disk() {
    let repository = passed();
    let here = "`raci.toml` from `HEAD` to the files as they are";
    assert_eq!(ends(&repository.diff(&["HEAD"])), (here, MOVED));
    repository.commit();
    assert_eq!(ends(&repository.diff(&["HEAD~1", "main"])), ("`raci.toml` from `HEAD~1` to `main`", MOVED));
    assert_eq!(ends(&repository.diff(&["HEAD"])).1, "no authority moved");
    repository.write("later/raci.toml", RIGHT);
    let paths = repository.diff(&["later", "./raci.toml"]);
    assert_eq!(ends(&paths), ("`raci.toml`, before `later/raci.toml` from `later` to `./raci.toml`", MOVED));
    assert_eq!(ends(&repository.diff(&["HEAD", "later"])).1, MOVED);
}

#[test]
fn what_is_said_has_its_place() {
    let out = passed().diff(&["HEAD"]).out;
    assert!(out.contains("\n  `director` gains `discount` (before: `manager`)\n      raci.toml:5:11\n"), "{out}");
}

#[test]
fn the_status_is_1_where_that_was_asked_for() {
    let repository = passed();
    for (arguments, status) in [
        (&["HEAD"][..], 0),
        (&["HEAD", "--exit-code"], 1),
        (&["HEAD", "HEAD", "--exit-code"], 0),
        (&["HEAD", "--fail-on", "gap,weakened"], 0),
        (&["HEAD", "--fail-on", "gap,gained"], 1),
        (&["HEAD", "--fail-on", "own"], 0),
        (&["HEAD", "--fail-on", "everything"], 2),
        (&["HEAD", "--format", "json", "--exit-code"], 1),
        (&["HEAD", "--format", "markdown", "--exit-code"], 1),
        (&["HEAD", "--format", "github", "--exit-code"], 1),
    ] {
        assert_eq!(repository.diff(arguments).status, status, "{arguments:?}");
    }
    repository.change("raci.toml", "[roles]", "[matrix]\nowner = \"director\"\n[roles]");
    assert_eq!(repository.diff(&["HEAD", "--fail-on", "own"]).status, 1);
}

#[test]
fn programs_get_one_object() {
    let repository = passed();
    let object: Value = serde_json::from_str(&repository.diff(&["HEAD", "--format", "json"]).out).unwrap();
    assert_eq!((&object["version"], &object["old"], &object["new"]), (&1.into(), &"HEAD".into(), &Value::Null));
    assert_eq!(object["authority-moved"], true);
    let change = &object["policies"][0]["changes"][0];
    assert_eq!((&change["effect"], &change["subject"]), (&"gained".into(), &"decisions.discount".into()));
    assert_eq!(change["before"]["decides"], "manager");
    assert_eq!(change["after"]["decides"], "director");
    assert_eq!(change["roles"][0], "director");
    assert_eq!((&change["location"]["version"], &change["location"]["start"]["line"]), (&"new".into(), &5.into()));
    let failed = repository.diff(&["nowhere", "--format", "json"]);
    let object: Value = serde_json::from_str(&failed.out).unwrap();
    assert_eq!((failed.status, object["error"].is_string()), (2, true));
}

#[test]
fn github_gets_annotations_and_a_summary() {
    let repository = passed();
    let summary = repository.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let mut command = repository.raci(&["diff", "HEAD", "--format", "github"]);
    let said = said(&command.env("GITHUB_STEP_SUMMARY", &summary).output().unwrap());
    let lines: Vec<_> = said.out.lines().collect();
    assert_eq!(
        lines,
        [
            "::warning file=raci.toml,line=5,col=11,title=authority gained::`director` gains `discount` (before: `manager`)",
            "::notice file=raci.toml,line=5,col=11,title=authority lost::`manager` loses `discount` (now: `director`)",
        ]
    );
    assert!(fs::read_to_string(summary).unwrap().starts_with("before\n### Authority moved: `raci.toml`\n"));
}

#[test]
fn a_policy_that_one_version_does_not_have_is_new_or_gone() {
    let repository = Repository::new();
    repository.write("README", "");
    repository.commit();
    repository.write("sales/raci.toml", RIGHT);
    let (first, last) = (
        "`sales/raci.toml`, which is new from `HEAD` to the files as they are",
        "authority moved: 1 gained; 3 other changes",
    );
    assert_eq!(ends(&repository.diff(&["HEAD"])), (first, last));
    repository.commit();
    fs::remove_dir_all(repository.path().join("sales")).unwrap();
    let gone = repository.diff(&["HEAD", "--policy", "sales"]);
    assert_eq!(ends(&gone).0, "`sales/raci.toml`, which is gone from `HEAD` to the files as they are");
    repository.write("selling/raci.toml", RIGHT);
    let moved = repository.diff(&["HEAD"]);
    assert_eq!(ends(&moved).0, "`selling/raci.toml`, before `sales/raci.toml` from `HEAD` to the files as they are");
    assert_eq!(ends(&moved).1, "no authority moved");
}

#[test]
fn every_policy_is_compared_with_itself() {
    let repository = Repository::new();
    repository.write("a/raci.toml", RIGHT);
    repository.write("b/raci.toml", RIGHT);
    repository.commit();
    repository.change("b/raci.toml", "decides = \"manager\"", "decides = \"director\"");
    let said = repository.diff(&["HEAD"]).out;
    let lines: Vec<_> =
        said.lines().filter(|line| line.contains(".toml` from") || line.contains("authority moved")).collect();
    assert_eq!(
        lines,
        [
            "`a/raci.toml` from `HEAD` to the files as they are",
            "no authority moved",
            "`b/raci.toml` from `HEAD` to the files as they are",
            MOVED,
        ]
    );
    let one = repository.diff(&["HEAD", "--policy", "b"]);
    assert_eq!(ends(&one), ("`b/raci.toml` from `HEAD` to the files as they are", MOVED));
    let unclear = repository.diff(&["HEAD", "./a"]);
    assert_eq!(
        (unclear.status, unclear.errors.as_str()),
        (2, "error: there are several policies in `HEAD`: name one\n")
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let repository = passed();
    let status_and_errors = |arguments: &[&str]| {
        let said = repository.diff(arguments);
        assert_eq!(said.out, "");
        (said.status, said.errors)
    };
    let unknown = "error: there is no file or folder `nowhere`, and there is no revision `nowhere`; in a shallow clone, fetch the whole history first\n";
    assert_eq!(status_and_errors(&["nowhere"]), (2, unknown.to_owned()));
    repository.git(&["branch", "raci.toml"]);
    let both = "error: `raci.toml` is a revision and a path: write `./raci.toml` for the path, or name the revision otherwise, as in `raci.toml~0`\n";
    assert_eq!(status_and_errors(&["raci.toml"]), (2, both.to_owned()));
    let neither = "error: there is no policy in either version: no `raci.toml`\n";
    assert_eq!(status_and_errors(&["HEAD", "--policy", "nowhere"]), (3, neither.to_owned()));
    repository.change("raci.toml", "director = {}", "director = { name = 5 }\nfive = 6");
    let (status, errors) = status_and_errors(&["HEAD"]);
    assert_eq!(
        (status, errors.lines().next()),
        (2, Some("error: `raci.toml` in the files as they are has 2 mistakes, and cannot be compared"))
    );
    assert!(errors.lines().nth(1).unwrap().starts_with("error:   raci.toml:3:"), "{errors}");
}

/// How it ends, and what is said where it fails.
fn failed(said: &Said) -> (i32, &str) {
    assert_eq!(said.out, "");
    (said.status, said.errors.as_str())
}

#[test]
fn an_empty_version_is_none() {
    let repository = passed();
    let empty = "error: no revision is named, but an empty one: is a variable not set?\n";
    for arguments in [&[""][..], &[" "], &["HEAD", ""], &["", "HEAD"]] {
        assert_eq!(failed(&repository.diff(arguments)), (2, empty), "{arguments:?}");
    }
}

#[test]
fn a_folder_is_not_taken_for_a_revision_that_may_only_be_missing() {
    let whole = passed();
    whole.write("HEAD^1/raci.toml", RIGHT);
    whole.write("old/raci.toml", RIGHT);
    whole.write("upstream/main/raci.toml", RIGHT);
    whole.commit();
    let folder = TempDir::new().unwrap();
    let url = format!("file://{}", whole.path().display());
    git::git(folder.path(), &["-c", "protocol.file.allow=always", "clone", "--quiet", "--depth=1", &url, "."]);
    let shallow = Repository(folder);
    let unsure = |word: &str| {
        format!(
            "error: `{word}` is a path, and may be a revision: write `./{word}` for the path; for the revision: there is no revision `{word}`; in a shallow clone, fetch the whole history first\n"
        )
    };
    for word in ["HEAD^1", "old"] {
        assert_eq!(failed(&shallow.diff(&[word, "./raci.toml"])), (2, unsure(word).as_str()));
        assert_eq!(ends(&shallow.diff(&[&format!("./{word}"), "./raci.toml"])).1, MOVED);
    }
    assert_eq!(ends(&whole.diff(&["old", "./raci.toml"])).1, MOVED, "nothing is missing here");
    whole.git(&["remote", "add", "upstream", "nowhere"]);
    assert_eq!(failed(&whole.diff(&["upstream/main"])), (2, unsure("upstream/main").as_str()));
    whole.git(&["checkout", "--quiet", "--orphan", "rootless"]);
    whole.git(&["commit", "--quiet", "--message", "x"]);
    assert_eq!(failed(&whole.diff(&["HEAD^1"])), (2, unsure("HEAD^1").as_str()), "no folder is called so by chance");
}

#[test]
fn where_git_cannot_say_a_folder_is_not_taken_for_a_revision() {
    let repository = passed();
    repository.write("old/raci.toml", RIGHT);
    let mut command = repository.raci(&["diff", "old"]);
    let said = said(&command.env("PATH", "").output().unwrap());
    let told = "error: `old` is a path, and may be a revision: write `./old` for the path; for the revision: revisions are read through `git`, which is not installed\n";
    assert_eq!(failed(&said), (2, told));
}

#[cfg(unix)]
#[test]
fn a_repository_of_another_user_is_not_asked() {
    let repository = passed();
    repository.write("old/raci.toml", RIGHT);
    for (word, begins) in
        [("HEAD", "error: git: detected dubious"), ("old", "error: `old` is a path, and may be a revision: ")]
    {
        let mut command = repository.raci(&["diff", word]);
        command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        let said =
            said(&command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").output().unwrap());
        let (status, told) = failed(&said);
        assert!(status == 2 && told.starts_with(begins), "{told}");
        assert!(told.ends_with("if you trust it, name it in `git config --global --add safe.directory`\n"), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_git_of_the_checkout_is_not_run() {
    use std::os::unix::fs::PermissionsExt;
    let repository = passed();
    repository.write("git", "#!/bin/sh\ntouch ran\n");
    let program = repository.path().join("git");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    for first in ["", ".", "./"] {
        let mut command = repository.raci(&["diff", "HEAD"]);
        let said = said(&command.env("PATH", format!("{first}:{path}")).output().unwrap());
        assert_eq!((ends(&said).1, repository.path().join("ran").exists()), (MOVED, false), "{first}");
    }
}

#[test]
fn a_hook_of_another_repository_does_not_lead_there() {
    let (repository, other) = (passed(), Repository::new());
    other.write("raci.toml", RIGHT);
    other.commit();
    let mut command = repository.raci(&["diff", "HEAD"]);
    command.env("GIT_DIR", other.path().join(".git")).env("GIT_WORK_TREE", other.path()).env("GIT_INDEX_FILE", "x");
    assert_eq!(ends(&said(&command.output().unwrap())).1, MOVED);
    let outside = repository.diff(&["HEAD", "--policy", other.path().to_str().unwrap()]);
    assert!(
        outside.errors.contains("is not in the git repository that holds the current folder"),
        "{}",
        outside.errors
    );
    assert_eq!(outside.status, 2);
}

#[test]
fn outside_a_repository_there_are_paths_only() {
    let folder = TempDir::new().unwrap();
    let elsewhere = Repository(folder);
    elsewhere.write("a/raci.toml", RIGHT);
    elsewhere.write("b/raci.toml", &RIGHT.replace("decides = \"manager\"", "decides = \"director\""));
    assert_eq!(ends(&elsewhere.diff(&["a", "b"])).1, MOVED);
    let said = elsewhere.diff(&["HEAD"]);
    let told = "error: there is no file or folder `HEAD`, and for a revision: `.` is in no git repository\n";
    assert_eq!((said.status, said.errors.as_str()), (2, told));
}
