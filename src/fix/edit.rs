//! Changes of texts that do not touch each other.

use std::collections::BTreeMap;

use crate::source::{FileId, Span};

/// Another text for some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) text: String,
}

/// What is made together: all of it, or nothing where a part touches what is made already.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// By where they begin.
    made: BTreeMap<FileId, BTreeMap<u32, Edit>>,
}

impl Edits {
    /// Takes these in where they touch nothing that was taken in before, and says whether they were.
    pub(super) fn take(&mut self, edits: &[(FileId, Edit)]) -> bool {
        for (number, (file, edit)) in edits.iter().enumerate() {
            if self.touches(*file, edit.span) {
                edits.iter().take(number).for_each(|(file, edit)| self.leave(*file, edit.span));
                return false;
            }
            self.made.entry(*file).or_default().insert(edit.span.start, edit.clone());
        }
        true
    }

    fn leave(&mut self, file: FileId, span: Span) {
        if let Some(made) = self.made.get_mut(&file) {
            made.remove(&span.start);
        }
    }

    fn touches(&self, file: FileId, span: Span) -> bool {
        let Some(made) = self.made.get(&file) else { return false };
        let before = made.range(..=span.start).next_back().map(|(_, before)| before.span);
        let after = made.range(span.start..).next().map(|(_, after)| after.span);
        let meets = |other: Span| other == span || (other.start < span.end && span.start < other.end);
        before.is_some_and(meets) || after.is_some_and(meets)
    }

    /// The files that change, with their texts then.
    pub(super) fn apply<'t>(self, text: impl Fn(FileId) -> &'t str) -> Vec<(FileId, String)> {
        self.made
            .into_iter()
            .filter(|(_, edits)| !edits.is_empty())
            .map(|(file, edits)| (file, apply(text(file), edits.into_values())))
            .collect()
    }
}

/// The text after edits that do not touch each other, in their order.
fn apply(text: &str, edits: impl Iterator<Item = Edit>) -> String {
    let mut after = String::with_capacity(text.len());
    let mut done = 0;
    for Edit { span, text: new } in edits {
        let range = span.range();
        after.push_str(text.get(done..range.start).unwrap_or_default());
        after.push_str(&new);
        done = range.end;
    }
    after + text.get(done..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_edits_that_touch_the_first_are_made_and_none_in_part() {
        let edit = |start, end, text: &str| (FileId(0), Edit { span: Span::new(start, end), text: text.to_owned() });
        let mut edits = Edits::default();
        assert!(edits.take(&[edit(0, 1, ""), edit(3, 5, "-")]));
        assert!(!edits.take(&[edit(4, 6, "X")]));
        assert!(!edits.take(&[edit(6, 7, "?"), edit(0, 1, "")]), "a part of it is made already");
        assert!(!edits.take(&[edit(6, 8, "?"), edit(7, 8, "?")]), "its parts touch each other");
        assert!(edits.take(&[edit(5, 6, "F")]) && edits.take(&[edit(8, 8, "!")]));
        assert_eq!(edits.apply(|_| "abcdefgh"), [(FileId(0), "bc-Fgh!".to_owned())]);
    }
}
