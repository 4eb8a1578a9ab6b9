//! Reading text in quotes.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;
use toml_parser::lexer::TokenKind;
use toml_parser::{ParseError, Raw};

use crate::cursor::Token;
use crate::mistake::{Mistake, MistakeKind, quote};
use crate::parser::Parser;
use crate::span::{Span, position};
use crate::wide;

impl<'s> Parser<'s> {
    /// What the text at the cursor says, unless there is a mistake in it, which is reported. The token may end sooner
    /// than the lexer believed, where a fullwidth quote was meant to close it.
    pub(crate) fn text_token(&mut self) -> Option<Cow<'s, str>> {
        let token = self.token();
        let raw = self.text_at(token.span);
        if token.wide {
            return wide_text(raw).map(Cow::Borrowed);
        }
        let encoding = match token.kind {
            TokenKind::MlBasicString => Encoding::MlBasicString,
            TokenKind::MlLiteralString => Encoding::MlLiteralString,
            TokenKind::LiteralString => Encoding::LiteralString,
            _ => Encoding::BasicString,
        };
        if !is_closed(token, raw) || self.is_followed_at_once(token.span) {
            if let Some(text) = self.text_to_wide_quote(token, raw) {
                return Some(Cow::Borrowed(text));
            }
            if self.is_unclosed(token, raw) {
                self.report_unclosed_text(token, raw);
                return None;
            }
        }
        let escapes = matches!(encoding, Encoding::BasicString | Encoding::MlBasicString);
        let is_plain = |byte: u8| byte >= b' ' && byte != 0x7F && !(escapes && byte == b'\\');
        if raw.bytes().fold(true, |all, byte| all & is_plain(byte)) {
            let width = token.quotes();
            return raw.get(width..raw.len().saturating_sub(width)).map(Cow::Borrowed);
        }
        self.decode(token, raw, encoding)
    }

    /// Has the library replace escapes and look for what must not be in text.
    fn decode(&mut self, token: Token, raw: &'s str, encoding: Encoding) -> Option<Cow<'s, str>> {
        let mut text = Cow::Borrowed("");
        let mut error: Option<ParseError> = None;
        let span = toml_parser::Span::new_unchecked(0, raw.len());
        let _ = Raw::new_unchecked(raw, Some(encoding), span).decode_scalar(&mut text, &mut error);
        match error {
            None => Some(text),
            Some(error) => {
                let at = error.unexpected().map_or(0, |span| span.start());
                self.report_bad_text(token, raw, at);
                None
            }
        }
    }

    /// Reports what is wrong at or right before byte `at` of the text `raw`.
    fn report_bad_text(&mut self, token: Token, raw: &str, at: usize) {
        if self.report_control(token.span, "text") {
            return;
        }
        let is_escape = raw.as_bytes().get(at) == Some(&b'\\');
        let start = if is_escape { at } else { raw.get(..at).and_then(|before| before.rfind('\\')).unwrap_or(at) };
        let length = raw.get(start..).map_or(1, |rest| {
            let most = match rest.as_bytes() {
                [_, b'x', ..] => 2,
                [_, b'u', ..] => 4,
                [_, b'U', ..] => 8,
                _ => 0,
            };
            let digits = rest.chars().skip(2).take(most).take_while(char::is_ascii_hexdigit).count();
            rest.chars().take(2 + digits).map(char::len_utf8).sum()
        });
        let start = token.span.start.saturating_add(position(start));
        let span = Span::new(start, start.saturating_add(position(length)));
        let escape = self.text_at(span);
        self.report(span, || {
            Mistake::new(MistakeKind::Text, span, format!("{} means nothing in text", quote(escape)))
                .help("write `\\\\` for a backslash, or put the text in single quotes: `'…'`")
        });
    }

    fn report_unclosed_text(&mut self, token: Token, raw: &str) {
        let span = Span::new(token.span.start, token.span.start.saturating_add(position(token.quotes())));
        let quotes = self.text_at(span);
        self.statement.swallowed.square |= raw.contains(']');
        self.statement.swallowed.curly |= raw.contains('}');
        self.report(span, || {
            Mistake::new(MistakeKind::Unclosed, span, format!("this `{quotes}` is never closed"))
                .help(format!("add `{quotes}` where the text ends"))
        });
    }

    /// Whether the text `raw` is never closed, or only by what was to open another: a word follows it at once, and
    /// within three quotes there is a statement. Where it is one quote, the token then goes on to the end of the word.
    pub(crate) fn is_unclosed(&mut self, token: Token, raw: &str) -> bool {
        if !is_closed(token, raw) {
            return true;
        }
        if !self.is_followed_at_once(token.span) {
            return false;
        }
        if token.is_triple() {
            return self.statement_within(token.span).is_some();
        }
        let mut ahead = self.cursor;
        ahead.advance();
        let is_word = ahead.token.kind == TokenKind::Atom;
        if is_word {
            self.cursor.token.span.end = ahead.token.span.end;
        }
        is_word
    }

    /// What stands before a fullwidth quote that was meant to close the text `raw`, which does not end as it should.
    /// The token then ends with that quote.
    fn text_to_wide_quote(&mut self, token: Token, raw: &'s str) -> Option<&'s str> {
        if token.is_triple() {
            return None;
        }
        let open = raw.chars().next()?;
        let (at, close) = raw.char_indices().find(|&(_, c)| !c.is_ascii() && wide::closes(c, open))?;
        let start = token.span.start.saturating_add(position(at));
        self.report_wide(start);
        self.cursor.token.span.end = start.saturating_add(position(close.len_utf8()));
        raw.get(1..at)
    }

    /// Whether a word or more text begins where `span` ends: nowhere in TOML may it.
    fn is_followed_at_once(&self, span: Span) -> bool {
        let next = self.text.as_bytes().get(span.end as usize);
        next.is_some_and(|next| !matches!(next, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | b'}' | b'=' | b'.' | b'#'))
    }
}

/// What stands in fullwidth quotes, if they are closed.
fn wide_text(raw: &str) -> Option<&str> {
    let mut chars = raw.chars();
    let open = chars.next()?;
    let close = chars.next_back()?;
    wide::closes(open, close).then_some(chars.as_str())
}

/// Whether the token, which reads `raw`, ends with the quotes that it begins with.
fn is_closed(token: Token, raw: &str) -> bool {
    let Some((open, rest)) = raw.split_at_checked(token.quotes()) else { return false };
    let Some(inside) = rest.strip_suffix(open) else { return false };
    let escapes = inside.bytes().rev().take_while(|&byte| byte == b'\\').count();
    open.starts_with('\'') || escapes % 2 == 0
}
