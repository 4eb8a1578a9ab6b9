//! What the matrix is called and how it is kept.

use jiff::civil::Date;

use super::declare::declaration;
use super::read::{Located, OneOrMany, To};
use super::role::Role;
use super::scheme::Scheme;
use super::term::Term;
use crate::subject::Text;

declaration! {
    /// What the matrix is called and how it is kept.
    pub noted struct Matrix {
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
