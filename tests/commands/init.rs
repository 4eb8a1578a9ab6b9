//! A policy to begin with: it checks clean, and nothing that was there is lost.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Exit status, standard output, standard error.
fn raci(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_template_checks_clean() {
    for (template, lang) in [("minimal", "en"), ("minimal", "zh"), ("sales", "en"), ("sales", "zh")] {
        let folder = TempDir::new().unwrap();
        let (status, _, said) = raci(folder.path(), &["init", "--template", template, "--lang", lang, "new/policy"]);
        assert_eq!((status, said.starts_with("wrote ")), (0, true), "{template}: {said}");
        let check = ["check", "--fail-on", "info", "--format", "plain", "new/policy"];
        let (status, out, said) = raci(folder.path(), &check);
        assert_eq!((status, out.as_str(), said.starts_with("no findings")), (0, "", true), "{template} {lang}: {said}");
    }
}

#[test]
fn what_a_template_has_in_comments_works_without_them() {
    for lang in ["en", "zh"] {
        let folder = TempDir::new().unwrap();
        raci(folder.path(), &["init", "--lang", lang]);
        let path = folder.path().join("raci.toml");
        let text = fs::read_to_string(&path).unwrap();
        let freed = ["requested-by", "[[decisions", "when", "decides"]
            .iter()
            .fold(text.clone(), |text, start| text.replace(&format!("\n# {start}"), &format!("\n{start}")));
        assert_eq!(text.lines().count(), freed.lines().count());
        fs::write(&path, &freed).unwrap();
        let (status, out, said) = raci(folder.path(), &["check", "--format", "plain"]);
        assert_eq!((status, freed == text), (0, false), "{out}{said}");
    }
}

#[test]
fn what_the_template_says_to_try_works() {
    let folder = TempDir::new().unwrap();
    raci(folder.path(), &["init"]);
    let (status, out, _) = raci(folder.path(), &["who", "give-refund", "amount=250"]);
    assert_eq!((status, out.contains("`head`") || out.contains("Head of sales")), (0, true), "{out}");
}

#[test]
fn nothing_is_overwritten() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("activities")).unwrap();
    let theirs = folder.path().join("activities/6-repurchase.raci.toml");
    fs::write(&theirs, "# mine\n").unwrap();
    let (status, _, said) = raci(folder.path(), &["init", "--template", "sales"]);
    assert_eq!((status, said.contains("is there already")), (2, true), "{said}");
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "# mine\n");
    assert!(!folder.path().join("raci.toml").exists());
}

#[test]
fn all_files_of_the_sales_department_are_written() {
    let folder = TempDir::new().unwrap();
    raci(folder.path(), &["init", "--template", "sales"]);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sales-department");
    for part in ["", "activities"] {
        let names = |folder: &Path| {
            let entries = fs::read_dir(folder.join(part)).unwrap().map(|entry| entry.unwrap().file_name());
            entries.collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(names(folder.path()), names(&example));
    }
}
