//! Lists in words.

use crate::finding::Text;

/// So many names a person reads in one line.
const FEW: usize = 5;

/// Names in backticks: `a`, `b` and `c`.
pub(super) fn all(names: impl IntoIterator<Item = Text>) -> String {
    joined(&names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>())
}

/// The first few names in backticks, and how many more there are.
pub(super) fn few(names: impl ExactSizeIterator<Item = Text>) -> String {
    let more = names.len().saturating_sub(FEW);
    let mut listed: Vec<_> = names.take(FEW).map(|name| format!("`{name}`")).collect();
    if more > 0 {
        listed.push(format!("{more} more"));
    }
    joined(&listed)
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn joined(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
