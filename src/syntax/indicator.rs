//! Duties that are measured.

use super::activity::Activity;
use super::case::{AlertBounds, TargetBounds};
use super::declare::declaration;
use super::read::{Located, OneOrMany, Target, To};
use super::role::Role;
use super::term::Term;
use crate::subject::{Kind, Text};

declaration! {
    /// A duty that is measured.
    pub noted struct Indicator {
        /// What people read.
        "name" name: Text;
        /// The role that owns it.
        "role" role: To<Role>;
        /// The activity that it measures.
        "activity" activity: To<Activity>;
        /// What is to be reached.
        "target" target: Located<TargetBounds>;
        /// The unit of the target: `"CNY"`, `"%"`, `"customers"`.
        "unit" unit: Located<Text>;
        /// The span of time over which it is counted.
        "per" per: Located<Term>;
        /// The indicator that this one is a part of.
        "rolls-up-to" rolls_up_to: To<Indicator>;
        /// Beyond these bounds somebody is warned.
        "alert" alert: Located<AlertBounds>;
        /// The roles that are warned.
        "alerts" alerts: OneOrMany<To<Role>>;
    }
}

impl Target for Indicator {
    const KIND: Kind = Kind::Indicator;
}
