//! Rule `accountable-outranked`.

use std::collections::BTreeSet;

use smallvec::SmallVec;

use crate::finding::Finding;
use crate::model::{Activity, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::joint::{Joint, Mention};
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// The one who is accountable reports to one who does the work.
    ///
    /// # Why it matters
    /// To answer for a result is to see to it that the work is done, if need be by an order. Nobody gives orders to their own
    /// superior: where the one who does the work stands above the one who answers for it, the accountability is a name on paper.
    ///
    /// # Example
    /// ```toml
    /// [activities.sign-contract]
    /// A = "manager"
    /// R = "director"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.sign-contract]
    /// - A = "manager"
    /// - R = "director"
    /// + A = "director"
    /// + R = "manager"
    /// ```
    ///
    /// # Silent when
    /// No reporting line leads from the one to the other, or the two hold their letters in different cases. Levels are not
    /// compared: they order no two roles of different departments. Roles that report to each other in a circle are above nobody
    /// (`reporting-cycle`).
    "accountable-outranked", Warning, Assignments, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    let doers = holders(activity, Capacity::Responsible);
    let outranked = outranked(cx, &holders(activity, Capacity::Accountable), &doers);
    if outranked.is_empty() {
        return;
    }
    let Some(joint) = Joint::new(cx, activity, &[Capacity::Accountable, Capacity::Responsible], found) else { return };
    let superiors = |role| {
        doers.iter().filter(|doer| cx.org.is_above(**doer, role)).map(|above| (Capacity::Responsible, *above)).collect()
    };
    let groups = outranked.iter().map(|role| (*role, vec![vec![(Capacity::Accountable, *role)], superiors(*role)]));
    joint.each_meeting(cx, groups, found, |found, role, overlap, when| {
        let meant = |(capacity, named)| match capacity == Capacity::Accountable {
            true => named == *role,
            false => cx.org.is_above(named, *role),
        };
        outranked_by(cx, found, (activity, *role), &joint.mentions(&overlap.origins, meant), when)
    });
}

/// The roles that are in the capacity in some case, in order and each once.
fn holders(activity: &Activity, capacity: Capacity) -> SmallVec<[Id<Role>; 4]> {
    let mut holders: SmallVec<_> = activity.holders(capacity).map(|holder| holder.value).collect();
    holders.sort_unstable();
    holders.dedup();
    holders
}

/// Those of the accountable who have one of the doers above them, in whatever cases.
fn outranked(cx: &Context<'_>, accountable: &[Id<Role>], doers: &[Id<Role>]) -> Vec<Id<Role>> {
    let accountable = accountable.iter().copied();
    if accountable.len().saturating_mul(doers.len()) <= cx.model.roles.len() {
        return accountable.filter(|role| doers.iter().any(|doer| cx.org.is_above(*doer, *role))).collect();
    }
    // where they are many it is less work to look at all lines once
    let does_or_below = cx.org.has_or_above(|role| doers.binary_search(&role).is_ok());
    let is_below = |role: &Id<Role>| {
        let superior = cx.org.superior(*role);
        superior.is_some_and(|superior| does_or_below.get(superior.index()) == Some(&true))
    };
    accountable.filter(is_below).collect()
}

fn outranked_by(
    cx: &Context<'_>,
    found: &Found,
    (activity, accountable): (&Activity, Id<Role>),
    mentions: &[Mention],
    when: &str,
) -> Finding {
    let (own, others): (Vec<&Mention>, Vec<&Mention>) =
        mentions.iter().partition(|mention| mention.letter.capacity() == Capacity::Accountable);
    let superiors: BTreeSet<Id<Role>> = others.iter().map(|mention| mention.role).collect();
    let id = cx.role_id(accountable);
    let names = few(superiors.iter().map(|role| cx.role_id(*role)));
    let superiors_do =
        if superiors.len() == 1 { format!("superior {names} does") } else { format!("superiors {names} do") };
    let message = format!("`{id}` is accountable for `{}`, which its {superiors_do}{when}", activity.id);
    let place = own.first().map_or(activity.place, |mention| mention.place);
    let finding = found
        .finding(activity.subject(), place, message)
        .label("answers for the work of a superior")
        .help("make somebody accountable who is not below those who do the work")
        .roles([id].into_iter().chain(superiors.iter().map(|role| cx.role_id(*role))));
    let finding = finding.also_each(others.iter().map(|mention| (mention.place, "does the work")));
    match cx.model.roles[accountable].reports_to.get() {
        Some(line) => finding.also(line.place, "reports to this role"),
        None => finding,
    }
}
