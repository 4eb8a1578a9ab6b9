//! What all parts of the parser share: where it is, what is open, and what has been found wrong.

use std::ops::ControlFlow;

use toml_parser::lexer::TokenKind;

use crate::cursor::{Cursor, Token, first_line, line_start};
use crate::document::Document;
use crate::mistake::{Mistake, MistakeKind, Mistakes, quote};
use crate::nodes::{Content, KeyPart, NodeId, Nodes, NotAdded};
use crate::span::{Span, position};
use crate::wide;

/// Brackets within brackets, and parts of one key, at most: what the `toml` crate allows.
pub(crate) const DEEPEST: usize = 80;

/// Goes on, or stops because the statement was given up and the cursor is where the next one starts.
pub(crate) type Flow = ControlFlow<()>;

pub(crate) struct Parser<'s> {
    pub(crate) text: &'s str,
    pub(crate) cursor: Cursor<'s>,
    pub(crate) nodes: Nodes<'s>,
    pub(crate) mistakes: Mistakes,
    pub(crate) lost: Vec<Span>,
    /// The table of the last header.
    pub(crate) section: NodeId,
    /// Where the last header stands, if its table could not be added.
    pub(crate) lost_section: Option<u32>,
    /// The parts of the keys that are being read, outermost first.
    pub(crate) parts: Vec<KeyPart<'s>>,
    pub(crate) statement: Statement,
    /// How many bytes have been read again.
    pub(crate) read_again: usize,
}

/// What is being read: `[x]` or `x = 1`.
#[derive(Default)]
pub(crate) struct Statement {
    /// How far it is indented, in bytes.
    pub(crate) indent: u32,
    /// The brackets that are open, outermost first.
    pub(crate) open: Vec<OpenBracket>,
    /// The closing brackets that unclosed text has swallowed.
    pub(crate) swallowed: Swallowed,
    /// Whether what was read last ended too early, which has been reported, so that a missing comma is no wonder.
    pub(crate) forgiven: bool,
}

/// An open bracket.
pub(crate) struct OpenBracket {
    pub(crate) bracket: Token,
    /// Where its line starts.
    pub(crate) line: u32,
    pub(crate) node: NodeId,
    /// Where the first line starts that is well within these brackets but reads like a statement, too.
    pub(crate) doubt: Option<u32>,
}

/// Which closing brackets an unclosed text of the statement holds.
#[derive(Default, Clone, Copy)]
pub(crate) struct Swallowed {
    pub(crate) square: bool,
    pub(crate) curly: bool,
}

impl<'s> Parser<'s> {
    pub(crate) fn new(text: &'s str) -> Self {
        Self {
            text,
            cursor: Cursor::new(text),
            nodes: Nodes::new(text),
            mistakes: Mistakes::default(),
            lost: Vec::new(),
            section: NodeId::ROOT,
            lost_section: None,
            parts: Vec::new(),
            statement: Statement::default(),
            read_again: 0,
        }
    }

    pub(crate) fn finish(mut self) -> Document<'s> {
        self.end_lost_section(position(self.text.len()));
        let mistakes = self.mistakes.finish(position(self.text.len()));
        Document { nodes: self.nodes, mistakes, lost: merged(self.text, self.lost) }
    }

    /// The token at the cursor.
    pub(crate) const fn token(&self) -> Token {
        self.cursor.token
    }

    pub(crate) fn text_at(&self, span: Span) -> &'s str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Goes past the token at the cursor.
    pub(crate) fn bump(&mut self) {
        let token = self.token();
        let may_be_wrong = match token.kind {
            TokenKind::Newline => self.text.as_bytes().get(token.span.start as usize) == Some(&b'\r'),
            TokenKind::Comment => true,
            _ => token.wide,
        };
        if may_be_wrong {
            self.inspect(token);
        }
        self.cursor.advance();
    }

    /// Reports what is wrong with a token whatever stands around it.
    fn inspect(&mut self, token: Token) {
        let text = self.text_at(token.span);
        if token.wide {
            self.report_wide(token.span.start);
        }
        match token.kind {
            TokenKind::Newline if text == "\r" => self.report(token.span, || {
                Mistake::new(MistakeKind::Text, token.span, "a carriage return alone does not end a line")
                    .help("save the file with the line endings of this system")
            }),
            TokenKind::Comment => {
                self.report_control(token.span, "a comment");
            }
            _ => {}
        }
    }

    /// Reports the first control character at `span`, which is within `what`. Whether there is one.
    pub(crate) fn report_control(&mut self, span: Span, what: &str) -> bool {
        let Some((at, c)) = first_control(self.text_at(span)) else { return false };
        let start = span.start.saturating_add(position(at));
        let span = Span::new(start, start.saturating_add(1));
        self.report(span, || {
            let message = format!("the invisible character U+{:04X} cannot stand in {what}", u32::from(c));
            Mistake::new(MistakeKind::Text, span, message).help("remove it")
        });
        true
    }

    /// Reports the fullwidth character at byte `start`.
    pub(crate) fn report_wide(&mut self, start: u32) {
        let Some(c) = self.text.get(start as usize..).and_then(|rest| rest.chars().next()) else { return };
        let Some(meant) = wide::meant(c) else { return };
        let span = Span::new(start, start.saturating_add(position(c.len_utf8())));
        self.report(span, || {
            let (message, help) = match c {
                '\u{3000}' => ("this is a fullwidth blank".to_owned(), "type an ordinary blank".to_owned()),
                '\u{a0}' => ("this is a no-break space".to_owned(), "type an ordinary blank".to_owned()),
                _ => (
                    format!("`{c}` is a character of a Chinese input method"),
                    format!("type `{meant}` with the input method switched to English"),
                ),
            };
            Mistake::new(MistakeKind::Fullwidth, span, message).correct(help, vec![(span, meant.to_string())])
        });
    }

    /// Notes a mistake at `span`, which is on the line of the cursor or, within a token of several lines, after or
    /// before it.
    pub(crate) fn report(&mut self, span: Span, make: impl FnOnce() -> Mistake) {
        let Cursor { token, line, .. } = self.cursor;
        let line = if span.start > token.span.start {
            line_start(self.text, token.span.start, span.start, line)
        } else if span.start < line {
            line_start(self.text, 0, span.start, first_line(self.text))
        } else {
            line
        };
        self.mistakes.report(line, span.start, make);
    }

    pub(crate) fn report_simple(&mut self, kind: MistakeKind, span: Span, message: &str, help: &str) {
        self.report(span, || {
            let mistake = Mistake::new(kind, span, message);
            if help.is_empty() { mistake } else { mistake.help(help) }
        });
    }

    /// Reports that `why` keeps something at `span`, on the line of `line`, out of the tree.
    pub(crate) fn report_not_added(&mut self, why: NotAdded, line: u32) {
        let text = self.text;
        let (NotAdded::Twice { key, first } | NotAdded::Closed { key, first }) = why;
        self.mistakes.report(line, key.start, || {
            let name = quote(text.get(key.range()).unwrap_or_default());
            let (message, help) = match why {
                NotAdded::Twice { .. } => (format!("{name} is given twice"), "keep one of the two"),
                NotAdded::Closed { .. } => {
                    (format!("nothing more can be added to {name}"), "write all of its keys in one place")
                }
            };
            Mistake::new(MistakeKind::Duplicate, key, message).help(help).related(first, "first here")
        });
    }

    /// Goes to the end of the line, because nothing that follows can be made sense of.
    pub(crate) fn skip_line(&mut self) {
        let start = self.token().span.start;
        let end = self.cursor.line_end();
        self.lost.push(Span::new(start, end));
        self.cursor.seek(end, self.cursor.line);
    }

    /// A node for what stands at `span` in place of a value.
    pub(crate) fn bare(&mut self, span: Span) -> NodeId {
        self.lost.push(span);
        self.nodes.add(span, Content::Bare(self.text_at(span)))
    }

    /// A node that stands for what could not be read at `span`.
    pub(crate) fn broken(&mut self, span: Span) -> NodeId {
        self.lost.push(span);
        self.nodes.add(span, Content::Broken)
    }

    /// Ends the section whose header could not be added, and notes what was lost with it.
    pub(crate) fn end_lost_section(&mut self, end: u32) {
        if let Some(start) = self.lost_section.take() {
            self.lost.push(Span::new(start, end));
        }
    }
}

/// The first control character that must not stand in `text`, and where it stands: all but tabs and line breaks.
pub(crate) fn first_control(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    if !bytes.iter().fold(false, |any, byte| any | (byte.is_ascii_control() & (*byte != b'\t'))) {
        return None;
    }
    let ends_line = |at: usize| bytes.get(at) == Some(&b'\n') || bytes.get(at..at + 2) == Some(b"\r\n");
    let mut bad =
        bytes.iter().enumerate().filter(|&(at, byte)| byte.is_ascii_control() && *byte != b'\t' && !ends_line(at));
    bad.next().map(|(at, &byte)| (at, char::from(byte)))
}

/// `spans` in order, those that meet or have only blanks between them made one.
fn merged(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let between = text.get(last.end as usize..next.start as usize);
        let meets = between.is_none_or(|between| between.trim_ascii().is_empty());
        if meets {
            *last = last.to(*next);
        }
        meets
    });
    spans
}
