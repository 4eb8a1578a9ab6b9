//! Cases that do not exist.

use super::case_set::CaseSet;
use super::dimension::Dimensions;
use super::resolver::Resolver;
use crate::source::Place;
use crate::syntax::{self, Remarks};

/// A set of cases that does not exist: nobody need decide them.
#[derive(Debug, Clone)]
pub struct Impossible {
    /// The cases.
    pub when: CaseSet,
    /// What is remarked on it.
    pub remarks: Remarks,
    /// All of its table.
    pub place: Place,
}

impl Impossible {
    pub(super) fn resolve(
        mut declared: syntax::Impossible,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let remarks = declared.remarks();
        let when = CaseSet::required(declared.when, declared.place, dimensions, resolver);
        Self { when, remarks, place: declared.place }
    }
}
