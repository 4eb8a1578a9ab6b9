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
    /// [roles.controller]
    /// deputy = "assistant"
    ///
    /// [activities.check-margin]
    /// A = "director"
    /// R = "controller"
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
    /// They, or somebody who reports to them, decide, sign, sit on the body that decides, agree, review, may refuse or are consulted in some
    /// case; they are a party outside the organisation
    /// (`external-accountable`); the decision is always `free` or `forbidden`; the decision names somebody unknown; or neither they nor
    /// those who decide stand in a reporting line, so that nothing says who reports to whom.
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
        let with_a_say = with_a_say(cx, decision);
        let decides = answers.iter().any(|answer| answer.deciders().is_some());
        let mut accountable = BTreeSet::new();
        for holder in activity.holders(Capacity::Accountable).filter(|_| decides && activity.scheme.is_sure()) {
            let is_new = !cx.model.roles[holder.value].external && accountable.insert(holder.value);
            if is_new && is_without(cx, holder.value, &with_a_say) {
                found.add(without_authority(cx, found, decision, activity, holder));
            }
        }
    }
}

/// Everybody who decides in some case, sits on the body that does, or stands beside the answer and is not only told.
fn with_a_say(cx: &Context<'_>, decision: &Decision) -> BTreeSet<Id<Role>> {
    let lists = decision.all_beside().flat_map(|beside| beside.lists());
    let heard = lists.filter(|(manner, _)| !matches!(manner, Manner::Informs | Manner::FilesWith));
    let all = decision.all_with_a_say().chain(heard.flat_map(|(_, parties)| parties.ids()));
    all.flat_map(|role| cx.model.members(role).into_iter().chain([role])).collect()
}

/// Whether it is known that the role is none of those, and that none of those reports to it.
fn is_without(cx: &Context<'_>, role: Id<Role>, with_a_say: &BTreeSet<Id<Role>>) -> bool {
    let is_known = |other: Id<Role>| cx.org.is_in_a_line(role) || cx.org.is_in_a_line(other);
    with_a_say.iter().all(|other| {
        *other != role && is_known(*other) && cx.org.knows_superiors(*other) && !cx.org.is_above(role, *other)
    })
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
