//! What follows a value and belongs to it, though TOML ends it there: `"a", "b"`, `50.000,00`, `31. 12. 2026`.

use toml_parser::lexer::TokenKind;

use crate::ahead::{header_inside, is_entry};
use crate::cursor::Cursor;
use crate::nodes::{Content, NodeId};
use crate::parser::Parser;
use crate::span::Span;

impl Parser<'_> {
    /// Makes what was read as a value a part of what stands there: outside brackets up to the end of the line, within `{}` where more
    /// texts follow it that can be no keys. The mistake in it is reported by whoever goes on reading.
    pub(crate) fn take_what_follows(&mut self, value: NodeId) {
        let is_one = matches!(
            self.nodes.node(value).content,
            Content::Text(_)
                | Content::Integer(_)
                | Content::Float(_)
                | Content::Boolean(_)
                | Content::Datetime(_)
                | Content::Bare(_)
        );
        let is_alone = self.statement.open.is_empty();
        let end = match is_alone {
            _ if !is_one => None,
            true => self.end_of_rest(),
            false if self.innermost_is_array() => None,
            false => self.end_of_texts(),
        };
        let Some(end) = end else { return };
        let span = Span::new(self.nodes.node(value).span.start, end);
        if !is_alone {
            self.cursor.seek(end, self.cursor.line);
        }
        let text = self.text_at(span);
        self.lost.push(span);
        if let Some(node) = self.nodes.node_mut(value) {
            node.span = span;
            node.content = Content::Bare(text);
        }
    }

    /// Where what stands on the line from the cursor on ends, if anything does, and no statement begins in it.
    fn end_of_rest(&self) -> Option<u32> {
        let mut ahead = self.cursor;
        ahead.skip(false);
        if let TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket = ahead.token.kind {
            return None;
        }
        let mut end = None;
        let mut after_dot = false;
        loop {
            match ahead.token.kind {
                TokenKind::Newline | TokenKind::Comment | TokenKind::Eof => return end,
                TokenKind::Whitespace => {}
                _ if ahead.token.is_triple() || (!after_dot && begins_statement(ahead)) => return None,
                kind => {
                    after_dot = kind == TokenKind::Dot;
                    end = Some(ahead.token.span.end);
                }
            }
            ahead.advance();
        }
    }

    /// Where the last of the texts ends that follow the cursor, each after a comma, and are no keys.
    fn end_of_texts(&mut self) -> Option<u32> {
        let mut ahead = self.cursor;
        let mut end = None;
        loop {
            ahead.skip(false);
            if ahead.token.kind != TokenKind::Comma {
                break;
            }
            ahead.advance();
            ahead.skip(false);
            let is_text = matches!(ahead.token.kind, TokenKind::BasicString | TokenKind::LiteralString);
            if !is_text || is_entry(ahead) {
                break;
            }
            ahead.advance();
            end = Some(ahead.token.span.start);
        }
        let end = end?;
        let span = Span::new(self.cursor.token.span.start, end);
        self.report_list_without_brackets(span);
        Some(end)
    }
}

fn begins_statement(cursor: Cursor<'_>) -> bool {
    is_entry(cursor) || header_inside(cursor).is_some()
}
