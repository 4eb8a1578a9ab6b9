//! Rule `accountable-without-authority`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{Activity, Answer, Decision, Id, Manner, Role};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::syntax::{Capacity, Located};

rule! {
    /// The one who is accountable for an activity has no say in the decision taken at it, and neither has anyone who reports to them.
    ///
    /// # Why it matters
    /// Nobody can answer for a result that others decide on. Authority has to match accountability, as every guide to responsibility
    /// matrices says; the same is asked of each post by internal-control norms: its authority with the responsibility that goes with it
    /// (企业内部控制基本规范, art. 30).
    ///
    /// # Example
    /// ```toml
    /// [roles.treasurer]
    /// deputy = "assistant"
    ///
    /// [roles.controller]
    /// reports-to = "treasurer"
    /// deputy = "assistant"
    ///
    /// [activities.check-margin]
    /// A = "director"
    /// R = "controller"
    /// C = "treasurer"
    ///
    /// [decisions.accept-margin]
    /// activity = "check-margin"
    /// decides = "controller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   activity = "check-margin"
    /// - decides = "controller"
    /// + decides = { all = ["controller", "director"] }
    /// ```
    ///
    /// # Silent when
    /// They, or somebody who reports to them, decide, sign, sit on the body that decides, agree, ask for the decision, review, may refuse or
    /// are consulted in some case; the decision is always `free` or `forbidden`; it names somebody unknown, or a body whose members are not
    /// listed; they are a body or a party outside the organisation (`external-accountable`); or they, or one of those who have a say, are in
    /// no reporting line, so that nothing says who reports to whom.
    "accountable-without-authority", Warning, Decisions, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for decision in cx.model.decisions.values().iter().filter(|decision| !decision.has_unread()) {
        let Some(at) = decision.activity.get() else { continue };
        let activity = &cx.model.activities[at.value];
        let Some((answers, _)) = decision.in_full() else { continue };
        // whoever stands for himself may be anybody
        if answers.iter().any(|answer| !answer.relatives().is_empty()) {
            continue;
        }
        let Some(with_a_say) = with_a_say(cx, decision) else { continue };
        let decides = answers.iter().any(|answer| answer.deciders().is_some());
        let mut accountable = BTreeSet::new();
        for holder in activity.holders(Capacity::Accountable).filter(|_| decides && activity.scheme.is_sure()) {
            let is_new = cx.model.roles[holder.value].is_post() && accountable.insert(holder.value);
            if is_new && is_without(cx, holder.value, &with_a_say) {
                found.add(without_authority(cx, found, decision, activity, holder));
            }
        }
    }
}

/// Everybody who decides in some case, sits on the body that does, asks, or stands beside the answer and is not only told; `None` where that
/// is not known.
fn with_a_say(cx: &Context<'_>, decision: &Decision) -> Option<BTreeSet<Id<Role>>> {
    let lists = decision.all_beside().flat_map(|beside| beside.lists());
    let heard: Vec<_> = lists.filter(|(manner, _)| !matches!(manner, Manner::Informs | Manner::FilesWith)).collect();
    if decision.requested_by.has_unread || heard.iter().any(|(_, parties)| parties.has_unread) {
        return None;
    }
    let heard = heard.iter().flat_map(|(_, parties)| parties.ids());
    let all = decision.all_with_a_say().chain(decision.requested_by.ids()).chain(heard);
    Some(all.flat_map(|role| cx.model.members(role).into_iter().chain([role])).collect())
}

/// Whether it is known that the role is none of those, and that none of those reports to it.
fn is_without(cx: &Context<'_>, role: Id<Role>, with_a_say: &BTreeSet<Id<Role>>) -> bool {
    let is_apart = |other: Id<Role>| {
        let own = &cx.model.roles[other];
        let is_known = match &own.body {
            _ if own.external => true,
            Some(body) => !body.members.items.is_empty() && !body.members.has_unread,
            None => cx.org.is_in_a_line(other) && cx.org.knows_superiors(other),
        };
        is_known && other != role && !cx.org.is_above(role, other)
    };
    cx.org.is_in_a_line(role) && with_a_say.iter().all(|other| is_apart(*other))
}

fn without_authority(
    cx: &Context<'_>,
    found: &Found,
    decision: &Decision,
    activity: &Activity,
    holder: Located<Id<Role>>,
) -> Finding {
    let role = cx.role_id(holder.value);
    let message = format!("`{role}` is accountable for `{}` and has no say in `{}`", activity.id, decision.id);
    let deciders: BTreeSet<_> = decision.answers.iter().flat_map(Answer::roles).collect();
    found
        .finding(activity.subject(), holder.place, message)
        .label("answers for the result")
        .also(decision.place, "is decided by others")
        .help(format!("give `{role}` a right to decide, or make one who decides accountable"))
        .roles(std::iter::once(holder.value).chain(deciders).map(|role| cx.role_id(role)))
}
