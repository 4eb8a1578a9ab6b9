//! Finding out where a statement ends whose brackets or quotes are never closed.

use std::ops::ControlFlow::Break;

use toml_parser::lexer::TokenKind;

use crate::ahead::{header_inside, is_entry};
use crate::effort::spend;
use crate::mistake::{Mistake, MistakeKind};
use crate::parser::{Flow, OpenBracket, Parser};
use crate::scalar;
use crate::span::{Span, position};

/// The bytes of a file are read again at most this many times, so that whatever a file is made of the time that it
/// takes grows with its length.
const READ_AGAIN: usize = 4;

impl Parser<'_> {
    /// Whether a new statement begins at the cursor, the first token of its line, so that the innermost brackets are
    /// never closed: the line is not indented within the statement, reads like a statement, and cannot be anything
    /// else. `separated` says whether another entry may begin here. Where it could be something else, that is noted as
    /// a doubt.
    pub(crate) fn begins_statement(&mut self, separated: bool) -> bool {
        if self.cursor.column() > self.statement.indent {
            return false;
        }
        let Some(innermost) = self.statement.open.last_mut() else { return false };
        let in_array = innermost.bracket.kind == TokenKind::LeftSquareBracket;
        let doubtful = match self.cursor.token.kind {
            TokenKind::LeftSquareBracket => match header_inside(self.cursor) {
                Some(inside) => in_array && scalar::may_be_item(self.text.get(inside.range()).unwrap_or_default()),
                None => return false,
            },
            _ if is_entry(self.cursor) => !in_array && separated,
            _ => return false,
        };
        if doubtful {
            innermost.doubt.get_or_insert(self.cursor.line);
        }
        !doubtful
    }

    /// Gives up the statement, whose brackets are not closed before the cursor, and goes to where the next one begins.
    pub(crate) fn give_up(&mut self) -> Flow {
        let here = self.cursor.token.span.start;
        let doubt = self.statement.open.iter().find_map(|open| open.doubt);
        match doubt.filter(|&line| self.may_read_again(line, here)) {
            Some(line) => self.resume(line),
            None => self.resume_here(),
        }
        Break(())
    }

    /// Gives up the statement with the text at the cursor, which ends only with the file, and goes to the first line
    /// in it that reads like a statement.
    pub(crate) fn give_up_text(&mut self) -> Flow {
        let span = self.token().span;
        let next = if self.may_read_again(span.start, span.end) { self.statement_within(span) } else { None };
        self.lost.push(Span::new(span.start, next.unwrap_or(span.end)));
        match next {
            Some(line) => self.resume(line),
            None => {
                self.cursor.advance();
                self.resume_here();
            }
        }
        Break(())
    }

    /// Whether what begins at byte `start` was given up so that it is read again.
    pub(crate) fn is_read_again(&self, start: u32, flow: Flow) -> bool {
        flow.is_break() && start >= self.token().span.start
    }

    /// Whether the bytes from `start` to `end` may be read again, which is then taken as done.
    fn may_read_again(&mut self, start: u32, end: u32) -> bool {
        self.read_again += Span::new(start, end).len() as usize;
        self.read_again <= self.text.len() * READ_AGAIN
    }

    fn resume_here(&mut self) {
        for open in std::mem::take(&mut self.statement.open) {
            self.report_unclosed(&open);
        }
    }

    /// Forgets what was read from the start of `line` on, and goes there.
    fn resume(&mut self, line: u32) {
        self.mistakes.forget_from(line);
        while self.lost.pop_if(|span| span.start >= line).is_some() {}
        for open in std::mem::take(&mut self.statement.open) {
            if open.bracket.span.start < line {
                self.report_unclosed(&open);
                self.nodes.cut(open.node, line);
            }
        }
        self.cursor.seek(line, line);
    }

    /// Reports that `open` is never closed, unless an unclosed text may have swallowed what closes it.
    pub(crate) fn report_unclosed(&mut self, open: &OpenBracket) {
        let (name, close, swallowed) = match open.bracket.kind {
            TokenKind::LeftSquareBracket => ("[", "]", self.statement.swallowed.square),
            _ => ("{", "}", self.statement.swallowed.curly),
        };
        let span = open.bracket.span;
        if !swallowed {
            self.mistakes.report(open.line, span.start, || {
                Mistake::new(MistakeKind::Unclosed, span, format!("this `{name}` is never closed"))
                    .help(format!("add `{close}`"))
            });
        }
    }

    /// The first line after the one on which `span` starts that begins in it and reads like a statement.
    pub(crate) fn statement_within(&self, span: Span) -> Option<u32> {
        let text = self.text.get(span.range())?;
        let mut start = span.start;
        let mut lines = text.split_inclusive('\n').map(|line| {
            let this = start;
            spend(line.len());
            start = start.saturating_add(position(line.len()));
            this
        });
        lines.next();
        lines.find(|&line| {
            let mut cursor = self.cursor;
            cursor.seek(line, line);
            cursor.skip(false);
            is_entry(cursor) || header_inside(cursor).is_some()
        })
    }
}
