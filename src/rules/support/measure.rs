//! Units of measure, spans of time among them.

use case_space::Number;

use crate::meant::{Measure, plain};
use crate::syntax::Term;

/// What a unit means: a span of time is so many of the least that make up such spans.
pub(in crate::rules) fn counted(written: &str) -> Measure {
    time(&plain(written)).unwrap_or_else(|| Measure::read(written))
}

/// A unit of time, in minutes, months, business minutes or business days.
fn time(words: &str) -> Option<Measure> {
    let term = Term::parse(words)?;
    let bases = ["minute", "month", "business minute", "business day"];
    bases.into_iter().find_map(|base| {
        let count = term.times(Term::parse(base)?)?;
        Some(Measure::new(base, Number::from(i64::try_from(count).ok()?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_counted_in_what_it_is_made_of() {
        assert_eq!(counted("hours"), Measure::new("minute", Number::from(60)));
        assert_eq!(counted("小时"), counted("hour"));
        assert_eq!(counted("季度"), Measure::new("month", Number::from(3)));
        assert!(!counted("days").goes_with(&counted("business days")));
    }
}
