//! What absences are asked of.

use crate::hands::Workforce;
use crate::model::Model;
use crate::options::Days;
use crate::org::Org;

/// What absences are asked of.
#[derive(Debug)]
pub struct Absences<'a> {
    pub(super) model: &'a Model,
    pub(super) org: &'a Org,
    pub(super) workforce: Workforce<'a>,
    pub(super) days: Days,
}

impl<'a> Absences<'a> {
    /// Of a model, on these days.
    #[must_use]
    pub fn new(model: &'a Model, org: &'a Org, days: Days) -> Self {
        Self { model, org, workforce: Workforce::new(model), days }
    }
}
