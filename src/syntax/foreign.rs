//! Lines that are written as elsewhere: remarks behind `//` and `;`, typographic quotes, tables of Markdown and of spreadsheets, YAML, JSON.

use toml_mistakes::{Mistake, MistakeKind};

use super::flaw::Flaw;
use super::layout::Rewritten;
use super::pasted::{self, Pasted};
use super::reader::Reader;
use crate::finding::{Fix, TextChange};
use crate::source::Span;

/// Double quotes as word processors write them.
const QUOTES: [char; 7] = ['“', '”', '„', '‟', '«', '»', '″'];

impl Reader {
    /// Says what is wrong with a line that is no TOML because it is something else. Whether it is.
    pub(super) fn foreign(&mut self, mistake: &Mistake) -> bool {
        if self.is_foreign(mistake.span) {
            return true;
        }
        let start = self.layout.line_start(mistake.span.start);
        let line = self.layout.from(start).lines().next().unwrap_or_default().to_owned();
        self.remark(mistake, start, &line)
            || self.typographic(mistake, start, &line)
            || self.semicolon(mistake, start, &line)
            || self.pasted(start)
    }

    fn say_foreign(&mut self, span: Span, message: &str, help: &str, changes: Option<Vec<Rewritten>>) {
        let fix = changes.map(|changes| {
            let changes = changes.into_iter().map(|(span, text)| (self.place(span), text));
            Fix::new(help.to_owned(), TextChange::Write(changes.collect()))
        });
        let finding = self.mistake(Flaw::InvalidToml, self.place(span), message).help(help).fixes(fix);
        self.say(finding);
    }

    /// A remark that begins otherwise than with `#`.
    fn remark(&mut self, mistake: &Mistake, start: u32, line: &str) -> bool {
        let blanks = position(line.len() - line.trim_start().len());
        let begins = |text: &str| ["//", ";"].into_iter().find(|mark| text.starts_with(mark));
        let of_line = begins(line.trim_start()).map(|mark| (start + blanks, mark));
        let behind = || {
            let mark = begins(self.layout.from(mistake.span.start))?;
            let rest = self.layout.from(mistake.span.start).lines().next()?.strip_prefix(mark)?.trim();
            (!rest.is_empty()).then_some((mistake.span.start, mark))
        };
        let Some((at, mark)) = of_line.or_else(behind) else { return false };
        let span = Span::new(at, at + position(mark.len()));
        let message = format!("a remark begins with `#`, not with `{mark}`");
        self.say_foreign(span, &message, "write `#`", Some(vec![(span, "#".to_owned())]));
        self.foreign.push(Span::new(at, start + position(line.len())));
        true
    }

    /// Quotes of a word processor.
    fn typographic(&mut self, mistake: &Mistake, start: u32, line: &str) -> bool {
        let is_quoted = matches!(mistake.kind, MistakeKind::Fullwidth | MistakeKind::Unquoted | MistakeKind::Unclosed);
        let behind = mistake.span.start.saturating_sub(start) as usize;
        let rest = line.get(behind..).unwrap_or_default();
        let is_at_once = rest.starts_with(QUOTES) || (mistake.kind == MistakeKind::Unclosed && rest.contains(QUOTES));
        if !is_quoted || !is_at_once {
            return false;
        }
        let at = |place: usize| mistake.span.start.saturating_add(position(place));
        let marks = rest.char_indices().filter(|(_, c)| QUOTES.contains(c));
        let changes: Vec<Rewritten> =
            marks.map(|(place, c)| (Span::new(at(place), at(place + c.len_utf8())), "\"".to_owned())).collect();
        let span = changes.first().map_or(mistake.span, |(span, _)| *span);
        let message = "these are typographic quotes, as word processors write them";
        self.say_foreign(span, message, "write `\"`", Some(changes));
        true
    }

    /// A semicolon behind a value.
    fn semicolon(&mut self, mistake: &Mistake, start: u32, line: &str) -> bool {
        let code = line.split(" #").next().unwrap_or_default().trim_end();
        if !code.ends_with(';') || !code.contains('=') || mistake.kind == MistakeKind::Duplicate {
            return false;
        }
        let end = start + position(code.len());
        let span = Span::new(end.saturating_sub(1), end);
        self.say_foreign(span, "no `;` stands behind a value", "take the `;` out", Some(vec![(span, String::new())]));
        true
    }

    /// Lines that were pasted from elsewhere.
    fn pasted(&mut self, start: u32) -> bool {
        let Some((kind, length)) = pasted::kind(self.layout.from(start)) else { return false };
        let end = start + position(length);
        let span = Span::new(start, end);
        let follows = self.layout.from(end).lines().find(|line| !line.trim().is_empty());
        let is_last = follows.is_none_or(|line| line.trim_start().starts_with('['));
        let written = pasted::written(kind, self.layout.text(span)).filter(|_| is_last);
        let help = match (&written, kind) {
            (Some(written), _) => {
                let first: Vec<String> =
                    written.lines().filter(|line| !line.is_empty()).take(3).map(|line| format!("`{line}`")).collect();
                format!("write {} …", first.join(", "))
            }
            (None, Pasted::Markdown | Pasted::Sheet) => {
                "an activity reads `[activities.ID]`, `R = \"…\"`, `A = \"…\"`, each on a line of its own".to_owned()
            }
            (None, _) => "a table reads `[roles.ID]`, and below it `name = \"…\"`".to_owned(),
        };
        let message = match kind {
            Pasted::Markdown => "this is a table of Markdown",
            Pasted::Sheet => "this is a row of a spreadsheet",
            Pasted::Yaml => "this is YAML",
            Pasted::Json => "this is JSON",
        };
        let first_line = self.layout.text(span).lines().next().unwrap_or_default().len();
        let shown = Span::new(start, start + position(first_line));
        self.say_foreign(shown, message, &help, written.map(|written| vec![(span, written)]));
        self.foreign.push(span);
        true
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
