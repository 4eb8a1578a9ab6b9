//! Rule `escalation-not-upward`.

use std::collections::HashSet;

use crate::finding::Finding;
use crate::model::{Escalation, Id, Role};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::syntax::Located;

rule! {
    /// A step of an escalation path to a role that is not above the one before.
    ///
    /// # Why it matters
    /// To escalate is to take a matter to somebody with more authority. A step sideways or down passes it to a colleague who may do no
    /// more than the one who asks, and who is under no duty to settle it: time runs, and nothing is decided.
    ///
    /// # Example
    /// ```toml
    /// [escalations.late-delivery]
    /// path = ["director", "manager"]
    /// within = "1 day"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [escalations.late-delivery]
    /// - path = ["director", "manager"]
    /// + path = ["manager", "director"]
    ///   within = "1 day"
    /// ```
    ///
    /// # Silent when
    /// The policy does not tell which of the two is higher: they are in no reporting line together and one of them has no `level`, or
    /// the line above the one who asks could not be read or runs in a circle. Parties outside the organisation stand in no order with
    /// roles inside. A step back to a role that the path has been at is an `escalation-cycle`.
    "escalation-not-upward", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for escalation in cx.model.escalations.values() {
        let mut passed = HashSet::new();
        for (from, to) in escalation.steps() {
            passed.insert(from.value);
            if !passed.contains(&to.value) && is_known_not_above(cx, to.value, from.value) {
                found.add(not_upward(cx, found, escalation, from.value, to));
            }
        }
    }
}

fn is_known_not_above(cx: &Context<'_>, to: Id<Role>, from: Id<Role>) -> bool {
    let is_inside = |role: Id<Role>| cx.model.roles[role].is_post();
    is_inside(to) && is_inside(from) && cx.org.outranks(to, from) == Some(false)
}

fn not_upward(
    cx: &Context<'_>,
    found: &Found,
    escalation: &Escalation,
    from: Id<Role>,
    to: Located<Id<Role>>,
) -> Finding {
    let [lower, higher] = [from, to.value].map(|role| cx.role_id(role));
    let way = if cx.org.outranks(from, to.value) == Some(true) { "below" } else { "not above" };
    let message = format!("`{lower}` escalates to `{higher}`, which is {way} it");
    let finding = found.finding(escalation.subject(), to.place, message).label(format!("{way} `{lower}`")).help(
        match cx.org.superior(from) {
            Some(superior) => format!("let `{lower}` ask somebody above it, such as `{}`", cx.role_id(superior)),
            None => format!("let `{lower}` ask somebody above it, or end the path there"),
        },
    );
    finding.roles([lower, higher])
}
