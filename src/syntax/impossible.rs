//! Cases that do not exist.

use super::case::When;
use super::declare::declaration;

declaration! {
    /// A set of cases that does not exist: nobody need decide them.
    pub noted struct Impossible {
        /// The cases.
        required "when" when: When;
    }
}
