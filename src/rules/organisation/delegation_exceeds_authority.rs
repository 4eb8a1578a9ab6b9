//! Rule `delegation-exceeds-authority`.

use case_space::{Extent, Interval};

use crate::finding::Finding;
use crate::model::{Answer, Decision, Delegation, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::regions::Covered;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::Located;

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
    /// to be one of several who may, and to agree before somebody else decides all count as deciding: what is lent then is this say. A
    /// delegation without `when` lends what the role decides, no more. Its dates do not matter here.
    "delegation-exceeds-authority", Error, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for delegation in cx.model.delegations.iter().filter(|delegation| !delegation.when.has_unread) {
        let Some(from) = delegation.from.get() else { continue };
        for decision in delegation.named.ids() {
            check_one(cx, Lent { delegation, from: *from, decision: &cx.model.decisions[decision] }, found);
        }
    }
}

fn check_one(cx: &Context<'_>, lent: Lent<'_>, found: &mut Found) {
    let Lent { delegation, from, decision } = lent;
    // without a `when` no more is lent than the role has, if it has any
    if decision.coverage.is_none() || (delegation.lends_own && !lent.own_places().is_empty()) {
        return;
    }
    let coverage = cx.model.cover_by(decision, from.value, &delegation.when);
    let covered = Covered { subject: decision.subject(), place: delegation.when.place, coverage: &coverage };
    covered.each_gap(cx, found, |found, region, when| {
        let extents = coverage.cover.space().describe(&coverage.block(region, region));
        lent.beyond_authority(cx, found, &extents, when)
    });
}

/// A decision that is lent.
struct Lent<'a> {
    delegation: &'a Delegation,
    from: Located<Id<Role>>,
    decision: &'a Decision,
}

/// So many places at which the one who lends decides are shown.
const SHOWN: usize = 3;

impl Lent<'_> {
    fn beyond_authority(&self, cx: &Context<'_>, found: &Found, region: &[(usize, Extent)], when: &str) -> Finding {
        let (from, decision) = (cx.role_id(self.from.value), &self.decision.id);
        let message = format!("`{from}` delegates `{decision}`{when}, and does not decide it then");
        let own = self.own_places();
        let finding = match (own.as_slice(), self.limit_of(region)) {
            ([], _) => found
                .finding(self.decision.subject(), self.from.place, message)
                .label("never decides this")
                .help("let it be delegated by somebody who decides it, or take the delegation out"),
            (_, Some(limit)) => found
                .finding(self.decision.subject(), limit, message)
                .label(format!("beyond what `{from}` decides"))
                .help(format!("let the delegation end where the authority of `{from}` ends")),
            (_, None) => found
                .finding(self.decision.subject(), self.delegation.when.place, message)
                .label(format!("more than what `{from}` decides"))
                .help(format!("say with `when` which cases are lent, and only such as `{from}` decides")),
        };
        let own = own.iter().take(SHOWN).map(|place| (*place, format!("`{from}` decides this")));
        finding.also_each(own).roles([from.clone()]).roles(self.delegation.to.ids().map(|role| cx.role_id(role)))
    }

    /// Where the decision gives the one who lends it a say.
    fn own_places(&self) -> Vec<Place> {
        let own = |answer: &Answer| answer.roles().contains(&self.from.value);
        let origins = self.decision.coverage.iter().flat_map(|coverage| &coverage.origins);
        let written = origins.filter(|origin| self.decision.answer_at(**origin).is_some_and(own));
        let mut places: Vec<Place> = written.map(|origin| origin.step_place).collect();
        // who follows from the requester, agrees or is added is not named where it is decided
        if places.is_empty() && self.decision.all_with_a_say().any(|role| role == self.from.value) {
            places.push(self.decision.place);
        }
        places
    }

    /// The limit of the delegation that lets a region in: the region lies at one end of what is lent, and not at the other.
    fn limit_of(&self, region: &[(usize, Extent)]) -> Option<Place> {
        region.iter().find_map(|(dimension, extent)| {
            let Extent::Interval(interval) = extent else { return None };
            let limits = || self.delegation.when.limits.iter().filter(|limit| limit.measure.index() == *dimension);
            let lent = limits().fold(Interval::ALL, |lent, limit| lent.meet(&limit.within));
            let limit = match (interval.low() == lent.low(), interval.high() == lent.high()) {
                (false, true) => limits().find(|limit| limit.within.high() == lent.high()),
                (true, false) => limits().find(|limit| limit.within.low() == lent.low()),
                _ => None,
            };
            limit.map(|limit| limit.place)
        })
    }
}
