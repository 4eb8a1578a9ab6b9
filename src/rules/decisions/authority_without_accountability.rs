//! Rule `authority-without-accountability`.

use std::collections::BTreeMap;

use crate::model::{Decision, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::alone::alone;
use crate::rules::support::role_sets::RoleSet;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Kind;
use crate::syntax::{Capacity, Slot};

rule! {
    /// A sole decider with no letter R or A anywhere, who is above nobody that is R or A at the activity.
    ///
    /// # Why it matters
    /// Who decides and neither does the work nor answers for it bears no consequence of the decision. A right belongs with a
    /// responsibility (企业内部控制基本规范, art. 30: 权限范围 with 相应责任); a decider who is only consulted or informed everywhere has the one without
    /// the other.
    ///
    /// # Example
    /// ```toml
    /// [roles.controller]
    /// reports-to = "director"
    /// deputy = "assistant"
    ///
    /// [activities.check-margin]
    /// A = "director"
    /// R = "seller"
    ///
    /// [decisions.accept-margin]
    /// activity = "check-margin"
    /// decides = "controller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.check-margin]
    ///   A = "director"
    /// - R = "seller"
    /// + R = ["seller", "controller"]
    /// ```
    ///
    /// # Silent when
    /// Others sign as well, agree before or may decide instead; the decider is a body or sits on one that is R or A, is a party outside the
    /// organisation, or follows from the requester or the case. They are above somebody who is R or A at the activity of the decision, in
    /// the line or by level (anywhere, where the decision names no activity): they answer for what those do. One of them is in no reporting
    /// line, so that this is not known. The policy has more decisions than activities: it is a schedule of authority and no matrix. Or a
    /// role somewhere could not be read. Where the scheme is DACI, `D` counts as `R` does.
    "authority-without-accountability", Warning, Decisions, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let tell_who_answers = cx.model.activities.values().iter().all(|activity| {
        [Capacity::Responsible, Capacity::Accountable].iter().all(|capacity| activity.scheme.knows(*capacity))
    });
    let is_schedule = cx.model.decisions.len() > cx.model.activities.len();
    if is_schedule || !cx.org.has_lines() || !cx.model.is_sure_of(Kind::Role) || !tell_who_answers {
        return;
    }
    let [does, answers] = [Capacity::Responsible, Capacity::Accountable].map(|one| cx.letter(one));
    for (role, place) in unaccountable(cx, found) {
        let decider = &cx.model.roles[role];
        let id = &decider.id;
        let message = format!("`{id}` decides, but answers for nothing: it has no letter {does} or {answers} anywhere");
        let help =
            format!("make `{id}` accountable or responsible for what it decides on, or let somebody decide who is");
        found.add(
            found
                .finding(decider.subject(), decider.place, message)
                .label("neither responsible nor accountable for anything")
                .also(place, "decides here")
                .help(help)
                .roles([id.clone()]),
        );
    }
}

/// The roles that decide alone and answer for nothing, each with the first answer that says so.
fn unaccountable(cx: &Context<'_>, found: &mut Found) -> BTreeMap<Id<Role>, Place> {
    let answerable = cx.role_sets.answerable();
    let bodies = cx.model.roles.iter().filter(|(id, role)| role.body.is_some() && answerable.has(*id));
    let seated = RoleSet::of(cx.model, bodies.flat_map(|(id, _)| cx.model.members(id)));
    let may_be = |role: Id<Role>| {
        let is_apart = !answerable.has(role) && !seated.has(role);
        is_apart && cx.model.roles[role].is_post() && cx.org.is_in_a_line(role)
    };
    let mut deciders = BTreeMap::new();
    for decision in cx.model.decisions.values() {
        for (role, origin) in alone(cx, decision, found) {
            let is_named = decision.answer_at(origin).is_some_and(|answer| answer.roles().contains(&role));
            if is_named && may_be(role) && !deciders.contains_key(&role) && is_above_nobody(cx, decision, role) {
                deciders.insert(role, origin.place);
            }
        }
    }
    deciders
}

/// Whether it is known that the role is above nobody who is R or A at the activity of the decision; at any, where it names none.
fn is_above_nobody(cx: &Context<'_>, decision: &Decision, role: Id<Role>) -> bool {
    let is_not_above = |holder: Id<Role>| cx.budget().spend(1) && is_not_above(cx, role, holder);
    match decision.activity {
        Slot::Given(at) => {
            let activity = &cx.model.activities[at.value];
            let capacities = [Capacity::Responsible, Capacity::Accountable].into_iter();
            capacities.flat_map(|capacity| activity.holders(capacity)).all(|holder| is_not_above(holder.value))
        }
        Slot::Absent => {
            let answerable = cx.role_sets.answerable();
            cx.model.roles.ids().filter(|holder| answerable.has(*holder)).all(is_not_above)
        }
        Slot::Unread => false,
    }
}

/// Whether it is known that the role is neither above the holder of a letter, nor sits on the body that holds it.
fn is_not_above(cx: &Context<'_>, role: Id<Role>, holder: Id<Role>) -> bool {
    let own = &cx.model.roles[holder];
    let is_known = match &own.body {
        _ if own.external => true,
        Some(_) => !cx.model.members(holder).is_empty(),
        None => cx.org.is_in_a_line(holder) && cx.org.knows_superiors(holder),
    };
    is_known && !cx.org.is_above_or_higher(role, holder)
}
