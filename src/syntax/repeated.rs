//! Headers that are given twice because one of the two is no list, or is one.

use toml_mistakes::{Mistake, MistakeKind};

use super::flaw::Flaw;
use super::layout::Rewritten;
use super::reader::Reader;
use super::written::{key, slug};
use crate::finding::{Fix, TextChange};
use crate::source::Span;

impl Reader {
    /// Says what is wrong with a header that is given twice, where that is its brackets. Whether it is.
    pub(super) fn repeated(&mut self, mistake: &Mistake) -> bool {
        let start = self.layout.line_start(mistake.span.start);
        let line = self.layout.from(start).lines().next().unwrap_or_default();
        let header = line.split('#').next().unwrap_or_default().trim();
        if mistake.kind != MistakeKind::Duplicate || !header.starts_with('[') || !header.ends_with(']') {
            return false;
        }
        let at = start.saturating_add(position(line.find('[').unwrap_or_default()));
        let span = Span::new(at, at.saturating_add(position(header.len())));
        let name = header.trim_matches(['[', ']']).trim();
        let meant =
            if header.starts_with("[[") { self.with_id_below(span, name) } else { self.with_brackets(span, name) };
        let Some((message, help, changes)) = meant else { return false };
        let changes = changes.into_iter().map(|(span, text)| (self.place(span), text)).collect();
        let finding = self.mistake(Flaw::InvalidToml, self.place(span), message).help(help.clone());
        self.say(finding.fix(Fix::new(help, TextChange::Write(changes))));
        true
    }

    /// `[roles.head]` for `[[roles]]`, below which its id stands.
    fn with_id_below(&self, header: Span, name: &str) -> Option<(String, String, Vec<Rewritten>)> {
        if !self.outline.has_ids(name) {
            return None;
        }
        let mut at = self.layout.next_line(header.end);
        let (mut id, mut named) = (None, None);
        for line in self.layout.from(at).lines().take_while(|line| !line.trim_start().starts_with('[')) {
            let (key, value) = line.split_once('=').unwrap_or((line, ""));
            let value = value.trim().strip_prefix('"').and_then(|value| value.split('"').next());
            let span = Span::new(at, at.saturating_add(position(line.len())));
            match key.trim().to_lowercase().as_str() {
                "id" if id.is_none() => id = value.map(|id| (id.to_owned(), self.layout.lines(span))),
                "name" => named = value.map(slug),
                _ => {}
            }
            at = at.saturating_add(position(line.len() + 1));
        }
        let (id, lines) = id.or_else(|| named.map(|id| (id, None)))?;
        let written = format!("[{name}.{}]", key(&id));
        let mut changes = vec![(header, written.clone())];
        changes.extend(lines.map(|lines| (lines, String::new())));
        Some((format!("`{name}` is a table with an id for each, and no list"), format!("write `{written}`"), changes))
    }

    /// `[[x.cases]]` for `[x.cases]`.
    fn with_brackets(&self, header: Span, name: &str) -> Option<(String, String, Vec<Rewritten>)> {
        if !self.outline.is_list_at(name) {
            return None;
        }
        let written = format!("[{}]", self.layout.text(header));
        let message = format!("each of several `{}` has two brackets", name.rsplit('.').next().unwrap_or(name));
        Some((message, format!("write `{written}`"), vec![(header, written)]))
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
