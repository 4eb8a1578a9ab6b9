//! What stands in place of a value, read by what is due there: said once, with the finished value.

use toml_mistakes::{Value, ValueKind};

use super::due::{Due, in_quotes, with_comma};
use super::flaw::Flaw;
use super::meant::{Bound, is_unlimited, meant_number};
use super::reader::Reader;
use crate::finding::{Fix, TextChange};
use crate::meant::{DaysMeant, Joining, days, is_nobody, quoted, several, spans, truth};
use crate::source::{Place, Span};

impl Reader {
    /// Says that a value cannot be read as it stands, and what to write. What TOML says of it is not said then.
    pub(super) fn amend(&mut self, value: Value<'_>, message: impl Into<String>, fixes: Vec<Fix>) {
        let finding = self.mistake(Flaw::InvalidValue, self.place(value.span()), message).fixes(fixes);
        self.say_of_value(value, finding);
    }

    /// Puts a text in place of a value.
    pub(super) fn written(&self, value: Value<'_>, text: impl Into<String>) -> Fix {
        Fix::write(self.place(value.span()), text)
    }

    /// The key under which something is read, as it is written.
    fn key<'d>(&self, value: Value<'d>) -> &'d str {
        value.source().get(self.entry.0.range()).unwrap_or_default()
    }

    /// What goes where the key under which something is read goes.
    fn whole_entry(&self, value: Value<'_>) -> Place {
        self.place(with_comma(value.source(), Span::new(self.entry.0.start, value.span().end)))
    }

    /// Whether a text says in place of an upper bound that there is none.
    pub(super) fn is_without_limit(&self, value: Value<'_>, text: &str) -> bool {
        matches!(self.key(value), "at-most" | "below") && is_unlimited(text)
    }

    /// Says which number a text means that stands in place of one, if it means one.
    pub(super) fn amend_number(&mut self, value: Value<'_>, text: &str) {
        let key = self.key(value);
        let message = format!("`{text}` cannot be read as a number");
        if self.is_without_limit(value, text) {
            let out = TextChange::Write(vec![(self.whole_entry(value), String::new())]);
            return self.amend(
                value,
                message,
                vec![Fix::new(format!("leave `{key}` out: without it there is no limit"), out)],
            );
        }
        let Some(meant) = meant_number(text, &self.units) else { return self.amend_nothing(value, text) };
        let change = |number: &str| match meant.bound {
            Some(bound) if bound.key() != key && bound.is_beside(key) => {
                let key_place = self.place(self.entry.0);
                let edits = vec![(key_place, bound.key().to_owned()), (self.place(value.span()), number.to_owned())];
                Some(Fix::new(format!("write `{} = {number}`", bound.key()), TextChange::Write(edits)))
            }
            Some(bound) if bound.key() != key => None,
            _ => Some(self.written(value, number)),
        };
        let fixes: Vec<Fix> = meant.numbers.iter().filter_map(|number| change(number)).collect();
        let fixes = match (fixes, meant.is_safe) {
            (fixes, true) => fixes.into_iter().map(Fix::safe).collect(),
            (fixes, false) => fixes,
        };
        if fixes.is_empty() { self.amend_nothing(value, text) } else { self.amend(value, message, fixes) }
    }

    /// What is said where it is not known what is meant: of text in quotes that it is a text, else what TOML says.
    fn amend_nothing(&mut self, value: Value<'_>, text: &str) {
        if !is_quoted(value) {
            return;
        }
        let counted = crate::meant::quantity(text).filter(|_| !self.units.is_empty());
        match counted {
            Some(_) => {
                let message = format!("`{text}` does not count what is counted here");
                self.invalid(value.span(), message, "write the number alone, in the `unit` that is declared");
            }
            None => self.expected("a number", value),
        }
    }

    /// Says which bounds a text means that stands in place of them, if it means any.
    pub(super) fn amend_bounds(&mut self, value: Value<'_>, text: &str, wanted: &str) {
        let Some(meant) = meant_number(text, &self.units) else {
            if is_quoted(value) {
                self.expected(wanted, value);
            }
            return;
        };
        let written = |number: &String| match meant.bound {
            Some(bound) => format!("{{ {} = {number} }}", bound.key()),
            None => number.clone(),
        };
        let fixes = meant.numbers.iter().map(|number| self.written(value, written(number)));
        let fixes: Vec<Fix> = if meant.is_safe { fixes.map(Fix::safe).collect() } else { fixes.collect() };
        self.amend(value, format!("`{text}` cannot be read as a number or as bounds"), fixes);
    }

    /// Says which bounds, number, day or values what stands in a condition means, if it means any.
    pub(super) fn amend_scalar(&mut self, value: Value<'_>, text: &str) {
        if meant_number(text, &self.units).is_some() {
            self.amend_bounds(value, text, "");
        } else if days(text).is_some() {
            self.amend_day(value, text);
        } else {
            self.amend_text(value, text);
        }
    }

    /// Says which day a text means that stands in place of one, if it means one.
    pub(super) fn amend_day(&mut self, value: Value<'_>, text: &str) {
        let ends = self.key(value).contains("until");
        match days(text) {
            Some(DaysMeant::These(mut days)) => {
                if ends && days.len() > 1 && days.first().is_some_and(|first| first.day() == 1) {
                    days.reverse();
                }
                let fixes = days.iter().map(|day| self.written(value, day.to_string())).collect();
                self.amend(value, format!("`{text}` is not written as a day"), fixes);
            }
            Some(DaysMeant::Beyond(count, last)) => {
                let next = last.tomorrow().unwrap_or(last);
                let fixes = [last, next].map(|day| self.written(value, day.to_string())).to_vec();
                self.amend(value, format!("there is no day `{text}`: {} has {count} days", last.strftime("%B")), fixes);
            }
            None if matches!(value.kind(), ValueKind::Bare(_)) => {}
            None => {
                let help = "write the day as year-month-day, without quotes: 2026-06-30";
                self.invalid(value.span(), format!("`{text}` is not a day"), help);
            }
        }
    }

    /// Says which span of time a text means that stands in place of one, if it means one.
    pub(super) fn amend_span(&mut self, value: Value<'_>, text: &str) {
        let fixes: Vec<Fix> = spans(text).iter().map(|span| self.written(value, in_quotes(span))).collect();
        match fixes.is_empty() {
            false => self.amend(value, format!("`{text}` does not read as a span of time"), fixes),
            true if !is_quoted(value) => {}
            true => self.invalid(
                value.span(),
                format!("`{text}` does not read as a span of time"),
                "write a whole number and a unit: \"2 hours\", \"6 months\", \"1 business day\"",
            ),
        }
    }

    /// Says whether a text means yes or no that stands in place of it.
    pub(super) fn amend_truth(&mut self, value: Value<'_>) -> bool {
        let text = match value.kind() {
            ValueKind::String(text) | ValueKind::Integer(text) | ValueKind::Bare(text) => text,
            _ => return false,
        };
        let Some(truth) = truth(text) else { return false };
        let fix = self.written(value, truth.to_string());
        let is_word = text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
        let fix = if is_word { fix.safe() } else { fix };
        self.amend(value, format!("`{text}` is neither `true` nor `false`"), vec![fix]);
        true
    }

    /// Says how to write the text or the texts that stand in place of one, if that is plain. Whether it was.
    pub(super) fn amend_text(&mut self, value: Value<'_>, written: &str) -> bool {
        let in_quotes_each = quoted(written);
        if let Some(text) =
            one_text(written).filter(|_| in_quotes_each.as_ref().is_none_or(|(names, _)| names.len() < 2))
        {
            let fix = self.written(value, in_quotes(text));
            self.amend(value, format!("{} is no text in quotes", quoted_in(written)), vec![fix]);
            return true;
        }
        let Some((names, joint)) = in_quotes_each.or_else(|| in_a_row(written)) else { return false };
        let names: Vec<String> = names.into_iter().map(in_quotes).collect();
        let fixes: Vec<Fix> =
            self.due.written(&names, joint).into_iter().map(|text| self.written(value, text)).collect();
        let is_told = !fixes.is_empty();
        if is_told {
            self.amend(value, self.due.why(), fixes);
        }
        is_told
    }

    /// Says that who decides is a list that does not say how.
    pub(super) fn amend_answer(&mut self, value: Value<'_>) {
        let written = value.written();
        let inside = written.trim_start_matches('[').trim_end_matches(']').trim().trim_end_matches(',').trim_end();
        let keys = ["all", "any"].map(|key| self.written(value, format!("{{ {key} = [{inside}] }}")));
        let fixes = if inside.is_empty() { Vec::new() } else { keys.to_vec() };
        self.amend(value, "a list does not say whether all decide together or any one alone", fixes);
    }

    /// Notes what is due where an id stands.
    pub(super) fn note_due_of(&mut self, value: Value<'_>, due: Due, id: &str) {
        let due = match due {
            Due::One if id.len() < 16 && is_nobody(id) => Due::OneOrNone(self.whole_entry(value)),
            due => due,
        };
        self.note_due(self.place(value.span()), due);
    }

    /// Says that a list stands where there is room for one.
    pub(super) fn amend_one_of_many(&mut self, value: Value<'_>) -> bool {
        let ValueKind::Array(array) = value.kind() else { return false };
        let items: Vec<Value<'_>> = array.iter().collect();
        if items.is_empty() || items.len() > 5 || items.iter().any(|item| !matches!(item.kind(), ValueKind::String(_)))
        {
            return false;
        }
        let fixes = items.iter().map(|item| self.written(value, item.written())).collect();
        self.amend(value, if items.len() == 1 { "one stands here without a list" } else { Due::One.why() }, fixes);
        true
    }
}

/// Whether the value is a text that stands in quotes.
pub(super) fn is_quoted(value: Value<'_>) -> bool {
    let quotes = ['"', '\'', '“', '”', '„', '‟', '「', '」', '『', '』', '‘', '’', '＂', '＇'];
    matches!(value.kind(), ValueKind::String(_)) && value.written().starts_with(quotes)
}

fn quoted_in(written: &str) -> String {
    if written.contains('`') { "this".to_owned() } else { format!("`{written}`") }
}

/// The text that is meant where its quotes are not as they should be: `"a`, `"a";`, `"a "b""`, `"C:\x"`.
fn one_text(written: &str) -> Option<&str> {
    if let Some((names, _)) = quoted(written)
        && let [name] = names.as_slice()
    {
        return Some(name);
    }
    let inside = written.strip_prefix('"')?;
    let closed = inside.strip_suffix('"').unwrap_or(inside);
    let is_one = if closed.len() == inside.len() {
        !closed.contains(['"', '#', ','])
    } else {
        !closed.contains("\" ") && !closed.contains("\",") && !closed.contains("\";")
    };
    (is_one && !closed.is_empty()).then(|| closed.trim())
}

/// Names without quotes that stand in a row: `a, b`.
fn in_a_row(written: &str) -> Option<(Vec<&str>, Joining)> {
    let is_marked = written.contains([',', '，', '、', ';', '；', '→']) || written.contains("->");
    if !is_marked || written.contains(['"', '\'', '[', ']', '{', '}', '=']) {
        return None;
    }
    several(written).into_iter().next()
}

impl Bound {
    /// Whether the key bounds the same side.
    fn is_beside(self, key: &str) -> bool {
        match self.key() {
            "at-most" | "below" => matches!(key, "at-most" | "below"),
            _ => matches!(key, "at-least" | "above"),
        }
    }
}
