use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

use super::*;

fn shown(text: &str) -> String {
    prose(text).to_string()
}

#[test]
fn escapes_breaks_and_marks_of_direction_become_visible() {
    assert_eq!(shown("a\u{1B}[31mb\r\nc\u{7F}\u{9B}"), "a␛[31mb␍␊c␡\u{FFFD}");
    assert_eq!(shown("x\u{202E}y\u{2066}\u{200F}\u{61C}z\u{2028}"), "x\u{FFFD}y\u{FFFD}\u{FFFD}\u{FFFD}z\u{FFFD}");
    assert_eq!(shown("ad\u{200B}min\u{FEFF}\u{13430}\u{1343F}"), "ad\u{FFFD}min\u{FFFD}\u{FFFD}\u{FFFD}");
    assert_eq!((&*prose("a\tb"), &*line("a\tb")), ("a b", "a\tb"));
}

#[test]
fn no_line_can_begin_with_a_command_of_a_build_server() {
    assert_eq!(shown("::error::x"), "∶:error::x");
    assert_eq!(shown("see  ::error and a::b"), "see  ∶:error and a::b");
    assert_eq!(shown("x ##[error]y"), "x #♯[error]y");
    assert_eq!(&*line("###vso[task]"), "##♯vso[task]");
    assert_eq!(&*line("## a heading [1]"), "## a heading [1]");
}

#[test]
fn parts_that_are_harmless_alone_are_so_together() {
    let (one, other) = (prose("x #"), prose("#[error]"));
    assert_eq!(&*fit!("{}{}", one, other), "x #♯[error]");
    assert_eq!(&*fit!("{}:error::{}", prose(":"), 1_u32), "∶:error::1");
    assert_eq!(&*joined([prose("a#"), prose("#[")], ""), "a#♯[");
}

#[test]
fn ordinary_text_is_not_copied() {
    for text in ["销售总监 ⚠\u{FE0F} e\u{301}", "10\u{A0}000 ≤ x", "a::b # c"] {
        assert!(matches!(prose(text), Fit(Cow::Borrowed(same)) if same == text), "{text}");
    }
}

#[test]
fn what_is_invisible_stays_where_it_has_a_meaning() {
    for text in [
        "❤\u{FE0F}",
        "1\u{FE0F}\u{20E3}",
        "❤\u{FE0F}\u{200D}🔥",
        "👩🏽\u{200D}🚒",
        "葛\u{E0100}城",
        "می\u{200C}خواهم",
        "क्\u{200D}ष",
        "ශ්\u{200D}රී",
        "ᠠ\u{180B}",
    ] {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn what_is_invisible_and_has_no_meaning_becomes_visible() {
    for (text, visible) in [
        ("ad\u{200D}min", "ad\u{FFFD}min"),
        ("ad\u{200C}min", "ad\u{FFFD}min"),
        ("a\u{FE0F}", "a\u{FFFD}"),
        ("1\u{FE0F}", "1\u{FFFD}"),
        ("❤\u{FE0F}\u{FE0E}\u{FE0F}", "❤\u{FE0F}\u{FFFD}\u{FFFD}"),
        ("葛\u{E0100}\u{E0101}", "葛\u{E0100}\u{FFFD}"),
        ("葛\u{E01EF}", "葛\u{FFFD}"),
        ("x\u{E0100}", "x\u{FFFD}"),
        ("می\u{200C}\u{200C}خ", "می\u{FFFD}\u{FFFD}خ"),
        ("می\u{200C}", "می\u{FFFD}"),
        ("می\u{200C}x", "می\u{FFFD}x"),
        ("❤\u{200D}", "❤\u{FFFD}"),
        ("ᠠ\u{180B}\u{180C}", "ᠠ\u{180B}\u{FFFD}"),
    ] {
        assert_eq!(shown(text), visible, "{text:?}");
    }
}

#[test]
fn json_is_harmless_and_exact() {
    let text = "a\u{202E}##[x]\u{E0041}\u{7}é❤\u{FE0F}";
    let told = json(&text).unwrap();
    assert!(is_fit(&told), "{told}");
    assert_eq!(serde_json::from_str::<String>(&told).unwrap(), text);
    assert!(told.contains("é❤\u{FE0F}") && told.contains("\\u202e"), "{told}");
}

/// Texts in which what is invisible stands beside everything that could give it a meaning.
fn crowded() -> impl Strategy<Value = String> {
    let invisible = "[\u{200B}-\u{200F}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u{180B}-\u{180F}\u{13430}-\u{1343F}\u{E0020}-\u{E007F}]";
    prop::collection::vec(prop_oneof![3 => invisible, 2 => "[a1#❤👩🏽葛یक\u{94D}ᠠ\u{20E3}]"], 0..12)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn every_character_stays_one_character_and_none_is_harmful(text in any::<String>(), crowded in crowded()) {
        for text in [text, crowded] {
            for cleaned in [prose(&text), line(&text)] {
                prop_assert_eq!(cleaned.chars().count(), text.chars().count());
                prop_assert!(is_fit(&cleaned.replace('\t', " ")), "{:?}", cleaned);
                prop_assert!(!cleaned.contains("##["));
            }
            let cleaned = prose(&text);
            prop_assert!(!cleaned.trim_start().starts_with("::"));
            prop_assert_eq!(&prose(&cleaned), &cleaned);
        }
    }

    #[test]
    fn no_two_invisible_characters_stand_together_but_before_a_joined_emoji(text in crowded()) {
        let cleaned = shown(&text);
        let invisible: Vec<bool> = cleaned.chars().map(|c| stand_in(c).is_some()).collect();
        let chars: Vec<char> = cleaned.chars().collect();
        for at in 1..chars.len() {
            let together = invisible[at - 1] && invisible[at];
            prop_assert!(!together || (chars[at - 1], chars[at]) == ('\u{FE0F}', '\u{200D}'), "{:?}", cleaned);
        }
        prop_assert!(!invisible.first().is_some_and(|first| *first), "{:?}", cleaned);
    }
}

#[test]
fn every_stand_in_is_one_column_wide() {
    for c in (0..=0x10_FFFF).filter_map(char::from_u32).filter_map(stand_in).chain(['∶', '♯']) {
        assert_eq!(c.width(), Some(1), "{c:?}");
    }
}
