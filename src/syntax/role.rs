//! Departments and their roles.

use super::declare::declaration;
use super::read::{Flag, Located, OneOrMany, Target, To};
use crate::subject::{Kind, Text};

declaration! {
    /// A department.
    pub noted struct Department {
        /// What people read.
        "name" name: Text;
        /// The role at its head.
        "head" head: To<Role>;
    }
}

declaration! {
    /// A role: a post, a function, a committee, or a party outside the organisation.
    pub noted struct Role {
        /// What people read.
        "name" name: Located<Text>;
        /// Other names in use.
        "aliases" aliases: OneOrMany<Located<Text>>;
        /// The department that it belongs to.
        "department" department: To<Department>;
        /// The layer of the organisation that it stands in.
        "level" level: Located<Text>;
        /// The role that it answers to.
        "reports-to" reports_to: To<Role>;
        /// The role that stands in for it.
        "deputy" deputy: To<Role>;
        /// A party outside the organisation, which owes no reporting line.
        "external" external: Flag;
    }
}

impl Target for Department {
    const KIND: Kind = Kind::Department;
}

impl Target for Role {
    const KIND: Kind = Kind::Role;
}
