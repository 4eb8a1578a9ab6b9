//! Duties that no one may hold together.

use super::declare::declaration;
use super::read::{Located, OneOrMany};
use crate::subject::Text;

declaration! {
    /// Duties that no one role or person may hold together.
    pub noted struct Separation {
        /// The duties: subjects such as `activities.collection`, or parts such as `activities.collection:R` or `decisions.order:requested-by`.
        required "duties" duties: OneOrMany<Located<Text>>;
        /// Why.
        "reason" reason: Text;
    }
}
