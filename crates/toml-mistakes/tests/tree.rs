//! Reading the tree: what is found in it, in what order, and where it stands.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

use toml_mistakes::{Array, Entry, Span, Table, Value, ValueKind, parse};

fn table(value: Value<'_>) -> Table<'_> {
    let ValueKind::Table(table) = value.kind() else { panic!("{value:?}") };
    table
}

fn array(value: Value<'_>) -> Array<'_> {
    let ValueKind::Array(array) = value.kind() else { panic!("{value:?}") };
    array
}

fn at(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap()
}

#[test]
fn a_span_knows_its_length_and_joins_others() {
    let span = Span::new(2, 5);
    assert_eq!((span.len(), span.is_empty(), span.range()), (3, false, 2..5));
    assert_eq!((Span::new(4, 4).len(), Span::new(4, 4).is_empty(), Span::new(5, 4).is_empty()), (0, true, true));
    assert_eq!(span.to(Span::new(7, 8)), Span::new(2, 8));
    assert_eq!(span.to(Span::new(0, 1)), Span::new(0, 5));
}

#[test]
fn tables_and_arrays_are_read_from_both_ends() {
    let document = parse("a = [1, 2]\nb = {}\nc = []\n[d]\n");
    let root = document.root();
    assert_eq!((root.len(), root.is_empty(), root.iter().len()), (4, false, 4));
    assert_eq!(root.iter().rev().map(Entry::key).collect::<Vec<_>>(), ["d", "c", "b", "a"]);
    let one = array(root.get("a").unwrap().value());
    assert_eq!((one.len(), one.is_empty(), one.iter().len()), (2, false, 2));
    assert!(array(root.get("c").unwrap().value()).is_empty());
    assert!(table(root.get("b").unwrap().value()).is_empty());
    assert!(table(root.get("d").unwrap().value()).is_empty());
    assert!(root.get("e").is_none());
}

#[test]
fn each_thing_stands_where_it_is_written() {
    let text = "a.b = \"c\"\n[d . e]\nf = [ 1 ]\n[[g]]\n[[g]]\n[d]\n";
    let document = parse(text);
    assert_eq!(document.root().span(), Span::new(0, 0));
    let spans = |entry: Entry<'_>| (at(text, entry.key_span()), at(text, entry.value().span()), entry.span());
    let a = document.root().get("a").unwrap();
    assert_eq!(spans(a), ("a", "a", Span::new(0, 1)));
    assert_eq!(spans(table(a.value()).get("b").unwrap()), ("b", "\"c\"", Span::new(2, 9)));
    let d = document.root().get("d").unwrap();
    assert_eq!((at(text, d.value().span()), at(text, d.span())), ("[d]", "[d]"), "the header, once it comes");
    let e = table(d.value()).get("e").unwrap();
    assert_eq!((at(text, e.key_span()), at(text, e.span())), ("e", "[d . e]"));
    let f = table(e.value()).get("f").unwrap();
    assert_eq!((at(text, array(f.value()).span()), at(text, f.span())), ("[ 1 ]", "f = [ 1 ]"));
    let g = array(document.root().get("g").unwrap().value());
    let headers: Vec<Span> = g.iter().map(Value::span).collect();
    assert_eq!((g.span(), headers), (Span::new(28, 33), vec![Span::new(28, 33), Span::new(34, 39)]));
}

#[test]
fn a_key_is_found_in_a_small_table_and_in_a_large_one() {
    for count in [1, 15, 16, 17, 18, 40] {
        let text: String = (0..count).map(|n| format!("\"k\\u00e9{n}\" = {n}\n")).collect();
        let document = parse(&text);
        assert_eq!((document.mistakes(), document.root().len()), (&[][..], count));
        for n in 0..count {
            let found = document.root().get(&format!("ké{n}")).unwrap();
            assert!(matches!(found.value().kind(), ValueKind::Integer(text) if text == n.to_string()));
        }
        assert!(document.root().get("ké").is_none());
        for twice in [0, count - 1] {
            let document = parse(&format!("{text}ké{twice} = 1\n")).mistakes().len();
            assert_eq!(document, 1, "{twice} of {count}");
        }
    }
}

#[test]
fn keys_are_told_apart_by_their_table() {
    let large = |name: &str, of: &str| (0..20).map(|n| format!("{of}{n} = \"{name}\"\n")).collect::<String>();
    let text = format!("[a]\n{}[b]\n{}", large("a", "k"), large("b", "k"));
    let document = parse(&text);
    assert_eq!(document.mistakes(), []);
    for name in ["a", "b"] {
        let found = table(document.root().get(name).unwrap().value()).get("k19").unwrap();
        assert!(matches!(found.value().kind(), ValueKind::String(text) if text == name));
    }
}

#[test]
fn what_is_read_again_is_no_longer_where_it_was_first_taken_for() {
    for count in [1, 16, 17, 20] {
        let kept: String = (0..count).map(|n| format!("k{n} = {n}, ")).collect();
        let text = format!("x = {{ {kept}\ny = 1,\nz = 2\n[w]\n");
        let document = parse(&text);
        let root = document.root();
        let x = table(root.get("x").unwrap().value());
        assert_eq!((x.len(), x.get("y").is_some(), x.get("z").is_some()), (count, false, false), "{text}");
        assert!(x.get(&format!("k{}", count - 1)).is_some());
        assert!(root.get("y").is_some() && root.get("z").is_some() && root.get("w").is_some(), "{text}");
    }
    let document = parse("x = [1, 2,\n[\"y\"]\n[z]\nw = 3\n");
    assert_eq!(array(document.root().get("x").unwrap().value()).len(), 2);
    assert!(document.root().get("y").is_some());
}

#[test]
fn text_is_what_stands_between_the_quotes() {
    let text = "a = \"\"\nb = ''\nc = \"\"\"\"\"\"\nd = \"\"\"\nx\"\"\"\ne = '''\r\ny'''\nf = \"\"\"\\\n  z\"\"\"\ng = 'C:\\n'\nh = \"\\\\\"\n";
    let document = parse(text);
    let texts: Vec<&str> = document
        .root()
        .iter()
        .map(|entry| {
            let ValueKind::String(text) = entry.value().kind() else { panic!("{entry:?}") };
            text
        })
        .collect();
    assert_eq!(texts, ["", "", "", "x", "y", "z", "C:\\n", "\\"]);
}
