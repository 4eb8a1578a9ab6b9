//! Whom to ask when something cannot be settled.

use super::declare::declaration;
use super::read::{Located, OneOrMany, Target, To};
use super::role::Role;
use super::stage::Stage;
use super::term::Term;
use crate::subject::{Kind, Text};

declaration! {
    /// Whom to ask when something cannot be settled.
    pub noted struct Escalation {
        /// What people read.
        "name" name: Text;
        /// What sets it off.
        "trigger" trigger: Text;
        /// The stage in which it happens.
        "stage" stage: To<Stage>;
        /// The roles, in the order in which they are asked.
        required "path" path: OneOrMany<To<Role>>;
        /// The time that each step has.
        "within" within: Located<Term>;
    }
}

impl Target for Escalation {
    const KIND: Kind = Kind::Escalation;
}
