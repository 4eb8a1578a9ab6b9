//! The day of a question.

use jiff::civil::Date;

use super::refused::CaseError;
use crate::meant::{day, plain};
use crate::model::BuiltIn;

/// The day that is given among pairs of a dimension and a value.
///
/// # Errors
/// Where it is no day, or more than one.
pub fn day_in(given: &[(String, String)]) -> Result<Option<Date>, CaseError> {
    let date = BuiltIn::Date.as_str();
    let mut days = given.iter().filter(|(name, _)| plain(name) == date).map(|(_, written)| written);
    match (days.next(), days.next()) {
        (None, _) => Ok(None),
        (Some(written), None) => day(written).map(Some).ok_or_else(|| CaseError::Day(written.clone())),
        (Some(_), Some(_)) => Err(CaseError::Twice(date.into())),
    }
}
