//! Changes of a text that do not touch each other.

use crate::source::Span;

/// Another text for some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) text: String,
}

/// The text after all edits, each with something that it stands for; of those that touch, the first is made. What the edits that were
/// made stand for.
pub(super) fn apply<T>(text: &str, mut edits: Vec<(Edit, T)>) -> (String, Vec<T>) {
    edits.sort_by_key(|(edit, _)| edit.span);
    let mut after = String::with_capacity(text.len());
    let mut made = Vec::new();
    let mut done = 0;
    for (Edit { span, text: new }, what) in edits {
        let range = span.range();
        let Some(kept) = text.get(done..range.start) else { continue };
        after.push_str(kept);
        after.push_str(&new);
        done = range.end;
        made.push(what);
    }
    after.push_str(text.get(done..).unwrap_or_default());
    (after, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_edits_that_touch_the_first_is_made() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.to_owned() };
        let edits = vec![(edit(4, 6, "X"), 'c'), (edit(0, 1, ""), 'a'), (edit(3, 5, "-"), 'b'), (edit(8, 8, "!"), 'd')];
        assert_eq!(apply("abcdefgh", edits), ("bc-fgh!".to_owned(), vec!['a', 'b', 'd']));
    }
}
