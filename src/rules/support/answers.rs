//! In which cases of a requester does an answer of this kind hold, and where is it written?

use super::regions::Covered;
use crate::finding::Finding;
use crate::model::{Answer, Coverage, Decision, Id, Origin, Role, ids};
use crate::rules::{Context, Found};
use crate::source::Place;

/// The requests of one role for a decision, and what answers them.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Requests<'a> {
    pub(in crate::rules) decision: &'a Decision,
    pub(in crate::rules) requester: Id<Role>,
    /// The different answers, by their numbers.
    pub(in crate::rules) answers: &'a [Answer],
    pub(in crate::rules) coverage: &'a Coverage<Id<Answer>>,
}

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

impl<'a> Requests<'a> {
    /// As they are answered with what is added; `None` where that could not be read.
    pub(in crate::rules) fn in_full(decision: &'a Decision, requester: Id<Role>) -> Option<Self> {
        let (answers, coverage) = decision.in_full()?;
        Some(Self { decision, requester, answers, coverage })
    }

    /// Adds a finding, if there is one, for each region of cases in which an answer that is `meant` holds.
    pub(in crate::rules) fn each_answer(
        &self,
        cx: &Context<'_>,
        meant: impl Fn(&Answer) -> bool,
        found: &mut Found,
        finding: impl Fn(&Found, &Occurrence<'_>) -> Option<Finding>,
    ) {
        let Self { decision, requester, answers, coverage } = *self;
        let covered = Covered { subject: decision.subject(), place: decision.place, coverage };
        let numbered = ids(answers.len()).zip(answers).filter(|(_, answer)| meant(answer));
        let meant: Vec<_> = numbered.map(|(number, _)| number).collect();
        covered.each_held(cx, (&meant, requester), found, |found, region, when| {
            let origins = coverage.cover.origins_of(&meant, region, cx.budget()).into_iter();
            let origins = origins.map(|origin| coverage.origin(origin)).collect();
            finding(found, &Occurrence { decision, origins, when })
        });
    }
}
