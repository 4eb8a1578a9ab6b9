//! The days that a run looks at, as a dimension.

use case_space::{Domain, Interval, Number, Numbers, Spacing};

use crate::options::Days;
use crate::syntax::day_number;

/// What the dimension of days can be.
pub(super) fn domain(days: Days) -> Domain {
    let within = Interval::ALL.at_least(day_number(days.from)).at_most(day_number(days.until));
    of(within)
}

/// Every day.
pub(super) fn all() -> Domain {
    of(Interval::ALL)
}

fn of(within: Interval) -> Domain {
    Domain::Numbers(Numbers { within, step: Spacing::new(Number::from(1)), falls: false })
}
