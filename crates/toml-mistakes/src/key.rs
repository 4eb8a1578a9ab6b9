//! Reading keys: `a`, `"a b"`, `a.b`.

use std::borrow::Cow;

use toml_parser::lexer::TokenKind;

use crate::cursor::Token;
use crate::mistake::{Mistake, MistakeKind, quote};
use crate::nodes::KeyPart;
use crate::parser::{DEEPEST, Parser};
use crate::span::{Span, position};
use crate::wide;

/// Where a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyOf {
    /// `[key]`
    Header,
    /// `key = value`
    Entry,
}

impl<'s> Parser<'s> {
    /// Reads a key and adds its parts to `self.parts`. Whether all of it is there and can be used.
    pub(crate) fn key(&mut self, of: KeyOf) -> bool {
        let first = self.parts.len();
        let mut complete = true;
        loop {
            let token = self.token();
            if token.starts_key() && token.kind != TokenKind::Dot {
                complete &= self.key_part(token, of);
            } else {
                complete = false;
                self.report_simple(MistakeKind::Missing, token.span, "a name is missing here", "");
            }
            self.skip_blank();
            if self.token().kind == TokenKind::Atom {
                self.more_words(of);
            }
            if self.token().kind != TokenKind::Dot {
                break;
            }
            self.bump();
            self.skip_blank();
        }
        complete && self.is_short_enough(first)
    }

    pub(crate) fn skip_blank(&mut self) {
        while self.token().kind == TokenKind::Whitespace {
            self.bump();
        }
    }

    fn is_short_enough(&mut self, first: usize) -> bool {
        let too_deep = self.parts.get(first + DEEPEST).map(|part| part.span);
        if let Some(span) = too_deep {
            let message = format!("a key has at most {DEEPEST} parts");
            self.report_simple(MistakeKind::Depth, span, &message, "");
        }
        too_deep.is_none()
    }

    /// Reads one part of a key. Whether it can be used.
    fn key_part(&mut self, token: Token, of: KeyOf) -> bool {
        if token.kind == TokenKind::Atom {
            let span = self.bare_part(token.span, of);
            self.parts.push(KeyPart { span, text: Cow::Borrowed(self.text_at(span)), is_open: true });
            return true;
        }
        let text = self.text_token();
        let span = self.token().span;
        if token.is_triple() {
            let help = "use one quote on either side";
            self.report_simple(MistakeKind::Unexpected, span, "a key cannot stand in three quotes", help);
        }
        self.bump();
        let is_open = text.is_none();
        self.parts.push(KeyPart { span, text: text.unwrap_or_else(|| Cow::Borrowed(self.text_at(span))), is_open });
        !is_open
    }

    /// Reads the part without quotes that stands at `word`. Says where it ends.
    fn bare_part(&mut self, word: Span, of: KeyOf) -> Span {
        let text = self.text_at(word);
        if !text.bytes().all(is_bare) {
            if of == KeyOf::Entry
                && let Some(at @ 1..) = text.find(':')
            {
                return self.part_before_colon(word, at);
            }
            self.report_unquoted_key(word);
        }
        self.bump();
        word
    }

    /// Takes the colon at byte `at` of `word` for the `=` that should be there.
    fn part_before_colon(&mut self, word: Span, at: usize) -> Span {
        let end = word.start.saturating_add(position(at));
        let colon = Span::new(end, end.saturating_add(1));
        self.report_simple(MistakeKind::Unexpected, colon, "a key and its value are joined by `=`", "write `=`");
        let span = Span::new(word.start, end);
        self.cursor.token = Token { kind: TokenKind::Equals, span: colon, wide: false };
        if self.text_at(span).bytes().any(|byte| !byte.is_ascii()) {
            self.report_unquoted_key(span);
        }
        span
    }

    /// Takes the words at the cursor for more of the last part of the key, `lead time = 3`, if the key ends with them.
    fn more_words(&mut self, of: KeyOf) {
        let mut ahead = self.cursor;
        let mut end = 0;
        while let TokenKind::Atom | TokenKind::Whitespace = ahead.token.kind {
            if ahead.token.kind == TokenKind::Atom {
                end = ahead.token.span.end;
            }
            ahead.advance();
        }
        let expected = if of == KeyOf::Header { TokenKind::RightSquareBracket } else { TokenKind::Equals };
        match self.parts.last_mut() {
            Some(part) if part.is_open && ahead.token.kind == expected => {
                part.span.end = end;
                let span = part.span;
                part.text = Cow::Borrowed(self.text.get(span.range()).unwrap_or_default());
                self.cursor = ahead;
                self.report_unquoted_key(span);
            }
            _ => {}
        }
    }

    /// Reports a key that is not a bare one.
    fn report_unquoted_key(&mut self, span: Span) {
        let text = self.text_at(span);
        if self.report_control(span, "a key") {
            return;
        }
        if let Some(at) = wide::first_in(text, |ascii| ascii.bytes().all(is_bare)) {
            return self.report_wide(span.start.saturating_add(position(at)));
        }
        self.report(span, || {
            Mistake::new(MistakeKind::Unquoted, span, format!("{} must stand in quotes", quote(text)))
                .help(format!("write {}", quote(&in_quotes(text))))
        });
    }
}

/// Whether `byte` can be part of a key without quotes.
const fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// `text` in the quotes that it does not itself contain.
pub(crate) fn in_quotes(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{text}'") } else { format!("\"{text}\"") }
}
