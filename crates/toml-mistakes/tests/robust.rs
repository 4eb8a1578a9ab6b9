//! Files that are no good at all: no panic, no place outside of them.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

mod common;

use common::check_places;
use toml_mistakes::{MistakeKind, Span, parse};

/// The kinds of the mistakes of `text`.
fn kinds(text: &str) -> Vec<MistakeKind> {
    let document = parse(text);
    check_places(text, &document);
    document.mistakes().iter().map(|mistake| mistake.kind).collect()
}

#[test]
fn nothing_is_a_file_without_mistakes() {
    for text in ["", "\n", " ", "\r\n", "\u{feff}", "# only a comment", "\u{feff}a = 1\r\nb = \"\"\"x\r\ny\"\"\"\r\n"] {
        assert_eq!(kinds(text), [], "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_endings_do_not_move_places() {
    let text = "\u{feff}a = 1\r\nb = \"x\r\nc = 2\r\n";
    let document = parse(text);
    let spans: Vec<_> = document.mistakes().iter().map(|mistake| mistake.span).collect();
    assert_eq!(spans, [Span::new(14, 15)]);
    let key = document.root().get("c").unwrap().key_span();
    assert_eq!(text.get(key.range()), Some("c"));
}

#[test]
fn a_lone_quote_or_bracket_is_one_mistake() {
    for text in
        ["\"", "'", "\"\"\"", "'''", "[", "]", "{", "}", "=", ",", ".", "\u{0}", "“", "［", "a = \"", "a = [", "a = {"]
    {
        assert_eq!(kinds(text).len(), 1, "{text:?}");
    }
}

#[test]
fn what_nests_too_deeply_is_cut_with_one_mistake() {
    use MistakeKind::{Depth, Unclosed};
    assert_eq!(kinds(&format!("a = {}{}\nb = 1\n", "[".repeat(80), "]".repeat(80))), []);
    assert_eq!(kinds(&format!("a = {}{}\nb = 1\n", "[".repeat(81), "]".repeat(81))), [Depth]);
    assert_eq!(kinds(&format!("a = {}", "[".repeat(2_000_000))), [Depth]);
    assert_eq!(kinds(&format!("a = {}", "{a=".repeat(700_000))), [Depth]);
    assert_eq!(kinds(&format!("a{} = 1", ".a".repeat(1_000_000))), [Depth]);
    assert_eq!(kinds(&format!("[a{}]", ".a".repeat(1_000_000))), [Depth]);
    assert_eq!(kinds(&"[".repeat(2_000_000)).len(), 1);
    assert_eq!(kinds("a = [[[1]]\nb = 1\n"), [Unclosed]);
}
