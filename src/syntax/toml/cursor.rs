//! A place in the text and the token that stands there. Copies of it look ahead.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::source::Span;

use super::arena::position;
use super::wide;

/// A token and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
    /// Whether a fullwidth character was taken for the ASCII one.
    pub(super) wide: bool,
}

impl Token {
    /// Whether a value can begin with it.
    pub(super) const fn starts_value(self) -> bool {
        matches!(self.kind, TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) || self.starts_key()
    }

    /// Whether a key can begin with it, or with it but for a mistake.
    pub(super) const fn starts_key(self) -> bool {
        use TokenKind::{Atom, BasicString, Dot, LiteralString, MlBasicString, MlLiteralString};
        matches!(self.kind, Atom | Dot | BasicString | LiteralString | MlBasicString | MlLiteralString)
    }

    /// Whether it is text that may have line breaks.
    pub(super) const fn is_triple(self) -> bool {
        matches!(self.kind, TokenKind::MlBasicString | TokenKind::MlLiteralString)
    }
}

/// A place in the text, and the token that begins there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'s> {
    text: &'s str,
    pub(super) token: Token,
    /// Where the line of the token starts.
    pub(super) line: u32,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, token: lex(text, start), line: position(start) }
    }

    /// Goes on to the next token.
    pub(super) fn advance(&mut self) {
        let Token { kind, span, .. } = self.token;
        match kind {
            TokenKind::Newline => self.line = span.end,
            TokenKind::MlBasicString | TokenKind::MlLiteralString => {
                self.line = line_start(self.text, span.start, span.end, self.line);
            }
            _ => {}
        }
        self.token = lex(self.text, span.end as usize);
    }

    /// Goes to byte `at` of the line that starts at `line`.
    pub(super) fn seek(&mut self, at: u32, line: u32) {
        self.token = lex(self.text, at as usize);
        self.line = line;
    }

    /// Goes on to the next token that is neither a blank nor, with `lines`, a line break or a comment.
    pub(super) fn skip(&mut self, lines: bool) {
        while match self.token.kind {
            TokenKind::Whitespace => true,
            TokenKind::Newline | TokenKind::Comment => lines,
            _ => false,
        } {
            self.advance();
        }
    }

    /// How far the token is from the start of its line, in bytes.
    pub(super) const fn column(&self) -> u32 {
        self.token.span.start.saturating_sub(self.line)
    }

    /// Where the line ends, before its line break.
    pub(super) fn line_end(&self) -> u32 {
        let start = self.token.span.start;
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        start.saturating_add(position(line.strip_suffix('\r').unwrap_or(line).len()))
    }
}

/// Where the line of byte `end` starts, if that of byte `start` starts at `line`.
pub(super) fn line_start(text: &str, start: u32, end: u32, line: u32) -> u32 {
    let between = text.get(start as usize..end as usize).unwrap_or_default();
    between.rfind('\n').map_or(line, |at| start.saturating_add(position(at + 1)))
}

/// The token that begins at byte `at`.
fn lex(text: &str, at: usize) -> Token {
    let rest = text.get(at..).unwrap_or_default();
    let word = word(rest);
    let (kind, length, wide) = match rest.chars().next() {
        _ if word > 0 => (TokenKind::Atom, word, false),
        Some(c) if !c.is_ascii() && wide::token(c).is_some() => wide_token(rest, c),
        _ => return next_of_library(rest, at),
    };
    Token { kind, span: Span::new(position(at), position(at + length)), wide }
}

fn next_of_library(rest: &str, at: usize) -> Token {
    let Some(token) = Source::new(rest).lex().next() else {
        return Token { kind: TokenKind::Eof, span: Span::new(position(at), position(at)), wide: false };
    };
    let span = token.span();
    Token { kind: token.kind(), span: Span::new(position(at + span.start()), position(at + span.end())), wide: false }
}

/// The length of the word that `text` starts with, in bytes: everything up to what has a meaning in TOML or would have
/// if it were ASCII. Within a word quotes mean nothing.
fn word(text: &str) -> usize {
    let mut length = 0;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(length) {
        match byte {
            b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'#' | b'\r' | b'\n' => break,
            b'"' | b'\'' if length == 0 => break,
            // the first bytes of all that `wide` knows
            0xC2 | 0xE2 | 0xE3 | 0xEF => {
                let next = text.get(length..).and_then(|rest| rest.chars().next());
                match next {
                    Some(c) if wide::token(c).is_some() => break,
                    c => length += c.map_or(1, char::len_utf8),
                }
            }
            _ => length += 1,
        }
    }
    length
}

/// The token that `c`, the first character of `rest`, stands for.
fn wide_token(rest: &str, c: char) -> (TokenKind, usize, bool) {
    let kind = wide::token(c).unwrap_or(TokenKind::Atom);
    let inside = rest.get(c.len_utf8()..).unwrap_or_default();
    let length = match kind {
        TokenKind::Comment => inside.find(['\r', '\n']).unwrap_or(inside.len()),
        TokenKind::BasicString | TokenKind::LiteralString => {
            let end = inside.char_indices().find(|&(_, end)| end == '\n' || end == '\r' || wide::closes(c, end));
            match end {
                Some((at, '\n' | '\r')) => at,
                Some((at, end)) => at + end.len_utf8(),
                None => inside.len(),
            }
        }
        _ => 0,
    };
    (kind, c.len_utf8() + length, true)
}
