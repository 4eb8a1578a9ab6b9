//! Rule `unreachable-decider`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{Answer, Decision, Id, Quorum, Role};
use crate::org::Reached;
use crate::rules::rule::rule;
use crate::rules::support::MOST_PLACES;
use crate::rules::support::answers::{Occurrence, Requests};
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::syntax::{Located, Slot};

rule! {
    /// A sole decider in a branch of its own: no superior in common with the one who asks, and no escalation that leads there.
    ///
    /// # Why it matters
    /// A right to decide is of use only if those who need the decision can ask for it. Where the decider has nobody above who is also above
    /// the one who asks, and no escalation path leads to them, the request lies with a superior who may not decide, or goes around the
    /// organisation.
    ///
    /// It is judged for each role that asks, and each region of the cases in which it does. Where any one of several may decide, one whom
    /// the request can reach is enough.
    ///
    /// # Example
    /// ```toml
    /// [roles.bookkeeper]
    /// reports-to = "treasurer"
    ///
    /// [roles.treasurer]
    /// deputy = "director"
    ///
    /// [activities.pay-invoice]
    /// A = "treasurer"
    /// R = "bookkeeper"
    ///
    /// [indicators.paid-in-time]
    /// role = "treasurer"
    /// activity = "pay-invoice"
    /// target = { at-least = 95 }
    /// unit = "%"
    /// per = "1 month"
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// requested-by = "seller"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "treasurer", at-most = 10 },
    ///   { decides = { all = ["manager", "treasurer"] } },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.treasurer]
    /// + reports-to = "director"
    ///   deputy = "director"
    /// ```
    ///
    /// # Silent when
    /// Several sign together, agree one after the other, or one is added by `agrees` or `also`: co-signers sign because they stand outside
    /// the line. The decider holds a letter on the activity of the decision, heads a department of those who do or of the requester, asks as
    /// well, is a body, or follows from the requester or the case (`superior-of`, `holder-of`). The requester or the decider is in no
    /// reporting line, so that nothing is known of them (`outside-the-lines`), is a party outside the organisation, or answers to somebody
    /// who could not be read or who stands in a circle.
    "unreachable-decider", Error, Decisions, each_decision: check
}

/// How many steps it takes to note a role, and to look it up.
const LOOKS: usize = 16;

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(involved) = involved(cx, decision).filter(|_| cx.org.has_lines()) else { return };
    let Some((answers, _)) = decision.in_full() else { return };
    let may_be_missed = |role: &Id<Role>| is_in_a_known_line(cx, *role) && !involved.contains(role);
    let alone = answers.iter().filter_map(alone).filter(|alone| alone.iter().all(may_be_missed));
    let alone: BTreeSet<BTreeSet<Id<Role>>> = alone.collect();
    let looks: usize = alone.iter().map(BTreeSet::len).sum();
    if alone.is_empty() {
        return;
    }
    for requester in decision.requested_by.items.iter().filter(|requester| is_in_a_known_line(cx, requester.value)) {
        let spend = |looks: usize| cx.budget().spend(looks.saturating_mul(LOOKS));
        let reached = cx.org.reached(requester.value, || spend(2)).filter(|_| spend(looks));
        let Some(reached) = reached else { return };
        for deciding in alone.iter().filter(|deciding| !comes_to_one(cx, &reached, deciding)) {
            each_region(cx, decision, (*requester, deciding), found);
        }
    }
}

/// The roles of which any one decides alone by the answer; `None` where it takes more than one, or nobody.
fn alone(answer: &Answer) -> Option<BTreeSet<Id<Role>>> {
    let Answer::Decides(deciders) = answer else { return None };
    deciders.quorums()?.iter().map(Quorum::only).collect()
}

/// Whether it is known who is above the role in a line.
fn is_in_a_known_line(cx: &Context<'_>, role: Id<Role>) -> bool {
    cx.model.roles[role].is_post() && cx.org.is_in_a_line(role) && cx.org.knows_superiors(role)
}

/// Those who have a part in the activity of the decision, or head a department of theirs; those who ask, and head theirs. `None` where that
/// could not be read.
fn involved(cx: &Context<'_>, decision: &Decision) -> Option<BTreeSet<Id<Role>>> {
    let activity = match decision.activity {
        Slot::Given(at) => Some(&cx.model.activities[at.value]).filter(|activity| !activity.has_unread()),
        Slot::Unread => None,
        Slot::Absent => return with_heads(cx, decision.requested_by.ids().collect()),
    }?;
    let parties = activity.parties().filter(|(letter, _)| letter.capacity().takes_part()).map(|(_, role)| role.value);
    with_heads(cx, parties.chain(decision.requested_by.ids()).collect())
}

/// The roles, and the heads of their departments.
fn with_heads(cx: &Context<'_>, mut roles: BTreeSet<Id<Role>>) -> Option<BTreeSet<Id<Role>>> {
    let mut heads = Vec::new();
    for role in &roles {
        let department = match cx.model.roles[*role].department {
            Slot::Given(own) => &cx.model.departments[own.value],
            Slot::Absent => continue,
            Slot::Unread => return None,
        };
        match department.head {
            Slot::Given(head) => heads.push(head.value),
            Slot::Absent => {}
            Slot::Unread => return None,
        }
    }
    roles.extend(heads);
    Some(roles)
}

/// Whether the request comes to one of those who decide.
fn comes_to_one(cx: &Context<'_>, reached: &Reached, deciding: &BTreeSet<Id<Role>>) -> bool {
    deciding.iter().any(|role| cx.org.comes_to(reached, *role) || cx.org.is_escalated_to(*role))
}

/// Adds a finding for each region of cases in which the role asks and these decide.
fn each_region(
    cx: &Context<'_>,
    decision: &Decision,
    (requester, deciding): (Located<Id<Role>>, &BTreeSet<Id<Role>>),
    found: &mut Found,
) {
    let Some(requests) = Requests::in_full(decision, requester.value) else { return };
    let is_theirs = |answer: &Answer| alone(answer).as_ref() == Some(deciding);
    requests.each_answer(cx, is_theirs, found, |found, beyond| {
        is_named(beyond, deciding).then(|| out_of_reach(cx, found, (requester, deciding), beyond))
    });
}

/// Whether the deciders are named where the answer is written: who follows from the requester or the case, or is added, is asked because
/// that is written.
fn is_named(beyond: &Occurrence<'_>, deciding: &BTreeSet<Id<Role>>) -> bool {
    let mut written = beyond.origins.iter().filter_map(|origin| beyond.decision.answer_at(*origin));
    written.all(|answer| answer.relatives().is_empty() && !answer.roles().is_disjoint(deciding))
}

fn out_of_reach(
    cx: &Context<'_>,
    found: &Found,
    (requester, deciding): (Located<Id<Role>>, &BTreeSet<Id<Role>>),
    beyond: &Occurrence<'_>,
) -> Finding {
    let decision = beyond.decision;
    let role = cx.role_id(requester.value);
    let named = few(deciding.iter().map(|decider| cx.role_id(*decider)));
    let message = format!("`{role}` asks for `{}` and cannot reach {named}{}", decision.id, beyond.when);
    let help = format!(
        "let the lines of `{role}` and {named} meet in one role with `reports-to`, or add an escalation path that leads there"
    );
    let finding = found
        .finding(decision.subject(), beyond.place(), message)
        .label(format!("decides here, out of reach for `{role}`"))
        .also(requester.place, "asks for it")
        .help(help)
        .roles(std::iter::once(requester.value).chain(deciding.iter().copied()).map(|role| cx.role_id(role)));
    finding.also_each(beyond.origins.iter().skip(1).map(|other| (other.place, "and here")).take(MOST_PLACES))
}
