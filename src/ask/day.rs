//! The day of a question.

use jiff::civil::Date;

use super::given::CaseError;
use crate::meant::{day, plain};

/// What gives the day of a question.
const DATE: &str = "date";

/// Takes out of pairs of a dimension and a value the day that they give.
///
/// # Errors
/// Where it is no day, or more than one.
pub fn take_day(given: &mut Vec<(String, String)>) -> Result<Option<Date>, CaseError> {
    let days = given.extract_if(.., |(name, _)| plain(name) == DATE);
    let days = days.map(|(_, written)| day(&written).ok_or(CaseError::Day(written)));
    match days.collect::<Result<Vec<_>, _>>()?.as_slice() {
        [] => Ok(None),
        [day] => Ok(Some(*day)),
        _ => Err(CaseError::Twice(DATE.into())),
    }
}
