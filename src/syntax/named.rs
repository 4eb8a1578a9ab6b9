//! Where tables with an id each are due and something else stands: a list, a text, ids with points or blanks.

use toml_mistakes::{Array, Entry, Table, Value, ValueKind};

use super::flaw::Flaw;
use super::key::nearest_key;
use super::layout::{Rewritten, as_table};
use super::reader::Reader;
use super::written::{key, slug, text};
use crate::finding::{Fix, TextChange};
use crate::source::Span;
use crate::subject::Kind;

impl Reader {
    /// Says how tables with ids are written that stand in a list.
    pub(super) fn list_for_ids(&mut self, value: Value<'_>, array: Array<'_>, kind: Kind) {
        let table = kind.table();
        let items: Vec<Value<'_>> = array.iter().collect();
        let are_headers = items.iter().all(|item| self.layout.header(item.span()).is_some());
        let (changes, written) = if are_headers {
            let changes = self.headers_with_ids(&items, table);
            let first = changes.iter().flatten().find(|(_, text)| text.starts_with('[')).map(|(_, text)| text.clone());
            (changes, first)
        } else {
            let written = self.inline_with_ids(&items);
            let change = written.clone().map(|written| vec![(value.span(), written)]);
            (change, written)
        };
        let written = written.unwrap_or_else(|| format!("[{table}.ID]"));
        self.shape(value.span(), "expected a table with an id for each, found a list", &written, changes);
        self.leave_all_unread(value);
    }

    /// `[roles.head]` for each `[[roles]]` with its `id`, and for what stands below it.
    fn headers_with_ids(&self, items: &[Value<'_>], kind: &str) -> Option<Vec<Rewritten>> {
        let mut changes = Vec::new();
        for item in items {
            let table = as_table(*item)?;
            let (id, at) = id_of(table)?;
            changes.push((item.span(), format!("[{kind}.{}]", key(&id))));
            changes.extend(at.and_then(|at| self.layout.lines(at)).map(|lines| (lines, String::new())));
            let own = table.iter().filter(|entry| self.outline.is_list_at(&format!("{kind}.ID.{}", entry.key())));
            for below in own.flat_map(|entry| tables_of(entry.value())) {
                let header = self.layout.header(below)?;
                let (brackets, path) = header.split_at_checked(header.find(kind)?)?;
                let rest = path.strip_prefix(kind)?;
                changes.push((below, format!("{brackets}{kind}.{}{rest}", key(&id))));
            }
        }
        Some(changes)
    }

    /// `{ head = { name = "Head" } }` for `[{ id = "head", name = "Head" }]` or `["head"]`.
    fn inline_with_ids(&self, items: &[Value<'_>]) -> Option<String> {
        let inline = |item: &Value<'_>| match item.kind() {
            ValueKind::String(id) => Some(format!("{} = {{}}", key(id))),
            ValueKind::Table(table) => {
                let (id, at) = id_of(table)?;
                let rest = table.iter().filter(|entry| Some(entry.span()) != at);
                let rest: Vec<&str> = rest.map(|entry| self.layout.text(entry.span())).collect();
                Some(format!("{} = {{ {} }}", key(&id), rest.join(", ")))
            }
            _ => None,
        };
        let items: Option<Vec<String>> = items.iter().map(inline).collect();
        Some(format!("{{ {} }}", items?.join(", ")))
    }

    /// Says how a table is written in place of which a text or a list stands. Whether one does.
    pub(super) fn text_for_table(&mut self, entry: Entry<'_>, kind: Kind) -> bool {
        let value = entry.value();
        let is_role = |id: &str| self.layout.has_role(id);
        let keys: &[&str] = match (value.kind(), kind) {
            (ValueKind::String(id), Kind::Person) if is_role(id) => &["roles", "name"],
            (ValueKind::String(_), Kind::Person) => &["name", "roles"],
            (ValueKind::String(id), Kind::Department) if is_role(id) => &["head", "name"],
            (ValueKind::String(id), Kind::Activity) if is_role(id) => &["A", "R", "name"],
            (ValueKind::String(id), Kind::Decision) if is_role(id) => &["decides", "name"],
            (ValueKind::String(id), Kind::Escalation) if is_role(id) => &["path", "name"],
            (ValueKind::String(id), Kind::Indicator) if is_role(id) => &["role", "name"],
            (ValueKind::String(id), Kind::Role) if is_role(id) => &["reports-to", "name"],
            (ValueKind::String(_), Kind::Handoff) => return false,
            (ValueKind::String(_), _) => &["name"],
            (ValueKind::Array(_), Kind::Person) => &["roles"],
            (ValueKind::Array(_), Kind::Escalation) => &["path"],
            _ => return false,
        };
        let written = self.layout.text(value.span()).to_owned();
        let place = self.place(value.span());
        let fixes: Vec<Fix> = keys.iter().map(|key| Fix::write(place, format!("{{ {key} = {written} }}"))).collect();
        let found = if matches!(value.kind(), ValueKind::String(_)) { "a text" } else { "a list" };
        self.invalid_with(value.span(), format!("expected a table, found {found}"), "", fixes);
        true
    }

    /// The entries of a table, and apart from them those whose ids are numbers with points, `[activities.1.2]`, each with its id; of these
    /// it is said how they are written.
    pub(super) fn numbered<'d>(&mut self, table: Table<'d>, kind: Kind) -> (Vec<Entry<'d>>, Vec<(String, Entry<'d>)>) {
        let (numbered, plain): (Vec<_>, Vec<_>) = table.iter().partition(|entry| is_only_numbered(*entry));
        let found: Vec<(String, Entry<'d>)> = numbered.into_iter().flat_map(leaves).collect();
        let Some((id, first)) = found.first() else { return (plain, found) };
        let changes = self.quoted_numbers(kind.table());
        let written = format!("[{}.{}]", kind.table(), key(id));
        let help = format!("write `{written}`");
        let place = self.place(first.key_span());
        let fix = Fix::new(
            help.clone(),
            TextChange::Write(changes.into_iter().map(|(span, text)| (self.place(span), text)).collect()),
        );
        let finding =
            self.mistake(Flaw::InvalidValue, place, format!("an id with a point, `{id}`, must stand in quotes"));
        self.say(finding.help(help).fix(fix));
        (plain, found)
    }

    /// The numbers with points in all headers of a table, in quotes.
    fn quoted_numbers(&self, table: &str) -> Vec<Rewritten> {
        let mut changes = Vec::new();
        let mut start = 0;
        for line in self.layout.whole().split_inclusive('\n') {
            let at = start;
            start += line.len();
            let Some(path) = line.trim_start().strip_prefix('[').map(|path| path.trim_start_matches('[').trim_start())
            else {
                continue;
            };
            let Some(path) = path.strip_prefix(table).and_then(|path| path.strip_prefix('.')) else { continue };
            let inside = path.split(']').next().unwrap_or_default();
            let parts: Vec<&str> = inside.split('.').collect();
            let numbers = parts.iter().take_while(|part| is_number(part.trim())).count();
            if numbers > 1 {
                let id = parts.iter().take(numbers).copied().collect::<Vec<_>>().join(".");
                let begin = at + (line.len() - path.len());
                let span = Span::new(position(begin), position(begin + id.trim_end().len()));
                let id: String = id.split('.').map(str::trim).collect::<Vec<_>>().join(".");
                changes.push((span, text(&id)));
            }
        }
        changes
    }

    /// The id that was meant by a name with blanks, `[roles.Head of Sales]`, of which it is said how it is written.
    pub(super) fn id_for_name(&mut self, entry: Entry<'_>, kind: Kind) -> Option<String> {
        let name = entry.key();
        if !name.contains(' ') || !name.is_ascii() || !self.is_unquoted(entry.key_span()) {
            return None;
        }
        let id = slug(name);
        if self.layout.quotes(name) && !self.layout.quotes(&id) {
            return None;
        }
        let header = entry.value().span();
        let has_name = as_table(entry.value())?.get("name").is_some();
        let mut changes = vec![(entry.key_span(), key(&id))];
        if !has_name {
            self.layout.header(header)?;
            changes.push((Span::new(header.end, header.end), format!("\nname = {}", text(name))));
        }
        self.take_back(entry.key_span());
        let message = format!("`{name}` is a name: an id has no blanks");
        let help = format!("write `[{}.{}]` and `name = {}`", kind.table(), key(&id), text(name));
        let changes = changes.into_iter().map(|(span, text)| (self.place(span), text)).collect();
        let finding = self.mistake(Flaw::InvalidToml, self.place(entry.key_span()), message).help(help.clone());
        self.say(finding.fix(Fix::new(help, TextChange::Write(changes))));
        Some(id)
    }
}

/// The id of a table in a list, and where it stands; or what would be the id for its name.
fn id_of(table: Table<'_>) -> Option<(String, Option<Span>)> {
    let text = |key: &str| {
        let entry = table.get(key)?;
        match entry.value().kind() {
            ValueKind::String(text) => Some((text.to_owned(), entry.span())),
            _ => None,
        }
    };
    let id = table.iter().find(|entry| nearest_key(entry.key(), &["id"]).is_some());
    let id = id.and_then(|entry| text(entry.key())).map(|(id, at)| (id, Some(at)));
    id.or_else(|| text("name").map(|(name, _)| (slug(&name), None)))
}

/// The headers of tables in a value.
fn tables_of(value: Value<'_>) -> Vec<Span> {
    match value.kind() {
        ValueKind::Array(array) => array.iter().filter_map(as_table).map(Table::span).collect(),
        ValueKind::Table(table) => vec![table.span()],
        _ => Vec::new(),
    }
}

fn is_number(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether under a number there are only tables under numbers.
fn is_only_numbered(entry: Entry<'_>) -> bool {
    let inner = as_table(entry.value()).filter(|table| !table.is_empty());
    let is_numbered = |inner: Entry<'_>| is_number(inner.key()) && as_table(inner.value()).is_some();
    is_number(entry.key()) && inner.is_some_and(|table| table.iter().all(is_numbered))
}

/// The tables below a number that are not numbers alone, each with all of its numbers.
fn leaves<'d>(entry: Entry<'d>) -> Vec<(String, Entry<'d>)> {
    let mut open = vec![(entry.key().to_owned(), entry)];
    let mut leaves = Vec::new();
    while let Some((id, entry)) = open.pop() {
        match as_table(entry.value()).filter(|_| is_only_numbered(entry)) {
            Some(table) => open.extend(table.iter().map(|inner| (format!("{id}.{}", inner.key()), inner))),
            None => leaves.push((id, entry)),
        }
    }
    leaves.reverse();
    leaves
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
