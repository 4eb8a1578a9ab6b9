//! Letters that are not written as keys of their own: turned round (`clerk = "R"`), several at once (`A/R = "clerk"`), or in a table
//! (`RACI = { R = "clerk" }`).

use toml_mistakes::{Entry, Table, Value, ValueKind};

use super::flaw::Flaw;
use super::layout::{Rewritten, as_table};
use super::letter::Capacity;
use super::reader::Reader;
use super::written::{key, one_or_many};
use crate::finding::{Fix, TextChange};
use crate::source::Span;

/// A letter and who holds it, as it was meant.
#[derive(Debug)]
pub(super) struct Turned {
    pub(super) sign: String,
    pub(super) roles: Vec<(String, Span)>,
    /// Where it is written.
    pub(super) place: Span,
}

/// The letters that the schemes with a name have.
const KNOWN: &str = "RASCIVDPOE";

/// The letters that stand in a text with signs between them, or at once: `A/R`, `RA`.
pub(super) fn letters_in(text: &str) -> Option<Vec<char>> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '/' | ',' | '+' | '&' | '、' | '，');
    let letters: Vec<char> = text.chars().filter(|c| !is_between(*c)).collect();
    let all_known = letters.iter().all(|letter| KNOWN.contains(*letter));
    ((1..=4).contains(&letters.len()) && all_known).then_some(letters)
}

/// The letters of a table that are written otherwise, each with the roles, and the entries that they were taken from.
pub(super) fn letters(
    table: Table<'_>,
    keys: &'static [&'static str],
    reader: &mut Reader,
) -> (Vec<Turned>, Vec<Span>) {
    let (mut all, mut spans) = (Vec::new(), Vec::new());
    let turned: Vec<Entry<'_>> = table.iter().filter(|entry| is_turned(*entry, keys, reader)).collect();
    if let Some(first) = turned.first() {
        let meant = by_letter(turned.iter().flat_map(|entry| turned_round(*entry)));
        let changes = rewritten(table, &turned, &meant, reader);
        let message = format!("the letter stands before the role: `{}`", line(meant.first()));
        say(reader, *first, &message, &meant, changes);
        spans.extend(turned.iter().map(|entry| entry.key_span()));
        all.extend(meant);
    }
    for entry in table.iter() {
        let turned =
            turned_in_a_table(entry, keys, reader).filter(|_| reader.layout.header(entry.value().span()).is_none());
        let is_turned = turned.is_some();
        let Some(meant) = several_at_once(entry, reader).or_else(|| in_a_table(entry, keys)).or(turned) else {
            continue;
        };
        let is_table = as_table(entry.value()).is_some() && !is_turned;
        let changes = if is_table { opened(table, entry, reader) } else { rewritten(table, &[entry], &meant, reader) };
        let message = match is_table {
            true => "each letter is a key of its own".to_owned(),
            false if is_turned => format!("the letter stands before the role: `{}`", line(meant.first())),
            false => format!("`{}` is not one letter", entry.key()),
        };
        reader.take_back(entry.key_span());
        say(reader, entry, &message, &meant, changes);
        spans.push(entry.key_span());
        all.extend(meant);
    }
    (all, spans)
}

fn line(meant: Option<&Turned>) -> String {
    let line = |turned: &Turned| {
        let roles: Vec<&str> = turned.roles.iter().map(|(role, _)| role.as_str()).collect();
        format!("{} = {}", key(&turned.sign), one_or_many(&roles))
    };
    meant.map(line).unwrap_or_default()
}

fn say(reader: &mut Reader, entry: Entry<'_>, message: &str, meant: &[Turned], changes: Option<Vec<Rewritten>>) {
    let lines: Vec<String> = meant.iter().map(|turned| format!("`{}`", line(Some(turned)))).collect();
    let help = format!("write {}", lines.join(" and "));
    let place = reader.place(entry.key_span());
    let fix = changes.map(|changes| {
        let changes = changes.into_iter().map(|(span, text)| (reader.place(span), text));
        Fix::new(help.clone(), TextChange::Write(changes.collect()))
    });
    let finding = reader.mistake(Flaw::UnknownKey, place, message).help(help).fixes(fix);
    reader.say(finding);
}

/// Whether a role stands as the key and its letters as the value.
fn is_turned(entry: Entry<'_>, keys: &'static [&'static str], reader: &Reader) -> bool {
    let ValueKind::String(written) = entry.value().kind() else { return false };
    let written_key = entry.key();
    let is_role = |id: &str| reader.layout.has_role(id);
    let may_be_role =
        is_role(written_key) || (written_key.chars().count() > 3 && Capacity::meant(written_key).is_none());
    may_be_role && !keys.contains(&written_key) && !is_role(written) && letters_in(written).is_some()
}

fn turned_round(entry: Entry<'_>) -> Vec<Turned> {
    let ValueKind::String(written) = entry.value().kind() else { return Vec::new() };
    let role = vec![(entry.key().to_owned(), entry.key_span())];
    let letters = letters_in(written).unwrap_or_default();
    letters
        .into_iter()
        .map(|letter| Turned { sign: letter.to_string(), roles: role.clone(), place: entry.span() })
        .collect()
}

/// The letters in the order in which they come first, each with all who hold it.
fn by_letter(turned: impl Iterator<Item = Turned>) -> Vec<Turned> {
    let mut all: Vec<Turned> = Vec::new();
    for one in turned {
        match all.iter_mut().find(|known| known.sign == one.sign) {
            Some(known) => known.roles.extend(one.roles),
            None => all.push(one),
        }
    }
    all
}

/// Several letters that stand as one key.
fn several_at_once(entry: Entry<'_>, reader: &Reader) -> Option<Vec<Turned>> {
    let letters = letters_in(entry.key()).filter(|letters| letters.len() > 1)?;
    if reader.layout.quotes(entry.key()) {
        return None;
    }
    let roles = roles(entry.value())?;
    Some(
        letters
            .into_iter()
            .map(|letter| Turned { sign: letter.to_string(), roles: roles.clone(), place: entry.key_span() })
            .collect(),
    )
}

/// Letters that stand in a table of their own.
fn in_a_table(entry: Entry<'_>, keys: &'static [&'static str]) -> Option<Vec<Turned>> {
    let table = as_table(entry.value()).filter(|table| !table.is_empty() && !keys.contains(&entry.key()))?;
    let letter = |inner: Entry<'_>| {
        let is_letter = letters_in(inner.key()).is_some_and(|letters| letters.len() == 1);
        Some(Turned { sign: inner.key().to_owned(), roles: roles(inner.value())?, place: inner.key_span() })
            .filter(|_| is_letter)
    };
    table.iter().map(letter).collect()
}

/// Letters behind the roles that hold them, in a table of their own.
fn turned_in_a_table(entry: Entry<'_>, keys: &'static [&'static str], reader: &Reader) -> Option<Vec<Turned>> {
    let table = as_table(entry.value()).filter(|table| !table.is_empty() && !keys.contains(&entry.key()))?;
    let all_turned = table.iter().all(|inner| is_turned(inner, keys, reader));
    all_turned.then(|| by_letter(table.iter().flat_map(turned_round)))
}

fn roles(value: Value<'_>) -> Option<Vec<(String, Span)>> {
    let role = |value: Value<'_>| match value.kind() {
        ValueKind::String(role) => Some((role.to_owned(), value.span())),
        _ => None,
    };
    match value.kind() {
        ValueKind::Array(array) => array.iter().map(role).collect(),
        _ => role(value).map(|role| vec![role]),
    }
}

/// The lines of the letters in place of the entries. Who holds a letter that is there already is added to it.
fn rewritten(table: Table<'_>, entries: &[Entry<'_>], meant: &[Turned], reader: &Reader) -> Option<Vec<Rewritten>> {
    let mut changes = Vec::new();
    let mut lines = Vec::new();
    for turned in meant {
        let there = table.get(&turned.sign).and_then(|there| Some((there, roles(there.value())?)));
        let Some((there, held)) = there else {
            lines.push(line(Some(turned)));
            continue;
        };
        let roles: Vec<&str> = held.iter().chain(&turned.roles).map(|(role, _)| role.as_str()).collect();
        changes.push((there.value().span(), one_or_many(&roles)));
    }
    let spans: Vec<Span> = entries.iter().map(|entry| entry.span()).collect();
    changes.extend(reader.layout.replaced(&spans, &lines)?);
    Some(changes)
}

/// The lines of a table of letters in place of it.
fn opened(table: Table<'_>, entry: Entry<'_>, reader: &Reader) -> Option<Vec<Rewritten>> {
    let inner = as_table(entry.value())?;
    let span = entry.value().span();
    if reader.layout.header(span).is_some() {
        let between = reader.layout.text(Span::new(table.span().end, span.start));
        let is_next = !between.lines().any(|line| line.trim_start().starts_with('['));
        return is_next.then(|| reader.layout.lines(span)).flatten().map(|lines| vec![(lines, String::new())]);
    }
    let lines: Vec<String> = inner.iter().map(|inner| reader.layout.text(inner.span()).to_owned()).collect();
    reader.layout.replaced(&[entry.span()], &lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_known_with_and_without_signs_between_them() {
        let letters = |text| letters_in(text).map(String::from_iter);
        assert_eq!(letters("A/R").as_deref(), Some("AR"));
        assert_eq!(letters("R, A").as_deref(), Some("RA"));
        assert_eq!(letters("RA").as_deref(), Some("RA"));
        assert_eq!(letters("head"), None);
        assert_eq!(letters(""), None);
    }
}
