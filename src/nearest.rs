//! "Did you mean": the known word that is nearest to one that is not.

use std::cmp::Ordering;
use std::fmt;

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

/// What helps where a word is not known: the one that was surely meant, or what `otherwise` says of the nearest, if there is one.
pub fn did_you_mean<W: fmt::Display>(near: Option<Nearest<W>>, otherwise: impl FnOnce(Option<W>) -> String) -> String {
    match near {
        Some(near) if near.is_close => format!("did you mean `{}`?", near.word),
        near => otherwise(near.map(|near| near.word)),
    }
}

/// What helps where a word is not known: the one that was surely meant, or to `add` it, with the nearest as `the_nearest`.
pub fn did_you_mean_or<W: fmt::Display>(near: Option<Nearest<W>>, add: String, the_nearest: &str) -> String {
    did_you_mean(near, |near| match near {
        Some(word) => format!("{add}; {the_nearest} is `{word}`"),
        None => add,
    })
}

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
