//! Rule `no-decider`.

use super::rule::rule;
use super::{Context, Found};

rule! {
    /// A region of cases in which nobody decides.
    "no-decider", Error, Decisions, check: check
}

fn check(_: &Context<'_>, _: &mut Found) {}
