//! Who answers where: the cover of the case space that an activity or a decision gives, derived once and read by all.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::activity::{Activity, Holders};
use super::case::{CaseSet, Dimension};
use super::decision::{Body, Decision, Meanings};
use super::id::{Id, List};
use super::ladder::{Ladder, Step};
use crate::source::Place;
use crate::space::{Claim, Condition, Cover, Domain, Held, Part, Selection};
use crate::syntax::Letter;

/// The cover of one subject's cases: of a decision by the numbers of its [answers](Decision::answers), of a letter by the numbers of
/// the roles that hold it.
#[derive(Debug)]
pub struct Coverage {
    /// The dimensions that matter to the subject, in the order of their definition.
    pub dimensions: Vec<Id<Dimension>>,
    /// What holds where.
    pub cover: Cover,
    /// Where each part is written: a piece's origin is an index into it.
    pub origins: Vec<Origin>,
}

/// Where a part of a cover is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The answer or the list of holders.
    pub place: Place,
    /// The whole step, where it is one of a ladder; else the same as `place`.
    pub step_place: Place,
    /// The number of the case that it stands in; `None` for the top.
    pub case: Option<usize>,
    /// The number of the step that it is, in a ladder.
    pub step: Option<usize>,
}

impl Coverage {
    /// The cover of a letter that some case replaces.
    pub(super) fn of_letter(activity: &Activity, letter: Letter, dimensions: &List<Dimension>) -> Self {
        let naming: Vec<_> = activity
            .cases
            .iter()
            .enumerate()
            .filter_map(|(number, case)| case.letters.get(letter).map(|holders| (number, &case.when, holders)))
            .collect();
        let mut builder = Builder::new(naming.iter().map(|(_, when, _)| *when), [], dimensions);
        let top = activity.letters.get(letter).map(|holders| builder.held_by(holders, None));
        let claims = naming
            .iter()
            .map(|(number, when, holders)| {
                let when = when.condition(&builder.dimensions);
                let part = builder.held_by(holders, Some(*number));
                Claim { parts: vec![Part { when: when.clone(), ..part }], when }
            })
            .collect();
        builder.finish(top.into_iter().collect(), claims, dimensions)
    }

    /// The cover of a decision.
    pub(super) fn of_decision(decision: &Decision, meanings: &mut Meanings, dimensions: &List<Dimension>) -> Self {
        Self::of_decision_and(decision, &[], meanings, dimensions)
    }

    /// The cover of a decision over a space that tells apart what these other sets of cases do as well.
    pub(super) fn of_decision_and(
        decision: &Decision,
        others: &[&CaseSet],
        meanings: &mut Meanings,
        dimensions: &List<Dimension>,
    ) -> Self {
        let whens = decision.cases.iter().map(|case| &case.when).chain(others.iter().copied());
        let measures = decision.rights().filter_map(|right| match &right.body {
            Body::Ladder(ladder) => Some(ladder.measure),
            _ => None,
        });
        let mut builder = Builder::new(whens, measures, dimensions);
        let top = builder.parts(&decision.top.body, &Condition::always(), None, meanings);
        let claims = decision
            .cases
            .iter()
            .enumerate()
            .map(|(number, case)| {
                let when = case.when.condition(&builder.dimensions);
                let parts = builder.parts(&case.right.body, &when, Some(number), meanings);
                Claim { when, parts }
            })
            .collect();
        builder.finish(top, claims, dimensions)
    }
}

struct Builder {
    dimensions: Vec<Id<Dimension>>,
    origins: Vec<Origin>,
}

impl Builder {
    fn new<'a>(
        whens: impl IntoIterator<Item = &'a CaseSet>,
        measures: impl IntoIterator<Item = Id<Dimension>>,
        dimensions: &List<Dimension>,
    ) -> Self {
        let mut used: BTreeSet<Id<Dimension>> = measures.into_iter().collect();
        used.extend(whens.into_iter().flat_map(|when| when.conditions.keys().copied()));
        used.retain(|id| dimensions[*id].domain.is_some());
        Self { dimensions: used.into_iter().collect(), origins: Vec::new() }
    }

    fn origin(&mut self, origin: Origin) -> u32 {
        let number = self.origins.len();
        self.origins.push(origin);
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    fn held_by(&mut self, holders: &Holders, case: Option<usize>) -> Part {
        let place = holders.place;
        let origin = self.origin(Origin { place, step_place: place, case, step: None });
        let known = holders.roles.ids().map(|role| u32::try_from(role.index()).unwrap_or(u32::MAX));
        let held = match Held::all(known) {
            held if held.values().is_empty() && holders.roles.incomplete => Held::Unknown,
            held => held,
        };
        Part { when: Condition::always(), held, origin }
    }

    /// The parts of an answer within `when`.
    fn parts(&mut self, body: &Body, when: &Condition, case: Option<usize>, meanings: &mut Meanings) -> Vec<Part> {
        match body {
            Body::Silent => Vec::new(),
            Body::Unreadable => {
                let origin =
                    self.origin(Origin { place: Place::default(), step_place: Place::default(), case, step: None });
                vec![Part { when: when.clone(), held: Held::Unknown, origin }]
            }
            Body::Plain(answer, place) => {
                let origin = self.origin(Origin { place: *place, step_place: *place, case, step: None });
                let held = answer.as_ref().map_or(Held::Unknown, |answer| Held::one(meanings.number(answer)));
                vec![Part { when: when.clone(), held, origin }]
            }
            Body::Ladder(ladder) => {
                let steps = ladder.steps.iter().enumerate();
                steps.map(|(number, step)| self.step(ladder, number, step, when, case, meanings)).collect()
            }
        }
    }

    fn step(
        &mut self,
        ladder: &Ladder,
        number: usize,
        step: &Step,
        when: &Condition,
        case: Option<usize>,
        meanings: &mut Meanings,
    ) -> Part {
        let origin = self.origin(Origin { place: step.answer_place, step_place: step.place, case, step: Some(number) });
        let held = step.answer.as_ref().map_or(Held::Unknown, |answer| Held::one(meanings.number(answer)));
        let axis = self.dimensions.iter().position(|dimension| *dimension == ladder.measure);
        let when = match axis {
            Some(axis) => when.clone().and(axis, Selection::numbers([step.interval.clone()])),
            None => when.clone(),
        };
        Part { when, held, origin }
    }

    fn finish(self, top: Vec<Part>, claims: Vec<Claim>, dimensions: &List<Dimension>) -> Coverage {
        let domains: Arc<[Domain]> = self.dimensions.iter().filter_map(|id| dimensions[*id].domain.clone()).collect();
        let cover = Cover::layered(&domains, &top, &claims);
        Coverage { dimensions: self.dimensions, cover, origins: self.origins }
    }
}
