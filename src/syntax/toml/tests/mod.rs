//! The TOML test suite, mistakes planted into files, and files that are no good at all.

use super::{Table, Value, ValueKind};

mod mistakes;
mod robust;
mod suite;

/// The tree on one line.
fn show(table: Table<'_>) -> String {
    let entries: Vec<_> = table.iter().map(|entry| format!("{}: {}", entry.key(), show_value(entry.value()))).collect();
    format!("{{{}}}", entries.join(", "))
}

fn show_value(value: Value<'_>) -> String {
    match value.kind() {
        ValueKind::String(text) => format!("{text:?}"),
        ValueKind::Integer(text) | ValueKind::Float(text) => text.to_owned(),
        ValueKind::Boolean(value) => value.to_string(),
        ValueKind::Datetime(datetime) => datetime.text.to_owned(),
        ValueKind::Array(items) => format!("[{}]", items.iter().map(show_value).collect::<Vec<_>>().join(", ")),
        ValueKind::Table(table) => show(table),
        ValueKind::Broken => "?".to_owned(),
    }
}
