//! What findings of a rule weigh.

use crate::finding::Level;

/// What a finding of a rule weighs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gravity {
    pub(super) level: Level,
    /// Whether that is what the rule says itself, so that it may say more of some.
    pub(super) is_own: bool,
}
