//! Keys that belong inside the value of another: `all = […]` of `decides`, a dimension of `when`.

use toml_mistakes::{Entry, Table, ValueKind};

use super::flaw::Flaw;
use super::reader::Reader;
use super::written::text;
use crate::finding::{Fix, TextChange};
use crate::source::Span;

/// The keys of an answer that can be those of no step.
const OF_ANSWERS: &[&str] =
    &["all", "any", "in-turn", "first-of", "count", "share", "of", "superior-of", "head-of", "holder-of"];

impl Reader {
    /// Of keys that are not known, says which belong inside the value of another that is not there, and takes them for that one. What is
    /// left is none of those.
    pub(super) fn gather<'d>(
        &mut self,
        table: Table<'d>,
        keys: &'static [&'static str],
        unknown: Vec<Entry<'d>>,
        entries: &mut Vec<(&'static str, Entry<'d>)>,
    ) -> Vec<Entry<'d>> {
        let lacks = |key: &str| keys.contains(&key) && table.get(key).is_none();
        let of_answer = lacks("decides");
        let of_case = lacks("when");
        let (answer, unknown): (Vec<_>, Vec<_>) =
            unknown.into_iter().partition(|entry| of_answer && OF_ANSWERS.contains(&entry.key()));
        let (case, unknown): (Vec<_>, Vec<_>) =
            unknown.into_iter().partition(|entry| of_case && self.layout.has_dimension(entry.key()));
        for (key, inside) in [("decides", answer), ("when", case)] {
            if let Some(first) = inside.first() {
                self.say_inside(key, *first, &inside);
                entries.push((key, *first));
            }
        }
        self.role_for_step(table, keys, unknown, entries)
    }

    /// Of a step that is a role and its limit, `{ clerk = 50_000 }`, says how it is written.
    fn role_for_step<'d>(
        &mut self,
        table: Table<'d>,
        keys: &'static [&'static str],
        unknown: Vec<Entry<'d>>,
        entries: &mut Vec<(&'static str, Entry<'d>)>,
    ) -> Vec<Entry<'d>> {
        let is_step = keys.contains(&"decides") && keys.contains(&"at-most") && table.len() == 1;
        let of_role = |entry: &&Entry<'d>| {
            is_step && self.layout.has_role(entry.key()) && matches!(entry.value().kind(), ValueKind::Integer(_))
        };
        let Some(entry) = unknown.iter().find(of_role).copied() else { return unknown };
        let limit = self.layout.text(entry.value().span());
        let written = format!("decides = {}, at-most = {limit}", text(entry.key()));
        let place = self.place(entry.span());
        let message = format!("`{}` stands behind `decides`", entry.key());
        let finding = self.mistake(Flaw::UnknownKey, self.place(entry.key_span()), message).label("not known");
        self.say(finding.fix(Fix::write(place, written)));
        self.guessed.insert(entry.value().span());
        entries.extend([("decides", entry), ("at-most", entry)]);
        Vec::new()
    }

    fn say_inside(&mut self, key: &str, first: Entry<'_>, inside: &[Entry<'_>]) {
        let parts: Vec<&str> = inside.iter().map(|entry| self.layout.text(entry.span())).collect();
        let written = format!("{key} = {{ {} }}", parts.join(", "));
        let spans: Vec<Span> = inside.iter().map(|entry| entry.span()).collect();
        let help = format!("write `{written}`");
        let fix = self.layout.replaced(&spans, &[written]).map(|changes| {
            let changes = changes.into_iter().map(|(span, text)| (self.place(span), text));
            Fix::new(help.clone(), TextChange::Write(changes.collect()))
        });
        let place = self.place(first.key_span());
        let message = format!("`{}` stands inside `{key}`", first.key());
        let finding = self.mistake(Flaw::UnknownKey, place, message).label("not known").help(help).fixes(fix);
        self.say(finding);
        self.guessed.insert(first.value().span());
        inside.iter().for_each(|entry| self.leave_unread(entry.value()));
    }
}
