//! The ways to carry a duty: who can, in which cases.

use case_space::{Budget, Condition, Extents, Region, Selection, Space};

use super::absences::Absences;
use crate::hands::{Acting, Cast, Hand, Hands, Need, Situation};
use crate::model::{Activity, Answer, Coverage, Duty, DutyPart, Id, Role, SeparatedDuty};
use crate::syntax::Capacity;

/// One way to carry a duty: in some cases, by those who act for some roles.
pub(super) struct WayToCarry {
    /// The number of the duty in its chain.
    pub(super) duty: usize,
    /// The cases.
    pub(super) cases: Vec<Condition>,
    /// What must be signed, and who may; nothing where anybody may do it.
    signing: Option<(Need, Cast)>,
}

/// So many regions of cases are looked at of one situation.
const MOST_REGIONS: usize = 256;

impl WayToCarry {
    /// Whether these hands can go it, without anybody else.
    pub(super) fn is_open_to(&self, hands: &[&Hand]) -> bool {
        self.signing.as_ref().is_none_or(|(need, cast)| need.is_met_by_only(cast, hands))
    }

    /// Whether it takes a signature.
    pub(super) const fn is_signed(&self) -> bool {
        self.signing.is_some()
    }

    /// Those who act in it, each with the role that is acted for.
    pub(super) fn acting(&self) -> Vec<(Id<Role>, &Acting)> {
        let Some((need, cast)) = &self.signing else { return Vec::new() };
        let of_role = |role: Id<Role>| cast.acting(role).iter().map(move |acting| (role, acting));
        need.roles().into_iter().flat_map(of_role).collect()
    }
}

impl Absences<'_> {
    /// Each way to carry a duty; `None` where not all could be looked at.
    pub(super) fn ways(
        &self,
        number: usize,
        SeparatedDuty { duty, part }: SeparatedDuty,
        budget: &Budget,
    ) -> Option<Vec<WayToCarry>> {
        let held = match (duty, part) {
            (Duty::Decision(id), Some(DutyPart::RequestedBy)) => {
                let asking = self.model.decisions[id].requested_by.ids();
                asking.map(|role| (role, Condition::always())).collect()
            }
            (Duty::Decision(id), _) => {
                let decision = &self.model.decisions[id];
                let hands = self.workforce.of(decision).ok()?;
                let coverage = hands.coverage(decision)?;
                return self.open_ways(number, (hands, &coverage), budget);
            }
            (Duty::Activity(id), part) => self.held(&self.model.activities[id], part, budget)?,
        };
        let hands = Hands::of_holders(self.workforce.staff(), &held).ok()?;
        let coverage = hands.own_coverage()?;
        self.open_ways(number, (&hands, coverage), budget)
    }

    /// Who holds the letter of an activity, or has it in hand, in which cases.
    fn held(&self, activity: &Activity, part: Option<DutyPart>, budget: &Budget) -> Option<Vec<(Id<Role>, Condition)>> {
        let dimensions = &self.model.dimensions;
        let coverages = match part {
            Some(DutyPart::Letter(letter)) => vec![activity.coverage_of(letter, dimensions)?],
            _ => {
                let [does, answers] = [Capacity::Responsible, Capacity::Accountable];
                vec![activity.coverage(does, dimensions)?, activity.coverage(answers, dimensions)?]
            }
        };
        let mut held = Vec::new();
        for coverage in coverages {
            let mut roles: Vec<Id<Role>> =
                coverage.cover.pieces().iter().flat_map(|piece| piece.held.values().iter().copied()).collect();
            roles.sort_unstable();
            roles.dedup();
            for role in roles {
                let cases = self.cases_of(&coverage, role, budget)?;
                held.extend(cases.into_iter().map(|when| (role, when)));
            }
        }
        Some(held)
    }

    /// A way for each situation in which somebody can act.
    fn open_ways(
        &self,
        number: usize,
        (hands, coverage): (&Hands, &Coverage<Id<Situation>>),
        budget: &Budget,
    ) -> Option<Vec<WayToCarry>> {
        let mut ways = Vec::new();
        for (id, situation) in hands.situations() {
            let need = hands.need(situation);
            if need.is_none() && !matches!(hands.answer(situation), Some(Answer::Free)) {
                continue;
            }
            let signing = need.map(|need| (need.clone(), hands.present(situation, &[need])));
            if !budget.spend(signing.as_ref().map_or(1, |(need, cast)| cast.size_for(need))) {
                return None;
            }
            ways.push(WayToCarry { duty: number, cases: self.cases_of(coverage, id, budget)?, signing });
        }
        Some(ways)
    }

    /// The cases in which a value holds, whoever asks: each decision of a chain has a requester of its own.
    fn cases_of<V: Copy + Ord>(&self, coverage: &Coverage<V>, value: V, budget: &Budget) -> Option<Vec<Condition>> {
        let space = coverage.cover.space();
        let Some(all) = space.all() else { return Some(Vec::new()) };
        let held = coverage.cover.held_where(&[value], &all, MOST_REGIONS, budget);
        if !held.is_proven() || held.found().more > 0 {
            return None;
        }
        let asker = self.model.dimensions.requested_by().map(Id::index);
        Some(held.found().found.iter().map(|region| condition(space, region, asker)).collect())
    }
}

/// The region as a condition, whatever the one dimension is.
fn condition(space: &Space, region: &Region, but_for: Option<usize>) -> Condition {
    let restricted = space.describe_exactly(region).into_iter();
    let restricted = restricted.filter(|(dimension, _)| Some(*dimension) != but_for);
    restricted.fold(Condition::always(), |condition, (dimension, extents)| {
        let selection = match extents {
            Extents::Intervals(intervals) => Selection::numbers(intervals),
            Extents::Values(values) => Selection::values(values),
        };
        condition.and(dimension, selection)
    })
}
