//! Rule `everyone-responsible`.

use crate::finding::Finding;
use crate::model::Activity;
use crate::rules::rule::rule;
use crate::rules::support::team::{Team, Teams};
use crate::rules::{Context, Found};
use crate::subject::Kind;
use crate::syntax::Capacity;

rule! {
    /// Three or more roles, and more than half of those that take part anywhere, are responsible for one activity.
    ///
    /// # Why it matters
    /// Where nearly everybody does the work, nobody in particular does: what all could have done is found undone at the end. So
    /// many `R`s are a sign that the activity is several, or that it stands for a whole process (the usual advice where a row of a
    /// RACI matrix has many `R`s: break the task up).
    ///
    /// # Example
    /// ```toml
    /// [activities.handle-order]
    /// A = "director"
    /// R = ["manager", "seller", "assistant"]
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - [activities.handle-order]
    /// + [activities.agree-terms]
    ///   A = "director"
    /// - R = ["manager", "seller", "assistant"]
    /// + R = "manager"
    /// +
    /// + [activities.write-contract]
    /// + A = "manager"
    /// + R = "seller"
    /// +
    /// + [activities.enter-order]
    /// + A = "manager"
    /// + R = "assistant"
    /// ```
    ///
    /// # Silent when
    /// The roles do the work in different cases: only those that are responsible in one and the same case count together. A role
    /// takes part where it holds any letter of any activity. Also where something could not be read in which further roles may take
    /// part.
    "everyone-responsible", Warning, Assignments, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    if !cx.model.is_sure_of(Kind::Role) {
        return;
    }
    let all = cx.role_sets.lettered().count();
    let least = (all / 2).saturating_add(1).max(3);
    let teams = Teams { activity, capacity: Capacity::Responsible, least, counts: &|_| true };
    teams.each(cx, found, |found, team| everyone(cx, found, all, team));
}

fn everyone(cx: &Context<'_>, found: &Found, all: usize, team: &Team<'_>) -> Finding {
    let Team { activity, when, .. } = team;
    let count = team.roles.len();
    let [asked, told] = [Capacity::Consulted, Capacity::Informed].map(|capacity| activity.scheme.calls(capacity));
    let message = format!("{count} of the {all} roles that take part are responsible for `{}`{when}", activity.id);
    team.finding(found, message)
        .label("done by these")
        .help(format!(
            "split the activity so that each part has its own, or make those who only contribute {asked} or {told}"
        ))
        .roles(team.ids(cx))
}
