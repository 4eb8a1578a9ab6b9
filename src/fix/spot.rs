//! What stands at a place in a file, as far as mending needs to know.

use std::collections::{BTreeMap, BTreeSet};

use toml_mistakes::{Array, Table, Value, ValueKind};

use crate::source::Span;

/// What stands at a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot<'d> {
    /// The key of an entry.
    Key(&'d str, Span),
    /// The whole value of an entry.
    Value(Value<'d>),
    /// An item of a list in brackets, and the end of the item before it.
    Item { item: Value<'d>, before: Option<u32> },
    /// What one `[[x]]` adds.
    Section(Table<'d>),
}

/// What stands at each of the places; one at which there is nothing that can be mended is left out.
pub(super) fn spots<'d>(text: &str, root: Table<'d>, places: &[Span]) -> BTreeMap<Span, Spot<'d>> {
    let wanted: BTreeSet<Span> = places.iter().copied().collect();
    let mut spots = BTreeMap::new();
    let mut add = |span: Span, spot: Spot<'d>| {
        if wanted.contains(&span) {
            spots.insert(span, spot);
        }
    };
    // not by recursion: whoever writes the file says how deep it is
    let mut tables = vec![root];
    let mut arrays: Vec<Array<'d>> = Vec::new();
    loop {
        if let Some(table) = tables.pop() {
            for entry in table.iter() {
                add(entry.key_span(), Spot::Key(entry.key(), entry.key_span()));
                add(entry.value().span(), Spot::Value(entry.value()));
                descend(entry.value(), &mut tables, &mut arrays);
            }
        } else if let Some(array) = arrays.pop() {
            let mut before = None;
            for item in array.iter() {
                let span = item.span();
                let is_section = text.get(span.range()).is_some_and(|text| text.starts_with("[["));
                match item.kind() {
                    ValueKind::Table(table) if is_section => add(span, Spot::Section(table)),
                    _ => add(span, Spot::Item { item, before }),
                }
                before = Some(span.end);
                descend(item, &mut tables, &mut arrays);
            }
        } else {
            return spots;
        }
    }
}

fn descend<'d>(value: Value<'d>, tables: &mut Vec<Table<'d>>, arrays: &mut Vec<Array<'d>>) {
    match value.kind() {
        ValueKind::Table(table) => tables.push(table),
        ValueKind::Array(array) => arrays.push(array),
        _ => {}
    }
}
