//! Rule `unmeasured-role`.

use std::collections::{BTreeMap, HashSet};

use crate::finding::Finding;
use crate::model::{Activity, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::words::count;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Kind;
use crate::syntax::Capacity;

rule! {
    /// A role that is accountable for something and owns no indicator, in a policy that has indicators.
    ///
    /// # Why it matters
    /// Who answers for a result must be able to see whether it is reached, and so must those who rely on it. A duty without a number is kept or
    /// not kept as people remember it.
    ///
    /// # Example
    /// ```toml
    /// [activities.answer-complaint]
    /// A = "seller"
    /// R = "assistant"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.answer-complaint]
    ///   A = "seller"
    ///   R = "assistant"
    /// +
    /// + [indicators.complaints-settled]
    /// + role = "seller"
    /// + activity = "answer-complaint"
    /// + target = { at-least = 98 }
    /// + unit = "%"
    /// + per = "1 month"
    /// ```
    ///
    /// # Silent when
    /// The policy has no indicators: it does not say what is measured, of nobody. The role is a party outside the organisation or a body, or
    /// some indicator or activity names a role that could not be read.
    "unmeasured-role", Info, Indicators, check: check
}

/// What a role is accountable for.
#[derive(Clone, Copy)]
struct Accountability {
    /// The first activity, and where it says so.
    first: (Id<Activity>, Place),
    /// The last one.
    last: Id<Activity>,
    /// How many activities there are.
    count: usize,
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if cx.model.indicators.is_empty() || !cx.model.is_sure_of(Kind::Role) {
        return;
    }
    let indicators = cx.model.indicators.values().iter();
    let owners: HashSet<_> = indicators.filter_map(|indicator| indicator.role.get().map(|role| role.value)).collect();
    for (role, answers_for) in accountable(cx) {
        if !owners.contains(&role) && cx.model.roles[role].is_post() {
            found.add(unmeasured(cx, found, role, answers_for));
        }
    }
}

/// Every role that is accountable in some case.
fn accountable(cx: &Context<'_>) -> BTreeMap<Id<Role>, Accountability> {
    let mut accountable: BTreeMap<Id<Role>, Accountability> = BTreeMap::new();
    for (id, activity) in cx.model.activities.iter().filter(|(_, activity)| activity.scheme.is_sure()) {
        for holder in activity.holders(Capacity::Accountable) {
            let first = Accountability { first: (id, holder.place), last: id, count: 1 };
            let answers_for = accountable.entry(holder.value).or_insert(first);
            if answers_for.last != id {
                answers_for.last = id;
                answers_for.count = answers_for.count.saturating_add(1);
            }
        }
    }
    accountable
}

fn unmeasured(cx: &Context<'_>, found: &Found, role: Id<Role>, answers_for: Accountability) -> Finding {
    let id = cx.role_id(role);
    let (activity, place) = answers_for.first;
    let more = match answers_for.count.saturating_sub(1) {
        0 => String::new(),
        more => format!(" and {} more", count(more)),
    };
    let message = format!("`{id}` answers for `{}`{more}, and nothing measures it", cx.model.activities[activity].id);
    found
        .finding(cx.model.roles[role].subject(), cx.model.roles[role].place, message)
        .label("owns no indicator")
        .also(place, "accountable here")
        .help(format!("define an indicator that it owns: `role = \"{id}\"`, with a target"))
        .roles([id])
}
