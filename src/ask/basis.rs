//! What every question is asked of.

use jiff::civil::Date;

use crate::model::Model;
use crate::org::Org;

/// What can be asked: a model, the lines in it, and the day.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The matrix.
    pub model: &'a Model,
    /// Its reporting lines, escalations and deputies.
    pub org: &'a Org,
    /// The day on which deputies and delegations must hold.
    pub today: Date,
}
