//! A place in the text and the token that stands there. Copies of it look ahead.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::effort::spend;
use crate::span::{Span, position};
use crate::wide;

/// A token and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
    /// Whether a fullwidth character was taken for the ASCII one.
    pub(crate) wide: bool,
}

impl Token {
    /// Whether a value can begin with it.
    pub(crate) const fn starts_value(self) -> bool {
        matches!(self.kind, TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) || self.starts_key()
    }

    /// Whether a key can begin with it, or with it but for a mistake.
    pub(crate) const fn starts_key(self) -> bool {
        use TokenKind::{Atom, BasicString, Dot, LiteralString, MlBasicString, MlLiteralString};
        matches!(self.kind, Atom | Dot | BasicString | LiteralString | MlBasicString | MlLiteralString)
    }

    /// How many quotes stand on either side of it, if it is text.
    pub(crate) const fn quotes(self) -> usize {
        if self.is_triple() { 3 } else { 1 }
    }

    /// Whether it is text that may have line breaks.
    pub(crate) const fn is_triple(self) -> bool {
        matches!(self.kind, TokenKind::MlBasicString | TokenKind::MlLiteralString)
    }
}

/// A place in the text, and the token that begins there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'s> {
    text: &'s str,
    pub(crate) token: Token,
    /// Where the line of the token starts.
    pub(crate) line: u32,
}

impl<'s> Cursor<'s> {
    pub(crate) fn new(text: &'s str) -> Self {
        let line = first_line(text);
        Self { text, token: token_at(text, line as usize), line }
    }

    /// Goes on to the next token.
    pub(crate) fn advance(&mut self) {
        let Token { kind, span, .. } = self.token;
        match kind {
            TokenKind::Newline => self.line = span.end,
            TokenKind::MlBasicString | TokenKind::MlLiteralString => {
                self.line = line_start(self.text, span.start, span.end, self.line);
            }
            _ => {}
        }
        self.token = token_at(self.text, span.end as usize);
    }

    /// Goes to byte `at` of the line that starts at `line`.
    pub(crate) fn seek(&mut self, at: u32, line: u32) {
        self.token = token_at(self.text, at as usize);
        self.line = line;
    }

    /// Goes on to the next token that is neither a blank nor, with `lines`, a line break or a comment.
    pub(crate) fn skip(&mut self, lines: bool) {
        while match self.token.kind {
            TokenKind::Whitespace => true,
            TokenKind::Newline | TokenKind::Comment => lines,
            _ => false,
        } {
            self.advance();
        }
    }

    /// How far the token is from the start of its line, in bytes.
    pub(crate) const fn column(&self) -> u32 {
        self.token.span.start.saturating_sub(self.line)
    }

    /// Where the line ends, before its line break.
    pub(crate) fn line_end(&self) -> u32 {
        let start = self.token.span.start;
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        spend(line.len());
        start.saturating_add(position(line.strip_suffix('\r').unwrap_or(line).len()))
    }
}

/// Where the first line starts: after a byte order mark.
pub(crate) fn first_line(text: &str) -> u32 {
    position(if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 })
}

/// Where the line of byte `end` starts, if that of byte `start` starts at `line`.
pub(crate) fn line_start(text: &str, start: u32, end: u32, line: u32) -> u32 {
    let between = text.get(start as usize..end as usize).unwrap_or_default();
    let before = between.rfind('\n').map_or(0, |at| at + 1);
    spend(between.len() - before);
    if before == 0 { line } else { start.saturating_add(position(before)) }
}

/// The token that begins at byte `at`.
fn token_at(text: &str, at: usize) -> Token {
    let (kind, length) = lex(text, at);
    spend(length);
    let span = Span::new(position(at), position(at + length));
    let wide = kind != TokenKind::Atom && text.as_bytes().get(at).is_some_and(|first| !first.is_ascii());
    Token { kind, span, wide }
}

/// The kind of the token that begins at byte `at`, and its length in bytes.
fn lex(text: &str, at: usize) -> (TokenKind, usize) {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let Some(&first) = rest.first() else { return (TokenKind::Eof, 0) };
    match first {
        b'.' => (TokenKind::Dot, 1),
        b'=' => (TokenKind::Equals, 1),
        b',' => (TokenKind::Comma, 1),
        b'[' => (TokenKind::LeftSquareBracket, 1),
        b']' => (TokenKind::RightSquareBracket, 1),
        b'{' => (TokenKind::LeftCurlyBracket, 1),
        b'}' => (TokenKind::RightCurlyBracket, 1),
        b'\n' => (TokenKind::Newline, 1),
        b' ' | b'\t' => (TokenKind::Whitespace, length_while(rest, |byte| matches!(byte, b' ' | b'\t'))),
        b'"' | b'\'' | b'#' | b'\r' => lex_with_library(text, at),
        _ => match word(text, at) {
            0 => lex_wide(text, at),
            length => (TokenKind::Atom, length),
        },
    }
}

fn length_while(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| !is(byte)).unwrap_or(bytes.len())
}

/// Text, a comment or a line break at byte `at`.
fn lex_with_library(text: &str, at: usize) -> (TokenKind, usize) {
    let token = text.get(at..).and_then(|rest| Source::new(rest).lex().next());
    token.map_or((TokenKind::Eof, 0), |token| (token.kind(), token.span().end()))
}

/// The length of the word at byte `at`, in bytes: everything up to what has a meaning in TOML or would have if it were
/// ASCII. Within a word quotes mean nothing.
fn word(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let mut length = 0;
    loop {
        length += length_while(rest.get(length..).unwrap_or_default(), is_surely_of_word);
        if rest.get(length).is_none_or(u8::is_ascii) {
            return length;
        }
        match text.get(at + length..).and_then(|rest| rest.chars().next()) {
            Some(c) if !c.is_ascii() && wide::token(c).is_none() => length += c.len_utf8(),
            _ => return length,
        }
    }
}

/// Whether `byte` is part of a word. Of the first bytes of a character that [`wide`] knows that cannot be said.
const fn is_surely_of_word(byte: u8) -> bool {
    !matches!(
        byte,
        b'.' | b'='
            | b','
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b' '
            | b'\t'
            | b'#'
            | b'\r'
            | b'\n'
            | 0xC2
            | 0xE2
            | 0xE3
            | 0xEF
    )
}

/// What the fullwidth character at byte `at` stands for, and its length or that of the text that it begins.
fn lex_wide(text: &str, at: usize) -> (TokenKind, usize) {
    let mut chars = text.get(at..).unwrap_or_default().chars();
    let open = chars.next().unwrap_or_default();
    let inside = chars.as_str();
    let kind = wide::token(open).unwrap_or(TokenKind::Atom);
    let length = match kind {
        TokenKind::Comment => inside.find(['\r', '\n']).unwrap_or(inside.len()),
        TokenKind::BasicString | TokenKind::LiteralString => {
            match inside.char_indices().find(|&(_, c)| matches!(c, '\r' | '\n') || wide::closes(open, c)) {
                Some((at, '\r' | '\n')) => at,
                Some((at, close)) => at + close.len_utf8(),
                None => inside.len(),
            }
        }
        _ => 0,
    };
    (kind, open.len_utf8() + length)
}
