//! Rule `delegation-lends-nothing`.

use crate::finding::Finding;
use crate::model::{Answer, Decision, Delegation, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::loans::{Lending, LoanDays, borrowed, has_a_say, is_enough};
use crate::rules::support::regions::Covered;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::{Kind, Text};
use crate::syntax::Located;

rule! {
    /// A delegation by which nobody may decide more than before: to the one who has the right, to oneself, or for days that do not come.
    ///
    /// # Why it matters
    /// Whoever wrote it meant to provide for something, and has not: on the day on which somebody is away, the right is where it was. It is mostly a
    /// slip: the same role twice, a delegate who may decide anyhow, days that exclude each other.
    ///
    /// # Example
    /// ```toml
    /// [[delegations]]
    /// from = "manager"
    /// to = "manager"
    /// decision = "grant-discount"
    /// when = { discount = { at-most = 10 } }
    /// valid-until = 2026-12-31
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   from = "manager"
    /// - to = "manager"
    /// + to = "seller"
    ///   decision = "grant-discount"
    /// ```
    ///
    /// # Silent when
    /// The delegate may decide alone in some of the cases that are lent and not in all, or signs together with others; the delegate is the deputy
    /// (who acts on other days); not all of the decision or the delegation could be read. That it ends before it begins is an `invalid-value`; that
    /// the one who delegates has no say in it is `delegation-exceeds-authority`; that it is past, `delegation-expired`.
    "delegation-lends-nothing", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for delegation in &cx.model.delegations {
        let Some(from) = delegation.from.get() else { continue };
        let period = LoanDays::of(cx.model, delegation);
        if period.is_none() {
            never(cx, found, delegation, *from).into_iter().for_each(|finding| found.add(finding));
            continue;
        }
        let loans = Lending::all_of(cx.model, delegation);
        if loans.is_empty() {
            of_nobody(cx, found, delegation, *from).into_iter().for_each(|finding| found.add(finding));
        }
        // who has no say in it at all lends beyond the own authority
        let is_of_something =
            |loan: &Lending<'_>| !loan.is_of_nothing(cx.model) || !borrowed(cx, loan.decision, from.value).is_empty();
        let loans: Vec<_> = loans.into_iter().filter(is_of_something).collect();
        for delegate in &delegation.to.items {
            if delegate.value != from.value {
                held_already(cx, found, &loans, *delegate);
            } else if let Some(loan) = loans.first() {
                found.add(to_oneself(cx, found, loan, *delegate));
            }
        }
    }
}

/// For days that do not come: those of `when` are not among its own.
fn never(cx: &Context<'_>, found: &Found, delegation: &Delegation, from: Located<Id<Role>>) -> Option<Finding> {
    let lent = delegation.words(&cx.model.decisions, &cx.model.roles);
    let is_said = delegation.is_backward() || delegation.when.has_unread || lent.is_empty();
    let own = delegation.valid_until.get().or(delegation.valid_from.get()).map(|day| day.place);
    let finding = || {
        let message = format!("{lent} is lent on no day: none that `when` names is a day of the delegation");
        let finding = found
            .finding(delegation.subject(&cx.model.decisions), delegation.when.place, message)
            .label("other days than those of the delegation")
            .help("leave the days to `valid-from` and `valid-until`");
        finding.also_each(own.map(|place| (place, "its own days"))).roles(parties(cx, delegation, from))
    };
    (!is_said).then(finding)
}

/// All that somebody decides who decides nothing.
fn of_nobody(cx: &Context<'_>, found: &Found, delegation: &Delegation, from: Located<Id<Role>>) -> Option<Finding> {
    let decisions = cx.model.decisions.values();
    let stands_for_itself = |decision: &Decision| decision.answers.iter().any(|answer| !answer.relatives().is_empty());
    let may_be = |decision: &Decision| {
        let sits = |answer: &Answer| has_a_say(cx.model, answer, from.value);
        decision.has_unread()
            || stands_for_itself(decision)
            || decision.answers.iter().any(sits)
            || !borrowed(cx, decision, from.value).is_empty()
    };
    let is_known = delegation.named.is_empty() && !delegation.when.has_unread && cx.model.is_sure_of(Kind::Role);
    let finding = || {
        let id = cx.role_id(from.value);
        let message = format!("`{id}` delegates all that it decides, and decides nothing");
        found
            .finding(delegation.subject(&cx.model.decisions), from.place, message)
            .label("decides nothing")
            .help("let it be delegated by somebody who decides something, or take the delegation out")
            .roles(parties(cx, delegation, from))
    };
    (is_known && !decisions.iter().any(may_be)).then(finding)
}

fn to_oneself(cx: &Context<'_>, found: &Found, loan: &Lending<'_>, delegate: Located<Id<Role>>) -> Finding {
    let delegation = loan.delegation;
    let lent = delegation.words(&cx.model.decisions, &cx.model.roles);
    let message = format!("`{}` delegates {lent} to itself", cx.role_id(delegate.value));
    found
        .finding(delegation.subject(&cx.model.decisions), delegate.place, message)
        .label("the one who delegates")
        .also(loan.from.place, "delegates it")
        .help(help(delegation))
        .roles([cx.role_id(delegate.value)])
}

const fn help(delegation: &Delegation) -> &'static str {
    if delegation.to.items.len() > 1 {
        "take it out of `to`"
    } else {
        "name in `to` who is to decide, or take the delegation out"
    }
}

/// To one who may decide alone, of each decision that is named; of all that somebody decides, where that is so of all of it.
fn held_already(cx: &Context<'_>, found: &mut Found, loans: &[Lending<'_>], delegate: Located<Id<Role>>) {
    let has_all = |found: &mut Found, loan: &Lending<'_>| has_already(cx, found, loan, delegate.value);
    let Some(first) = loans.first() else { return };
    if !first.delegation.named.is_empty() {
        for loan in loans {
            if has_all(found, loan) {
                each_region(cx, found, loan, delegate);
            }
        }
    } else if loans.iter().all(|loan| has_all(found, loan)) {
        let lent = first.delegation.words(&cx.model.decisions, &cx.model.roles);
        let message =
            format!("{lent} is delegated to `{}`, who may decide it alone already", cx.role_id(delegate.value));
        let subject = first.delegation.subject(&cx.model.decisions);
        found.add(of_holder(cx, found.finding(subject, delegate.place, message), first, delegate));
    }
}

/// Whether the delegate may decide alone in every case that is lent.
fn has_already(cx: &Context<'_>, found: &mut Found, loan: &Lending<'_>, to: Id<Role>) -> bool {
    let own = |answer: &Answer| has_a_say(cx.model, answer, loan.from.value);
    let Some((answers, _)) = loan.decision.in_full() else { return false };
    if loan.decision.has_unread() || !answers.iter().any(|answer| own(answer) && is_enough(answer, to)) {
        return false;
    }
    let is_new = |answer: Option<&Answer>| answer.is_some_and(|answer| own(answer) && !is_enough(answer, to));
    let Some(new) = loan.cases_where(cx, is_new, &[]) else { return false };
    let gaps = new.found().cover.gaps(1, cx.budget());
    if !new.is_proven() || !gaps.is_proven() {
        found.unproven(loan.decision.subject(), loan.decision.place);
        return false;
    }
    gaps.found().found.is_empty()
}

/// A finding for each region of what is lent.
fn each_region(cx: &Context<'_>, found: &mut Found, loan: &Lending<'_>, delegate: Located<Id<Role>>) {
    let own = |answer: Option<&Answer>| answer.is_some_and(|answer| has_a_say(cx.model, answer, loan.from.value));
    let Some(lent) = loan.cases_where(cx, own, &[]) else { return };
    let decision = loan.decision;
    let covered = Covered { subject: decision.subject(), place: decision.place, coverage: lent.found() };
    covered.each_gap(cx, found, |found, _, when| {
        let [from, to] = [loan.from, delegate].map(|role| cx.role_id(role.value));
        let message = format!("`{from}` delegates `{}` to `{to}`{when}, who may decide it alone already", decision.id);
        of_holder(cx, found.finding(decision.subject(), delegate.place, message), loan, delegate)
    });
}

fn of_holder(cx: &Context<'_>, finding: Finding, loan: &Lending<'_>, delegate: Located<Id<Role>>) -> Finding {
    let to = cx.role_id(delegate.value);
    finding
        .label("may decide alone")
        .also_each(decides_at(loan.decision, delegate.value).map(|place| (place, format!("`{to}` decides this"))))
        .help(help(loan.delegation))
        .roles([cx.role_id(loan.from.value), to])
}

/// Where the decision is first given to a role.
fn decides_at(decision: &Decision, role: Id<Role>) -> Option<Place> {
    let has = |answer: Option<&Answer>| answer.is_some_and(|answer| is_enough(answer, role));
    decision.written_answers().find(|(answer, _)| has(*answer)).map(|(_, place)| place)
}

/// Everybody whom the delegation names.
fn parties(cx: &Context<'_>, delegation: &Delegation, from: Located<Id<Role>>) -> Vec<Text> {
    [from.value].into_iter().chain(delegation.to.ids()).map(|role| cx.role_id(role)).collect()
}
