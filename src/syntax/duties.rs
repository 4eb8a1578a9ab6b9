//! Duties: hand-offs, indicators, and what is kept apart.

use super::activity::Activity;
use super::case::{AlertBounds, TargetBounds};
use super::declare::declaration;
use super::organisation::{Role, Stage};
use super::read::{Located, OneOrMany, Target, To};
use super::term::Term;
use crate::subject::{Kind, Text};

declaration! {
    /// An interface between roles or departments.
    pub struct Handoff {
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

declaration! {
    /// A duty that is measured.
    pub struct Indicator {
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

declaration! {
    /// Duties that no one role or person may hold together.
    pub struct Separation {
        /// The duties: subjects such as `activities.collection`.
        required "duties" duties: OneOrMany<Located<Text>>;
        /// Why.
        "reason" reason: Text;
    }
}

impl Target for Handoff {
    const KIND: Kind = Kind::Handoff;
}

impl Target for Indicator {
    const KIND: Kind = Kind::Indicator;
}
