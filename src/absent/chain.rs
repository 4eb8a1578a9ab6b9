//! The duties that together carry a matter from its beginning to its end.

use super::absences::Absences;
use crate::model::{Activity, Decision, Duty, DutyPart, Id, Model, SeparatedDuty};
use crate::source::Place;
use crate::subject::{Subject, Text};
use crate::syntax::Slot;

/// Duties that together carry a matter through.
#[derive(Debug, Clone)]
pub struct DutyChain {
    /// Why they are kept apart, where they are and that is said.
    pub reason: Option<Text>,
    /// Where they are kept apart; `None` for the whole of a sale.
    pub place: Option<Place>,
    /// What they are, in this order.
    pub duties: Vec<SeparatedDuty>,
}

impl Absences<'_> {
    /// A sale from its first stage to its last, and whatever is kept apart.
    pub(super) fn chains(&self) -> Vec<DutyChain> {
        let separations = self.model.separations.iter().map(|separation| DutyChain {
            reason: separation.reason.clone(),
            place: Some(separation.place),
            duties: separation.duties.iter().map(|duty| duty.value).collect(),
        });
        let chains = [self.sale()].into_iter().chain(separations);
        chains.filter(|chain| chain.duties.len() > 1).collect()
    }

    /// What is done in the stages, in their order, each with what is decided in it: what is tagged as a duty, where anything is.
    fn sale(&self) -> DutyChain {
        let model = self.model;
        let in_stages = model.stages.as_written().flat_map(|(stage, _)| {
            let own = model.activities.as_written();
            own.filter(move |(_, activity)| activity.stage.get().is_some_and(|own| own.value == stage))
        });
        let all: Vec<Duty> = in_stages.flat_map(|(id, activity)| with_decisions(model, id, activity)).collect();
        let is_tagged = |duty: &Duty| match duty {
            Duty::Activity(id) => !model.activities[*id].duties.is_empty(),
            Duty::Decision(id) => !model.decisions[*id].duties.is_empty(),
        };
        let tagged: Vec<Duty> = all.iter().copied().filter(is_tagged).collect();
        let duties = if tagged.len() > 1 { tagged } else { all };
        let duties = duties.into_iter().map(|duty| SeparatedDuty { duty, part: None });
        DutyChain { reason: None, place: None, duties: duties.collect() }
    }
}

/// An activity and the decisions in it, which come first.
fn with_decisions(model: &Model, id: Id<Activity>, activity: &Activity) -> Vec<Duty> {
    let is_own = |decision: &Decision| matches!(&decision.activity, Slot::Given(own) if own.value == id);
    let decisions = model.decisions.as_written().filter(|(_, decision)| is_own(decision));
    let decisions = decisions.map(|(decision, _)| Duty::Decision(decision));
    let is_done = activity.parties().any(|(letter, _)| DutyPart::Letter(letter).is_in_whole());
    decisions.chain(is_done.then_some(Duty::Activity(id))).collect()
}

impl SeparatedDuty {
    /// The duty as a separation names it.
    #[must_use]
    pub fn words(&self, model: &Model) -> String {
        let subject: Subject = match self.duty {
            Duty::Activity(id) => model.activities[id].subject(),
            Duty::Decision(id) => model.decisions[id].subject(),
        };
        self.part.map_or_else(|| subject.to_string(), |part| format!("{subject}:{}", part.as_str()))
    }
}
