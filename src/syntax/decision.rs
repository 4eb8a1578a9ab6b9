//! Decision rights, and the answers that they give.

use super::activity::Activity;
use super::answer::{Expression, Limit};
use super::case::When;
use super::declare::declaration;
use super::dimension::Dimension;
use super::read::{Flag, Located, OneOrMany, Target, To};
use super::role::Role;
use super::stage::Stage;
use super::term::Term;
use crate::subject::{Kind, Text};

/// Declares a table that gives an answer, with the same keys for each.
macro_rules! answering {
    ($(#[doc = $about:literal])* pub struct $Name:ident { $($rest:tt)* }) => {
        declaration! {
            $(#[doc = $about])*
            pub noted struct $Name {
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

impl Target for Decision {
    const KIND: Kind = Kind::Decision;
}
