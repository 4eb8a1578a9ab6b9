//! Keys that belong inside the value of another: `all = […]` of `decides`, a dimension of `when`.

use toml_mistakes::{Entry, Table};

use super::flaw::Flaw;
use super::reader::Reader;
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
        unknown
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
