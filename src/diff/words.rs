//! Words that changes are told in.

use std::fmt;

use crate::subject::Text;

/// `a`, `b` and `c`, each as an id.
pub(super) fn listed(ids: &[Text]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    match quoted.split_last() {
        None => "nobody".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// What those do who are listed.
pub(super) fn is(ids: &[Text]) -> &'static str {
    if ids.len() > 1 { "are" } else { "is" }
}

/// `activities.a` and `decisions.b`: subjects as ids are listed.
pub(super) fn listed_words<W: fmt::Display>(subjects: &[&W]) -> String {
    listed(&subjects.iter().map(|subject| Text::from(subject.to_string())).collect::<Vec<_>>())
}

/// Words of which the order means nothing, if there are any.
pub(super) fn in_any_order(words: impl IntoIterator<Item = impl ToString>, between: &str) -> Option<String> {
    let mut words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
    words.sort_unstable();
    (!words.is_empty()).then(|| words.join(between))
}
