//! Rule `conflicting-deputy`.

use crate::finding::Finding;
use crate::model::{Id, Role, StandIn};
use crate::rules::rule::rule;
use crate::rules::support::duties::{Charge, subject};
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
    /// a say in the decision anyhow. The dates of a delegation do not matter: it is judged as it is written.
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
    for delegation in &cx.model.delegations {
        let Some(from) = delegation.from.get() else { continue };
        let decisions = delegation.decisions(&cx.model.decisions).into_iter();
        let lent = decisions.flat_map(|decision| charges.lent(from.value, decision));
        let delegates = || delegation.to.items.iter().filter(|delegate| delegate.value != from.value);
        for (lent, delegate) in lent.flat_map(|lent| delegates().map(move |delegate| (lent, delegate))) {
            let together = charges.of(delegate.value).iter().copied().chain([lent]);
            for breach in charges.between_roles(together) {
                found.add(of_delegate(cx, found, lent, *delegate, &breach));
            }
        }
    }
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
