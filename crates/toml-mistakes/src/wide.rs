//! Punctuation as a Chinese input method types it, and the ASCII characters that are meant.

use toml_parser::lexer::TokenKind;

/// The ASCII character that `c` was typed for.
pub(crate) const fn ascii(c: char) -> Option<char> {
    match c {
        '\u{3000}' | '\u{a0}' => Some(' '),
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' => Some('"'),
        '‘' | '’' => Some('\''),
        '、' => Some(','),
        '。' => Some('.'),
        '【' => Some('['),
        '】' => Some(']'),
        '—' | '–' | '−' => Some('-'),
        '！'..='～' => char::from_u32(c as u32 - ('！' as u32 - '!' as u32)),
        _ => None,
    }
}

/// What `c` would be outside of text if it were the ASCII character that it was typed for; nothing where it would be
/// part of a word.
pub(crate) const fn token(c: char) -> Option<TokenKind> {
    let Some(ascii) = ascii(c) else { return None };
    Some(match ascii {
        // a colon only ever stands for `=`: `name：`
        '=' | ':' => TokenKind::Equals,
        ',' => TokenKind::Comma,
        '.' => TokenKind::Dot,
        '[' => TokenKind::LeftSquareBracket,
        ']' => TokenKind::RightSquareBracket,
        '{' => TokenKind::LeftCurlyBracket,
        '}' => TokenKind::RightCurlyBracket,
        ' ' => TokenKind::Whitespace,
        '#' => TokenKind::Comment,
        '"' => TokenKind::BasicString,
        '\'' => TokenKind::LiteralString,
        _ => return None,
    })
}

/// What to type for `c` where [`token`] says what it is.
pub(crate) const fn meant(c: char) -> Option<char> {
    match ascii(c) {
        Some(':') => Some('='),
        other => other,
    }
}

/// Whether `c` closes text that was opened by a quote with the same ASCII character as `open`.
pub(crate) fn closes(open: char, c: char) -> bool {
    ascii(open) == Some(ascii(c).unwrap_or(c))
}

/// Where the first fullwidth character of `text` is, if `text` is as it `should_be` once all of them are the ASCII ones.
pub(crate) fn first_in(text: &str, should_be: impl FnOnce(&str) -> bool) -> Option<usize> {
    let (first, _) = text.char_indices().find(|&(_, c)| ascii(c).is_some())?;
    let meant: String = text.chars().map(|c| ascii(c).unwrap_or(c)).collect();
    should_be(&meant).then_some(first)
}
