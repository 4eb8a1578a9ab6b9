//! What is written about the rules and the format is what they are: `RACI_UPDATE_DOCS=1 cargo test --test docs` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use raci::check::check;
use raci::finding::{Finding, Level};
use raci::options::Options;
use raci::report::{self, Look, TriedExample};
use raci::rules::{self, Rule};
use raci::source::{FileId, Out, Policy, Sources};
use raci::syntax::{Field, File, Read, Shape};

/// Compares a file of the documentation with what it must be, or writes it.
fn is_up_to_date(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("RACI_UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        return fs::write(path, wanted).unwrap();
    }
    let written = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let stale = written.lines().zip(wanted.lines()).position(|(written, wanted)| written != wanted);
    assert!(written == wanted, "{name} is stale from line {:?} on: RACI_UPDATE_DOCS=1 cargo test --test docs", stale);
}

#[test]
fn the_rules_are_described_as_they_are() {
    is_up_to_date("docs/rules.md", &rules::book());
}

#[test]
fn a_rule_keeps_its_name_its_level_and_its_group() {
    let list: Vec<_> = rules::ALL
        .iter()
        .map(|rule| {
            let threshold = rule.threshold.map(|threshold| format!(" {} = {}", threshold.name, threshold.default));
            format!("{:33} {:8} {:?}{}", rule.name, rule.level.as_str(), rule.topic, threshold.unwrap_or_default())
        })
        .collect();
    is_up_to_date("tests/rules.txt", &(list.join("\n") + "\n"));
}

#[test]
fn names_are_unique_and_groups_stand_together() {
    let names: std::collections::BTreeSet<_> = rules::ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules::ALL.len());
    assert!(rules::ALL.is_sorted_by_key(|rule| rule.topic));
}

#[test]
fn a_page_at_a_terminal_has_all_its_parts_and_fits() {
    for rule in rules::ALL {
        let page = page(rule, false);
        assert!(page.starts_with(&format!("{} ({})\n\n", rule.name, rule.level)), "{page}");
        assert!(page.contains("\nWhy it matters\n  ") && page.contains("\nPut right\n"), "{page}");
        assert_eq!(page.contains("\nExample\n"), page.contains("\n  The rest of the policy is left out:"), "{page}");
        let prose = page.lines().filter(|line| !line.starts_with("    ") && !line.starts_with("  > "));
        prose.for_each(|line| assert!(line.chars().count() <= 60, "{line}"));
        assert!(!page.contains("```") && !page.contains("# "), "{page}");
    }
}

#[test]
fn what_puts_an_example_right_is_in_colour() {
    let page = page(rules::find("no-responsible").unwrap(), true);
    assert!(page.contains("\n    \u{1b}[31m- C = \"seller\"\u{1b}"), "{page}");
    assert!(page.contains("\n    \u{1b}[32m+ R = \"seller\"\u{1b}"), "{page}");
}

/// The full page of a rule in 60 columns.
fn page(rule: &Rule, color: bool) -> String {
    let (policy, before) = rule.example();
    let sources = Sources::in_memory([("raci.toml", policy)]);
    let (findings, _) = check(&sources, &[Policy::alone(FileId(0))], &Options::on(date(2026, 7, 1)));
    let tried = TriedExample { sources: &sources, findings: &findings, before };
    let mut page = Vec::new();
    report::page(rule, tried, true, Look { color, width: 60 }, &mut Out::new(&mut page)).unwrap();
    String::from_utf8(page).unwrap()
}

/// Between these lines stand the keys of a table.
const KEYS: &str = "<!-- keys: ";
const END: &str = "<!-- /keys -->";

#[test]
fn the_keys_of_the_format_are_those_that_are_read() {
    let mut tables = BTreeMap::new();
    collect(&File::shape(), &mut tables);
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md")).unwrap();
    let mut wanted = String::new();
    let mut is_table = false;
    for line in page.lines() {
        is_table &= line != END;
        if !is_table {
            writeln!(wanted, "{line}").unwrap();
        }
        if let Some(name) = line.strip_prefix(KEYS).and_then(|rest| rest.strip_suffix(" -->")) {
            is_table = true;
            wanted.push_str(&keys(&tables.remove(name).unwrap_or_default()));
        }
    }
    // what is said in the text of `when` and of indicators
    tables.retain(|name, _| !matches!(*name, "Not" | "Bounds"));
    assert!(tables.is_empty(), "not described: {:?}", tables.keys());
    is_up_to_date("docs/format.md", &wanted);
}

/// Every table that a shape is made of, by its name.
fn collect(shape: &Shape, tables: &mut BTreeMap<&'static str, Vec<Field>>) {
    match shape {
        Shape::Table { name, fields, .. } if !tables.contains_key(name) => {
            tables.insert(name, fields());
            fields().iter().for_each(|field| collect(&field.shape, tables));
        }
        Shape::List(item) | Shape::NonEmptyList(item) | Shape::Map { value: item, .. } => collect(item, tables),
        Shape::AnyOf(shapes) => shapes.iter().for_each(|shape| collect(shape, tables)),
        _ => {}
    }
}

fn keys(fields: &[Field]) -> String {
    let mut table = String::from("| key | holds | meaning |\n| --- | --- | --- |\n");
    // what every table may have is said once
    let own = fields.iter().filter(|field| !matches!(field.key, "note" | "source"));
    for Field { key, about, required, shape, .. } in own {
        let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
        let required = if *required { " Required." } else { "" };
        writeln!(table, "| `{key}` | {} | {about}{required} |", holds(shape)).unwrap();
    }
    table
}

/// What a value looks like, in words.
fn holds(shape: &Shape) -> String {
    let all = |shapes: &[Shape]| {
        let mut all: Vec<_> = shapes.iter().map(holds).collect();
        all.dedup();
        all.join(" or ")
    };
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Count => "whole number".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Term => "span".to_owned(),
        Shape::Id(kind) => format!("id in `{}`", kind.table()),
        Shape::Word(words) => words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", "),
        Shape::List(item) | Shape::NonEmptyList(item) => format!("list of {}", holds(item)),
        Shape::AnyOf(shapes) => match shapes.as_slice() {
            [one, Shape::List(many)] if holds(one) == holds(many) => format!("{}, or a list", holds(one)),
            shapes => all(shapes),
        },
        Shape::Table { .. } => "table".to_owned(),
        Shape::Map { keys, .. } => format!("table by {keys}"),
    }
}

/// What is found in the policy that all examples of a page together are.
fn found_on(page: &str) -> Vec<Finding> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let blocks = page.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap());
    let policy = blocks.collect::<Vec<_>>().join("\n");
    let sources = Sources::in_memory([("raci.toml", policy.as_str())]);
    let (findings, _) = check(&sources, &[Policy::alone(FileId(0))], &Options::on(date(2026, 7, 1)));
    findings.into_iter().filter(|finding| finding.waived.is_none()).collect()
}

#[test]
fn the_examples_of_the_format_are_one_policy_without_a_finding() {
    let found = found_on("docs/format.md");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_phrases_of_documents_are_one_policy_without_an_error_or_a_warning() {
    let found = found_on("docs/from-documents.md");
    let found: Vec<_> = found.iter().filter(|finding| finding.level >= Level::Warning).collect();
    assert!(found.is_empty(), "{found:#?}");
}
