//! What decisions stand on: the dimensions, the reporting lines, the layers of the organisation.

use super::dimension::Dimensions;
use super::levels::Levels;
use super::relative::Kin;

/// What decisions stand on.
#[derive(Clone, Copy)]
pub(super) struct Footing<'a> {
    /// What cases are told apart by.
    pub(super) dimensions: &'a Dimensions,
    /// Whom approvers follow from.
    pub(super) kin: Kin<'a>,
    /// The organisation's layers.
    pub(super) levels: &'a Levels,
}
