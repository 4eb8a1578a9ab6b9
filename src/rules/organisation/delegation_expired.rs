//! Rule `delegation-expired`.

use crate::rules::rule::rule;
use crate::rules::support::loans::{LoanDays, last_day_place};
use crate::rules::{Context, Found};

rule! {
    /// A delegation whose last day is past, on the day of the run.
    ///
    /// # Why it matters
    /// It no longer gives any right, but the matrix reads as if it did: whoever looks up who may decide finds the delegate, and
    /// approvals go on that have no ground.
    ///
    /// # Example
    /// ```toml
    /// [[delegations]]
    /// from = "manager"
    /// to = "seller"
    /// decision = "grant-discount"
    /// when = { discount = { at-most = 10 } }
    /// valid-until = 2026-05-31
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   when = { discount = { at-most = 10 } }
    /// - valid-until = 2026-05-31
    /// + valid-until = 2026-12-31
    /// ```
    ///
    /// # Silent when
    /// The day of the run is its last day, which still counts; it ends before it begins; `valid-until` could not be read; or the decision is
    /// defined nowhere. The days that `when` says count too.
    "delegation-expired", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for delegation in &cx.model.delegations {
        let period = LoanDays::of(cx.model, delegation).filter(|_| !delegation.valid_until.is_unread());
        let Some(last) = period.and_then(|period| period.last).filter(|last| *last < cx.today) else { continue };
        let lent = delegation.words(&cx.model.decisions, &cx.model.roles);
        if lent.is_empty() {
            continue;
        }
        let parties = delegation.from.get().map(|from| from.value).into_iter().chain(delegation.to.ids());
        let finding = found
            .finding(
                delegation.subject(&cx.model.decisions),
                last_day_place(delegation, last),
                format!("the delegation of {lent} ended on {last}"),
            )
            .label("past")
            .help("take it out, or let the one who delegates set a new day");
        found.add(finding.roles(parties.map(|role| cx.role_id(role))));
    }
}
