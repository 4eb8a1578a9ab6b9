//! A policy to begin with: it checks clean, and nothing that was there is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const TEMPLATES: [&str; 3] = ["minimal", "company", "sales"];

const LANGUAGES: [&str; 2] = ["en", "zh"];

/// Exit status, standard output, standard error.
fn raci(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_template_checks_clean() {
    for (template, lang) in TEMPLATES.into_iter().flat_map(|template| LANGUAGES.map(|lang| (template, lang))) {
        let folder = TempDir::new().unwrap();
        let (status, _, said) = raci(folder.path(), &["init", "--template", template, "--lang", lang, "new/policy"]);
        assert_eq!((status, said.starts_with("wrote ")), (0, true), "{template}: {said}");
        let check = ["check", "--fail-on", "info", "--format", "plain", "new/policy"];
        let (status, out, said) = raci(folder.path(), &check);
        assert_eq!((status, out.as_str(), said.starts_with("no findings")), (0, "", true), "{template} {lang}: {said}");
        let main = fs::read_to_string(folder.path().join("new/policy/raci.toml")).unwrap();
        assert_eq!(main.lines().find(|line| line.ends_with("= \"off\"")), None, "{template} {lang}");
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
fn what_a_template_says_to_try_works() {
    let mut tried = 0;
    for (template, lang) in TEMPLATES.into_iter().flat_map(|template| LANGUAGES.map(|lang| (template, lang))) {
        let folder = TempDir::new().unwrap();
        raci(folder.path(), &["init", "--template", template, "--lang", lang]);
        let text = fs::read_to_string(folder.path().join("raci.toml")).unwrap();
        for (_, command) in text.lines().filter_map(|line| line.strip_prefix('#')?.split_once("raci who ")) {
            let arguments: Vec<&str> = ["who"].into_iter().chain(command.split(' ')).collect();
            let (status, out, said) = raci(folder.path(), &arguments);
            assert_eq!((status, said.as_str()), (0, ""), "{template} {lang}: {out}");
            tried += 1;
        }
        assert!(!text.contains("examples/"), "{template} {lang}");
    }
    assert_eq!(tried, 4);
}

#[test]
fn what_is_lent_or_excused_is_so_for_weeks_to_come() {
    for (template, lang) in ["company", "sales"].into_iter().flat_map(|template| LANGUAGES.map(|lang| (template, lang)))
    {
        let folder = TempDir::new().unwrap();
        raci(folder.path(), &["init", "--template", template, "--lang", lang]);
        let text = fs::read_to_string(folder.path().join("raci.toml")).unwrap();
        let today = text.lines().find_map(|line| line.strip_prefix("reviewed = ")).unwrap();
        let today = today.split(' ').next().unwrap();
        let today: jiff::civil::Date = today.parse().unwrap();
        let later = today.saturating_add(jiff::Span::new().weeks(6)).to_string();
        let (status, out, _) = raci(folder.path(), &["check", "--fail-on", "info", "--as-of", &later]);
        assert_eq!((status, out.as_str()), (0, ""), "{template} {lang}");
    }
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
    let names = |folder: &Path| files(folder).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(names(folder.path()), names(&example));
}

#[test]
fn the_sales_department_is_the_example_but_for_what_people_read() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sales-department");
    for lang in LANGUAGES {
        let folder = TempDir::new().unwrap();
        raci(folder.path(), &["init", "--template", "sales", "--lang", lang]);
        for file in files(&example) {
            let of = |folder: &Path| fs::read_to_string(folder.join(&file)).unwrap();
            let (before, after) = (of(&example), of(folder.path()));
            let (rules, until) = ("[lint.rules]", "until = ");
            let before: Vec<&str> = tables(&before).take_while(|line| *line != rules).collect();
            let after: Vec<&str> = tables(&after).filter(|line| !line.starts_with(until)).collect();
            assert_eq!(before.len(), after.len(), "{file} {lang}");
            for (before, after) in before.into_iter().zip(after) {
                assert!(says_the_same(before, after), "{file} {lang}: {before:?} became {after:?}");
            }
        }
    }
}

#[test]
fn each_language_is_written_in_itself() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{3000}'..'\u{A000}').contains(&c) || c > '\u{FF00}');
    for template in TEMPLATES {
        let folder = TempDir::new().unwrap();
        for lang in LANGUAGES {
            raci(folder.path(), &["init", "--template", template, "--lang", lang, lang]);
        }
        for file in files(&folder.path().join("en")) {
            let text = |lang: &str| fs::read_to_string(folder.path().join(lang).join(&file)).unwrap();
            assert_eq!(text("en").lines().find(|line| is_chinese(line)), None, "{file}");
            let chinese = text("zh");
            let comments = chinese.lines().filter_map(|line| line.split_once('#')).map(|(_, comment)| comment);
            let mut prose = comments.filter(|comment| comment.split(' ').filter(|word| is_word(word)).count() > 2);
            assert_eq!(prose.find(|comment| !is_chinese(comment) && !comment.contains("raci who")), None, "{file}");
        }
    }
}

fn is_word(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase())
}

#[test]
fn all_that_is_translated_stands_in_the_example() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sales-department");
    let example: String = files(&example).iter().map(|file| fs::read_to_string(example.join(file)).unwrap()).collect();
    for lang in LANGUAGES {
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/cli/init/sales.{lang}.txt"));
        let table = fs::read_to_string(table).unwrap();
        let written = table.lines().filter_map(|line| line.strip_prefix('<')).map(str::trim);
        assert_eq!(written.clone().find(|line| !example.contains(line)), None, "{lang}");
        assert!(written.count() > 100);
    }
}

/// The files of the example, by their paths in it.
fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for part in ["", "activities/"] {
        let Ok(entries) = fs::read_dir(folder.join(part)) else { continue };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        files.extend(names.filter(|name| name.ends_with(".toml")).map(|name| format!("{part}{name}")));
    }
    files
}

/// The lines but for comments and empty ones.
fn tables(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| {
        let mut is_text = false;
        let comment = line.find(|c| {
            is_text ^= c == '"';
            c == '#' && !is_text
        });
        comment.map_or(line, |at| line.split_at(at).0).trim()
    });
    lines.filter(|line| !line.is_empty())
}

/// Whether two lines say the same to `raci`: texts may differ where people read them, and days.
fn says_the_same(before: &str, after: &str) -> bool {
    let key = |line: &str| line.split(" = ").next().unwrap_or_default().to_owned();
    let is_read_by_people = matches!(key(before).as_str(), "unit" | "per");
    let number = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let is_same = |(at, (before, after)): (usize, (&str, &str))| match at % 2 {
        0 => before == after || before.contains(" = 20") && after.contains(" = 20"),
        _ if before.is_ascii() && !is_read_by_people => {
            before == after || !number(before).is_empty() && number(before) == number(after)
        }
        _ => number(before) == number(after),
    };
    let (before, after) = (before.split('"'), after.split('"'));
    before.clone().count() == after.clone().count() && before.zip(after).enumerate().all(is_same)
}
