//! Looking ahead: does an entry or a header stand at the cursor?

use toml_parser::lexer::TokenKind;

use crate::cursor::Cursor;
use crate::span::Span;

/// Whether `key =` stands at the cursor.
pub(crate) fn is_entry(mut cursor: Cursor<'_>) -> bool {
    skip_key(&mut cursor) && cursor.token.kind == TokenKind::Equals
}

/// What is between the brackets, if a header and nothing else stands on the line from the cursor on.
pub(crate) fn header_inside(mut cursor: Cursor<'_>) -> Option<Span> {
    let mut brackets = 0;
    while cursor.token.kind == TokenKind::LeftSquareBracket && brackets < 2 {
        brackets += 1;
        cursor.advance();
    }
    cursor.skip(false);
    let start = cursor.token.span.start;
    if brackets == 0 || !skip_key(&mut cursor) {
        return None;
    }
    let inside = Span::new(start, cursor.token.span.start);
    for _ in 0..brackets {
        if cursor.token.kind != TokenKind::RightSquareBracket {
            return None;
        }
        cursor.advance();
    }
    cursor.skip(false);
    let ends = matches!(cursor.token.kind, TokenKind::Newline | TokenKind::Comment | TokenKind::Eof);
    ends.then_some(inside)
}

/// Goes past a key and the blanks after it. Whether there is one.
fn skip_key(cursor: &mut Cursor<'_>) -> bool {
    loop {
        if !matches!(cursor.token.kind, TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString) {
            return false;
        }
        cursor.advance();
        cursor.skip(false);
        if cursor.token.kind != TokenKind::Dot {
            return true;
        }
        cursor.advance();
        cursor.skip(false);
    }
}
