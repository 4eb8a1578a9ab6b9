//! What is written about the rules is what they are: `RACI_UPDATE_DOCS=1 cargo test --test docs` writes it anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;

use raci::report::{self, Look};
use raci::rules;

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
            format!("{:33} {:8} {:?}{}", rule.name, rule.level.as_str(), rule.group, threshold.unwrap_or_default())
        })
        .collect();
    is_up_to_date("tests/rules.txt", &(list.join("\n") + "\n"));
}

#[test]
fn names_are_unique_and_groups_stand_together() {
    let names: std::collections::BTreeSet<_> = rules::ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules::ALL.len());
    assert!(rules::ALL.is_sorted_by_key(|rule| rule.group));
}

#[test]
fn a_page_at_a_terminal_has_all_its_parts_and_fits() {
    for rule in rules::ALL {
        let mut page = Vec::new();
        report::page(rule, Look { color: false, width: 60 }, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(page.starts_with(&format!("{} ({})\n\n", rule.name, rule.level)), "{page}");
        assert!(page.contains("\nWhy it matters\n  ") && page.contains("\nPut right\n"), "{page}");
        let prose = page.lines().filter(|line| !line.starts_with("    "));
        prose.for_each(|line| assert!(line.chars().count() <= 60, "{line}"));
        assert!(!page.contains("```") && !page.contains("# "), "{page}");
    }
}
