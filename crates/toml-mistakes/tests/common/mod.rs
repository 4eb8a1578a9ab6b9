//! What holds for any text.

use toml_mistakes::{Document, Span, ValueKind};

/// Checks that every place is a part of the text and that the tree can be read to its end.
pub(crate) fn check_places(text: &str, document: &Document<'_>) {
    let is_part = |span: Span| text.get(span.range()).is_some();
    for mistake in document.mistakes() {
        assert!(is_part(mistake.span), "{mistake:?}");
        assert!(mistake.related.iter().all(|&(span, _)| is_part(span)), "{mistake:?}");
        assert!(!mistake.message.is_empty());
    }
    assert!(document.mistakes().is_sorted_by_key(|mistake| mistake.span.start));
    assert!(document.lost().iter().all(|&span| is_part(span)), "{:?}", document.lost());
    let mut values = Vec::new();
    let mut tables = vec![document.root()];
    while let Some(table) = tables.pop() {
        for entry in table.iter() {
            assert!(is_part(entry.key_span()) && is_part(entry.span()), "{entry:?}");
            assert_eq!(table.get(entry.key()).map(|found| found.key_span()), Some(entry.key_span()), "{entry:?}");
            values.push(entry.value());
        }
        while let Some(value) = values.pop() {
            assert!(is_part(value.span()), "{value:?}");
            match value.kind() {
                ValueKind::Array(items) => values.extend(items.iter()),
                ValueKind::Table(table) => tables.push(table),
                _ => {}
            }
        }
    }
}
