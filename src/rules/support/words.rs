//! Lists in words.

use case_space::Number;

use crate::model::Dimension;
use crate::subject::Text;

/// So many names a person reads in one line.
const FEW: usize = 5;

/// The first few names in backticks, and how many more there are.
pub(in crate::rules) fn few(names: impl ExactSizeIterator<Item = Text>) -> String {
    let more = names.len().saturating_sub(FEW);
    let mut listed: Vec<_> = names.take(FEW).map(|name| format!("`{name}`")).collect();
    if more > 0 {
        listed.push(format!("{} more", count(more)));
    }
    joined(&listed)
}

/// A count as people read it: `12 000`.
pub(in crate::rules) fn count(count: usize) -> String {
    whole(count).grouped()
}

/// A count as a number.
pub(in crate::rules) fn whole(count: usize) -> Number {
    Number::from(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A number with the unit in which it is measured.
pub(in crate::rules) fn with_unit(number: &Number, measure: &Dimension) -> String {
    match &measure.unit {
        Some(unit) => format!("{} {unit}", number.grouped()),
        None => number.grouped(),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(in crate::rules) fn joined(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
