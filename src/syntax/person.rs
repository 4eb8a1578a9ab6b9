//! The people, where the matrix names them.

use jiff::civil::Date;

use super::case::When;
use super::declare::declaration;
use super::read::{Located, OneOrMany, Target};
use super::role::RoleInCases;
use crate::subject::{Kind, Text};

declaration! {
    /// A person.
    pub noted struct Person {
        /// What people read.
        "name" name: Text;
        /// The roles that the person holds.
        "roles" roles: OneOrMany<RoleInCases>;
        /// The cases in which the person holds them.
        "when" when: When;
        /// The days on which the person is not there.
        "absent" absent: OneOrMany<Leave>;
    }
}

declaration! {
    /// Days on which somebody is not there.
    pub noted struct Leave {
        /// The first day.
        required "from" from: Located<Date>;
        /// The last day.
        required "until" until: Located<Date>;
    }
}

impl Target for Person {
    const KIND: Kind = Kind::Person;
}
