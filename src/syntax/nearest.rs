//! "Did you mean": the known word that is nearest to one that is not.

use std::cmp::Ordering;

/// A known word that is near to an unknown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest<W> {
    /// The known word.
    pub word: W,
    /// Whether it is so close that it was surely meant.
    pub is_close: bool,
    /// Whether no other known word is close.
    pub is_only: bool,
}

/// The known word nearest to `written` by the share of letters to change (Damerau–Levenshtein over the longer length, letter case
/// aside); of equally near ones the first in alphabetical order. `None` where no word is known. A tie at the closest rank is never
/// "surely meant".
#[must_use]
pub fn nearest<W: AsRef<str> + Ord>(written: &str, known: impl IntoIterator<Item = W>) -> Option<Nearest<W>> {
    let wanted = written.to_lowercase();
    let mut best: Option<(f64, W, bool)> = None;
    let mut close = 0_usize;
    for word in known {
        let likeness = strsim::normalized_damerau_levenshtein(&wanted, &word.as_ref().to_lowercase());
        close = close.saturating_add(usize::from(likeness >= CLOSE));
        best = Some(match best {
            None => (likeness, word, false),
            Some((so_far, held, tied)) => match likeness.total_cmp(&so_far) {
                Ordering::Less => (so_far, held, tied),
                Ordering::Equal => (so_far, held.min(word), true),
                Ordering::Greater => (likeness, word, false),
            },
        });
    }
    best.map(|(likeness, word, tied)| Nearest { word, is_close: likeness >= CLOSE && !tied, is_only: close == 1 })
}

/// The key that was meant: the nearest of `keys`, or the one that is written for another word (`R` for `responsible`). Keys of one letter
/// are near to words of one or two only.
#[must_use]
pub fn nearest_key(written: &str, keys: &'static [&'static str]) -> Option<Nearest<&'static str>> {
    let word = written.to_lowercase();
    let meant = OTHER_WORDS.iter().filter(|(other, _)| *other == word).map(|(_, key)| *key);
    if let Some(word) = meant.into_iter().find(|key| keys.contains(key)) {
        return Some(Nearest { word, is_close: true, is_only: true });
    }
    let is_short = written.chars().count() <= 2;
    nearest(written, keys.iter().copied().filter(|key| is_short || key.len() > 1))
}

/// Words that people write for keys and words of the format.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("responsible", "R"),
    ("accountable", "A"),
    ("approver", "A"),
    ("consulted", "C"),
    ("contributor", "C"),
    ("informed", "I"),
    ("supports", "S"),
    ("support", "S"),
    ("verifies", "V"),
    ("verifier", "V"),
    ("drives", "D"),
    ("driver", "D"),
    ("decider", "decides"),
    ("approver", "decides"),
    ("manager", "reports-to"),
    ("superior", "reports-to"),
    ("max", "at-most"),
    ("maximum", "at-most"),
    ("up-to", "at-most"),
    ("less-than", "below"),
    ("min", "at-least"),
    ("minimum", "at-least"),
    ("more-than", "above"),
    ("greater-than", "above"),
    ("gt", "above"),
    ("gte", "at-least"),
    ("ge", "at-least"),
    ("lt", "below"),
    ("lte", "at-most"),
    ("le", "at-most"),
    ("title", "name"),
    ("artifact", "artefact"),
    ("warn", "warning"),
    ("deny", "error"),
    ("allow", "off"),
    ("note", "info"),
    ("up", "upward"),
    ("down", "downward"),
];

/// From this likeness on a word was surely meant: one slip in three letters.
const CLOSE: f64 = 0.66;

#[cfg(test)]
mod tests {
    use super::*;

    fn near(written: &str, known: &[&'static str]) -> Option<(&'static str, bool)> {
        nearest(written, known.iter().copied()).map(|near| (near.word, near.is_close))
    }

    #[test]
    fn a_slip_is_close_and_a_guess_is_not() {
        assert_eq!(near("sales-manger", &["sales-director", "sales-manager"]), Some(("sales-manager", true)));
        assert_eq!(near("r", &["A", "C", "I", "R"]), Some(("R", true)));
        assert_eq!(near("colour", &["name", "stage"]).map(|(_, close)| close), Some(false));
        assert_eq!(near("x", &[]), None);
    }

    #[test]
    fn one_letter_is_not_near_to_a_word() {
        let key = |written| nearest_key(written, &["name", "A", "C", "R"]).map(|near| (near.word, near.is_close));
        assert_eq!(key("colour"), Some(("name", false)));
        assert_eq!(key("r"), Some(("R", true)));
        assert_eq!(key("Responsible"), Some(("R", true)));
    }

    #[test]
    fn what_is_close_to_two_words_has_more_than_one_meaning() {
        let only = |known: [&'static str; 2]| nearest("sales-manger", known).map(|near| (near.word, near.is_only));
        assert_eq!(only(["sales-manager", "buyer"]), Some(("sales-manager", true)));
        assert_eq!(only(["sales-manager", "sales-danger"]), Some(("sales-manager", false)));
        assert_eq!(only(["x", "buyer"]).map(|(_, only)| only), Some(false));
    }

    #[test]
    fn a_tie_is_no_certainty_and_does_not_depend_on_the_order() {
        assert_eq!(near("role-c", &["role-a", "role-b"]), Some(("role-a", false)));
        assert_eq!(near("role-c", &["role-b", "role-a"]), Some(("role-a", false)));
    }
}
