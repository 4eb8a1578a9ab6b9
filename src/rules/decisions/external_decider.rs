//! Rule `external-decider`.

use std::collections::{BTreeMap, BTreeSet};

use case_space::Condition;

use crate::finding::Finding;
use crate::model::{Answer, CaseSet, Decision, Delegation, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::answers::Occurrence;
use crate::rules::support::held::WhatHolds;
use crate::rules::{Context, Found};
use crate::syntax::{Capacity, Located};

rule! {
    /// A party outside the organisation is enough to decide, or stands in for somebody who is.
    ///
    /// # Why it matters
    /// A customer, a supplier or an adviser owes the organisation no account of what it decides, and has interests of its own. Rules on
    /// delegation say that only the organisation's own people may bind it ("independent contractors cannot"). Where somebody outside has
    /// the last word on purpose, as a customer who accepts a delivery, that is an exception to be put on record.
    ///
    /// # Example
    /// ```toml
    /// [roles.forwarder]
    /// external = true
    ///
    /// [activities.deliver]
    /// A = "manager"
    /// R = "forwarder"
    ///
    /// [decisions.choose-route]
    /// activity = "deliver"
    /// decides = { any = ["forwarder", "manager"] }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   activity = "deliver"
    /// - decides = { any = ["forwarder", "manager"] }
    /// + decides = { all = ["forwarder", "manager"] }
    /// ```
    ///
    /// # Silent when
    /// The role is not marked `external = true`; somebody inside must sign as well (`all`, `agrees`, `also`); or it is asked, looks at it or
    /// is told only. Whoever stands in for a party outside is not said again, nor is a loan that is over. Of somebody outside who stands in
    /// for one role in several decisions the first is named.
    "external-decider", Warning, Decisions, check: stand_ins, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some((answers, _)) = decision.in_full() else { return };
    let outside: BTreeSet<Vec<Id<Role>>> = answers.iter().map(|answer| outside(cx, answer)).collect();
    for roles in outside.iter().filter(|roles| !roles.is_empty()) {
        let Some(held) = WhatHolds::in_full(decision) else { return };
        held.each(
            cx,
            &Condition::always(),
            |_, answer| outside_is(cx, answer, roles),
            found,
            |found, own| Some(decided_outside(cx, found, own, roles)),
        );
    }
}

/// The parties outside one of which is enough.
fn outside(cx: &Context<'_>, answer: &Answer) -> Vec<Id<Role>> {
    answer.enough_alone().into_iter().filter(|role| cx.model.roles[*role].external).collect()
}

fn outside_is(cx: &Context<'_>, answer: &Answer, roles: &[Id<Role>]) -> bool {
    outside(cx, answer) == roles
}

fn decided_outside(cx: &Context<'_>, found: &Found, own: &Occurrence<'_>, roles: &[Id<Role>]) -> Finding {
    let named: Vec<String> = roles.iter().map(|role| format!("`{}`", cx.role_id(*role))).collect();
    let party = if roles.len() == 1 { "a party outside" } else { "parties outside" };
    let message = format!("{}, {party}, can decide `{}` alone{}", named.join(" or "), own.decision.id, own.when);
    found
        .finding(own.decision.subject(), own.place(), message)
        .label("enough without anybody inside")
        .also_each(roles.iter().map(|role| (cx.model.roles[*role].place, "defined as external")))
        .help(let_sign(cx, own.decision, roles))
        .roles(roles.iter().map(|role| cx.role_id(*role)))
}

/// Who should sign as well.
fn let_sign(cx: &Context<'_>, decision: &Decision, roles: &[Id<Role>]) -> String {
    let activity = decision.activity.get().map(|activity| &cx.model.activities[activity.value]);
    let answers = activity.into_iter().flat_map(|activity| activity.parties());
    let answers = answers.filter(|(letter, _)| letter.capacity() == Capacity::Accountable);
    let inside: BTreeSet<_> =
        answers.map(|(_, role)| role.value).filter(|role| !cx.model.roles[*role].external).collect();
    let inside: Vec<_> = inside.into_iter().collect();
    match (roles, inside.as_slice()) {
        ([outside], [inside]) => format!(
            "let somebody inside sign as well: `decides = {{ all = [\"{}\", \"{}\"] }}`; a waiver says that it is meant",
            cx.role_id(*outside),
            cx.role_id(*inside)
        ),
        _ => "let somebody inside sign as well (`all`); a waiver says that it is meant".to_owned(),
    }
}

/// Somebody outside who acts for somebody inside.
struct Outsider {
    role: Located<Id<Role>>,
    of: Id<Role>,
    /// In these cases.
    when: Condition,
    /// In these decisions; `None` for all.
    lent: Option<BTreeSet<Id<Decision>>>,
}

fn stand_ins(cx: &Context<'_>, found: &mut Found) {
    let outside: Vec<Outsider> = deputies(cx).chain(delegates(cx)).collect();
    let alone = enough_alone(cx, &outside.iter().map(|one| one.of).collect());
    for one in &outside {
        let is_lent = |decision: &&Id<Decision>| one.lent.as_ref().is_none_or(|lent| lent.contains(*decision));
        let before = found.len();
        for decision in alone.get(&one.of).into_iter().flatten().filter(is_lent) {
            stands_in(cx, one, &cx.model.decisions[*decision], found);
            if found.len() > before {
                break;
            }
        }
    }
}

fn deputies(cx: &Context<'_>) -> impl Iterator<Item = Outsider> {
    let inside = cx.model.roles.iter().filter(|(_, role)| !role.external);
    let outside = |role: Id<Role>| cx.model.roles[role].external;
    inside.flat_map(move |(of, _)| {
        cx.model.stand_ins(of).filter(move |one| outside(one.role.value)).map(move |one| Outsider {
            role: one.role,
            of,
            when: one.when.map_or_else(Condition::always, CaseSet::condition),
            lent: None,
        })
    })
}

/// Those to whom something is lent that is not over.
fn delegates(cx: &Context<'_>) -> impl Iterator<Item = Outsider> {
    let outside = |role: Id<Role>| cx.model.roles[role].external;
    let lasting = cx.model.delegations.iter().filter(|one| !one.when.has_unread && !is_over(cx, one));
    lasting.flat_map(move |delegation| {
        let of = delegation.from.get().map(|from| from.value).filter(|of| !outside(*of));
        let lent: BTreeSet<_> = delegation.decisions(&cx.model.decisions).iter().map(|one| one.value).collect();
        let to = delegation.to.items.iter().filter(move |to| outside(to.value));
        to.filter_map(move |role| {
            Some(Outsider { role: *role, of: of?, when: delegation.when.condition(), lent: Some(lent.clone()) })
        })
    })
}

/// Whether there is no day to come on which it holds.
fn is_over(cx: &Context<'_>, delegation: &Delegation) -> bool {
    let begins = delegation.valid_from.get().map_or(cx.today, |from| from.value.max(cx.today));
    delegation.valid_until.get().is_some_and(|until| until.value < begins)
}

/// Of each of these roles the decisions in which it is enough somewhere, and nobody outside is.
fn enough_alone(cx: &Context<'_>, asked: &BTreeSet<Id<Role>>) -> BTreeMap<Id<Role>, Vec<Id<Decision>>> {
    let mut alone: BTreeMap<Id<Role>, Vec<Id<Decision>>> = BTreeMap::new();
    for (id, decision) in cx.model.decisions.iter().filter(|_| !asked.is_empty()) {
        let answers = decision.in_full().map_or(&[][..], |(answers, _)| answers);
        let inside = answers.iter().filter(|answer| outside(cx, answer).is_empty());
        let enough: BTreeSet<_> = inside.flat_map(Answer::enough_alone).filter(|role| asked.contains(role)).collect();
        enough.into_iter().for_each(|role| alone.entry(role).or_default().push(id));
    }
    alone
}

fn stands_in(cx: &Context<'_>, one: &Outsider, decision: &Decision, found: &mut Found) {
    let Some(held) = WhatHolds::in_full(decision) else { return };
    let [role, of] = [one.role.value, one.of].map(|role| cx.role_id(role));
    let is_meant = |answer: &Answer| answer.enough_alone().contains(&one.of) && outside(cx, answer).is_empty();
    held.each(
        cx,
        &one.when,
        |_, answer| is_meant(answer),
        found,
        |found, own| {
            let message = format!(
                "`{role}`, a party outside, {} `{of}`, who can decide `{}` alone{}",
                if one.lent.is_some() { "is lent the right of" } else { "stands in for" },
                decision.id,
                own.when
            );
            let finding = found
                .finding(decision.subject(), one.role.place, message)
                .label("not part of the organisation")
                .also(cx.model.roles[one.role.value].place, "defined as external")
                .also(own.place(), format!("`{of}` is enough here"))
                .help("let somebody inside do so; a waiver says that it is meant")
                .roles([role.clone(), of.clone()]);
            Some(finding)
        },
    );
}
