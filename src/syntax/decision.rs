//! Decision rights, and the answers that they give.

use case_space::Number;

use super::activity::Activity;
use super::beside::beside_answer;
use super::case::When;
use super::dimension::Dimension;
use super::impossible::Impossible;
use super::read::{Flag, Located, OneOrMany, Target, To};
use super::role::Role;
use super::stage::Stage;
use crate::subject::{Kind, Text};

/// Declares a table that gives an answer, with the same keys for each.
macro_rules! answering {
    ($(#[doc = $about:literal])* pub struct $Name:ident { $($rest:tt)* }) => {
        beside_answer! {
            $(#[doc = $about])*
            pub struct $Name {
                $($rest)*
                /// No approval is needed, on purpose.
                "free" free: Flag;
                /// Nobody may, on purpose.
                "forbidden" forbidden: Flag;
                /// It is decided outside this matrix.
                "elsewhere" elsewhere: Flag;
                /// Approval limits: a ladder of steps over one measure.
                "limits" limits: Located<Vec<Limit>>;
                /// The number that the limits are on.
                "measure" measure: To<Dimension>;
                /// The steps below agree first, one after the other.
                "chain" chain: Flag;
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
        /// Nobody decides on a request of their own.
        "four-eyes" four_eyes: Flag;
        /// The window over which amounts add up, such as `"customer per quarter"`.
        "per" per: Located<Text>;
        /// The kinds of duty that it is, for packs of rules: `"major-matter"`, `"contract-approval"` and the like.
        "duty" duty: OneOrMany<Located<Text>>;
        /// Answers that hold in some cases, in place of the one at the top.
        "cases" cases: Vec<DecisionCase>;
        /// What some cases need on top of whatever answers them.
        "also" also: Vec<Also>;
        /// Cases of this decision that do not exist.
        "impossible" impossible: Vec<Impossible>;
    }
}

answering! {
    /// An answer that holds in some cases.
    pub struct DecisionCase {
        /// The cases in which it holds.
        required "when" when: When;
        /// What other cases stand over it by.
        "id" id: Located<Text>;
        /// The cases that it keeps out of its own: `"all"`, or their ids.
        "over" over: OneOrMany<Located<Text>>;
        /// Nothing is added to it.
        "alone" alone: Flag;
    }
}

beside_answer! {
    /// A step of a ladder of approval limits.
    pub struct Limit {
        /// No approval is needed, on purpose.
        "free" free: Flag;
        /// Nobody may, on purpose.
        "forbidden" forbidden: Flag;
        /// It is decided outside this matrix.
        "elsewhere" elsewhere: Flag;
        /// Up to and including this.
        "at-most" at_most: Located<Number>;
        /// Up to but not including this.
        "below" below: Located<Number>;
        /// Down to and including this, where the measure escalates downward.
        "at-least" at_least: Located<Number>;
        /// Down to but not including this, where the measure escalates downward.
        "above" above: Located<Number>;
    }
}

beside_answer! {
    /// What some cases need on top of whatever answers them.
    pub struct Also {
        /// The cases that need it.
        required "when" when: When;
    }
}

impl Target for Decision {
    const KIND: Kind = Kind::Decision;
}
