//! Text from a policy made fit for a terminal and a log: it can move no cursor, turn no text around, hide nothing and
//! start no line.
//!
//! Every character stays one character, so that columns hold; what is replaced gets a visible stand-in of one column.

use std::borrow::Cow;

/// Words: a message, a name, an id, a file's name. One line, whatever they contain, and none that a build server takes for
/// a command, even where they are wrapped.
#[must_use]
pub fn prose(text: &str) -> Cow<'_, str> {
    clean(text, |c| if c == '\t' { Some(' ') } else { stand_in(c) }, true)
}

/// A line of a file: its tabs stay, for the one who shows it to expand.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    clean(text, |c| if c == '\t' { None } else { stand_in(c) }, false)
}

/// What is shown in place of a character that is not to reach a terminal; `None` for every other.
#[must_use]
pub const fn stand_in(c: char) -> Option<char> {
    match c {
        '\0'..='\x1F' => char::from_u32(0x2400 + c as u32),
        '\x7F' => Some('\u{2421}'),
        _ if is_invisible(c) => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

/// Controls, separators of lines, marks of direction, and what Unicode calls default-ignorable, which takes no room on a line; and the
/// two characters that are none, which XML cannot hold.
/// Variation selectors stay, since emoji and Chinese characters need them.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9F}'
            | '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{FFFE}'..='\u{FFFF}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}'
            | '\u{E01F0}'..='\u{E0FFF}'
    )
}

fn clean(text: &str, stand_in: impl Fn(char) -> Option<char>, first_on_line: bool) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") && !text.chars().any(|c| stand_in(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        cleaned.push(match c {
            ':' if first_on_line && before.is_whitespace() && rest.starts_with("::") => '∶',
            '#' if before == '#' && closes_log_command(rest) => '♯',
            _ => stand_in(c).unwrap_or(c),
        });
        before = c;
    }
    Cow::Owned(cleaned)
}

/// Whether a second `#` makes what build servers take for a command anywhere in a line: `##[`, `##vso[`, `##teamcity[`.
fn closes_log_command(rest: &str) -> bool {
    rest.strip_prefix('#')
        .is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthChar;

    #[test]
    fn escapes_breaks_and_marks_of_direction_become_visible() {
        assert_eq!(prose("a\u{1B}[31mb\r\nc\u{7F}\u{9B}"), "a␛[31mb␍␊c␡\u{FFFD}");
        assert_eq!(prose("x\u{202E}y\u{2066}\u{200F}\u{61C}z\u{2028}"), "x\u{FFFD}y\u{FFFD}\u{FFFD}\u{FFFD}z\u{FFFD}");
        assert_eq!(prose("ad\u{200B}min\u{FEFF}"), "ad\u{FFFD}min\u{FFFD}");
        assert_eq!((prose("a\tb"), line("a\tb")), ("a b".into(), "a\tb".into()));
    }

    #[test]
    fn no_line_can_begin_with_a_command_of_a_build_server() {
        assert_eq!(prose("::error::x"), "∶:error::x");
        assert_eq!(prose("see  ::error and a::b"), "see  ∶:error and a::b");
        assert_eq!(prose("x ##[error]y"), "x #♯[error]y");
        assert_eq!(line("###vso[task]"), "##♯vso[task]");
        assert_eq!(line("## a heading [1]"), "## a heading [1]");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        for text in ["销售总监 ⚠\u{FE0F} e\u{301}", "10\u{A0}000 ≤ x", "a::b # c"] {
            assert_eq!(prose(text), text);
        }
        assert!(matches!(prose("销售总监"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn every_character_stays_one_character_and_none_is_harmful(text in any::<String>()) {
            for cleaned in [prose(&text), line(&text)] {
                prop_assert_eq!(cleaned.chars().count(), text.chars().count());
                prop_assert!(cleaned.chars().all(|c| c == '\t' || stand_in(c).is_none()));
                prop_assert!(!cleaned.contains("##["));
            }
            prop_assert!(!prose(&text).trim_start().starts_with("::"));
        }
    }

    #[test]
    fn every_stand_in_is_one_column_wide() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32).filter_map(stand_in).chain(['∶', '♯']) {
            assert_eq!(c.width(), Some(1), "{c:?}");
        }
    }
}
