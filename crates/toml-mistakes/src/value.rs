//! Reading values: arrays, inline tables, and what stands in them.

use std::mem;
use std::ops::ControlFlow::Continue;

use toml_parser::lexer::TokenKind;

use crate::cursor::Token;
use crate::mistake::{Mistake, MistakeKind, quote};
use crate::nodes::{Content, Made, NodeId};
use crate::parser::{DEEPEST, Flow, OpenBracket, Parser, Swallowed, first_control};
use crate::span::{Span, position};

impl<'s> Parser<'s> {
    /// Reads the value at the cursor.
    pub(crate) fn value(&mut self) -> (NodeId, Flow) {
        match self.token().kind {
            TokenKind::LeftSquareBracket => self.bracketed(Content::Array(Vec::new())),
            TokenKind::LeftCurlyBracket => self.bracketed(Content::Table(Made::Inline, Vec::new())),
            TokenKind::Atom | TokenKind::Dot => (self.scalar(), Continue(())),
            _ => self.quoted(),
        }
    }

    fn quoted(&mut self) -> (NodeId, Flow) {
        let text = self.text_token();
        let token = self.token();
        let Some(text) = text else { return self.broken_text(token) };
        let id = self.nodes.add(token.span, Content::Text(text));
        self.bump();
        (id, Continue(()))
    }

    /// Goes past text in which there is a mistake, unless it is in three quotes and ends only with the file.
    fn broken_text(&mut self, token: Token) -> (NodeId, Flow) {
        self.statement.forgiven = true;
        let has_control = first_control(self.text_at(token.span)).is_some();
        let is_alone = self.statement.open.is_empty() && !token.is_triple() && !has_control;
        if token.is_triple() && self.is_unclosed(token, self.text_at(token.span)) {
            let quotes = Span::new(token.span.start, token.span.start.saturating_add(position(token.quotes())));
            return (self.broken(quotes), self.give_up_text());
        }
        let id = if is_alone { self.bare(token.span) } else { self.broken(token.span) };
        self.bump();
        (id, Continue(()))
    }

    /// Reads an array or an inline table.
    fn bracketed(&mut self, content: Content<'s>) -> (NodeId, Flow) {
        let bracket = self.token();
        if self.statement.open.len() >= DEEPEST {
            return self.too_deep();
        }
        let node = self.nodes.add(bracket.span, content);
        self.statement.open.push(OpenBracket { bracket, line: self.cursor.line, node, doubt: None });
        self.bump();
        let flow = if bracket.kind == TokenKind::LeftSquareBracket { self.items(node) } else { self.entries(node) };
        (node, flow)
    }

    /// Reads an array from behind its `[`.
    fn items(&mut self, array: NodeId) -> Flow {
        let mut separated = true;
        loop {
            if self.skip_lines() && self.begins_statement(separated) {
                return self.give_up();
            }
            let token = self.token();
            match token.kind {
                TokenKind::RightSquareBracket => return self.close(array),
                TokenKind::RightCurlyBracket => return self.close_wrongly(array),
                TokenKind::Eof => return self.give_up(),
                TokenKind::Comma => {
                    self.comma(separated);
                    separated = true;
                }
                TokenKind::Equals => self.equals_in_array(),
                _ => {
                    if !separated {
                        self.report_missing_comma();
                    }
                    let (item, flow) = self.value();
                    if !self.is_read_again(token.span.start, flow) {
                        self.nodes.append(array, item);
                    }
                    flow?;
                    separated = mem::take(&mut self.statement.forgiven);
                }
            }
        }
    }

    /// Reads an inline table from behind its `{`.
    fn entries(&mut self, table: NodeId) -> Flow {
        let mut separated = true;
        loop {
            if self.skip_lines() && self.begins_statement(separated) {
                return self.give_up();
            }
            let token = self.token();
            match token.kind {
                TokenKind::RightCurlyBracket => return self.close(table),
                TokenKind::RightSquareBracket => return self.close_wrongly(table),
                TokenKind::Eof => return self.give_up(),
                TokenKind::Comma => {
                    self.comma(separated);
                    separated = true;
                }
                TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket if self.is_within_array() => {
                    return self.close_early();
                }
                TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket => self.stray_value()?,
                TokenKind::Equals => self.value_without_key()?,
                _ => {
                    if !separated {
                        self.report_missing_comma();
                    }
                    self.entry(table)?;
                    separated = mem::take(&mut self.statement.forgiven);
                }
            }
        }
    }

    /// Goes past blanks, line breaks and comments. Whether there was a line break.
    pub(crate) fn skip_lines(&mut self) -> bool {
        let mut fresh = false;
        while let TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment = self.token().kind {
            fresh |= self.token().kind == TokenKind::Newline;
            self.bump();
        }
        fresh
    }

    /// Closes the innermost brackets with the bracket at the cursor.
    fn close(&mut self, node: NodeId) -> Flow {
        let end = self.token().span.end;
        if let Some(node) = self.nodes.node_mut(node) {
            node.span.end = end;
        }
        self.statement.open.pop();
        self.bump();
        Continue(())
    }

    /// Closes the innermost brackets although the bracket at the cursor is of the other kind.
    fn close_wrongly(&mut self, node: NodeId) -> Flow {
        let token = self.token();
        let Some((innermost, outer)) = self.statement.open.split_last() else { return Continue(()) };
        let closes_outer = outer.iter().rfind(|open| open.bracket.kind != innermost.bracket.kind);
        if closes_outer.is_some_and(|outer| outer.line == innermost.line || innermost.line != self.cursor.line) {
            return self.close_early();
        }
        let bracket = innermost.bracket;
        let (wrong, right) = match token.kind {
            TokenKind::RightSquareBracket => ("]", "}"),
            _ => ("}", "]"),
        };
        self.report(token.span, || {
            Mistake::new(MistakeKind::Stray, token.span, format!("this `{wrong}` closes nothing"))
                .help(format!("write `{right}`"))
                .related(bracket.span, "opened here")
        });
        self.close(node)
    }

    /// Closes the innermost brackets, which are not closed in the text, before the token at the cursor.
    fn close_early(&mut self) -> Flow {
        if let Some(innermost) = self.statement.open.pop() {
            self.report_unclosed(&innermost);
        }
        self.statement.forgiven = true;
        Continue(())
    }

    fn is_within_array(&self) -> bool {
        self.statement.open.iter().any(|open| open.bracket.kind == TokenKind::LeftSquareBracket)
    }

    /// Whether the innermost brackets are those of an array.
    pub(crate) fn innermost_is_array(&self) -> bool {
        self.statement.open.last().is_some_and(|open| open.bracket.kind == TokenKind::LeftSquareBracket)
    }

    fn comma(&mut self, separated: bool) {
        let token = self.token();
        if separated {
            let help = "remove the `,` or write what comes before it";
            self.report_simple(MistakeKind::Missing, token.span, "nothing stands before this `,`", help);
        }
        self.bump();
    }

    fn equals_in_array(&mut self) {
        let token = self.token();
        let help = "put `{` and `}` around a name and its value";
        self.report_simple(MistakeKind::Unexpected, token.span, "`=` cannot stand in a list", help);
        self.bump();
    }

    /// Reports what stands at `span` behind a value and belongs to it.
    pub(crate) fn report_list_without_brackets(&mut self, span: Span) {
        let help = "put several values in brackets: `[…]`";
        self.report_simple(MistakeKind::Unexpected, span, "a value ends before this", help);
    }

    fn report_missing_comma(&mut self) {
        let token = self.token();
        let text = self.text_at(token.span);
        let place = Span::new(token.span.start, token.span.start);
        self.report(token.span, || {
            Mistake::new(MistakeKind::Missing, token.span, format!("a `,` is missing before {}", quote(text)))
                .correct("separate it from what comes before with `,`".to_owned(), vec![(place, ", ".to_owned())])
        });
    }

    /// Reports the `=` at the cursor, before which there is no key, and goes past it.
    pub(crate) fn equals_without_key(&mut self) {
        let token = self.token();
        self.report_simple(MistakeKind::Missing, token.span, "a name is missing before `=`", "");
        self.bump();
        self.skip_blank();
    }

    /// Goes past an entry of which only `= value` is there.
    fn value_without_key(&mut self) -> Flow {
        self.equals_without_key();
        if self.token().starts_value() { self.lose_value() } else { Continue(()) }
    }

    /// Goes past an entry of which only the value, in brackets, is there.
    fn stray_value(&mut self) -> Flow {
        let token = self.token();
        self.report_simple(MistakeKind::Missing, token.span, "a name and `=` are missing before this", "");
        self.lose_value()
    }

    /// Reads a value that has no place in the tree.
    fn lose_value(&mut self) -> Flow {
        let (id, flow) = self.value();
        self.lost.push(self.nodes.node(id).span);
        flow
    }

    /// Reports the bracket at the cursor, which is within too many others, and goes past what it encloses.
    fn too_deep(&mut self) -> (NodeId, Flow) {
        let bracket = self.token();
        let message = format!("brackets can stand within brackets {DEEPEST} times at most");
        self.report_simple(MistakeKind::Depth, bracket.span, &message, "");
        let id = self.broken(bracket.span);
        let mut depth = 0_usize;
        loop {
            match self.token().kind {
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth -= 1,
                TokenKind::Eof => {
                    self.statement.swallowed = Swallowed { square: true, curly: true };
                    return (id, self.give_up());
                }
                _ => {}
            }
            let end = self.token().span.end;
            self.bump();
            if depth == 0 {
                self.lost.push(bracket.span.to(Span::new(end, end)));
                return (id, Continue(()));
            }
        }
    }
}
