//! Rule `delegation-too-long`.

use case_space::Number;
use jiff::civil::Date;

use crate::model::Delegation;
use crate::rules::rule::rule;
use crate::rules::support::loans::{Lending, LoanDays, last_day_place};
use crate::rules::support::terms::{concern, first_day};
use crate::rules::{Context, Found};

rule! {
    /// A delegation that lasts longer than `delegation-days` days (365).
    ///
    /// # Why it matters
    /// What is lent for years is a right that nobody gave: the delegate has long moved to another post, and whoever checks the day still finds it
    /// in force. Rules for delegation set a term, commonly 30 or 90 days, and let it be renewed.
    ///
    /// # Example
    /// ```toml
    /// [[delegations]]
    /// from = "manager"
    /// to = "seller"
    /// decision = "grant-discount"
    /// when = { discount = { at-most = 10 } }
    /// valid-from = 2026-06-01
    /// valid-until = 2029-12-31
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   valid-from = 2026-06-01
    /// - valid-until = 2029-12-31
    /// + valid-until = 2026-12-31
    /// ```
    ///
    /// # Silent when
    /// It has no last day (`delegation-without-end`) or is past (`delegation-expired`); a `[[lendable]]` says for how long such a right may be lent
    /// (`delegation-not-allowed`); or one of its days could not be read. Where it says no first day, it is counted from the day of the run, or
    /// from the day on which the matrix takes effect if that is later. A whole year is no longer for being a leap year.
    ///
    /// # Threshold
    /// `delegation-days = 365` in `[lint.thresholds]`: so many days are still accepted.
    "delegation-too-long", Warning, Organisation, threshold: "delegation-days" = 365 "days", check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let Some(most) = found.threshold().map(|threshold| cx.threshold(threshold)) else { return };
    for delegation in &cx.model.delegations {
        let Some((first, last)) = days(cx, delegation) else { continue };
        let length = Number::from(length(first, last));
        let lent = delegation.words(&cx.model.decisions, &cx.model.roles);
        if length <= most || lent.is_empty() || has_term(cx, delegation) {
            continue;
        }
        let since = if delegation.valid_from.is_absent() { " from now on" } else { "" };
        let message = format!("{lent} {} lent for {} days{since}", are(delegation), length.grouped());
        let parties = delegation.from.get().map(|from| from.value).into_iter().chain(delegation.to.ids());
        let finding = found
            .finding(delegation.subject(&cx.model.decisions), last_day_place(delegation, last), message)
            .label(format!("more than {most} days"))
            .help(
                "let it end sooner and renew it, give the decision right itself, or raise `delegation-days` in \
                 `[lint.thresholds]`",
            );
        found.add(finding.roles(parties.map(|role| cx.role_id(role))));
    }
}

const fn are(delegation: &Delegation) -> &'static str {
    if delegation.named.items.len() > 1 { "are" } else { "is" }
}

/// The first and the last day of a delegation that is not past.
fn days(cx: &Context<'_>, delegation: &Delegation) -> Option<(Date, Date)> {
    let is_unread =
        delegation.valid_from.is_unread() || delegation.valid_until.is_unread() || delegation.when.has_unread;
    let period = LoanDays::of(cx.model, delegation).filter(|_| !is_unread)?;
    let last = period.last.filter(|last| *last >= cx.today)?;
    Some((first_day(cx, period), last))
}

/// How many days there are from the first to the last, without leap days: a year is a year.
fn length(first: Date, last: Date) -> i64 {
    let days = last.duration_since(first).as_hours() / 24;
    let leap_days = (first.year()..=last.year()).filter_map(|year| Date::new(year, 2, 29).ok());
    let between = leap_days.filter(|day| first < *day && *day <= last).count();
    days.saturating_sub(i64::try_from(between).unwrap_or(i64::MAX))
}

/// Whether it is said of all that is lent for how long it may be.
fn has_term(cx: &Context<'_>, delegation: &Delegation) -> bool {
    let loans = Lending::all_of(cx.model, delegation);
    let is_told = |loan: &Lending<'_>| concern(cx, loan).iter().any(|lendable| !lendable.longest.is_absent());
    !loans.is_empty() && loans.iter().all(is_told)
}
