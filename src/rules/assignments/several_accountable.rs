//! Rule `several-accountable`.

use crate::finding::Finding;
use crate::model::Activity;
use crate::rules::rule::rule;
use crate::rules::support::team::{Team, Teams};
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// A case of an activity for which two or more roles are accountable.
    ///
    /// # Why it matters
    /// Two who answer for one result wait for each other, or decide against each other, and afterwards each can point at the other; the
    /// matrix gives no way to settle it. That is why `A` is the one letter that must be unique (PMI, *A Guide to the Project Management
    /// Body of Knowledge*, on the responsibility assignment matrix).
    ///
    /// # Example
    /// ```toml
    /// [activities.sign-contract]
    /// A = ["director", "manager"]
    /// R = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - A = ["director", "manager"]
    /// + A = "manager"
    ///   R = "seller"
    /// ```
    ///
    /// # Silent when
    /// The cases of an activity do not meet: each may have an `A` of its own, and a case stands in place of the top. Also where fewer than
    /// two of those that are named could be read.
    "several-accountable", Error, Assignments, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    let teams = Teams { activity, capacity: Capacity::Accountable, least: 2, counts: &|_| true };
    teams.each(cx, found, |found, team| several(cx, found, team));
}

fn several(cx: &Context<'_>, found: &Found, team: &Team<'_>) -> Finding {
    let Team { activity, when, .. } = team;
    let both = if team.roles.len() == 2 { "both" } else { "all" };
    let message = format!("{} are {both} accountable for `{}`{when}", team.names(cx), activity.id);
    let call = |capacity| activity.scheme.calls(capacity);
    let help = match team.lists.as_slice() {
        [_, _, ..] if !activity.cases.is_empty() => {
            let letter = call(Capacity::Accountable);
            format!("narrow the cases so that they do not meet, or give them the same {letter}")
        }
        _ => {
            let [asked, told] = [Capacity::Consulted, Capacity::Informed].map(call);
            format!(
                "keep the one that answers for the result; the others can be {asked} (asked before) or {told} (told after)"
            )
        }
    };
    team.finding(found, message).label("accountable here").help(help).roles(team.ids(cx))
}
