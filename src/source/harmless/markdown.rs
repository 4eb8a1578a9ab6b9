//! Text in Markdown as GitHub reads it: shown as it is, whatever it says.
//!
//! `CommonMark` takes a backslash before any punctuation for the character itself. Links from bare addresses, names of people, numbers of
//! issues and commits are looked for in what is shown, where no backslash is left: there the one character that makes them gets a
//! look-alike. Source: *GitHub Flavored Markdown Spec* 6.9; GitHub, *Autolinked references and URLs*.

use super::{Fit, prose};

/// Text in which nothing is Markdown, HTML, a link or somebody's name; also in a cell of a table.
#[must_use]
pub fn markdown(text: &str) -> Fit<'static> {
    let mut escaped = String::with_capacity(text.len());
    Before::default().escape(&prose(text), &mut escaped);
    prose(&escaped).into_owned()
}

/// Words in which ids stand between backticks: what stands between them is code, and the rest as it is. Not for a cell of a table.
#[must_use]
pub fn markdown_with_code(words: &str) -> Fit<'static> {
    with_code(words, |code| !code.trim().is_empty())
}

/// The same for a cell of a table, where a bar ends the cell in code as well.
#[must_use]
pub fn markdown_cell(words: &str) -> Fit<'static> {
    with_code(words, |code| !code.trim().is_empty() && !code.contains('|'))
}

fn with_code(words: &str, can_be_code: impl Fn(&str) -> bool) -> Fit<'static> {
    let words = prose(words);
    let mut text = String::with_capacity(words.len());
    let mut parts = words.split('`').peekable();
    let mut is_code = false;
    let mut before = Before::default();
    let mut plain = String::new();
    while let Some(part) = parts.next() {
        let is_closed = parts.peek().is_some();
        match (is_code, is_closed) {
            (true, true) if can_be_code(part) => {
                before.escape(&std::mem::take(&mut plain), &mut text);
                text.extend(["`", part, "`"]);
                before.push('`');
            }
            _ => plain.push_str(part),
        }
        is_code = !is_code;
    }
    before.escape(&plain, &mut text);
    prose(&text).into_owned()
}

/// What was read so far.
#[derive(Default)]
struct Before {
    /// Letters and digits since the last other character.
    word: String,
    /// Whether there was anything but digits, which with a dot would be the number of a list.
    is_text: bool,
}

impl Before {
    /// Adds a text that follows, with a backslash or a look-alike for whatever would be more than text.
    fn escape(&mut self, text: &str, escaped: &mut String) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            if self.ends_word() && is_commit(word) {
                escaped.extend(["`", word, "`"]);
                word.chars().for_each(|c| self.push(c));
                self.is_text = true;
                rest = rest.get(word.len()..).unwrap_or_default();
                continue;
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            let look_alike = instead(self, c, rest);
            if look_alike.is_none() && is_markup(self, c) {
                escaped.push('\\');
            }
            escaped.push(look_alike.unwrap_or(c));
            self.push(c);
        }
    }

    fn push(&mut self, c: char) {
        if c.is_alphanumeric() {
            self.word.push(c);
        } else {
            self.word.clear();
        }
        self.is_text |= !c.is_ascii_digit() && !c.is_whitespace();
    }

    const fn ends_word(&self) -> bool {
        self.word.is_empty()
    }
}

/// A look-alike for the character that would make a link.
fn instead(before: &Before, c: char, rest: &str) -> Option<char> {
    let is_number = || rest.starts_with(|c: char| c.is_ascii_digit());
    match c {
        '@' => Some('\u{FF20}'),
        '#' if is_number() => Some('♯'),
        ':' if rest.starts_with("//") => Some('∶'),
        '.' if before.word.to_ascii_lowercase().ends_with("www") => Some('\u{2024}'),
        '-' if before.word.eq_ignore_ascii_case("gh") && is_number() => Some('\u{2011}'),
        _ => None,
    }
}

/// Whether a word could be the name of a commit, or the start of one; as code it is none.
fn is_commit(word: &str) -> bool {
    (7..=64).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a character may be markup: anywhere, or as the first one.
fn is_markup(before: &Before, c: char) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '!' | '|' | '~' | '&' | '$' | '^' | '=' => {
            true
        }
        '-' | '+' | '.' | ')' => !before.is_text,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What a reader is shown, without what is code; fails on anything that is neither.
    fn read(markdown: &str) -> String {
        let mut shown = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => shown.push_str(&text),
                Event::Code(_) => shown.push('\u{1}'),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => panic!("{other:?} in {markdown:?}"),
            }
        }
        shown
    }

    /// Whether GitHub links something in a text that it shows. Source: as above.
    fn has_link(shown: &str) -> bool {
        let lower = shown.to_lowercase();
        let is_numbered = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        let ends_word = |before: &str| !before.ends_with(char::is_alphanumeric);
        let is_issue = |(at, sign): (usize, &str)| {
            let (before, rest) = lower.split_at(at);
            is_numbered(rest.trim_start_matches(sign)) && (sign == "#" || ends_word(before))
        };
        let words = lower.split(|c: char| !c.is_alphanumeric());
        ["www.", "://", "@"].iter().any(|sign| lower.contains(sign))
            || lower.match_indices("#").chain(lower.match_indices("gh-")).any(is_issue)
            || words.into_iter().any(is_commit)
    }

    #[test]
    fn nothing_is_a_link_and_everything_can_be_read() {
        for (text, shown) in [
            ("a www.evil.example b", "a www\u{2024}evil.example b"),
            ("(WWW.evil.example)", "(WWW\u{2024}evil.example)"),
            ("see https://evil.example/?a=b", "see https∶//evil.example/?a=b"),
            ("mailto:me@evil.example", "mailto:me\u{FF20}evil.example"),
            ("@everyone fixes #12, x/y#3 and GH-4", "\u{FF20}everyone fixes ♯12, x/y♯3 and GH\u{2011}4"),
            ("<b> *x* [y](z) &amp; $1$ ~~a~~", "<b> *x* [y](z) &amp; $1$ ~~a~~"),
            ("- no list", "- no list"),
            ("12. no list", "12. no list"),
            ("above 50 000.01, C1: a-b", "above 50 000.01, C1: a-b"),
        ] {
            assert_eq!(read(&markdown(text)), shown, "{}", markdown(text));
        }
    }

    #[test]
    fn the_name_of_a_commit_is_code() {
        assert_eq!(&*markdown("since 4f3c2a1 (deadbeef)"), "since `4f3c2a1` (deadbeef)");
        assert_eq!(&*markdown("amount12345678"), "amount12345678");
    }

    #[test]
    fn ids_are_code_and_nothing_else_is_markdown() {
        let safe = |words| markdown_with_code(words).to_string();
        assert_eq!(safe("`a` gains `b` when x is 1"), "`a` gains `b` when x is 1");
        assert_eq!(safe("<img> *x* @all [y](z)"), "\\<img\\> \\*x\\* \u{FF20}all \\[y\\](z)");
        assert_eq!(safe("`a`<b>` c"), "`a`\\<b\\> c");
        assert_eq!(safe("`` x"), " x");
        assert_eq!(safe("fixes #`12"), "fixes ♯12");
        assert!(!safe("a\n# b").contains('\n'));
    }

    #[test]
    fn a_bar_ends_no_cell() {
        assert_eq!(&*markdown_cell("`a` | `b|c`"), "`a` \\| b\\|c");
    }

    proptest! {
        #[test]
        fn a_reader_is_shown_text_and_no_link(
            text in "[ -~]{0,20}|([a-f0-9]{6,9}|www|\\.|:|/|@|#|[0-9]|GH-| |x|https|`|-|\\)){0,8}",
        ) {
            for safe in [markdown(&text), markdown_with_code(&text), markdown_cell(&text)] {
                let shown = read(&safe);
                prop_assert!(!has_link(&shown), "{} shows {}", safe, shown);
            }
        }
    }
}
