//! The matrix itself, its stages, departments, roles and people.

use jiff::civil::Date;

use super::case::When;
use super::declare::declaration;
use super::read::{Flag, Located, OneOrMany, Target, To};
use super::scheme::Scheme;
use super::term::Term;
use crate::subject::{Kind, Text};

declaration! {
    /// What the matrix is called and how it is kept.
    pub struct Matrix {
        /// What the matrix is called.
        "title" title: Text;
        /// The role that keeps it.
        "owner" owner: To<Role>;
        /// The letters in use.
        "scheme" scheme: Scheme;
        /// The organisation's layers, lowest first.
        "levels" levels: OneOrMany<Located<Text>>;
        /// Where nobody is responsible, the one who is accountable does the work.
        "accountable-does-work" accountable_does_work: bool;
        /// The day from which it holds.
        "effective" effective: Located<Date>;
        /// The day on which it was last reviewed.
        "reviewed" reviewed: Located<Date>;
        /// How often it is reviewed.
        "review-every" review_every: Located<Term>;
    }
}

declaration! {
    /// A stage of the cycle.
    pub struct Stage {
        /// The id by which activities name it.
        required "id" id: Located<Text>;
        /// What people read.
        "name" name: Text;
        /// A decision right must exist at this stage.
        "key" key: Flag;
    }
}

declaration! {
    /// A department.
    pub struct Department {
        /// What people read.
        "name" name: Text;
        /// The role at its head.
        "head" head: To<Role>;
    }
}

declaration! {
    /// A role: a post, a function, a committee, or a party outside the organisation.
    pub struct Role {
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

declaration! {
    /// A person.
    pub struct Person {
        /// What people read.
        "name" name: Text;
        /// The roles that the person holds.
        "roles" roles: OneOrMany<To<Role>>;
        /// The cases in which the person holds them.
        "when" when: When;
    }
}

impl Target for Stage {
    const KIND: Kind = Kind::Stage;
}

impl Target for Department {
    const KIND: Kind = Kind::Department;
}

impl Target for Role {
    const KIND: Kind = Kind::Role;
}

impl Target for Person {
    const KIND: Kind = Kind::Person;
}
