//! Reading values without quotes: numbers, booleans, dates, and words that should have been in quotes.

use std::borrow::Cow;

use toml_parser::decoder::{IntegerRadix, ScalarKind};
use toml_parser::lexer::TokenKind;
use toml_parser::{ParseError, Raw, Source};

use crate::ahead::is_entry;
use crate::cursor::Cursor;
use crate::datetime::{Datetime, DatetimeForm};
use crate::key::in_quotes;
use crate::mistake::{Mistake, MistakeKind, quote};
use crate::nodes::{Content, NodeId};
use crate::parser::Parser;
use crate::span::{Span, position};
use crate::wide;

impl<'s> Parser<'s> {
    /// Reads the value without quotes at the cursor.
    pub(crate) fn scalar(&mut self) -> NodeId {
        let mut span = self.joined();
        let content = match content(self.text_at(span)) {
            Some(Content::Integer(_) | Content::Float(_)) if self.more_digits().is_some() => {
                span = self.number_with_marks(span);
                Content::Bare(self.text_at(span))
            }
            Some(content) if !self.is_before_word() => content,
            _ => {
                span = self.with_more_words(span);
                self.mistaken_scalar(span)
            }
        };
        match content {
            Content::Broken => self.broken(span),
            Content::Bare(_) => self.bare(span),
            content => self.nodes.add(span, content),
        }
    }

    /// Goes past the words and dots that meet, and a time after a date. Says where they stand.
    fn joined(&mut self) -> Span {
        let mut span = self.token().span;
        loop {
            while let TokenKind::Atom | TokenKind::Dot = self.token().kind {
                span.end = self.token().span.end;
                self.bump();
            }
            if self.token().kind == TokenKind::Equals && matches!(self.text_at(span), "<" | ">") {
                span.end = self.token().span.end;
                self.bump();
                continue;
            }
            if !is_date(self.text_at(span)) || !self.is_before_time() {
                return span;
            }
            self.bump();
        }
    }

    /// Whether one blank and then a time stand at the cursor.
    fn is_before_time(&self) -> bool {
        let mut ahead = self.cursor;
        ahead.advance();
        let time = self.text_at(ahead.token.span).as_bytes();
        self.text_at(self.token().span) == " " && matches!(time, [b'0'..=b'9', b'0'..=b'9', b':', ..])
    }

    /// Whether a blank and then a word stand at the cursor, as in `2 hours`.
    fn is_before_word(&self) -> bool {
        if self.token().kind != TokenKind::Whitespace {
            return false;
        }
        let mut ahead = self.cursor;
        ahead.advance();
        let starts_as_number = self.text_at(ahead.token.span).starts_with(|c: char| c.is_ascii_digit());
        ahead.token.kind == TokenKind::Atom && !starts_as_number && !is_entry(ahead)
    }

    /// Where the digits end that go on with the number before the cursor after a comma or a blank, `,000`, and are neither the next item
    /// of an array nor the next key.
    fn more_digits(&self) -> Option<Cursor<'s>> {
        if !matches!(self.token().kind, TokenKind::Comma | TokenKind::Whitespace) || self.innermost_is_array() {
            return None;
        }
        let mut ahead = self.cursor;
        ahead.advance();
        let digits = self.text_at(ahead.token.span);
        let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits || is_entry(ahead) {
            return None;
        }
        ahead.advance();
        Some(ahead)
    }

    /// Reports that the number at `span` goes on with commas or blanks, and goes past all of it. Says where it stands.
    fn number_with_marks(&mut self, mut span: Span) -> Span {
        let first = self.token().kind;
        while let Some(ahead) = self.more_digits() {
            self.cursor = ahead;
            span.end = ahead.token.span.start;
        }
        // the fraction of `50,000.00`
        while let TokenKind::Atom | TokenKind::Dot = self.token().kind {
            span.end = self.token().span.end;
            self.bump();
        }
        let marks = if first == TokenKind::Comma { "commas" } else { "blanks" };
        let number = plainly(self.text_at(span));
        self.report(span, || {
            let mistake = Mistake::new(MistakeKind::Value, span, format!("a number is written without {marks}"));
            match number {
                Some(number) => mistake.write(span, &number),
                None => mistake.help("write a point before a fraction, and `_` between thousands: `50_000.25`"),
            }
        });
        span
    }

    /// `span`, which is no value, with the words after it, which the cursor goes past: `sales director`. A word that
    /// is a key with `=` is not one of them.
    fn with_more_words(&mut self, mut span: Span) -> Span {
        let mut ahead = self.cursor;
        let mut after_dot = false;
        while !ahead.token.wide {
            match ahead.token.kind {
                TokenKind::Whitespace => {}
                TokenKind::Dot => after_dot = true,
                TokenKind::Atom if after_dot || !is_entry(ahead) => {
                    after_dot = false;
                    span.end = ahead.token.span.end;
                }
                _ => break,
            }
            ahead.advance();
        }
        self.cursor.seek(span.end, self.cursor.line);
        span
    }

    /// Reports what stands at `span` in place of a value, and says what it was meant as.
    fn mistaken_scalar(&mut self, span: Span) -> Content<'s> {
        let text = self.text_at(span);
        if self.report_control(span, "a value") {
            return Content::Broken;
        }
        if let Some(at) = wide::first_in(text, |ascii| content(ascii).is_some()) {
            self.report_wide(span.start.saturating_add(position(at)));
            return Content::Bare(text);
        }
        let lower = text.to_ascii_lowercase();
        let boolean = lower == "true";
        if boolean || lower == "false" {
            self.report(span, || {
                Mistake::new(MistakeKind::Value, span, format!("{} must be written in small letters", quote(text)))
                    .write(span, &lower)
            });
            return Content::Boolean(boolean);
        }
        if let Some(what) = meant_as(text) {
            self.report(span, || {
                Mistake::new(MistakeKind::Value, span, format!("{} is not {what}", quote(text))).help(help_for(text))
            });
            return Content::Bare(text);
        }
        if let Some(inside) = text.strip_suffix(['"', '\'']).filter(|inside| !inside.contains(['"', '\''])) {
            self.report(span, || {
                Mistake::new(MistakeKind::Unquoted, span, format!("a quote is missing before {}", quote(inside)))
                    .write(span, &in_quotes(inside))
            });
            return Content::Text(Cow::Borrowed(inside));
        }
        self.report(span, || {
            let quoted = in_quotes(text);
            Mistake::new(MistakeKind::Unquoted, span, format!("text must stand in quotes: {}", quote(&quoted)))
                .write(span, &quoted)
        });
        Content::Text(Cow::Borrowed(text))
    }
}

/// What `text`, without quotes, is, unless there is a mistake in it.
fn content(text: &str) -> Option<Content<'_>> {
    let mut error: Option<ParseError> = None;
    let span = toml_parser::Span::new_unchecked(0, text.len());
    let kind = Raw::new_unchecked(text, None, span).decode_scalar(&mut (), &mut error);
    match kind {
        _ if error.is_some() => None,
        ScalarKind::Boolean(value) => Some(Content::Boolean(value)),
        // the library leaves some of this to whoever makes a number of it
        ScalarKind::Integer(IntegerRadix::Dec) if !text.bytes().all(is_of_integer) => None,
        ScalarKind::Integer(IntegerRadix::Hex | IntegerRadix::Oct | IntegerRadix::Bin) if text.len() == 2 => None,
        ScalarKind::Integer(_) => Some(Content::Integer(text)),
        ScalarKind::Float => Some(Content::Float(text)),
        ScalarKind::DateTime => datetime_form(text).map(|form| Content::Datetime(Datetime { text, form })),
        ScalarKind::String => None,
    }
}

const fn is_of_integer(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-')
}

/// Which parts the date or time `text` has, if it exists.
fn datetime_form(text: &str) -> Option<DatetimeForm> {
    let datetime: toml_datetime::Datetime = text.parse().ok()?;
    Some(match datetime {
        toml_datetime::Datetime { offset: Some(_), .. } => DatetimeForm::OffsetDatetime,
        toml_datetime::Datetime { date: Some(_), time: Some(_), .. } => DatetimeForm::LocalDatetime,
        toml_datetime::Datetime { date: Some(_), .. } => DatetimeForm::LocalDate,
        _ => DatetimeForm::LocalTime,
    })
}

/// Whether what stands alone in brackets may be an item of an array, rather than a key.
pub(crate) fn may_be_item(inside: &str) -> bool {
    let inside = inside.trim_ascii();
    if inside.starts_with(['"', '\'']) {
        let first = Source::new(inside).lex().next();
        return first.is_some_and(|token| token.span().end() == inside.len());
    }
    content(inside).is_some()
}

/// A number that stands in groups of three, without the commas or blanks between them.
fn plainly(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split([',', ' ']).collect();
    let (first, others) = groups.split_first()?;
    let is_grouped = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let is_fraction = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_grouped
        || others.is_empty()
        || others.iter().any(|group| group.len() != 3)
        || !fraction.is_none_or(is_fraction)
    {
        return None;
    }
    let fraction = fraction.map(|digits| format!(".{digits}")).unwrap_or_default();
    Some(format!("{}{fraction}", groups.join("_")))
}

/// Whether `text` reads `2026-05-27`, whatever the digits.
fn is_date(text: &str) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    match text.as_bytes() {
        [y @ .., b'-', m1, m2, b'-', d1, d2] => y.len() == 4 && y.iter().chain([m1, m2, d1, d2]).all(is_digit),
        _ => false,
    }
}

/// What `text` was meant as, if that is not text.
fn meant_as(text: &str) -> Option<&'static str> {
    let digits = text.trim_start_matches(['+', '-', '.', '_']);
    let is_of_time = |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | '+' | 'T' | 't' | 'Z' | 'z' | ' ');
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        None
    } else if text.contains(['-', ':']) && digits == text && text.chars().all(is_of_time) {
        Some(if text.contains('-') { "a date" } else { "a time" })
    } else if digits.contains([' ', '\t']) {
        None
    } else {
        Some("a number")
    }
}

/// How to put `text`, which is not what it was [meant as](meant_as), right.
fn help_for(text: &str) -> String {
    match meant_as(text) {
        Some("a date") => "a date reads `2026-05-27`: year, month, day".to_owned(),
        Some("a time") => "a time reads `07:32:00`: hours, minutes, seconds".to_owned(),
        _ => {
            let digits = text.trim_start_matches('0');
            if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                format!("write {}, or {} if it is text", quote(digits), quote(&in_quotes(text)))
            } else {
                format!("write digits alone, such as `50_000`, or {} if it is text", quote(&in_quotes(text)))
            }
        }
    }
}
