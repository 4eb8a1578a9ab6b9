//! Reading statements: headers, and keys with their values.

use std::ops::ControlFlow::Continue;

use toml_parser::lexer::TokenKind;

use crate::ahead::{header_inside, is_entry};
use crate::cursor::Token;
use crate::document::Document;
use crate::key::KeyOf;
use crate::mistake::{Mistake, MistakeKind, quote};
use crate::nodes::{Content, Made, NodeId};
use crate::parser::{Flow, Parser, Statement};
use crate::scalar::may_be_item;
use crate::span::Span;

impl<'s> Parser<'s> {
    /// Reads the whole text.
    pub(crate) fn read(mut self) -> Document<'s> {
        loop {
            match self.token().kind {
                TokenKind::Eof => return self.finish(),
                TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment => self.bump(),
                _ => self.statement(),
            }
        }
    }

    fn statement(&mut self) {
        let open = std::mem::take(&mut self.statement.open);
        self.statement = Statement { indent: self.cursor.column(), open, ..Statement::default() };
        let token = self.token();
        match token.kind {
            TokenKind::LeftSquareBracket => self.header(),
            TokenKind::Equals => {
                self.equals_without_key();
                self.skip_line();
            }
            _ if token.starts_key() => {
                if self.entry(self.section).is_continue() {
                    self.end_of_line();
                }
            }
            _ => self.nothing_to_read(token, "begin with a name and `=`, or a remark with `#`"),
        }
    }

    /// Reads `[x]` or `[[x]]`.
    fn header(&mut self) {
        let open = self.token();
        self.bump();
        let second = self.token();
        let mut brackets = open.span;
        let is_item = second.kind == TokenKind::LeftSquareBracket && second.span.start == open.span.end;
        if is_item {
            brackets = brackets.to(second.span);
            self.bump();
        }
        self.skip_blank();
        let complete = if self.token().kind == TokenKind::RightSquareBracket {
            let span = brackets.to(self.token().span);
            self.report_simple(MistakeKind::Missing, span, "a name is missing between the brackets", "");
            false
        } else {
            self.key(KeyOf::Header)
        };
        let span = self.end_of_header(brackets, is_item);
        self.begin(span, is_item, complete);
        self.end_of_line();
    }

    /// Reads the brackets that close a header. Says where all of it stands.
    fn end_of_header(&mut self, brackets: Span, is_item: bool) -> Span {
        let mut span = brackets.to(self.parts.last().map_or(brackets, |part| part.span));
        let close = if is_item { "]]" } else { "]" };
        for closed in 0..close.len() {
            let token = self.token();
            if token.kind != TokenKind::RightSquareBracket {
                let message = format!("this {} is never closed", quote(self.text_at(brackets)));
                let help = format!("add {}", quote(&close.replacen(']', "", closed)));
                self.report_simple(MistakeKind::Unclosed, brackets, &message, &help);
                break;
            }
            span.end = token.span.end;
            self.bump();
        }
        span
    }

    /// Begins the table of the header at `span`, whose key is in `self.parts`.
    fn begin(&mut self, span: Span, is_item: bool, complete: bool) {
        self.end_lost_section(span.start);
        let path = std::mem::take(&mut self.parts);
        let begun = match (complete, is_item) {
            (false, _) => Err(None),
            (true, false) => self.nodes.begin_table(&path, span).map_err(Some),
            (true, true) => self.nodes.begin_item(&path, span).map_err(Some),
        };
        self.parts = path;
        self.parts.clear();
        self.section = begun.unwrap_or_else(|why| {
            if let Some(why) = why {
                self.report_not_added(why, self.cursor.line);
            }
            self.lost_section = Some(span.start);
            self.nodes.add(span, Content::Table(Made::ByHeader, Vec::new()))
        });
    }

    /// Reads `key = value` into `table`.
    pub(crate) fn entry(&mut self, table: NodeId) -> Flow {
        let first = self.parts.len();
        let (start, line) = (self.token().span.start, self.cursor.line);
        let complete = self.key(KeyOf::Entry);
        let flow = if self.is_header_without_bracket() {
            self.header_without_bracket(Span::new(start, self.token().span.end), complete);
            Continue(())
        } else {
            let (value, flow) = self.entry_value();
            let is_read_again = self.is_read_again(start, flow);
            let path = self.parts.get(first..).unwrap_or_default();
            let added = if complete && !is_read_again { self.nodes.insert(table, path, value) } else { Ok(()) };
            let value = self.nodes.node(value);
            if let (Content::Broken | Content::Bare(_), Some(key), false) = (&value.content, path.last(), is_read_again)
            {
                self.lost.push(key.span.to(value.span));
            }
            if !complete || added.is_err() {
                self.lost.push(Span::new(start, value.span.end.max(start)));
            }
            if let Err(why) = added {
                self.report_not_added(why, line);
            }
            flow
        };
        self.parts.truncate(first);
        flow
    }

    /// Reads from the `=` of an entry to the end of its value. Its key is the last of `self.parts`.
    fn entry_value(&mut self) -> (NodeId, Flow) {
        let key_span = self.parts.last().map_or(self.token().span, |part| part.span);
        let equals = self.token();
        if equals.kind == TokenKind::Equals {
            self.bump();
            self.skip_blank();
        } else {
            self.report_missing_equals(key_span, equals.starts_value());
        }
        if self.token().starts_value() {
            let (value, flow) = self.value();
            if flow.is_continue() {
                self.take_what_follows(value);
            }
            return (value, flow);
        }
        if equals.kind == TokenKind::Equals {
            let on_next_line = self.skip_to_value();
            let help = if on_next_line { "write the value on the line of its `=`" } else { "write one" };
            self.report_simple(MistakeKind::Missing, equals.span, "a value is missing after `=`", help);
            if on_next_line {
                return self.value();
            }
        }
        let end = if equals.kind == TokenKind::Equals { equals.span } else { key_span };
        (self.broken(end), Continue(()))
    }

    /// Goes to the value that stands on a later line than its `=`, if one does: indented, or within brackets.
    fn skip_to_value(&mut self) -> bool {
        let mut ahead = self.cursor;
        ahead.skip(true);
        let is_within = !self.statement.open.is_empty() || ahead.column() > self.statement.indent;
        let is_header = header_inside(ahead).is_some_and(|inside| !may_be_item(self.text_at(inside)));
        let is_value = is_within && ahead.token.starts_value() && !is_entry(ahead) && !is_header;
        if is_value {
            self.skip_lines();
        }
        is_value
    }

    fn report_missing_equals(&mut self, key: Span, has_value: bool) {
        let name = self.text_at(key);
        self.report(key, || {
            let (message, help) = if has_value {
                (format!("`=` is missing after {}", quote(name)), "write `=` between the name and its value")
            } else {
                (format!("{} has no value", quote(name)), "write `=` and a value after it")
            };
            Mistake::new(MistakeKind::Missing, key, message).help(help)
        });
    }

    fn is_header_without_bracket(&self) -> bool {
        self.token().kind == TokenKind::RightSquareBracket && self.statement.open.is_empty()
    }

    /// Reads `x]` as the header `[x]`; `span` is where it stands.
    fn header_without_bracket(&mut self, span: Span, complete: bool) {
        let text = self.text_at(span);
        self.report(span, || {
            Mistake::new(MistakeKind::Stray, span, format!("`[` is missing before {}", quote(text))).help("add `[`")
        });
        self.bump();
        self.begin(span, false, complete);
    }

    /// Goes to the end of the line, on which nothing more should stand.
    fn end_of_line(&mut self) {
        self.skip_blank();
        let token = self.token();
        match token.kind {
            TokenKind::Newline | TokenKind::Comment | TokenKind::Eof => {}
            _ if is_entry(self.cursor) || header_inside(self.cursor).is_some() => {
                let message = "this stands on the line of something else";
                let place = Span::new(token.span.start, token.span.start);
                self.report(token.span, || {
                    Mistake::new(MistakeKind::Unexpected, token.span, message)
                        .correct("begin a new line before it".to_owned(), vec![(place, "\n".to_owned())])
                });
            }
            _ => self.nothing_to_read(token, "put text in quotes, and several of something in brackets"),
        }
    }

    /// Reports that the token at the cursor can stand here no more than anything else, and goes to the end of the line.
    fn nothing_to_read(&mut self, token: Token, instead: &str) {
        let text = self.text_at(token.span);
        if token.wide {
            self.bump();
        } else {
            let (kind, message, help) = match token.kind {
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    (MistakeKind::Stray, format!("this {} closes nothing", quote(text)), "remove it")
                }
                _ => (MistakeKind::Unexpected, format!("{} cannot stand here", quote(text)), instead),
            };
            self.report(token.span, || Mistake::new(kind, token.span, message).help(help));
        }
        self.skip_line();
    }
}
