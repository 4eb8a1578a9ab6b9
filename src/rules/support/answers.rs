//! In which cases does an answer of this kind hold, and where is it written?

use super::regions::Covered;
use crate::finding::Finding;
use crate::model::{Answer, Decision, Id, Origin, Role};
use crate::rules::{Context, Found};
use crate::source::Place;

/// Where answers that are meant hold.
pub(in crate::rules) struct Occurrence<'a> {
    pub(in crate::rules) decision: &'a Decision,
    /// Where they are written, in order.
    pub(in crate::rules) origins: Vec<Origin>,
    /// " when …", or nothing for every case.
    pub(in crate::rules) when: &'a str,
}

impl Occurrence<'_> {
    /// The first place at which such an answer is written.
    pub(in crate::rules) fn place(&self) -> Place {
        self.origins.first().map_or(self.decision.place, |origin| origin.place)
    }
}

/// Adds a finding for each region of cases in which `requester` asks and an answer that is `meant` holds.
pub(in crate::rules) fn each_answer(
    cx: &Context<'_>,
    (decision, requester): (&Decision, Id<Role>),
    meant: impl Fn(&Answer) -> bool,
    found: &mut Found,
    finding: impl Fn(&Found, &Occurrence<'_>) -> Finding,
) {
    let Some(covered) = Covered::decision(decision) else { return };
    let meant = decision.numbers_of(meant);
    covered.each_held(cx, (&meant, requester), found, |found, region, when| {
        let origins = covered.coverage.cover.origins_of(&meant, region, cx.budget()).into_iter();
        let origins = origins.map(|origin| covered.coverage.origin(origin)).collect();
        finding(found, &Occurrence { decision, origins, when })
    });
}
