//! Rule `delegation-exceeds-authority`.

use case_space::{Extent, Interval};

use crate::finding::Finding;
use crate::model::{Answer, CaseSet};
use crate::rules::rule::rule;
use crate::rules::support::loans::{Lending, borrowed, has_a_say};
use crate::rules::support::regions::Covered;
use crate::rules::{Context, Found};
use crate::source::Place;

rule! {
    /// A delegation of cases in which the one who delegates does not decide.
    ///
    /// # Why it matters
    /// Nobody can give what they do not have. An approval given under such a delegation is given without authority: it may bind nobody,
    /// or bind the organisation against its will, and whoever relied on it stands alone. Rules on delegation say so everywhere: the
    /// authority of a delegate ends where that of the delegator does.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    ///
    /// [[delegations]]
    /// from = "manager"
    /// to = "seller"
    /// decision = "grant-discount"
    /// when = { discount = { at-most = 20 } }
    /// valid-until = 2026-12-31
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   decision = "grant-discount"
    /// - when = { discount = { at-most = 20 } }
    /// + when = { discount = { at-most = 10 } }
    ///   valid-until = 2026-12-31
    /// ```
    ///
    /// # Silent when
    /// No approval is needed in the case, or not all of the decision or of the delegation could be read. To sign together with others,
    /// to be one of several who may, to sit on the body that decides and to agree before somebody else decides all count as deciding: what
    /// is lent then is this say. A delegation without `when` lends what the role decides, no more, and so does one of all that it decides.
    /// What is on loan may be lent on, unless a `[[lendable]]` says otherwise (`delegation-not-allowed`). Where who decides hangs on the day, the
    /// days of the delegation count that are still to come.
    "delegation-exceeds-authority", Error, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    // all that somebody decides is no more than that
    for delegation in cx.model.delegations.iter().filter(|delegation| !delegation.named.is_empty()) {
        for loan in Lending::all_of(cx.model, delegation) {
            check_one(cx, &loan, found);
        }
    }
}

fn check_one(cx: &Context<'_>, loan: &Lending<'_>, found: &mut Found) {
    let from = loan.from.value;
    // without a `when` no more is lent than the role has, if it has any
    if loan.delegation.lends_own && !loan.is_of_nothing(cx.model) {
        return;
    }
    let lent_before = borrowed(cx, loan.decision, from);
    if lent_before.iter().any(|before| before.lends_own || before.when.has_unread) {
        return;
    }
    let lent_before: Vec<&CaseSet> = lent_before.iter().map(|before| &before.when).collect();
    let may = |answer: &Answer| {
        *answer == Answer::Free || has_a_say(cx.model, answer, from) || !answer.relatives().is_empty()
    };
    let beyond = |answer: Option<&Answer>| !answer.is_some_and(may);
    let Some(coverage) = loan.cases_where(cx, beyond, &lent_before) else { return };
    let (is_proven, coverage) = (coverage.is_proven(), coverage.into_found());
    let decision = loan.decision;
    if !is_proven {
        return found.unproven(decision.subject(), decision.place);
    }
    let covered = Covered { subject: decision.subject(), place: loan.delegation.when.place, coverage: &coverage };
    covered.each_gap(cx, found, |found, region, when| {
        let extents = coverage.cover.space().describe(&coverage.block(region, region));
        beyond_authority(cx, found, loan, &extents, when)
    });
}

/// So many places at which the one who lends decides are shown.
const SHOWN: usize = 3;

fn beyond_authority(
    cx: &Context<'_>,
    found: &Found,
    loan: &Lending<'_>,
    region: &[(usize, Extent)],
    when: &str,
) -> Finding {
    let (from, decision) = (cx.role_id(loan.from.value), &loan.decision.id);
    let message = format!("`{from}` delegates `{decision}`{when}, and does not decide it then");
    let own = own_places(loan);
    let finding = match (own.as_slice(), limit_of(loan, region)) {
        ([], _) => found
            .finding(loan.decision.subject(), loan.from.place, message)
            .label("never decides this")
            .help("let it be delegated by somebody who decides it, or take the delegation out"),
        (_, Some(limit)) => found
            .finding(loan.decision.subject(), limit, message)
            .label(format!("beyond what `{from}` decides"))
            .help(format!("let the delegation end where the authority of `{from}` ends")),
        (_, None) => found
            .finding(loan.decision.subject(), loan.delegation.when.place, message)
            .label(format!("more than what `{from}` decides"))
            .help(format!("say with `when` which cases are lent, and only such as `{from}` decides")),
    };
    let own = own.iter().take(SHOWN).map(|place| (*place, format!("`{from}` decides this")));
    finding.also_each(own).roles([from.clone()]).roles(loan.delegation.to.ids().map(|role| cx.role_id(role)))
}

/// Where the decision gives the one who lends it a say.
fn own_places(loan: &Lending<'_>) -> Vec<Place> {
    let own = |answer: &Answer| answer.roles().contains(&loan.from.value);
    let origins = loan.decision.coverage.iter().flat_map(|coverage| &coverage.origins);
    let written = origins.filter(|origin| loan.decision.answer_at(**origin).is_some_and(own));
    let mut places: Vec<Place> = written.map(|origin| origin.step_place).collect();
    // who follows from the requester, agrees or is added is not named where it is decided
    if places.is_empty() && loan.decision.all_with_a_say().any(|role| role == loan.from.value) {
        places.push(loan.decision.place);
    }
    places
}

/// The limit of the delegation that lets a region in: the region lies at one end of what is lent, and not at the other.
fn limit_of(loan: &Lending<'_>, region: &[(usize, Extent)]) -> Option<Place> {
    region.iter().find_map(|(dimension, extent)| {
        let Extent::Interval(interval) = extent else { return None };
        let limits = || loan.delegation.when.limits.iter().filter(|limit| limit.measure.index() == *dimension);
        let lent = limits().fold(Interval::ALL, |lent, limit| lent.meet(&limit.within));
        let limit = match (interval.low() == lent.low(), interval.high() == lent.high()) {
            (false, true) => limits().find(|limit| limit.within.high() == lent.high()),
            (true, false) => limits().find(|limit| limit.within.low() == lent.low()),
            _ => None,
        };
        limit.map(|limit| limit.place)
    })
}
