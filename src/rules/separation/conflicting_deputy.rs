//! Rule `conflicting-deputy`.

use crate::finding::Finding;
use crate::model::{Answer, Delegation, Id, Role, StandIn};
use crate::rules::rule::rule;
use crate::rules::support::duties::{Charge, subject};
use crate::rules::support::loans::{Lending, LoanDays, has_a_say};
use crate::rules::support::separated::{Breach, Charges, is_held_among};
use crate::rules::{Context, Found};
use crate::syntax::Located;

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
    /// One of the two holds the duties already (`conflicting-duties`), a duty that is named could not be resolved, or the delegate has
    /// a say in the decision anyhow; the duty falls to the deputy in no case in which it stands in, or the one who delegates has no say in any
    /// case that is lent, on no day that is still to come. All who stand in for a role count, also who is asked second.
    "conflicting-deputy", Warning, Separation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let charges = Charges::new(cx.model);
    for (role, deputy) in cx.model.roles.ids().flat_map(|role| cx.model.stand_ins(role).map(move |one| (role, one))) {
        let lent = charges.of(role).iter().copied().filter(|charge| may_fall_to(cx, deputy, *charge));
        let together = lent.chain(charges.of(deputy.role.value).iter().copied());
        for breach in charges.between_roles(together) {
            found.add(of_deputy(cx, found, role, deputy.role, &breach));
        }
    }
    for loan in loans_to_come(cx) {
        let lent = charges.lent(loan.from.value, loan.number);
        let to = loan.delegation.to.items.iter().filter(|delegate| delegate.value != loan.from.value);
        let conflicts = |delegate: &Located<Id<Role>>| {
            let own = charges.of(delegate.value);
            lent.iter().any(|lent| !charges.between_roles(own.iter().copied().chain([*lent])).is_empty())
        };
        let to: Vec<_> = to.filter(|delegate| conflicts(delegate)).collect();
        if to.is_empty() || !is_lent_at_all(cx, found, &loan) {
            continue;
        }
        for (lent, delegate) in lent.iter().flat_map(|lent| to.iter().map(move |delegate| (*lent, **delegate))) {
            let together = charges.of(delegate.value).iter().copied().chain([lent]);
            for breach in charges.between_roles(together) {
                found.add(of_delegate(cx, found, lent, delegate, &breach));
            }
        }
    }
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

/// Whether the duty falls to the deputy in some case.
fn may_fall_to(cx: &Context<'_>, deputy: StandIn<'_>, charge: Charge) -> bool {
    deputy.when.is_none_or(|when| is_held_among(cx, charge, when).into_found())
}

fn of_deputy(
    cx: &Context<'_>,
    found: &Found,
    role: Id<Role>,
    deputy: Located<Id<Role>>,
    breach: &Breach<'_>,
) -> Finding {
    let [absent, acting] = [role, deputy.value].map(|role| cx.role_id(role));
    let duties = breach.duties(cx);
    let message =
        format!("`{acting}`, standing in for `{absent}`, would hold duties that must be kept apart: {duties}");
    let finding = found
        .finding(cx.model.roles[role].subject(), deputy.place, message)
        .label(format!("stands in for `{absent}`"))
        .help("name a deputy who holds none of the duties that are kept apart from these")
        .roles([absent, acting]);
    breach.shown(cx, finding)
}

fn of_delegate(
    cx: &Context<'_>,
    found: &Found,
    lent: Charge,
    delegate: Located<Id<Role>>,
    breach: &Breach<'_>,
) -> Finding {
    let [from, to] = [lent.role, delegate.value].map(|role| cx.role_id(role));
    let duties = breach.duties(cx);
    let message = format!("`{to}`, deciding for `{from}`, would hold duties that must be kept apart: {duties}");
    let finding = found
        .finding(subject(cx, lent.duty), delegate.place, message)
        .label(format!("decides for `{from}`"))
        .help("delegate to a role that holds none of the duties that are kept apart from this one")
        .roles([from, to]);
    breach.shown(cx, finding)
}
