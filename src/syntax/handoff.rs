//! The interfaces between roles or departments.

use super::declare::declaration;
use super::read::{Located, OneOrMany, Target, To};
use super::role::Role;
use super::stage::Stage;
use super::term::Term;
use crate::subject::{Kind, Text};

declaration! {
    /// An interface between roles or departments.
    pub noted struct Handoff {
        /// What people read.
        "name" name: Text;
        /// The roles that give.
        required "from" from: OneOrMany<To<Role>>;
        /// The roles that receive.
        required "to" to: OneOrMany<To<Role>>;
        /// The stage in which it happens.
        "stage" stage: OneOrMany<To<Stage>>;
        /// The stages between which it happens.
        "stages" stages: OneOrMany<To<Stage>>;
        /// What is handed over.
        "artefact" artefact: Text;
        /// How soon.
        "within" within: Located<Term>;
        /// How often, for a regular report.
        "every" every: Located<Term>;
    }
}

impl Target for Handoff {
    const KIND: Kind = Kind::Handoff;
}
