//! Hostile texts in every place of a policy and of the arguments: whatever the program writes, to standard output, to standard error or
//! into a file, is fit to print, and nothing that was put in makes a line of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../common/git.rs"]
mod git;
mod markdown;
mod policy;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use raci::source::harmless::{is_fit, prose};
use tempfile::TempDir;

use policy::{mistakes, policy};

/// Steers a terminal, forges lines, turns text around, hides text, and breaks out of every format.
const EVIL: &str = "\u{1B}]0;x\u{7}\u{9B}31m\u{202E}\u{200B}\n::error file=x::pwned\rerror: no\nerror: forged\n##[error]no\u{2028}%0A]]>\
                    <!--&\"'|`</script>,[a](http://b){{x}}\u{13430}\u{E0041}\u{200D}";

/// The same, short, from the start of a line on, and with runs of what hides text.
const AGAIN: &str = "::error::a\u{FE0F}\u{FE0E}\u{FE01}\u{E0101}\u{E0102}\u{200D}\u{200C}\n##vso[task]\u{85}";

/// What the program wrote: standard output, standard error, and the summary of a job.
struct Written {
    out: String,
    errors: String,
    summary: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Written {
    let summary = folder.join("summary.md");
    let _ = fs::remove_file(&summary);
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).env("GITHUB_STEP_SUMMARY", &summary);
    for variable in ["NO_COLOR", "FORCE_COLOR"] {
        command.env_remove(variable);
    }
    let output = command.output().unwrap();
    assert!(output.status.code().unwrap() <= 3, "{arguments:?}");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Written {
        out: text(output.stdout),
        errors: text(output.stderr),
        summary: fs::read_to_string(summary).unwrap_or_default(),
    }
}

/// Nothing in the text steers or hides something, and no line in it is what a build server or a person takes for the program's own.
fn assert_fit(text: &str, arguments: &[&str]) {
    let text = text.replace("\r\n", "\n");
    assert!(is_fit(&text), "{arguments:?}: {text:?}");
    assert!(!text.lines().any(|line| line.trim_start().starts_with("error: forged")), "{arguments:?}: {text}");
}

/// Runs the program, and holds everything that it writes to what is fit.
fn fit(folder: &Path, arguments: &[&str]) -> Written {
    let written = run(folder, arguments);
    let is_of_commands = arguments.windows(2).any(|pair| pair == ["--format", "github"]);
    for text in [&written.out, &written.errors, &written.summary] {
        assert_fit(text, arguments);
    }
    let own = if is_of_commands { written.out.lines().count() } else { 0 };
    let begins = |text: &str| text.lines().filter(|line| line.trim_start().starts_with("::")).count();
    assert_eq!((begins(&written.out), begins(&written.errors)), (own, 0), "{arguments:?}: {}", written.out);
    written
}

/// A folder with the policy `old`, `new`, in which somebody else decides, and `broken`, which has mistakes; and a fourth in a folder with a
/// hostile name.
fn folder(evil: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let named = format!("p{}", evil.replace('/', "."));
    let broken = format!("{}{}", policy(evil, "head"), mistakes(evil));
    for (name, text) in
        [("old", policy(evil, "head")), ("new", policy(evil, "clerk")), ("broken", broken.clone()), (&named, broken)]
    {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("raci.toml"), text).unwrap();
    }
    folder
}

const FORMATS: [&str; 8] = ["human", "plain", "json", "jsonl", "sarif", "github", "gitlab", "junit"];

#[test]
fn whatever_a_policy_says_each_form_of_each_command_is_fit_to_print() {
    for evil in [EVIL, AGAIN] {
        let folder = folder(evil);
        let here = folder.path();
        for format in FORMATS {
            let found = fit(here, &["check", "--format", format, "."]);
            assert!(found.out.matches("invalid-value").count() > 2, "{format}: {}", found.out);
            let report = format!("{format}=report");
            fit(here, &["check", "--format", "plain", "--report", &report, "."]);
            assert_fit(&fs::read_to_string(here.join("report")).unwrap(), &["--report", &report]);
            let nowhere = format!("x{evil}");
            assert!(fit(here, &["check", "--report", &report, &nowhere]).errors.contains("there is no such file"));
            assert_fit(&fs::read_to_string(here.join("report")).unwrap(), &["--report", &report, &nowhere]);
        }
        for arguments in [
            &["check", "--show-files", "."][..],
            &["check", "--show-config", "."],
            &["check", "--show-config", "--format", "json", "."],
            &["check", "--fix", "--diff", "."],
            &["show", "new"],
            &["who", "--policy", "new"],
            &["who", "--policy", "new", "--format", "json"],
            &["who", "--policy", "new", "--role", "head"],
            &["who", "--policy", "new", "--role", "head", "--format", "json"],
            &["who", "--policy", "new", evil],
            &["absent", "--policy", "new"],
            &["absent", "--policy", "new", "--format", "json"],
            &["absent", "--policy", "new", "head"],
            &["absent", "--policy", "new", "head", "--format", "json"],
            &["who", "--policy", "new", "--format", "json", "decisions.d"],
            &["who", "--policy", "new", "decisions.d", "n=1", &format!("{evil}={evil}")],
            &["who", "--policy", "new", "decisions.d"],
            &["diff", "old", "broken"],
            &["diff", "old", "new"],
            &["diff", "old", "new", "--format", "json"],
            &["diff", "old", "new", "--format", "markdown"],
            &["diff", "old", "new", "--format", "github"],
        ] {
            let written = fit(here, arguments);
            let is_said = !written.out.is_empty() || !written.errors.is_empty();
            assert!(is_said && !written.errors.contains("Usage:"), "{arguments:?}: {}", written.errors);
        }
        for format in ["html", "markdown", "csv", "mermaid", "dot"] {
            for lang in ["en", "zh"] {
                let page = fit(here, &["publish", "new", "--allow-findings", "--format", format, "--lang", lang]);
                assert!(page.out.lines().count() > 2, "{format}: {} {}", page.out, page.errors);
            }
        }
    }
}

#[test]
fn what_moved_is_told_fit_to_print() {
    for evil in [EVIL, AGAIN] {
        let folder = folder(evil);
        let told = |format| fit(folder.path(), &["diff", "old", "new", "--format", format]);
        assert!(told("human").out.contains("authority gained"));
        assert!(told("markdown").out.contains("**Authority gained**"));
        assert!(told("json").out.contains("\"effect\": \"gained\""));
        let github = told("github");
        assert!(github.out.lines().all(|line| line.starts_with("::warning ") || line.starts_with("::notice ")));
        assert!(github.summary.contains("### Authority moved"), "{}", github.summary);
    }
}

#[test]
fn the_form_of_a_page_keeps_values_exact_and_shows_what_is_fit() {
    for evil in [EVIL, AGAIN] {
        let page = fit(folder(evil).path(), &["publish", "new", "--allow-findings", "--format", "html"]).out;
        let (_, data) = page.split_once("<script id=\"data\" type=\"application/json\">").unwrap();
        let data: serde_json::Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        let dimensions = data["dimensions"].as_array().unwrap();
        let dimension = dimensions.iter().find(|dimension| dimension["id"] == evil).unwrap();
        assert_eq!(dimension["values"], serde_json::json!([evil, "other"]));
        assert_eq!(dimension["shown"], serde_json::json!([&*prose(evil), "other"]));
        assert!(data["subjects"].as_array().unwrap().iter().any(|subject| subject["id"] == "decisions.d"));
    }
}

#[test]
fn whatever_the_arguments_are_they_are_quoted_fit_to_print() {
    for evil in [EVIL, AGAIN] {
        let folder = folder(evil);
        let assigned = format!("{evil}={evil}");
        let option = format!("--{evil}");
        let short = format!("-{evil}");
        let report = format!("json={evil}/x");
        for arguments in [
            &[evil][..],
            &[&option],
            &[&short],
            &["check", evil],
            &["check", &option],
            &["check", "--format", evil],
            &["check", "--fail-on", evil],
            &["check", "--as-of", evil],
            &["check", "--max-findings", evil],
            &["check", "--color", evil],
            &["check", "--since", evil, "new"],
            &["check", "--report", evil, "new"],
            &["check", "--report", &assigned, "new"],
            &["check", "--report", &report, "new"],
            &["check", "-D", evil],
            &["check", "-W", evil],
            &["check", "--allow", evil],
            &["explain", evil],
            &["explain", "--all", evil],
            &["who", "--policy", evil, "d"],
            &["absent", "--policy", "new", &format!("x{evil}")],
            &["absent", "--policy", "new", &format!("x{evil}"), "--format", "json"],
            &["who", "--policy", "new", &format!("x{evil}")],
            &["who", "--policy", "new", "--role", &format!("x{evil}")],
            &["who", "--policy", "new", "decisions.d", &format!("x{assigned}")],
            &["who", "--policy", "new", "decisions.d", &format!("n={evil}")],
            &["who", "--policy", "new", "decisions.d", evil],
            &["who", "--policy", "new", "--format", "json", &format!("x{evil}")],
            &["show", evil],
            &["show", "new", "--role", &format!("x{evil}")],
            &["show", "new", "--stage", &format!("x{evil}")],
            &["show", "new", "--case", &format!("x{assigned}")],
            &["show", "new", "--case", evil],
            &["publish", "new", "--format", evil],
            &["publish", "new", "--allow-findings", "--format", "csv", "-o", &format!("{evil}/x")],
            &["publish", evil, "--format", "csv"],
            &["publish", "--format", "csv", "--lang", evil],
            &["diff", evil],
            &["diff", "old", evil],
            &["diff", "old", "new", "--format", evil],
            &["diff", "old", "new", "--fail-on", evil],
            &["diff", evil, "--format", "json"],
            &["waive", "--reason", evil, "--until", evil, "--approved-by", evil],
            &["waive", "--reason", evil, "--until", "2999-01-01", "--approved-by", evil, "--rule", evil],
            &["waive", "--reason", evil, "--until", "2999-01-01", "--approved-by", evil, evil],
            &["init", "--template", evil],
            &["init", "new", evil],
            &["completions", evil],
            &["man", "--out", &format!("new/raci.toml/{evil}")],
        ] {
            let written = fit(folder.path(), arguments);
            assert!(!written.errors.is_empty(), "{arguments:?} was taken");
        }
        let new = format!("{}.d", evil.replace('/', "."));
        assert!(fit(folder.path(), &["init", &new]).errors.starts_with("wrote 1 file to `"));
        assert!(fit(folder.path(), &["init", &new]).errors.starts_with("error: `"));
    }
}

#[test]
fn an_argument_is_quoted_with_what_stands_in_for_what_it_hides() {
    let folder = TempDir::new().unwrap();
    let said = |arguments: &[&str]| run(folder.path(), arguments).errors.lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        said(&["check", "--as-of", "x\n::error file=a::forged\u{202E}"]),
        "error: invalid value 'x␊∶:error file=a::forged\u{FFFD}' for '--as-of <DATE>': \
         there is no such day; write year-month-day: 2026-12-31"
    );
    assert_eq!(
        said(&["check", "-D", "no-depty\u{9B}"]),
        "error: invalid value 'no-depty\u{FFFD}' for '--deny <RULE>': there is no rule `no-depty\u{FFFD}`; did you mean \
         `no-deputy`?"
    );
    assert_eq!(said(&["--\n::error::x"]), "error: unexpected argument '--␊∶:error::x' found");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let argument = std::ffi::OsStr::from_bytes(b"x\xFF\n::error::x");
    let output = Command::new(env!("CARGO_BIN_EXE_raci")).args(["explain".as_ref(), argument]).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), errors.starts_with("error: ")), (Some(2), true), "{errors}");
    assert_fit(&errors, &["explain"]);
}

#[test]
fn a_revision_is_quoted_fit_to_print() {
    let repository = git::repository();
    fs::write(repository.path().join("raci.toml"), "[roles.r]\n").unwrap();
    git::git(repository.path(), &["add", "."]);
    git::git(repository.path(), &["commit", "--quiet", "-m", "a policy"]);
    for evil in [EVIL, AGAIN] {
        for arguments in [&["check", "--since", evil][..], &["diff", evil], &["diff", "HEAD", evil]] {
            let written = fit(repository.path(), arguments);
            assert!(written.errors.contains("there is no revision `"), "{arguments:?}: {}", written.errors);
        }
    }
}

#[test]
fn help_keeps_its_colours_and_errors_have_none() {
    let folder = TempDir::new().unwrap();
    let coloured = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
        let output = command.current_dir(folder.path()).args(arguments).env("FORCE_COLOR", "1").output().unwrap();
        [output.stdout, output.stderr].map(|bytes| bytes.contains(&0x1B))
    };
    assert_eq!(coloured(&["--help"]), [true, false]);
    assert_eq!(coloured(&["check", "--help"]), [true, false]);
    assert_eq!(coloured(&[]), [false, true]);
    assert_eq!(coloured(&["check", "--format", "x"]), [false, false]);
}
