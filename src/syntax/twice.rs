//! What stands twice in one list.

use std::collections::HashMap;
use std::hash::Hash;

use super::flaw::Flaw;
use crate::finding::{Finding, Fix, TextChange};
use crate::source::Place;
use crate::subject::{Kind, Subject};

/// For each item that stands in the list a second time, its number and the place of the first.
#[must_use]
pub fn repeats<'a, T, K: Eq + Hash>(items: &'a [T], key: impl Fn(&'a T) -> (K, Place)) -> Vec<(usize, Place)> {
    let mut again = Vec::new();
    let mut firsts = HashMap::with_capacity(items.len());
    for (number, item) in items.iter().enumerate() {
        let (wanted, place) = key(item);
        let first = *firsts.entry(wanted).or_insert(place);
        if first != place {
            again.push((number, first));
        }
    }
    again
}

/// Says that `word` stands at `again` a second time.
#[must_use]
pub fn stands_twice(subject: Subject, noun: &str, word: &str, again: Place, first: Place) -> Finding {
    let message = format!("the {noun} `{word}` stands twice in one list");
    let finding = Flaw::DuplicateDefinition.finding(subject, again, message);
    let finding = finding.label("again here").also(first, "first here").help("name it once");
    // of what is in order, such as levels, either may be the one too many
    if noun == Kind::Role.noun() {
        finding.fix(Fix::new("name it once", TextChange::TakeOut(vec![again])).safe())
    } else {
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn each_item_that_stands_there_already_is_told_with_the_first() {
        let at = |number: u32| Place::new(FileId(0), Span::new(number, number));
        let items: Vec<(u32, Place)> = (0..40).map(|number| (number % 15, at(number))).collect();
        let again = repeats(&items, |item| *item);
        assert_eq!(again.first(), Some(&(15, at(0))));
        assert_eq!(again.last(), Some(&(39, at(9))));
        assert_eq!(again.len(), 25);
    }
}
