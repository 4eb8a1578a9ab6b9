//! Rule `escalation-dead-end`.

use crate::finding::Finding;
use crate::model::{Decision, Escalation, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::role_sets::RoleSet;
use crate::rules::{Context, Found};
use crate::subject::Kind;
use crate::syntax::Located;

rule! {
    /// An escalation path of one role, or one whose last role has no decision right and nobody to report to who has one.
    ///
    /// # Why it matters
    /// Whoever comes to the end of the path must be able to settle the matter, or to take it to somebody who can. At a dead end it stays
    /// where it is: a workflow that runs the path can then only reject, and people stop using it.
    ///
    /// # Example
    /// ```toml
    /// [roles.buyer]
    /// reports-to = "purchaser"
    ///
    /// [roles.purchaser]
    ///
    /// [activities.order-goods]
    /// A = "manager"
    /// R = "buyer"
    ///
    /// [escalations.late-delivery]
    /// path = ["assistant", "buyer"]
    /// within = "1 day"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [escalations.late-delivery]
    /// - path = ["assistant", "buyer"]
    /// + path = ["assistant", "buyer", "manager"]
    ///   within = "1 day"
    /// ```
    ///
    /// # Silent when
    /// A path of one role is always found. Of a longer one nothing is said where the policy has no decisions, or not all who decide or
    /// report could be read; where the last role is a party outside the organisation; and where the line above it runs in a circle, which
    /// `reporting-cycle` says. So too of a last role that is in no line where others are: that is `outside-the-lines`. A say in any decision
    /// is a decision right, together with others or lent too.
    "escalation-dead-end", Error, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let settled = settled(cx);
    let cannot_settle = |role: Id<Role>| {
        let is_settled = settled.as_ref().and_then(|settled| settled.get(role.index()).copied());
        let is_known = cx.org.knows_superiors(role) && (cx.org.is_in_a_line(role) || !cx.org.has_lines());
        is_settled == Some(false) && !cx.model.roles[role].external && is_known
    };
    for escalation in cx.model.escalations.values().iter().filter(|escalation| !escalation.path.has_unread) {
        match escalation.path.items.as_slice() {
            [] => found.add(nobody(found, escalation)),
            [only] => found.add(alone(cx, found, escalation, *only)),
            [.., last] if cannot_settle(last.value) => found.add(powerless(cx, found, escalation, *last)),
            _ => {}
        }
    }
}

fn nobody(found: &Found, escalation: &Escalation) -> Finding {
    let message = format!("`{}` names nobody to ask", escalation.id);
    let help = "name the roles to ask, in order, up to one that can settle the matter";
    found.finding(escalation.subject(), escalation.place, message).label("the path is empty").help(help)
}

fn alone(cx: &Context<'_>, found: &Found, escalation: &Escalation, only: Located<Id<Role>>) -> Finding {
    let id = cx.role_id(only.value);
    let message = format!("the path ends where it begins: `{id}` is given nobody to ask");
    let help = format!("name after `{id}` whom it asks, up to a role that can settle the matter");
    found.finding(escalation.subject(), only.place, message).label("the only role").help(help).roles([id])
}

fn powerless(cx: &Context<'_>, found: &Found, escalation: &Escalation, last: Located<Id<Role>>) -> Finding {
    let id = cx.role_id(last.value);
    let message = format!("the path ends at `{id}`, which has no decision right and nobody above it who has one");
    let finding = found
        .finding(escalation.subject(), last.place, message)
        .label("decides nothing")
        .help(format!("lead the path on to a role that decides, or give `{id}` a decision right"))
        .roles([id]);
    match cx.model.roles[last.value].reports_to.get() {
        Some(superior) => finding.also(superior.place, "nobody up this line decides anything either"),
        None => finding,
    }
}

/// For each role, whether it or somebody above it has a say in some decision; `None` where that is not known.
fn settled(cx: &Context<'_>) -> Option<Vec<bool>> {
    let decisions = cx.model.decisions.values();
    let known = cx.model.is_sure_of(Kind::Role) && !decisions.iter().any(Decision::has_unread);
    if decisions.is_empty() || !known {
        return None;
    }
    // whoever stands for himself may be anybody
    let stands_for_itself = |decision: &Decision| decision.answers.iter().any(|answer| !answer.relatives().is_empty());
    if decisions.iter().any(stands_for_itself) {
        return None;
    }
    let signing = decisions.iter().flat_map(Decision::all_with_a_say);
    let deciders = signing.flat_map(|role| cx.model.members(role).into_iter().chain([role]));
    let delegates = cx.model.delegations.iter().filter(|one| one.is_valid_on(cx.today)).flat_map(|one| one.to.ids());
    let with_a_say = RoleSet::of(cx.model, deciders.chain(delegates));
    Some(cx.org.has_or_above(|role| with_a_say.has(role)))
}
