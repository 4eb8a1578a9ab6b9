//! Rule `conflicting-deputy`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::hands::{ActsBy, Relay, Substitution};
use crate::model::{Answer, Delegation, Id, Person, Role};
use crate::rules::rule::rule;
use crate::rules::support::circumstance::Circumstance;
use crate::rules::support::loans::{Lending, LoanDays, has_a_say};
use crate::rules::support::separated::Charges;
use crate::rules::support::stint::{Burden, Stint};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Subject;

rule! {
    /// A deputy or delegate who, standing in, would hold duties that must be kept apart.
    ///
    /// # Why it matters
    /// Duties that are kept apart on ordinary days come into one hand on the day on which somebody is away, and that is the day on
    /// which nobody looks. Whoever plans a fraud waits for it. A deputy must be chosen so that the separation still stands.
    ///
    /// # Example
    /// ```toml
    /// [roles.cashier]
    /// reports-to = "manager"
    /// deputy = "bookkeeper"
    ///
    /// [roles.bookkeeper]
    /// reports-to = "manager"
    ///
    /// [activities.collect-payment]
    /// A = "director"
    /// R = "cashier"
    ///
    /// [activities.book-payment]
    /// A = "manager"
    /// R = "bookkeeper"
    ///
    /// [[separations]]
    /// duties = ["activities.collect-payment", "activities.book-payment"]
    /// reason = "who takes money does not keep the books"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.cashier]
    ///   reports-to = "manager"
    /// - deputy = "bookkeeper"
    /// + deputy = "assistant"
    /// ```
    ///
    /// # Silent when
    /// One of the two holds the duties already (`conflicting-duties`), or one between them holds one, of whom it is said then; a duty that is
    /// named could not be resolved, or the delegate has a say in the decision anyhow; the duties are held in no case in which the deputy
    /// stands in, or the one who delegates has no say in any case that is lent, on no day that is still to come. All who stand in for a role
    /// count, also who is asked second, and who stands in for these; but where nobody is named, the superior alone and not the line above.
    /// Of somebody who holds the post that acts it is said by what another post brings, where the cases and days of both meet; not where
    /// others hold the post then who come to hold nothing of the kind, nor of one who is away when others stand in.
    "conflicting-deputy", Warning, Separation, check: check
}

/// Who comes to hold duties of which separation, and where it is said that he acts.
type Seen = BTreeSet<(Option<Id<Person>>, Place, Place)>;

fn check(cx: &Context<'_>, found: &mut Found) {
    let charges = Charges::new(cx.model);
    for role in charges.roles() {
        if of_deputies(cx, &charges, role, found).is_none() {
            return found.unproven(cx.model.roles[role].subject(), cx.model.roles[role].place);
        }
    }
    for loan in loans_to_come(cx) {
        if of_delegates(cx, &charges, &loan, found).is_none() {
            return found.unproven(loan.decision.subject(), loan.decision.place);
        }
    }
}

/// Adds what comes together in those who stand in for a role; `None` where that is too much to look at.
fn of_deputies(cx: &Context<'_>, charges: &Charges<'_>, role: Id<Role>, found: &mut Found) -> Option<()> {
    let ways = cx.workforce.staff().substitutions(role, |_, _| false, |step| is_named(cx, step), cx.budget());
    if !ways.is_proven() {
        return None;
    }
    let subject = cx.model.roles[role].subject();
    let mut known = Seen::default();
    for way in ways.found() {
        let Some((last, before)) = way.relays.split_last() else { continue };
        let Some(circumstance) = Circumstance::default().among(cx, &way.when) else { continue };
        let stint = Stint { last: *last, before, circumstance, lent: charges.of(role) };
        for burden in stint.burdens(cx, charges)?.iter().filter(|burden| known.insert(stint.key(burden))) {
            found.add(of_burden(cx, found, &subject, &stint, burden));
        }
    }
    Some(())
}

/// Whether it is named as a deputy or delegate: where nobody is, all stand in for all up a whole line.
fn is_named(cx: &Context<'_>, step: &Relay) -> bool {
    let mut deputies = cx.model.deputies_of(step.from);
    step.by == ActsBy::Delegation || deputies.any(|deputy| deputy.role.place == step.place)
}

/// Adds what comes together in those to whom a decision is lent, and who stand in for them; `None` where that is too much to look at.
fn of_delegates(cx: &Context<'_>, charges: &Charges<'_>, loan: &Lending<'_>, found: &mut Found) -> Option<()> {
    let lent = charges.lent(loan.from.value, loan.number);
    let mut known = Seen::default();
    let mut is_lent = None;
    for delegate in loan.delegation.to.items.iter().filter(|to| to.value != loan.from.value && !lent.is_empty()) {
        let direct = Relay { from: loan.from.value, to: delegate.value, by: ActsBy::Delegation, place: delegate.place };
        let lends = |delegation: &Delegation, _| delegation.named.ids().any(|named| named == loan.number.value);
        let ways = cx.workforce.staff().substitutions(delegate.value, lends, |step| is_named(cx, step), cx.budget());
        if !ways.is_proven() {
            return None;
        }
        let own = Substitution { relays: Vec::new(), when: Vec::new() };
        for way in [own].iter().chain(ways.found()) {
            let relays: Vec<Relay> = [direct].into_iter().chain(way.relays.iter().copied()).collect();
            let is_meant = way.relays.first().is_none_or(|step| is_named(cx, step));
            let Some((last, before)) = relays.split_last().filter(|_| is_meant) else { continue };
            let Some(circumstance) = Circumstance::of_loan(loan.condition(cx.model)).among(cx, &way.when) else {
                continue;
            };
            for lent in &lent {
                let (circumstance, lent) = (circumstance.clone(), std::slice::from_ref(lent));
                let stint = Stint { last: *last, before, circumstance, lent };
                let burdens = stint.burdens(cx, charges)?;
                if burdens.is_empty() || !*is_lent.get_or_insert_with(|| is_lent_at_all(cx, found, loan)) {
                    continue;
                }
                for burden in burdens.iter().filter(|burden| known.insert(stint.key(burden))) {
                    found.add(of_burden(cx, found, &loan.decision.subject(), &stint, burden));
                }
            }
        }
    }
    Some(())
}

/// What is lent on some day that is still to come.
fn loans_to_come<'m>(cx: &Context<'m>) -> impl Iterator<Item = Lending<'m>> {
    let (model, today) = (cx.model, cx.today);
    let comes = move |delegation: &&Delegation| {
        let days = LoanDays::of(model, delegation);
        days.is_some_and(|days| days.last.is_none_or(|last| today <= last))
    };
    model.delegations.iter().filter(comes).flat_map(|delegation| Lending::all_of(model, delegation))
}

/// Whether the one who lends has a say in some case that is lent.
fn is_lent_at_all(cx: &Context<'_>, found: &mut Found, loan: &Lending<'_>) -> bool {
    let own = |answer: Option<&Answer>| answer.is_some_and(|answer| has_a_say(cx.model, answer, loan.from.value));
    let Some(lent) = loan.cases_where(cx, own, &[]) else { return false };
    let gaps = lent.found().cover.gaps(1, cx.budget());
    if !lent.is_proven() || !gaps.is_proven() {
        found.unproven(loan.decision.subject(), loan.decision.place);
    }
    !gaps.found().found.is_empty()
}

fn of_burden(
    cx: &Context<'_>,
    found: &Found,
    subject: &Subject,
    stint: &Stint<'_>,
    Burden { of, breach, circumstance }: &Burden<'_>,
) -> Finding {
    let Relay { from, to, by, place } = stint.last;
    let [absent, acting] = [from, to].map(|role| cx.role_id(role));
    let person = of.map(|(person, beside)| (&cx.model.people[person], beside));
    let who = match person {
        Some((person, _)) => format!("`{}`, as `{acting}`", person.id),
        None => format!("`{acting}`,"),
    };
    let (acts, label) = match by {
        ActsBy::Delegation => ("deciding for", "decides for"),
        ActsBy::Post | ActsBy::Deputy => ("standing in for", "stands in for"),
    };
    let told = circumstance.told(cx);
    let when = told.as_ref().map_or("", |told| told.when.as_str());
    let for_whom: String = stint.before.iter().rev().map(|relay| for_whom(cx, relay)).collect();
    let duties = breach.duties(cx);
    let message =
        format!("{who} {acts} `{absent}`{for_whom}, would hold duties that must be kept apart: {duties}{when}");
    let finding = found
        .finding(subject.clone(), place, message)
        .label(format!("{label} `{absent}`"))
        .help(help(by, person.is_some()))
        .roles(stint.before.iter().map(|relay| relay.from).chain([from, to]).map(|role| cx.role_id(role)))
        .also_each(stint.before.iter().map(|relay| (relay.place, step(cx, relay))));
    let finding = match person {
        Some((person, beside)) => {
            let posts = person.posts.items.iter().filter(|post| [to, beside].contains(&post.role.value));
            let holds = |role: Id<Role>| format!("`{}` holds `{}`", person.id, cx.role_id(role));
            finding
                .roles([cx.role_id(beside)])
                .people([person.id.clone()])
                .also_each(posts.map(|post| (post.role.place, holds(post.role.value))))
        }
        None => finding,
    };
    let finding = breach.shown(cx, finding);
    match told {
        Some(told) => told.of(finding),
        None => finding,
    }
}

/// What to do.
fn help(by: ActsBy, of_person: bool) -> &'static str {
    match (by, of_person) {
        (ActsBy::Delegation, false) => {
            "delegate to a role that holds none of the duties that are kept apart from this one"
        }
        (ActsBy::Delegation, true) => "delegate to another role, or let somebody else hold one of these",
        (_, false) => "name a deputy who holds none of the duties that are kept apart from these",
        (_, true) => "name another deputy, or let somebody else hold one of these roles",
    }
}

/// ", who stands in for `a`".
fn for_whom(cx: &Context<'_>, relay: &Relay) -> String {
    let from = cx.role_id(relay.from);
    match relay.by {
        ActsBy::Delegation => format!(", to whom `{from}` lends it"),
        ActsBy::Post | ActsBy::Deputy => format!(", who stands in for `{from}`"),
    }
}

/// "`b` stands in for `a`".
fn step(cx: &Context<'_>, relay: &Relay) -> String {
    let [from, to] = [relay.from, relay.to].map(|role| cx.role_id(role));
    match relay.by {
        ActsBy::Delegation => format!("`{to}` decides for `{from}`"),
        ActsBy::Post | ActsBy::Deputy => format!("`{to}` stands in for `{from}`"),
    }
}
