//! What is decided: decision rights, escalation, delegation.

use jiff::civil::Date;
use toml_mistakes::Table;

use super::activity::Activity;
use super::answer::{Expression, Limit};
use super::case::When;
use super::declare::declaration;
use super::dimension::Dimension;
use super::organisation::{Role, Stage};
use super::read::{Flag, Located, OneOrMany, Target, To};
use super::reader::named_under;
use super::term::Term;
use crate::subject::{Kind, Subject, Text};

/// Declares a table that gives an answer, with the same keys for each.
macro_rules! answering {
    ($(#[doc = $about:literal])* pub struct $Name:ident { $($rest:tt)* }) => {
        declaration! {
            $(#[doc = $about])*
            pub struct $Name {
                $($rest)*
                /// Who decides.
                "decides" decides: Located<Expression>;
                /// No approval is needed, on purpose.
                "free" free: Flag;
                /// Nobody may, on purpose.
                "forbidden" forbidden: Flag;
                /// Approval limits: a ladder of steps over one measure.
                "limits" limits: Located<Vec<Limit>>;
                /// The number that the limits are on.
                "measure" measure: To<Dimension>;
                /// The steps below agree first, one after the other.
                "chain" chain: Flag;
                /// Roles that are asked before.
                "consults" consults: OneOrMany<To<Role>>;
                /// Roles that are told after.
                "informs" informs: OneOrMany<To<Role>>;
            }
        }
    };
}

answering! {
    /// A decision right.
    pub struct Decision {
        /// What people read.
        "name" name: Text;
        /// The stage of the cycle at which it is taken.
        "stage" stage: To<Stage>;
        /// The activity at which it is taken.
        "activity" activity: To<Activity>;
        /// The roles that ask for it.
        "requested-by" requested_by: OneOrMany<To<Role>>;
        /// The time to decide before it goes up.
        "within" within: Located<Term>;
        /// Nobody decides on a request of their own.
        "four-eyes" four_eyes: Flag;
        /// The window over which amounts add up, such as `"customer per quarter"`.
        "per" per: Located<Text>;
        /// The kinds of duty that it is, for packs of rules: `"major-matter"`, `"contract-approval"` and the like.
        "duty" duty: OneOrMany<Located<Text>>;
        /// Answers that hold in some cases, in place of the one at the top.
        "cases" cases: Vec<DecisionCase>;
    }
}

answering! {
    /// An answer that holds in some cases.
    pub struct DecisionCase {
        /// The cases in which it holds.
        required "when" when: When;
    }
}

declaration! {
    /// Whom to ask when something cannot be settled.
    pub struct Escalation {
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

declaration! {
    /// A decision right that is lent.
    pub struct Delegation about(delegated) {
        /// The role that lends it.
        required "from" from: To<Role>;
        /// The roles that may use it.
        required "to" to: OneOrMany<To<Role>>;
        /// The decision.
        required "decision" decision: To<Decision>;
        /// The cases in which it is lent.
        "when" when: When;
        /// The first day.
        "valid-from" valid_from: Located<Date>;
        /// The last day.
        "valid-until" valid_until: Located<Date>;
    }
}

fn delegated(table: Table<'_>) -> Option<Subject> {
    named_under(table, "decision", Kind::Decision)
}

impl Target for Decision {
    const KIND: Kind = Kind::Decision;
}

impl Target for Escalation {
    const KIND: Kind = Kind::Escalation;
}
