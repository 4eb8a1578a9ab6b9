//! Where a list of tables is due and something else stands: a single table, tables with ids, names by ids, roles and their limits.

use toml_mistakes::{Array, Entry, Table, Value, ValueKind};

use super::layout::{Rewritten, as_table};
use super::reader::Reader;
use super::shape::Shape;
use super::written::text;
use crate::finding::{Fix, TextChange};
use crate::source::Span;

/// What the tables of a list may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Something with an id and a name.
    Ids,
    /// Steps of a ladder.
    Steps,
    /// Anything else.
    Others,
}

/// The keys of the tables of a list; `None` where it is none of tables.
fn keys_of(item: &Shape) -> Option<Vec<&'static str>> {
    match item {
        Shape::Table { fields, .. } => Some(fields().into_iter().map(|field| field.key).collect()),
        _ => None,
    }
}

fn holds(keys: &[&str]) -> Holds {
    let has = |key| keys.contains(&key);
    match (has("id") && has("name"), has("decides") && has("at-most")) {
        (true, _) => Holds::Ids,
        (_, true) => Holds::Steps,
        _ => Holds::Others,
    }
}

/// What was made of a value in place of a list of tables.
pub(super) enum InPlaceOfList<'d> {
    /// It is one table of the list.
    Single(Value<'d>),
    /// It stands for so many, none of which can be read as it is.
    Unread(usize),
}

impl Reader {
    /// Says what is wrong with a table where a list of tables is due.
    pub(super) fn table_for_list<'d>(&mut self, value: Value<'d>, table: Table<'d>, item: &Shape) -> InPlaceOfList<'d> {
        let keys = keys_of(item).unwrap_or_default();
        let are_others = !table.is_empty() && table.iter().all(|entry| !keys.contains(&entry.key()));
        let all = |is: fn(ValueKind<'_>) -> bool| are_others && table.iter().all(|entry| is(entry.value().kind()));
        let (message, changes) = match holds(&keys) {
            Holds::Steps if are_others => {
                ("expected a list of steps, found a table from role to limit", self.steps(value, table))
            }
            Holds::Ids if all(|kind| matches!(kind, ValueKind::String(_))) => {
                ("expected a list of tables, found names by their ids", self.named(value, table))
            }
            of if all(|kind| matches!(kind, ValueKind::Table(_)) || is_tables(kind)) => (
                "expected a list of tables, found a table with an id for each",
                self.by_id(value, table, of == Holds::Ids),
            ),
            _ => {
                self.single(value);
                return InPlaceOfList::Single(value);
            }
        };
        let written = self.first_written(changes.as_deref());
        self.shape(value.span(), message, &written, changes);
        self.leave_all_unread(value);
        InPlaceOfList::Unread(table.len())
    }

    /// Says what is wrong with a list in which there are texts or lists where tables are due. `None` where nothing is.
    pub(super) fn list_for_tables(&mut self, value: Value<'_>, array: Array<'_>, item: &Shape) -> Option<usize> {
        let keys = keys_of(item)?;
        let changes: Option<Vec<Rewritten>> = match holds(&keys) {
            Holds::Ids => array.iter().map(|item| self.with_id(item)).collect(),
            Holds::Steps => array.iter().map(|item| self.step_of_list(item)).collect(),
            Holds::Others => None,
        };
        let changes = changes.filter(|changes| !changes.is_empty())?;
        let message = match holds(&keys) {
            Holds::Steps => "expected a list of steps, found a list of lists",
            _ => "expected a list of tables, found a list of texts",
        };
        let written: Vec<&str> = changes.iter().map(|(_, text)| text.as_str()).collect();
        let written = format!("[{}]", written.join(", "));
        self.shape(value.span(), message, &written, Some(changes));
        self.leave_all_unread(value);
        Some(array.len())
    }

    /// Says that something has not the shape that is due, and how it is written.
    pub(super) fn shape(&mut self, span: Span, message: &str, written: &str, changes: Option<Vec<Rewritten>>) {
        let shown = written.split('\n').map(|line| format!("`{line}`")).collect::<Vec<_>>().join(", ");
        let help = format!("write {shown}");
        let fix = changes.map(|changes| {
            let changes = changes.into_iter().map(|(span, text)| (self.place(span), text));
            Fix::new(help.clone(), TextChange::Write(changes.collect()))
        });
        self.invalid_with(span, message, help, fix);
    }

    fn first_written(&self, changes: Option<&[Rewritten]>) -> String {
        let first = changes.into_iter().flatten().map(|(_, text)| text).find(|text| !text.is_empty());
        first.map_or_else(|| "[[…]]".to_owned(), Clone::clone)
    }

    /// A single table, to which its header must say that it is one of a list.
    fn single(&mut self, value: Value<'_>) {
        let written = self.layout.text(value.span());
        let is_header = self.layout.header(value.span()).is_some();
        let is_table = is_header || written.starts_with('{');
        let message = "expected a list of tables, found a single table";
        let listed = format!("[{written}]");
        let change = is_table.then(|| vec![(value.span(), listed.clone())]);
        self.shape(value.span(), message, if is_table { &listed } else { "[[…]]" }, change);
    }

    /// Tables with an id each: `[stages.lead]`.
    fn by_id(&self, value: Value<'_>, table: Table<'_>, has_id: bool) -> Option<Vec<Rewritten>> {
        let outer = self.layout.header(value.span());
        let mut changes = Vec::new();
        for entry in table.iter() {
            let id = |path: &str| match has_id {
                true => format!("[[{path}]]\nid = {}", text(entry.key())),
                false => format!("[[{path}]] # {}", entry.key()),
            };
            let inner = entry.value().span();
            if let ValueKind::Array(items) = entry.value().kind() {
                for item in items.iter() {
                    let header = self.layout.header(item.span())?;
                    let path = header.strip_prefix("[[")?.strip_suffix("]]")?.trim_end();
                    let path = path.strip_suffix(self.layout.text(entry.key_span()))?.trim_end().strip_suffix('.')?;
                    changes.push((item.span(), id(path)));
                }
            } else if let Some(header) = self.layout.header(inner) {
                let path = header.strip_prefix('[')?.strip_suffix(']')?.trim_end();
                let path = path.strip_suffix(self.layout.text(entry.key_span()))?.trim_end().strip_suffix('.')?;
                changes.push((inner, id(path)));
            } else {
                let path = outer?.strip_prefix('[')?.strip_suffix(']')?;
                let lines = as_table(entry.value())?.iter().map(|line| format!("\n{}", self.layout.text(line.span())));
                self.layout.lines(entry.span())?;
                changes.push((entry.span(), format!("{}{}", id(path), lines.collect::<String>())));
            }
        }
        // what stands under its own header is each an item then
        if outer.is_some() {
            changes.insert(0, (value.span(), String::new()));
        }
        Some(changes)
    }

    /// Names by their ids: `lead = "Leads"`.
    fn named(&self, value: Value<'_>, table: Table<'_>) -> Option<Vec<Rewritten>> {
        let outer = self.layout.header(value.span());
        let items = table.iter().map(|entry| (entry, text(entry.key()), self.layout.text(entry.value().span())));
        if outer.is_none() {
            let items: Vec<String> = items.map(|(_, id, name)| format!("{{ id = {id}, name = {name} }}")).collect();
            return self.in_list(value.span(), &items);
        }
        let path = outer?.strip_prefix('[')?.strip_suffix(']')?;
        let changes = items.map(|(entry, id, name)| {
            self.layout.lines(entry.span())?;
            Some((entry.span(), format!("[[{path}]]\nid = {id}\nname = {name}")))
        });
        [Some((value.span(), String::new()))].into_iter().chain(changes).collect()
    }

    /// Roles and their limits: `{ clerk = 50_000, head = 200_000 }`.
    fn steps(&self, value: Value<'_>, table: Table<'_>) -> Option<Vec<Rewritten>> {
        let steps: Option<Vec<(Entry<'_>, Vec<String>)>> =
            table.iter().map(|entry| Some((entry, self.step(&text(entry.key()), entry.value())?))).collect();
        let Some(outer) = self.layout.header(value.span()) else {
            let steps: Vec<String> = steps?.into_iter().map(|(_, step)| format!("{{ {} }}", step.join(", "))).collect();
            return self.in_list(value.span(), &steps);
        };
        let changes = steps?.into_iter().map(|(entry, step)| {
            self.layout.lines(entry.span())?;
            Some((entry.span(), format!("[{outer}]\n{}", step.join("\n"))))
        });
        [Some((value.span(), String::new()))].into_iter().chain(changes).collect()
    }

    /// The keys of a step; a limit that is no number is none.
    fn step(&self, role: &str, limit: Value<'_>) -> Option<Vec<String>> {
        let written = self.layout.text(limit.span());
        let decides = format!("decides = {role}");
        Some(match limit.kind() {
            ValueKind::Integer(_) => vec![decides, format!("at-most = {written}")],
            ValueKind::Float(number) if !number.contains("inf") => vec![decides, format!("at-most = {written}")],
            ValueKind::Float(_) => vec![decides],
            ValueKind::String(limit) if is_endless(limit) => vec![decides],
            ValueKind::Table(inner) => {
                let bounds = inner.iter().map(|bound| self.layout.text(bound.span()).to_owned());
                [decides].into_iter().chain(bounds).collect()
            }
            _ => return None,
        })
    }

    /// A step that is a list: `["clerk", 50_000]`.
    fn step_of_list(&self, item: Value<'_>) -> Option<Rewritten> {
        let ValueKind::Array(array) = item.kind() else { return None };
        let parts: Vec<Value<'_>> = array.iter().collect();
        let is_role = |part: &Value<'_>| matches!(part.kind(), ValueKind::String(text) if !is_endless(text));
        let step = match parts.as_slice() {
            [role] if is_role(role) => vec![format!("decides = {}", self.layout.text(role.span()))],
            [role, limit] if is_role(role) => self.step(self.layout.text(role.span()), *limit)?,
            [limit, role] if is_role(role) => self.step(self.layout.text(role.span()), *limit)?,
            _ => return None,
        };
        Some((item.span(), format!("{{ {} }}", step.join(", "))))
    }

    /// A text as the id of a table.
    fn with_id(&self, item: Value<'_>) -> Option<Rewritten> {
        match item.kind() {
            ValueKind::String(_) => Some((item.span(), format!("{{ id = {} }}", self.layout.text(item.span())))),
            _ => None,
        }
    }

    /// A list in place of an inline table, on as many lines.
    fn in_list(&self, span: Span, items: &[String]) -> Option<Vec<Rewritten>> {
        let written = self.layout.text(span);
        let list = if written.contains('\n') {
            format!("[\n  {},\n]", items.join(",\n  "))
        } else {
            format!("[{}]", items.join(", "))
        };
        written.starts_with('{').then(|| vec![(span, list)])
    }
}

/// Whether it is a list of tables alone.
fn is_tables(kind: ValueKind<'_>) -> bool {
    matches!(kind, ValueKind::Array(items) if items.iter().all(|item| as_table(item).is_some()))
}

/// Whether a text says that there is no limit.
fn is_endless(limit: &str) -> bool {
    const WORDS: [&str; 12] =
        ["unlimited", "no limit", "none", "inf", "infinite", "∞", "-", "", "unbegrenzt", "ohne limit", "无限", "不限"];
    WORDS.contains(&limit.trim().to_lowercase().as_str())
}
