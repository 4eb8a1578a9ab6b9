//! Rule `delegation-not-allowed`.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::model::{Answer, Borrower, CaseSet, Delegation, Id, Lendable, Rank, Role};
use crate::rules::rule::rule;
use crate::rules::support::loans::{Lending, LoanDays, has_a_say};
use crate::rules::support::regions::Covered;
use crate::rules::support::terms::{BrokenTerm, breaches, concern};
use crate::rules::support::words::{few, joined};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::Located;

rule! {
    /// A delegation that no `[[lendable]]` allows: by this lender, to this role, up to this amount, for so long, lent on, or without the consent that it
    /// takes.
    ///
    /// # Why it matters
    /// A schedule of authority says what may be lent, so that a right cannot wander down the line by private arrangement. A loan beyond it gives
    /// no authority: what is approved under it may bind nobody (Newcastle's delegation rules: no sub-delegation unless it is allowed; GitLab's
    /// authorization matrix: to a direct report, in writing, for 90 days at most).
    ///
    /// # Example
    /// ```toml
    /// [[lendable]]
    /// decision = "grant-discount"
    /// when = { discount = { at-most = 5 } }
    ///
    /// [[delegations]]
    /// from = "manager"
    /// to = "seller"
    /// decision = "grant-discount"
    /// when = { discount = { at-most = 10 } }
    /// valid-until = 2026-12-31
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   decision = "grant-discount"
    /// - when = { discount = { at-most = 10 } }
    /// + when = { discount = { at-most = 5 } }
    ///   valid-until = 2026-12-31
    /// ```
    ///
    /// # Silent when
    /// The policy has no `[[lendable]]`: then everything may be lent. What no `when` of the delegation lends, because the lender has no say in it,
    /// is `delegation-exceeds-authority`. Nothing is said of a delegation that is past, that has no end, as far as its length goes, or that lends
    /// nothing to whom it names (`delegation-lends-nothing`); nor of what could not be read. Several `[[lendable]]` may allow it together,
    /// each in some cases. That a role agreed is said by `agrees` in the delegation; the lender's own consent is not asked for.
    "delegation-not-allowed", Error, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if cx.model.lendable.is_empty() {
        return;
    }
    let is_over = |delegation: &Delegation| {
        let period = LoanDays::of(cx.model, delegation);
        period.is_none_or(|period| period.last.is_some_and(|last| last < cx.today))
    };
    for delegation in cx.model.delegations.iter().filter(|delegation| !is_over(delegation)) {
        let mut refused: Refused<'_> = BTreeMap::new();
        for loan in Lending::all_of(cx.model, delegation) {
            check_one(cx, found, loan, &mut refused);
        }
        for (refusal, loans) in refused {
            let finding = refusal.told(cx, found, &loans);
            finding.into_iter().for_each(|finding| found.add(finding));
        }
    }
}

/// What nothing allows, and to whom it is lent, by why it is not.
type Refused<'a> = BTreeMap<NotAllowed, Vec<(Lending<'a>, Located<Id<Role>>)>>;

/// Holds what is lent of one decision against what may be, and says in which cases it may not. What may be in none is added to `refused`.
fn check_one<'a>(cx: &Context<'_>, found: &mut Found, loan: Lending<'a>, refused: &mut Refused<'a>) {
    let mut allowed: BTreeMap<Vec<usize>, Vec<Located<Id<Role>>>> = BTreeMap::new();
    let concern = concern(cx, &loan);
    for to in loan.delegation.to.items.iter().filter(|to| to.value != loan.from.value) {
        if !cx.budget().spend(concern.len().saturating_add(1)) {
            return found.unproven(loan.decision.subject(), loan.decision.place);
        }
        match judged(cx, &loan, to.value, &concern) {
            Judgement::Allowed(by) => allowed.entry(by).or_default().push(*to),
            Judgement::Refused(refusal) => refused.entry(refusal).or_default().push((loan, *to)),
        }
    }
    for (by, to) in allowed {
        let by: Vec<&Lendable> = by.iter().filter_map(|number| concern.get(*number).copied()).collect();
        beyond_cases(cx, found, &loan, &to, &by);
    }
}

/// What is said of a loan to a role.
enum Judgement {
    /// These allow it, in their cases, by their numbers among those that concern it.
    Allowed(Vec<usize>),
    /// None does.
    Refused(NotAllowed),
}

/// Why nothing allows a loan.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct NotAllowed {
    /// Of those that concern it, the one of which it breaks the fewest terms; `None` where none does.
    nearest: Option<Place>,
    breaches: BTreeSet<BrokenTerm>,
}

fn judged(cx: &Context<'_>, loan: &Lending<'_>, to: Id<Role>, concern: &[&Lendable]) -> Judgement {
    let broken: Vec<_> = concern.iter().map(|lendable| breaches(cx, loan, to, lendable)).collect();
    let kept = broken.iter().enumerate().filter(|(_, breaches)| breaches.is_empty());
    let kept: Vec<usize> = kept.map(|(number, _)| number).collect();
    if !kept.is_empty() {
        return Judgement::Allowed(kept);
    }
    let nearest = concern.iter().zip(broken).min_by_key(|(_, breaches)| breaches.len());
    Judgement::Refused(match nearest {
        Some((lendable, breaches)) => NotAllowed { nearest: Some(lendable.place), breaches },
        None => NotAllowed { nearest: None, breaches: BTreeSet::new() },
    })
}

/// What is lent in cases in which it may not be.
fn beyond_cases(cx: &Context<'_>, found: &mut Found, loan: &Lending<'_>, to: &[Located<Id<Role>>], by: &[&Lendable]) {
    if by.iter().any(|lendable| lendable.when.has_unread || lendable.when.is_every_case()) {
        return;
    }
    let cases: Vec<&CaseSet> = by.iter().map(|lendable| &lendable.when).collect();
    let is_borrowed = loan.is_of_nothing(cx.model);
    let own = |answer: &Answer| is_borrowed || has_a_say(cx.model, answer, loan.from.value);
    let is_lent = |answer: Option<&Answer>| answer.is_some_and(own);
    let Some(lent) = loan.cases_where(cx, is_lent, &cases) else { return };
    if !lent.is_proven() {
        return found.unproven(loan.decision.subject(), loan.decision.place);
    }
    let (decision, delegation) = (loan.decision, loan.delegation);
    let covered = Covered { subject: decision.subject(), place: decision.place, coverage: lent.found() };
    let borrowers = few(to.iter().map(|role| cx.role_id(role.value)));
    covered.each_gap(cx, found, |found, _, when| {
        let message = format!(
            "`{}` lends `{}` to {borrowers}{when}, which may not be lent then",
            cx.role_id(loan.from.value),
            decision.id
        );
        let place = if delegation.lends_own { delegation.place } else { delegation.when.place };
        let finding = found
            .finding(decision.subject(), place, message)
            .label("more than what may be lent")
            .also_each(by.iter().map(|lendable| (lendable.when.place, "in these cases it may be lent")))
            .help("say with `when` which cases are lent, and only such as `[[lendable]]` names");
        finding.roles([loan.from].iter().chain(to).map(|role| cx.role_id(role.value)))
    });
}

impl NotAllowed {
    fn told(&self, cx: &Context<'_>, found: &Found, loans: &[(Lending<'_>, Located<Id<Role>>)]) -> Option<Finding> {
        let (first, to) = loans.first()?;
        let delegation = first.delegation;
        let from = cx.role_id(first.from.value);
        let mut decisions: Vec<_> = loans.iter().map(|(loan, _)| loan.decision.id.clone()).collect();
        decisions.dedup();
        let mut borrowers: Vec<Id<Role>> = Vec::new();
        for (_, to) in loans {
            if !borrowers.contains(&to.value) {
                borrowers.push(to.value);
            }
        }
        let (lent, to_whom) = (few(decisions.iter().cloned()), few(borrowers.iter().map(|role| cx.role_id(*role))));
        let lendable = cx.model.lendable.iter().find(|lendable| Some(lendable.place) == self.nearest);
        let why: Vec<String> = self.breaches.iter().map(|breach| breach.words(cx, lendable)).collect();
        let message = match why.as_slice() {
            [] => format!("`{from}` lends {lent} to {to_whom}, and no `[[lendable]]` lets it be lent by `{from}`"),
            why => format!("`{from}` lends {lent} to {to_whom}, {}", joined(why)),
        };
        let place = match self.breaches.first() {
            Some(BrokenTerm::Borrower | BrokenTerm::BelowLender) => to.place,
            Some(BrokenTerm::TooLong(..)) => {
                delegation.valid_until.get().map_or(delegation.when.place, |until| until.place)
            }
            Some(BrokenTerm::Consent(_)) => delegation.place,
            Some(BrokenTerm::Further) | None => first.from.place,
        };
        let help = match self.breaches.first() {
            Some(breach) => breach.help(cx, lendable),
            None => {
                "let it be lent by somebody who may, add a `[[lendable]]` that allows it, or take the delegation out"
                    .to_owned()
            }
        };
        let subject = first.decision.subject();
        let finding = found.finding(subject, place, message).label("not allowed").help(help);
        let finding = finding.also_each(self.nearest.map(|place| (place, "may be lent like this")));
        Some(finding.roles([from].into_iter().chain(borrowers.into_iter().map(|role| cx.role_id(role)))))
    }
}

/// To whom may be lent, in words.
fn allowed(cx: &Context<'_>, lendable: Option<&Lendable>) -> String {
    let of = |borrower: &Borrower| match borrower {
        Borrower::Role(role) => format!("`{}`", cx.role_id(*role)),
        Borrower::AtLeast(Rank::Level(level)) => format!("`{level}` or higher"),
        Borrower::AtLeast(Rank::Role(role)) => format!("`{}` or higher", cx.role_id(*role)),
        Borrower::NotBelowLender => "whoever does not stand below the lender".to_owned(),
    };
    let all: Vec<String> = lendable.iter().flat_map(|lendable| &lendable.to).map(of).collect();
    all.join(" or ")
}

impl BrokenTerm {
    fn words(&self, cx: &Context<'_>, lendable: Option<&Lendable>) -> String {
        match self {
            Self::Borrower => format!("and it may be lent to {}", allowed(cx, lendable)),
            Self::BelowLender => "below whom no borrower may stand".to_owned(),
            Self::TooLong(longest, latest) => format!("for longer than {longest}, which end on {latest}"),
            Self::Consent(roles) => {
                format!("without the consent of {}", few(roles.iter().map(|role| cx.role_id(*role))))
            }
            Self::Further => "who has it on loan and may not lend it on".to_owned(),
        }
    }

    fn help(&self, cx: &Context<'_>, lendable: Option<&Lendable>) -> String {
        match self {
            Self::Borrower => format!("lend it to {}", allowed(cx, lendable)),
            Self::BelowLender => {
                "lend it to somebody who does not report to the lender and stands on no lower level".to_owned()
            }
            Self::TooLong(_, latest) => format!("let it end on {latest} at the latest: `valid-until = {latest}`"),
            Self::Consent(roles) => {
                let roles: Vec<_> = roles.iter().map(|role| format!("\"{}\"", cx.role_id(*role))).collect();
                match roles.as_slice() {
                    [one] => format!("once it is given, say so: `agrees = {one}`"),
                    all => format!("once it is given, say so: `agrees = [{}]`", all.join(", ")),
                }
            }
            Self::Further => "let it be lent by the one who decides it".to_owned(),
        }
    }
}
