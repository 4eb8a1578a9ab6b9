//! Rule `delegation-without-end`.

use crate::rules::rule::rule;
use crate::rules::support::loans::LoanDays;
use crate::rules::{Context, Found};

rule! {
    /// A delegation with no last day.
    ///
    /// # Why it matters
    /// A right that is lent for good is no longer lent: nobody looks at it again, the delegate moves to another post and keeps it, and
    /// in the end two hold it. Rules for delegation therefore set a term, commonly 30 or 90 days, after which it ends by itself.
    ///
    /// # Example
    /// ```toml
    /// [[delegations]]
    /// from = "manager"
    /// to = "seller"
    /// decision = "grant-discount"
    /// when = { discount = { at-most = 10 } }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   when = { discount = { at-most = 10 } }
    /// + valid-until = 2026-12-31
    /// ```
    ///
    /// # Silent when
    /// `when` names a last day; `valid-until` or `when` is given and could not be read, or the decision is defined nowhere: that is said instead.
    "delegation-without-end", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for delegation in cx.model.delegations.iter().filter(|delegation| delegation.valid_until.is_absent()) {
        let lent = delegation.words(&cx.model.decisions, &cx.model.roles);
        let has_end = LoanDays::of(cx.model, delegation).is_none_or(|period| period.last.is_some());
        if lent.is_empty() || has_end || delegation.when.has_unread {
            continue;
        }
        let (subject, are) =
            (delegation.subject(&cx.model.decisions), if delegation.named.items.len() > 1 { "are" } else { "is" });
        let parties = delegation.from.get().map(|from| from.value).into_iter().chain(delegation.to.ids());
        let finding = found
            .finding(subject, delegation.place, format!("{lent} {are} delegated without an end"))
            .label("no `valid-until`")
            .help("give its last day, such as `valid-until = 2026-12-31`; where it is meant to last, give the decision right itself");
        found.add(finding.roles(parties.map(|role| cx.role_id(role))));
    }
}
