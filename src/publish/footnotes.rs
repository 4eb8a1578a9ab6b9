//! Remarks, numbered under what they are on.

use indexmap::IndexSet;

/// The remarks under one table, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Footnotes(IndexSet<String>);

impl Footnotes {
    /// The number of a remark; `None` where nothing is remarked.
    pub(super) fn number(&mut self, remark: &str) -> Option<usize> {
        if remark.is_empty() {
            return None;
        }
        Some(self.0.insert_full(remark.to_owned()).0 + 1)
    }

    /// The text with the marks of its remarks behind it.
    pub(super) fn marked<'r>(&mut self, text: &str, remarks: impl IntoIterator<Item = &'r str>) -> String {
        let mut marks: Vec<_> = remarks.into_iter().filter_map(|remark| self.number(remark)).collect();
        marks.dedup();
        let marks: Vec<_> = marks.into_iter().map(superscript).collect();
        format!("{text}{}", marks.join("\u{202f}"))
    }

    /// The remarks in the order of their numbers.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Each remark behind its mark.
    pub(super) fn listed(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().enumerate().map(|(number, remark)| (superscript(number + 1), remark.as_str()))
    }
}

/// A number as a mark.
fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits.chars().filter_map(|digit| DIGITS.get(digit.to_digit(10)? as usize)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_has_one_number() {
        let mut notes = Footnotes::default();
        assert_eq!(notes.marked("a", ["first"]), "a¹");
        assert_eq!(notes.marked("b", ["second", "", "first"]), "b²\u{202f}¹");
        assert_eq!(notes.marked("c", [""]), "c");
        assert_eq!(notes.listed().collect::<Vec<_>>(), [("¹".to_owned(), "first"), ("²".to_owned(), "second")]);
        assert_eq!(superscript(120), "¹²⁰");
    }
}
