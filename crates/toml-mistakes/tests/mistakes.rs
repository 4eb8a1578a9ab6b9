//! Mistakes as people make them: what is underlined, what is said, and what is still in the tree.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed, as it should")]

use toml_mistakes::{Mistake, MistakeKind, Span, Table, Value, ValueKind, parse};

/// The tree on one line.
fn show(table: Table<'_>) -> String {
    let entries: Vec<_> = table.iter().map(|entry| format!("{}: {}", entry.key(), show_value(entry.value()))).collect();
    format!("{{{}}}", entries.join(", "))
}

fn show_value(value: Value<'_>) -> String {
    match value.kind() {
        ValueKind::String(text) => format!("{text:?}"),
        ValueKind::Integer(text) | ValueKind::Float(text) => text.to_owned(),
        ValueKind::Boolean(value) => value.to_string(),
        ValueKind::Datetime(datetime) => datetime.text.to_owned(),
        ValueKind::Array(items) => format!("[{}]", items.iter().map(show_value).collect::<Vec<_>>().join(", ")),
        ValueKind::Table(table) => show(table),
        ValueKind::Bare(_) | ValueKind::Broken => "?".to_owned(),
    }
}

/// Each mistake of `text`: what is underlined, and what is said.
fn said(text: &str) -> Vec<(&str, String)> {
    parse(text)
        .mistakes()
        .iter()
        .map(|mistake| (text.get(mistake.span.range()).unwrap(), mistake.message.clone()))
        .collect()
}

/// The only mistake of `text`.
fn only(text: &str) -> Mistake {
    let document = parse(text);
    let [mistake] = document.mistakes() else { panic!("{text}: {:#?}", document.mistakes()) };
    mistake.clone()
}

/// Checks that there is one mistake in `text`, what of it is underlined, what is said, and what the tree is.
#[track_caller]
fn check(text: &str, underlined: &str, message: &str, tree: &str) {
    assert_eq!(said(text), [(underlined, message.to_owned())], "{text}");
    assert_eq!(show(parse(text).root()), tree, "{text}");
}

#[test]
fn every_mistake_of_a_file_is_found_once_and_nothing_around_it_is_lost() {
    let text = r#"
[roles.sales-director]
name = "Sales Director
level = "strategic"
aliases = ["SD", "Head of Sales"
department = "sales"
reports-to =

[roles.sales-manager
name "Sales Manager"
aliases = ["C:\sales"]
deputy = account-executive

[roles.sales-support]
name = "Sales Support"
name = "Support"
]
[dimensions]
amount = { unit = "CNY", at-least = 0
discount = { unit = "percent", at-most = 1O0 }

[decisions.price-discount]
limits = [
  { decides = "account-executive", at-most = 50_000 },
  { decides = "sales-manager", at-most = },
  { decides = "sales-director"
]
within = "1 day"
"#;
    let expected = [
        ("\"", "this `\"` is never closed"),
        ("[", "this `[` is never closed"),
        ("=", "a value is missing after `=`"),
        ("[", "this `[` is never closed"),
        ("name", "`=` is missing after `name`"),
        (r"\s", r"`\s` means nothing in text"),
        ("account-executive", "text must stand in quotes: `\"account-executive\"`"),
        ("name", "`name` is given twice"),
        ("]", "this `]` closes nothing"),
        ("{", "this `{` is never closed"),
        ("1O0", "`1O0` is not a number"),
        ("=", "a value is missing after `=`"),
        ("{", "this `{` is never closed"),
    ];
    assert_eq!(said(text), expected.map(|(underlined, message)| (underlined, message.to_owned())));
    let tree = concat!(
        r#"{roles: {sales-director: {name: ?, level: "strategic", aliases: ["SD", "Head of Sales"], "#,
        r#"department: "sales", reports-to: ?}, sales-manager: {name: "Sales Manager", aliases: [?], "#,
        r#"deputy: "account-executive"}, sales-support: {name: "Sales Support"}}, "#,
        r#"dimensions: {amount: {unit: "CNY", at-least: 0}, discount: {unit: "percent", at-most: ?}}, "#,
        r#"decisions: {price-discount: {limits: [{decides: "account-executive", at-most: 50_000}, "#,
        r#"{decides: "sales-manager", at-most: ?}, {decides: "sales-director"}], within: "1 day"}}}"#,
    );
    assert_eq!(show(parse(text).root()), tree);
}

#[test]
fn what_is_lost_is_known() {
    let text = "id = \"lead\nname = \n[a]\nx = 1\n[a]\ny = 2\n[b]\nz = 3 ] w\n";
    let lost: Vec<_> = parse(text).lost().iter().map(|span| text.get(span.range()).unwrap()).collect();
    assert_eq!(lost, ["id = \"lead\nname =", "[a]\ny = 2\n", "] w"]);
    assert!(parse("a = 1\n[b]\nc = { d = [\"e\"] }\n").lost().is_empty());
}

#[test]
fn an_unclosed_array_ends_where_the_next_statement_begins() {
    let open = "this `[` is never closed";
    check("a = [1, 2\nb = 3\n", "[", open, "{a: [1, 2], b: 3}");
    check("a = [1, 2,\n\n# b\nb = 3\n", "[", open, "{a: [1, 2], b: 3}");
    check("a = [\n  1,\n[b]\nc = 3\n", "[", open, "{a: [1], b: {c: 3}}");
    check("a = [\n  1,\n[[b]]\nc = 3\n", "[", open, "{a: [1], b: [{c: 3}]}");
    check("a = [{ b = 1 }, { b = 2\nc = 3\n", "[", open, "{a: [{b: 1}, {b: 2}], c: 3}");
    check("a = [1, 2", "[", open, "{a: [1, 2]}");
    check("  a = [\n    1,\n  b = 2\n", "[", open, "{a: [1], b: 2}");
}

#[test]
fn a_line_that_could_be_an_item_is_a_header_only_if_the_array_is_never_closed() {
    let tree = r#"{a: [["b"]], c: 1}"#;
    assert_eq!(said("a = [\n[\"b\"]\n]\nc = 1\n"), []);
    assert_eq!(show(parse("a = [\n[\"b\"]\n]\nc = 1\n").root()), tree);
    check("a = [1,\n[\"b\"]\nc = 1\n", "[", "this `[` is never closed", "{a: [1], b: {c: 1}}");
    check("a = [1,\n[2]\nc = 1\n", "[", "this `[` is never closed", "{a: [1], 2: {c: 1}}");
}

#[test]
fn an_unclosed_inline_table_ends_where_the_next_statement_or_item_begins() {
    let open = "this `{` is never closed";
    check("a = { b = 1\nc = 2\n", "{", open, "{a: {b: 1}, c: 2}");
    check("a = { b = 1,\nc = 2\nd = 3\n", "{", open, "{a: {b: 1}, c: 2, d: 3}");
    check("a = { b = 1,\n[c]\nd = 3\n", "{", open, "{a: {b: 1}, c: {d: 3}}");
    check("a = [\n  { b = 1\n  { b = 2 },\n]\nc = 3\n", "{", open, "{a: [{b: 1}, {b: 2}], c: 3}");
    check("a = [{ b = 1 ]\nc = 3\n", "{", open, "{a: [{b: 1}], c: 3}");
    assert_eq!(said("a = {\nb = 1,\nc = 2,\n}\n"), [], "TOML 1.1 allows line breaks");
    check("a = {\n  b = 1\n  c = 2\n}\n", "c", "a `,` is missing before `c`", "{a: {b: 1, c: 2}}");
}

#[test]
fn a_bracket_of_the_wrong_kind_closes_what_it_was_meant_to() {
    let curly = "this `}` closes nothing";
    check("a = [1, 2}\nb = 3\n", "}", curly, "{a: [1, 2], b: 3}");
    let mistake = only("a = [\n  { b = 1 ],\n  { b = 2 },\n]\nc = 3\n");
    assert_eq!(mistake.help.as_deref(), Some("write `}`"));
    assert_eq!(mistake.related, Some((Span::new(8, 9), "opened here".to_owned())));
    check("a = 1 ]\nb = 2\n", "]", "this `]` closes nothing", "{a: 1, b: 2}");
    check("roles.a]\nb = 2\n", "roles.a]", "`[` is missing before `roles.a]`", "{roles: {a: {b: 2}}}");
}

#[test]
fn an_unclosed_header_is_still_one() {
    check("[roles.a\nb = 1\n", "[", "this `[` is never closed", "{roles: {a: {b: 1}}}");
    check("[[a]\nb = 1\n", "[[", "this `[[` is never closed", "{a: [{b: 1}]}");
    assert_eq!(only("[[a]\n").help.as_deref(), Some("add `]`"));
    assert_eq!(only("[[a # b\n").help.as_deref(), Some("add `]]`"));
}

#[test]
fn unclosed_text_ends_with_its_line_and_what_it_swallowed_is_no_second_mistake() {
    let open = "this `\"` is never closed";
    check("a = \"b\nc = 1\n", "\"", open, "{a: ?, c: 1}");
    check("a = [\"b, \"c\"]\nd = 1\n", "\"", open, "{a: [?], d: 1}");
    check("a = [\n  \"b,\n  \"c\",\n]\nd = 1\n", "\"", open, "{a: [?, \"c\"], d: 1}");
    check("a = [\n  \"b]\nd = 1\n", "\"", open, "{a: [?], d: 1}");
    check("a = [\n  { b = \"c },\n  { b = \"d\" },\n]\n", "\"", open, "{a: [{b: ?}, {b: \"d\"}]}");
    check("a = \"b\\\"\nc = 1\n", "\"", open, "{a: ?, c: 1}");
    check("a = 'b\nc = 1\n", "'", "this `'` is never closed", "{a: ?, c: 1}");
}

#[test]
fn unclosed_text_of_several_lines_ends_before_what_reads_like_a_statement() {
    let open = "this `\"\"\"` is never closed";
    check("a = \"\"\"b\nwords, words\nc = 1\n[d]\n", "\"\"\"", open, "{a: ?, c: 1, d: {}}");
    check("a = \"\"\"b\nwords, words", "\"\"\"", open, "{a: ?}");
    check("a = \"\"\"b\nc = \"\"\"d\"\"\"\ne = 1\n", "\"\"\"", open, "{a: ?, c: \"d\", e: 1}");
}

#[test]
fn words_without_quotes_are_read_as_text() {
    let unquoted = |text: &str| format!("text must stand in quotes: `\"{text}\"`");
    check("a = sales-director\n", "sales-director", &unquoted("sales-director"), r#"{a: "sales-director"}"#);
    check("a = sales director # b\n", "sales director", &unquoted("sales director"), r#"{a: "sales director"}"#);
    check("a = [A, \"B\"]\n", "A", &unquoted("A"), r#"{a: ["A", "B"]}"#);
    check("a = 2 hours\n", "2 hours", &unquoted("2 hours"), r#"{a: "2 hours"}"#);
    check("a = 销售总监\n", "销售总监", &unquoted("销售总监"), r#"{a: "销售总监"}"#);
    check("a = True\n", "True", "`True` must be written in small letters", "{a: true}");
    assert_eq!(only("a = sales-director\n").help.as_deref(), Some("write `\"sales-director\"`"));
}

#[test]
fn a_key_that_is_not_ascii_or_has_a_blank_is_read_as_if_it_stood_in_quotes() {
    let quoted = |key: &str| format!("`{key}` must stand in quotes");
    check("[roles.销售总监]\na = 1\n", "销售总监", &quoted("销售总监"), "{roles: {销售总监: {a: 1}}}");
    check("销售 = 1\n", "销售", &quoted("销售"), "{销售: 1}");
    check("lead time = 1\n", "lead time", &quoted("lead time"), "{lead time: 1}");
    check("[roles.sales lead]\na = 1\n", "sales lead", &quoted("sales lead"), "{roles: {sales lead: {a: 1}}}");
    assert_eq!(only("[roles.销售总监]\n").help.as_deref(), Some("write `\"销售总监\"`"));
}

#[test]
fn punctuation_of_a_chinese_input_method_is_named_and_read_as_what_was_meant() {
    let typed = |c: &str| format!("`{c}` is a character of a Chinese input method");
    check("a ＝ 1\n", "＝", &typed("＝"), "{a: 1}");
    check("a：1\n", "：", &typed("："), "{a: 1}");
    check("a = “销售 部”\nb = 1\n", "“", &typed("“"), "{a: \"销售 部\", b: 1}");
    check("a = \"销售”\nb = 1\n", "”", &typed("”"), "{a: \"销售\", b: 1}");
    check("a = [\"b”, \"c\"]\n", "”", &typed("”"), r#"{a: ["b", "c"]}"#);
    check("a = [\"b\"，\"c\"、\"d\"]\n", "，", &typed("，"), r#"{a: ["b", "c", "d"]}"#);
    check("a = ［\"b\"］\nc = 1\n", "［", &typed("［"), r#"{a: ["b"], c: 1}"#);
    check("a = ｛ b = 1 ｝\nc = 1\n", "｛", &typed("｛"), "{a: {b: 1}, c: 1}");
    check("【roles．a】\nb = 1\n", "【", &typed("【"), "{roles: {a: {b: 1}}}");
    check("a = ５０\n", "５", &typed("５"), "{a: ?}");
    check("a　= 1\n", "　", "this is a fullwidth blank", "{a: 1}");
    check("a = 1 ＃ b\n", "＃", &typed("＃"), "{a: 1}");
    assert_eq!(only("a ＝ 1\n").help.as_deref(), Some("type `=` with the input method switched to English"));
    assert_eq!(only("a = “b”\n").help.as_deref(), Some("type `\"` with the input method switched to English"));
    assert_eq!(said("a = \"“销售”，部：［一］\" # ，\n"), [], "in text and comments it is at home");
}

#[test]
fn numbers_and_dates_that_are_none_say_how_to_write_them() {
    let help = |text: &str| only(text).help.unwrap();
    check("a = 1__0\n", "1__0", "`1__0` is not a number", "{a: ?}");
    check("a = 1_0x\n", "1_0x", "`1_0x` is not a number", "{a: ?}");
    check("a = 0x\n", "0x", "`0x` is not a number", "{a: ?}");
    check("a = 50.000,00\n", "50.000,00", "a number is written without commas", "{a: ?}");
    assert_eq!(
        toml_mistakes::parse("a = 50.000,00\n").mistakes()[0].corrections.len(),
        0,
        "which mark is which is not known"
    );
    check("a = 50,000\nb = 1\n", "50,000", "a number is written without commas", "{a: ?, b: 1}");
    check("a = { b = 1,050,000, c = 1 }\n", "1,050,000", "a number is written without commas", "{a: {b: ?, c: 1}}");
    check("a = 2026-02-30\n", "2026-02-30", "`2026-02-30` is not a date", "{a: ?}");
    check("a = 25:00:00\n", "25:00:00", "`25:00:00` is not a time", "{a: ?}");
    assert_eq!(help("a = 50,000\n"), "write `50_000`");
    assert_eq!(help("a = 007\n"), "write `7`, or `\"007\"` if it is text");
    assert_eq!(help("a = 5%\n"), "write digits alone, such as `50_000`, or `\"5%\"` if it is text");
    assert_eq!(said("a = [50,100]\nb = { c = 50, 100 = 1 }\n"), []);
}

#[test]
fn what_is_given_twice_points_to_the_first() {
    let text = "a = 1\n'a' = 2\n";
    check(text, "'a'", "`'a'` is given twice", "{a: 1}");
    assert_eq!(only(text).related, Some((Span::new(0, 1), "first here".to_owned())));
    check("[a]\nb = 1\n[a]\nb = 2\nc = 3\n", "a", "`a` is given twice", "{a: {b: 1}}");
    check("a = { b = 1, b = 2 }\n", "b", "`b` is given twice", "{a: {b: 1}}");
    check("[[a]]\n[a]\n", "a", "`a` is given twice", "{a: [{}]}");
    check("a = [1]\n[[a]]\n", "a", "`a` is given twice", "{a: [1]}");
    check("a = { b = 1 }\n[a.c]\n", "a", "nothing more can be added to `a`", "{a: {b: 1}}");
    check("[a.b]\nc = 1\n[a]\nb.d = 2\n", "b", "nothing more can be added to `b`", "{a: {b: {c: 1}}}");
    let many: String = (0..100).chain([42]).map(|key| format!("key-{key} = {key}\n")).collect();
    check(&many, "key-42", "`key-42` is given twice", &show(parse(many.strip_suffix("key-42 = 42\n").unwrap()).root()));
}

#[test]
fn what_is_missing_between_brackets_and_separators_is_told() {
    check("[]\na = 1\n[b]\n", "[]", "a name is missing between the brackets", "{b: {}}");
    check("[a..b]\n", ".", "a name is missing here", "{}");
    check("= 1\n", "=", "a name is missing before `=`", "{}");
    check("a =\n  [1]\nb = 1\n", "=", "a value is missing after `=`", "{a: [1], b: 1}");
    check("a =\n[b]\n", "=", "a value is missing after `=`", "{a: ?, b: {}}");
    check("a\nb = 1\n", "a", "`a` has no value", "{a: ?, b: 1}");
    check("a = [1,,2]\n", ",", "nothing stands before this `,`", "{a: [1, 2]}");
    check("a = [1 2]\n", "2", "a `,` is missing before `2`", "{a: [1, 2]}");
    check("a = [b = 1]\n", "b", "text must stand in quotes: `\"b\"`", r#"{a: ["b", 1]}"#);
    check("a = { b 1 }\n", "b", "`=` is missing after `b`", "{a: {b: 1}}");
    check("a = {{ b = 1 }}\n", "{", "a name and `=` are missing before this", "{a: {}}");
    check("a: 1\n", ":", "a key and its value are joined by `=`", "{a: 1}");
    check("a = 1 b = 2\n", "b", "this stands on the line of something else", "{a: 1, b: 2}");
    check("a = \"b\" \"c\"\n", "\"c\"", "`\"c\"` cannot stand here", "{a: ?}");
}

#[test]
fn characters_that_cannot_be_seen_are_named() {
    check("a = \"b\u{0}c\"\n", "\u{0}", "the invisible character U+0000 cannot stand in text", "{a: ?}");
    check("a = '''b\n\u{7f}c'''\n", "\u{7f}", "the invisible character U+007F cannot stand in text", "{a: ?}");
    check("a = 1 # \u{1b}[31m\n", "\u{1b}", "the invisible character U+001B cannot stand in a comment", "{a: 1}");
    check("a\u{0} = 1\n", "\u{0}", "the invisible character U+0000 cannot stand in a key", "{a\u{0}: 1}");
    check("a = b\u{8}\n", "\u{8}", "the invisible character U+0008 cannot stand in a value", "{a: ?}");
    check("a = 1\rb = 2\n", "\r", "a carriage return alone does not end a line", "{a: 1, b: 2}");
}

#[test]
fn escapes_that_mean_nothing_are_underlined() {
    check(r#"a = "C:\sales""#, r"\s", r"`\s` means nothing in text", "{a: ?}");
    check(r#"a = "b\uD800c""#, r"\uD800", r"`\uD800` means nothing in text", "{a: ?}");
    check("a = \"\"\"b\n\\销\n\"\"\"", r"\销", r"`\销` means nothing in text", "{a: ?}");
    check("a = \"\"\"\\x\r\n\"\"\"", "\\x", r"`\x` means nothing in text", "{a: ?}");
    check(r#"a."\q" = 1"#, r"\q", r"`\q` means nothing in text", "{}");
}

#[test]
fn of_one_line_only_the_first_mistake_is_told_and_of_many_lines_a_hundred() {
    check("a = b, c = = ] 1\n", "b", "text must stand in quotes: `\"b\"`", r#"{a: "b"}"#);
    let text = "]\n".repeat(1_000);
    let document = parse(&text);
    assert_eq!(document.mistakes().len(), 101);
    let last = document.mistakes().last().unwrap();
    assert_eq!((last.kind, last.message.as_str()), (MistakeKind::More, "900 more lines with mistakes"));
    assert!(document.mistakes().iter().map(|mistake| mistake.span).is_sorted());
}

#[test]
fn a_word_goes_on_with_every_letter_of_any_script() {
    let quoted = |key: &str| format!("`{key}` must stand in quotes");
    for key in ["a§b", "かな", "aかな1", "ＡＢ", "…x", "€", "x\u{2014}y"] {
        let text = format!("{key} = 1\n");
        let document = parse(&text);
        let keys: Vec<&str> = document.root().iter().map(|entry| entry.key()).collect();
        assert_eq!(keys, [key]);
    }
    check("a§b = 1\n", "a§b", &quoted("a§b"), "{a§b: 1}");
    check("a = かな、b\n", "かな", "text must stand in quotes: `\"かな\"`", "{a: ?}");
}

#[test]
fn what_is_long_is_cut_where_it_is_quoted() {
    let message = |length: usize| only(&format!("a = {}\n", "é".repeat(length))).message;
    assert_eq!(message(38), format!("text must stand in quotes: `\"{}\"`", "é".repeat(38)));
    assert_eq!(message(39), format!("text must stand in quotes: `\"{}…`", "é".repeat(39)));
}

#[test]
fn the_first_mistake_of_a_line_is_told_whichever_is_found_first() {
    check("a = b, c = = ] 1\n", "b", "text must stand in quotes: `\"b\"`", r#"{a: "b"}"#);
    check("a b c : 1\n", "a", "`=` is missing after `a`", r#"{a: "b c : 1"}"#);
}

#[test]
fn a_hundred_lines_are_told_and_the_others_counted() {
    for (lines, more) in
        [(99, None), (100, None), (101, Some("1 more line with mistakes")), (102, Some("2 more lines with mistakes"))]
    {
        let text = "]\n".repeat(lines);
        let document = parse(&text);
        let last = document.mistakes().last().unwrap();
        assert_eq!(document.mistakes().len(), lines.min(101), "{lines}");
        match more {
            Some(more) => {
                assert_eq!((last.kind, last.message.as_str()), (MistakeKind::More, more));
                assert_eq!(last.span.range(), text.len()..text.len());
                assert_eq!(last.help.as_deref(), Some("mend the ones above first"));
            }
            None => assert_eq!(last.kind, MistakeKind::Stray),
        }
    }
}

#[test]
fn a_mistake_that_is_found_late_takes_its_place_among_the_first_hundred() {
    let text = format!("a = [\n{}", "  1 1,\n".repeat(150));
    let document = parse(&text);
    let kinds: Vec<MistakeKind> = document.mistakes().iter().map(|mistake| mistake.kind).collect();
    assert_eq!(
        (kinds.first(), kinds.last(), kinds.len()),
        (Some(&MistakeKind::Unclosed), Some(&MistakeKind::More), 101)
    );
    assert_eq!(document.mistakes().last().unwrap().message, "51 more lines with mistakes");
}

#[test]
fn a_key_has_eighty_parts_at_most() {
    assert_eq!(said(&format!("a{} = 1\n", ".a".repeat(79))), []);
    assert_eq!(said(&format!("a{} = 1\n", ".a".repeat(80))), [("a", "a key has at most 80 parts".to_owned())]);
    assert_eq!(only(&format!("b = 1\na{} = 1\n", ".a".repeat(80))).span.range(), 166..167);
    assert_eq!(said(&format!("x = {{ a{} = 1 }}\n", ".a".repeat(79))), [], "each key for itself");
}

#[test]
fn what_is_in_too_many_brackets_is_passed_over() {
    let deep = |inside: &str| format!("a = {}{inside}{}\nb = 1\n", "[".repeat(80), "]".repeat(80));
    assert_eq!(said(&deep("1")), []);
    let text = deep("[{ x = [1] }], 2");
    assert_eq!(said(&text), [("[", "brackets can stand within brackets 80 times at most".to_owned())]);
    let lost: Vec<_> = parse(&text).lost().iter().map(|span| text.get(span.range()).unwrap()).collect();
    assert_eq!(lost, ["[{ x = [1] }]"]);
    assert!(parse(&text).root().get("b").is_some());
}

#[test]
fn quotes_are_proposed_that_the_text_does_not_hold() {
    let help = |text: &str| only(text).help.unwrap();
    assert_eq!(help("a\"b = 1\n"), "write `'a\"b'`");
    assert_eq!(help("a = b\\c\n"), "write `'b\\c'`");
    assert_eq!(help("a = b'c\n"), "write `\"b'c\"`");
}

#[test]
fn a_time_may_follow_a_date_and_a_number_another_key() {
    assert_eq!(said("a = 2026-05-27 07:32:00\n"), []);
    let unquoted = "text must stand in quotes: `\"2026-05-27 x\"`";
    check("a = 2026-05-27 x\n", "2026-05-27 x", unquoted, "{a: \"2026-05-27 x\"}");
    check("a = 2026-05-27  07:32:00\n", "07:32:00", "`07:32:00` cannot stand here", "{a: ?}");
    check("a = 1 2\n", "1 2", "a number is written without blanks", "{a: ?}");
    check("a = { b = 1 c = 2 }\n", "c", "a `,` is missing before `c`", "{a: {b: 1, c: 2}}");
    check("a = { b = 1,000 }\n", "1,000", "a number is written without commas", "{a: {b: ?}}");
    check("a = { b = 1,00 }\n", "1,00", "a number is written without commas", "{a: {b: ?}}");
    check("a = 1,0000\n", "1,0000", "a number is written without commas", "{a: ?}");
}

#[test]
fn what_was_meant_as_a_number_a_date_or_a_time_is_told() {
    let message = |text: &str| only(&format!("a = {text}\n")).message;
    for (text, what) in [
        ("+5x", "a number"),
        ("-.5", "a number"),
        ("5.", "a number"),
        ("1e", "a number"),
        ("2026-5-27", "a date"),
        ("2026-05-27T", "a date"),
        ("12:61:00", "a time"),
        ("7:30", "a time"),
        ("5-10", "a date"),
        ("-5-10", "a number"),
    ] {
        assert_eq!(message(text), format!("`{text}` is not {what}"));
    }
    assert_eq!(message("x5"), "text must stand in quotes: `\"x5\"`");
    assert_eq!(only("a = 7:30\n").help.as_deref(), Some("a time reads `07:32:00`: hours, minutes, seconds"));
    assert_eq!(only("a = 2026-5-27\n").help.as_deref(), Some("a date reads `2026-05-27`: year, month, day"));
    assert_eq!(
        only("a = 00\n").help.as_deref(),
        Some("write digits alone, such as `50_000`, or `\"00\"` if it is text")
    );
}

#[test]
fn only_what_touches_is_lost_together() {
    let lost = |text: &str| {
        parse(text).lost().iter().map(|span| text.get(span.range()).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(lost("a = [,]\n]\n]\nb = 1\n] ]\n"), ["]\n]", "] ]"]);
    assert_eq!(lost("a.b = 1x\nc = 1\n"), ["b = 1x"]);
    assert_eq!(lost("a = { = 1, [2], b = 3 }\n"), ["1", "[2]"]);
    assert_eq!(lost("a = \"b\nc = \"d\n"), ["a = \"b\nc = \"d"]);
    assert_eq!(lost("[a]\n[a]\nb = 1\n[c]\n"), ["[a]\nb = 1\n"]);
}

#[test]
fn a_line_that_reads_like_a_statement_is_one_unless_it_is_indented_or_may_be_an_entry() {
    let (open, stray) = ("this `[` is never closed".to_owned(), "this `]` closes nothing".to_owned());
    assert_eq!(said("a = [1,\nb = 3\n]\n"), [("[", open), ("]", stray)]);
    check("a = [1,\n  b = 3\n]\n", "b", "text must stand in quotes: `\"b\"`", r#"{a: [1, "b", 3]}"#);
    let (open, stray) = ("this `{` is never closed".to_owned(), "this `}` closes nothing".to_owned());
    assert_eq!(said("a = { b = 1\nc = 2\n}\n"), [("{", open.clone()), ("}", stray.clone())]);
    assert_eq!(said("a = { b = 1,\nc = 2\n}\n"), [], "after a comma it is one more entry");
    assert_eq!(said("a = { b = 1,\n[c]\n}\n"), [("{", open), ("}", stray)]);
}

#[test]
fn where_two_mistakes_begin_together_the_one_found_first_is_told() {
    check("é b = 1\n", "é", "`é` must stand in quotes", "{é b: 1}");
}

#[test]
fn a_bracket_closes_what_is_open_on_its_own_line() {
    let open = "this `{` is never closed";
    check("a = [{ b = 1 ]\n", "{", open, "{a: [{b: 1}]}");
    check("a = [\n  { b = 1,\n    c = 2\n]\n", "{", open, "{a: [{b: 1, c: 2}]}");
    check("a = [\n  { b = [1 } ,\n  2,\n]\n", "[", "this `[` is never closed", "{a: [{b: [1]}, 2]}");
    check("a = { b = 1 ]\nc = 1\n", "]", "this `]` closes nothing", "{a: {b: 1}, c: 1}");
    let stray = "a name and `=` are missing before this";
    check("a = { b = { c = 1, [2] } }\nd = 1\n", "[", stray, "{a: {b: {c: 1}}, d: 1}");
}

#[test]
fn a_value_may_stand_on_the_line_after_its_equals_but_not_a_statement() {
    let missing = "a value is missing after `=`";
    check("a =\n  1\nb = 2\n", "=", missing, "{a: 1, b: 2}");
    check("a =\n  b = 1\n", "=", missing, "{a: ?, b: 1}");
    check("a =\n  [b.c]\n", "=", missing, "{a: ?, b: {c: {}}}");
    check("a = {\nb =\n1 }\n", "=", missing, "{a: {b: 1}}");
    assert_eq!(only("a =\n  1\n").help.as_deref(), Some("write the value on the line of its `=`"));
    assert_eq!(only("a =\n").help.as_deref(), Some("write one"));
}

#[test]
fn text_that_is_closed_by_what_was_to_open_another_is_unclosed() {
    let open = "this `\"` is never closed";
    check("a = [\"b, \"c\", \"d\"]\ne = 1\n", "\"", open, "{a: [?, \"d\"], e: 1}");
    check("a = \"b\"c\n", "\"", open, "{a: ?}");
    assert_eq!(said("a = \"b\"# c\n"), []);
}

#[test]
fn the_other_line_endings_and_tabs_are_no_mistakes() {
    assert_eq!(said("a\t=\t1\t# b\tc\r\n[d]\r\n"), []);
    assert_eq!(said("a = '''\tb\r\nc'''\r\n"), []);
}

#[test]
fn what_stands_in_place_of_a_value_is_kept_as_it_is_written() {
    for (text, bare) in [
        ("a = 50.000,00 # it", "50.000,00"),
        ("a = 50 000", "50 000"),
        ("a = 0,01", "0,01"),
        ("a = 11/01/2026", "11/01/2026"),
        ("a = \"b\", \"c\"", "\"b\", \"c\""),
        ("a = \"b\" \"c\" # it", "\"b\" \"c\""),
        ("a = \"b\";", "\"b\";"),
        ("a = \"b", "\"b"),
        ("a = b, c", "b, c"),
        ("x = 1\na = 2026年12月31日\ny = 2", "2026年12月31日"),
    ] {
        let document = parse(text);
        let value = document.root().get("a").unwrap().value();
        let ValueKind::Bare(written) = value.kind() else { panic!("{text}: {value:?}") };
        assert_eq!((written, value.written(), value.source()), (bare, bare, text));
        assert_eq!(document.mistakes().len(), 1, "{text}");
    }
    for (text, bare) in [
        ("a = { b = 50.000,00, c = 1 }", "50.000,00"),
        ("a = { b = 50 000 }", "50 000"),
        ("a = { b = \"x\", \"y\", c = 1 }", "\"x\", \"y\""),
    ] {
        let document = parse(text);
        let ValueKind::Table(table) = document.root().get("a").unwrap().value().kind() else { panic!("{text}") };
        let ValueKind::Bare(written) = table.get("b").unwrap().value().kind() else { panic!("{text}") };
        assert_eq!((written, document.mistakes().len()), (bare, 1));
    }
    assert_eq!(show(parse("a = [\"b\"] c\nd = 1 e = 2\nf = 3 }").root()), "{a: [\"b\"], d: 1, e: 2, f: 3}");
}

#[test]
fn what_would_put_a_mistake_right_is_said_to_the_byte() {
    for (text, right) in [
        ("a = 50,000", "a = 50_000"),
        ("a = 50 000.25", "a = 50_000.25"),
        ("a = { b = 1,000,000 }", "a = { b = 1_000_000 }"),
        ("a = True", "a = true"),
        ("a = sales director", "a = \"sales director\""),
        ("a = Write an offer\"", "a = \"Write an offer\""),
        ("a = [1 2]", "a = [1 , 2]"),
    ] {
        let mistake = only(text);
        let correction = mistake.corrections.first().unwrap();
        let mut after = text.to_owned();
        for (span, new) in correction.edits.iter().rev() {
            after.replace_range(span.range(), new);
        }
        assert_eq!((after.as_str(), mistake.help.as_deref()), (right, Some(correction.message.as_str())));
        assert!(parse(&after).mistakes().is_empty());
    }
}
