//! Decision rights that are lent for a time.

use jiff::civil::Date;
use toml_mistakes::Table;

use super::case::When;
use super::decision::Decision;
use super::declare::declaration;
use super::read::{Located, OneOrMany, To};
use super::reader::named_under;
use super::role::Role;
use crate::subject::{Kind, Subject};

declaration! {
    /// A decision right that is lent.
    pub noted struct Delegation about(delegated) {
        /// The role that lends it.
        required "from" from: To<Role>;
        /// The roles that may use it.
        required "to" to: OneOrMany<To<Role>>;
        /// The decisions that are lent; where none is named, all that `from` decides.
        "decision" decision: OneOrMany<To<Decision>>;
        /// The cases in which they are lent; where none is said, those in which `from` decides.
        "when" when: When;
        /// The roles that agreed to it.
        "agrees" agrees: OneOrMany<To<Role>>;
        /// The first day.
        "valid-from" valid_from: Located<Date>;
        /// The last day.
        "valid-until" valid_until: Located<Date>;
    }
}

fn delegated(table: Table<'_>) -> Option<Subject> {
    named_under(table, "decision", Kind::Decision)
}
