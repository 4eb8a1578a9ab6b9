//! Which of what may be lent concerns a loan, and which terms of it does the loan break?

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::loans::{Lending, LoanDays, borrowed};
use crate::model::{Borrower, Id, Lendable, Role};
use crate::rules::Context;
use crate::syntax::Term;

/// A term of a `[[lendable]]` that a loan breaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum BrokenTerm {
    /// It is none of those to whom may be lent.
    Borrower,
    /// It stands below the lender.
    BelowLender,
    /// It is lent for longer than this, which would end on that day.
    TooLong(String, Date),
    /// These have not agreed.
    Consent(Vec<Id<Role>>),
    /// It is lent on.
    Further,
}

/// From when a loan counts: its first day or, where it has none, the day of the run, or that on which the matrix takes effect if that is later.
pub(in crate::rules) fn first_day(cx: &Context<'_>, period: LoanDays) -> Date {
    let effective = cx.model.matrix.effective.get().map_or(cx.today, |effective| effective.value);
    period.first.unwrap_or_else(|| cx.today.max(effective))
}

/// Those who lend what a loan lends: the lender or, where that one has it on loan, those who lent it.
fn lenders(cx: &Context<'_>, loan: &Lending<'_>) -> BTreeSet<Id<Role>> {
    let mut lenders = BTreeSet::from([loan.from.value]);
    if loan.is_of_nothing(cx.model) {
        let first = borrowed(cx, loan.decision, loan.from.value);
        lenders.extend(first.into_iter().filter_map(|delegation| Some(delegation.from.get()?.value)));
    }
    lenders
}

/// What says of the loan's lender and decision that it may be lent.
pub(in crate::rules) fn concern<'m>(cx: &Context<'m>, loan: &Lending<'_>) -> Vec<&'m Lendable> {
    let lenders = lenders(cx, loan);
    let is_lender = |lendable: &Lendable| {
        let from = &lendable.from;
        from.is_empty() || from.has_unread || from.ids().any(|role| lenders.contains(&role))
    };
    let names = |lendable: &Lendable| {
        let named = &lendable.named;
        let is_this = |id| std::ptr::eq(&cx.model.decisions[id], loan.decision);
        named.is_empty() || named.has_unread || named.ids().any(is_this)
    };
    cx.model.lendable.iter().filter(|lendable| is_lender(lendable) && names(lendable)).collect()
}

/// The terms that a loan to a role breaks, beside the cases.
pub(in crate::rules) fn breaches(
    cx: &Context<'_>,
    loan: &Lending<'_>,
    to: Id<Role>,
    lendable: &Lendable,
) -> BTreeSet<BrokenTerm> {
    let from = loan.from.value;
    let is_below = || cx.org.outranks(from, to) == Some(true);
    let is_meant = |borrower: &Borrower| match borrower {
        Borrower::Role(role) => *role == to,
        Borrower::AtLeast(rank) => cx.model.is_of_rank(to, rank),
        Borrower::NotBelowLender => !is_below(),
    };
    let is_any = lendable.to.is_empty() || lendable.to_has_unread;
    let mut breaches = BTreeSet::new();
    if !is_any && !lendable.to.iter().any(is_meant) {
        breaches.insert(BrokenTerm::Borrower);
    } else if lendable.not_below_lender && is_below() {
        breaches.insert(BrokenTerm::BelowLender);
    }
    let longest = lendable.longest.get().and_then(|longest| too_long(cx, loan, longest.value));
    breaches.extend(longest);
    let agreed = &loan.delegation.agrees;
    let missing = lendable.agrees.ids().filter(|role| *role != from && !agreed.contains(*role));
    let missing: Vec<_> = missing.filter(|_| !agreed.has_unread).collect();
    if !missing.is_empty() {
        breaches.insert(BrokenTerm::Consent(missing));
    }
    if lendable.further.get() == Some(&false) && loan.is_of_nothing(cx.model) {
        breaches.insert(BrokenTerm::Further);
    }
    breaches
}

fn too_long(cx: &Context<'_>, loan: &Lending<'_>, longest: Term) -> Option<BrokenTerm> {
    let delegation = loan.delegation;
    let is_unread = delegation.valid_from.is_unread() || delegation.valid_until.is_unread();
    let period = LoanDays::of(cx.model, delegation).filter(|_| !is_unread)?;
    let latest = longest.after(first_day(cx, period))?;
    (latest < period.last?).then(|| BrokenTerm::TooLong(longest.to_string(), latest))
}
