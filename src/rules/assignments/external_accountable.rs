//! Rule `external-accountable`.

use crate::finding::Finding;
use crate::model::Activity;
use crate::rules::rule::rule;
use crate::rules::support::team::{Team, Teams};
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// A party outside the organisation is accountable for an activity.
    ///
    /// # Why it matters
    /// A customer or a supplier can do work for the organisation, but owes it no account: it can be sued, not directed. Somebody
    /// inside has to answer for what comes of it, as with outsourcing in general: the work can be given away, the accountability
    /// for it cannot.
    ///
    /// # Example
    /// ```toml
    /// [roles.forwarder]
    /// external = true
    ///
    /// [activities.deliver]
    /// A = "forwarder"
    /// R = "assistant"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.deliver]
    /// - A = "forwarder"
    /// - R = "assistant"
    /// + A = "manager"
    /// + R = "forwarder"
    /// ```
    ///
    /// # Silent when
    /// The role is not marked `external = true`. An external party that is responsible, consulted or informed is as it should be.
    "external-accountable", Warning, Assignments, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    let is_external = |role| cx.model.roles[role].external;
    let teams = Teams { activity, capacity: Capacity::Accountable, least: 1, counts: &is_external };
    teams.each(cx, found, |found, team| external(cx, found, team));
}

fn external(cx: &Context<'_>, found: &Found, team: &Team<'_>) -> Finding {
    let Team { activity, when, .. } = team;
    let party_is = if team.roles.len() == 1 { "an external party, is" } else { "external parties, are" };
    let message = format!("{}, {party_is} accountable for `{}`{when}", team.names(cx), activity.id);
    let place = team.roles.values().next().copied().unwrap_or(activity.place);
    let defined = team.roles.keys().map(|role| (cx.model.roles[*role].place, "defined as external"));
    found
        .finding(activity.subject(), place, message)
        .label("not part of the organisation")
        .help("make somebody inside accountable; the external party can be the one who does the work")
        .roles(team.ids(cx))
        .also_each(defined)
}
