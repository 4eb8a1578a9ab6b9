//! The people, where the matrix names them.

use super::case::When;
use super::declare::declaration;
use super::read::{OneOrMany, Target, To};
use super::role::Role;
use crate::subject::{Kind, Text};

declaration! {
    /// A person.
    pub noted struct Person {
        /// What people read.
        "name" name: Text;
        /// The roles that the person holds.
        "roles" roles: OneOrMany<To<Role>>;
        /// The cases in which the person holds them.
        "when" when: When;
    }
}

impl Target for Person {
    const KIND: Kind = Kind::Person;
}
