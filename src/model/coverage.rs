//! Who answers where: the cover of the case space that an activity or a decision gives, derived once and read by all.

use case_space::{
    Block, Budget, Claim, Condition, Coordinate, Cover, Extent, Held, Outcome, Part, Point, Region, Selection, Space,
    Vocabulary,
};

use super::activity::{Activity, Holders};
use super::answer::Answer;
use super::case::{CaseSet, Dimensions};
use super::decision::{Body, Decision};
use super::id::Id;
use super::ladder::{Ladder, Step};
use super::organisation::Role;
use crate::finding::{self, Cases};
use crate::source::Place;
use crate::syntax::Letter;

/// The cover of one subject's cases: of a decision by the numbers of its [answers](Decision::answers), of a letter by the numbers of
/// the roles that hold it.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// What holds where, over the dimensions that matter to the subject, by their numbers in the model.
    pub cover: Cover,
    /// Where each part is written: a piece's origin is an index into it.
    pub origins: Vec<Origin>,
}

/// Where a part of a cover is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
    /// The cover of a letter that some case replaces; how many words it takes, where these are more than `most`.
    pub(super) fn of_letter(
        activity: &Activity,
        letter: Letter,
        dimensions: &Dimensions,
        most: usize,
    ) -> Result<Self, usize> {
        let mut parts = Parts::default();
        let top = activity.letters.get(letter).map(|holders| parts.held_by(holders, &Condition::always(), None));
        let mut claims = Vec::new();
        for (number, case) in activity.cases.iter().enumerate() {
            let Some(holders) = case.letters.get(letter) else { continue };
            let when = case.when.condition();
            claims.push(Claim { parts: vec![parts.held_by(holders, &when, Some(number))], when });
        }
        parts.cover_within(&top.into_iter().collect::<Vec<_>>(), &claims, dimensions, most)
    }

    /// The cover of a decision, given of each answer in turn the number of what it means; how many words it takes, where these are more
    /// than `most`.
    pub(super) fn of_decision(
        decision: &Decision,
        numbers: &[u32],
        dimensions: &Dimensions,
        most: usize,
    ) -> Result<Self, usize> {
        let mut parts = Parts::default();
        let mut numbers = numbers.iter();
        let mut held = |_: &Answer| numbers.next().map_or(Held::Unknown, |number| Held::one(*number));
        let (top, claims) = parts.of_decision(decision, &mut held);
        parts.cover_within(&top, &claims, dimensions, most)
    }

    /// What covers the cases of `within` if nobody but `role` decides: its gaps are the cases of `within` in which the role has no say
    /// and approval is needed.
    #[must_use]
    pub fn of_say(role: Id<Role>, decision: &Decision, within: &CaseSet, dimensions: &Dimensions) -> Self {
        let mut parts = Parts::default();
        let (top, mut claims) = parts.of_decision(decision, &mut |answer| match answer {
            Answer::Free => Held::one(0),
            answer if answer.roles().contains(&role) => Held::one(0),
            _ => Held::all([]),
        });
        claims.extend(within.conditions.iter().map(|(dimension, selection)| {
            let beyond = Condition::always().and(dimension.index(), selection.clone().complement());
            Claim { parts: vec![parts.part(beyond.clone(), Held::Unknown, Origin::default())], when: beyond }
        }));
        parts.cover(&top, &claims, dimensions)
    }

    /// A value that holds in the cases of a set; nothing holds elsewhere.
    #[must_use]
    pub fn of_cases(set: &CaseSet, value: u32, dimensions: &Dimensions) -> Self {
        let mut parts = Parts::default();
        let part = parts.part(set.condition(), Held::one(value), Origin::default());
        parts.cover(&[part], &[], dimensions)
    }

    /// The same holders of a letter in every case.
    pub(super) fn everywhere(holders: Option<&Holders>, dimensions: &Dimensions) -> Self {
        let mut parts = Parts::default();
        let top = holders.map(|holders| parts.held_by(holders, &Condition::always(), None));
        parts.cover(&top.into_iter().collect::<Vec<_>>(), &[], dimensions)
    }

    /// The same with each value under another name; a value that has none is left out.
    #[must_use]
    pub fn renamed(&self, name: impl Fn(u32) -> Option<u32>) -> Self {
        Self { cover: self.cover.renamed(name), origins: self.origins.clone() }
    }

    /// What holds in either, over the cases that both tell apart. The origins of `other` come after those of this one.
    pub fn joined(&self, other: &Self, budget: &Budget) -> Outcome<Self> {
        let origins = self.origins.iter().chain(&other.origins).copied().collect();
        let cover = self.cover.joined(&other.cover, number_of(self.origins.len()), budget);
        cover.map(|cover| Self { cover, origins })
    }

    /// Where the part of this origin is written.
    #[must_use]
    pub fn origin(&self, origin: u32) -> Origin {
        self.origins.get(origin as usize).copied().unwrap_or_default()
    }

    /// The block in words: "`amount` is above 200 000 CNY"; empty for every case.
    #[must_use]
    pub fn words(&self, block: &Block, dimensions: &Dimensions) -> String {
        self.cover.space().phrase(block, dimensions)
    }

    /// The block of a region that can be told together with a case of `within`, which is the region or a part of it.
    #[must_use]
    pub fn block(&self, region: &Region, within: &Region) -> Block {
        let space = self.cover.space();
        space.block_at(region, &space.witness(within))
    }

    /// The block as a finding gives it, with a case of `within`, which meets it.
    #[must_use]
    pub fn cases(&self, block: &Block, within: &Region, dimensions: &Dimensions) -> Cases {
        cases(self.cover.space(), block, within, dimensions)
    }
}

impl Coverage {
    /// Some case, by a value for each dimension that it depends on.
    pub(super) fn some_case(&self, dimensions: &Dimensions) -> Vec<(finding::Text, finding::Point)> {
        let space = self.cover.space();
        space.all().map_or_else(Vec::new, |all| point(&space.witness(&all), dimensions))
    }
}

/// A block of a space as a finding gives it, with a case of `within`, which meets it.
#[must_use]
pub fn cases(space: &Space, block: &Block, within: &Region, dimensions: &Dimensions) -> Cases {
    let mut described = space.describe(block);
    described.sort_by_key(|(number, _)| dimensions.order(*number));
    let described = described.into_iter().filter_map(|(number, extent)| {
        let dimension = dimensions.numbered(number)?;
        let extent = match extent {
            Extent::Interval(interval) => finding::Extent::Interval(interval),
            Extent::Values(values) => {
                let values = values.into_iter().filter_map(|value| dimension.values.get(value).cloned());
                finding::Extent::Values(values.collect())
            }
        };
        Some((dimension.id.clone(), extent))
    });
    Cases { region: described.collect(), witness: point(&space.witness(within), dimensions) }
}

/// A case by the names of its dimensions and values.
fn point(point: &Point, dimensions: &Dimensions) -> Vec<(finding::Text, finding::Point)> {
    let mut coordinates: Vec<_> = point.coordinates().iter().collect();
    coordinates.sort_by_key(|(number, _)| dimensions.order(*number));
    let named = coordinates.into_iter().filter_map(|(number, coordinate)| {
        let dimension = dimensions.numbered(*number)?;
        let value = match coordinate {
            Coordinate::Number(number) => finding::Point::Number(number.clone()),
            Coordinate::Value(value) => finding::Point::Value(dimension.values.get(*value)?.clone()),
        };
        Some((dimension.id.clone(), value))
    });
    named.collect()
}

/// The parts of a cover, and where each is written.
#[derive(Default)]
struct Parts {
    origins: Vec<Origin>,
}

impl Parts {
    fn part(&mut self, when: Condition, held: Held, origin: Origin) -> Part {
        let number = self.origins.len();
        self.origins.push(origin);
        Part { when, held, origin: number_of(number) }
    }

    fn held_by(&mut self, holders: &Holders, when: &Condition, case: Option<usize>) -> Part {
        let place = holders.place;
        let held = match Held::all(holders.roles.ids().map(|role| number_of(role.index()))) {
            held if held.values().is_empty() && holders.roles.incomplete => Held::Unknown,
            held => held,
        };
        self.part(when.clone(), held, Origin { place, step_place: place, case, step: None })
    }

    /// The parts of the top and the claims of the cases. `held` is what holds where an answer does.
    fn of_decision(&mut self, decision: &Decision, held: &mut impl FnMut(&Answer) -> Held) -> (Vec<Part>, Vec<Claim>) {
        let top = self.of_body(&decision.top.body, &Condition::always(), None, held);
        let claims = decision.cases.iter().enumerate().map(|(number, case)| {
            let when = case.when.condition();
            Claim { parts: self.of_body(&case.right.body, &when, Some(number), held), when }
        });
        (top, claims.collect())
    }

    /// The parts of an answer within `when`.
    fn of_body(
        &mut self,
        body: &Body,
        when: &Condition,
        case: Option<usize>,
        held: &mut impl FnMut(&Answer) -> Held,
    ) -> Vec<Part> {
        match body {
            Body::Silent => Vec::new(),
            Body::Unreadable => vec![self.part(when.clone(), Held::Unknown, Origin { case, ..Origin::default() })],
            Body::Plain(answer, place) => {
                let held = answer.as_ref().map_or(Held::Unknown, held);
                vec![self.part(when.clone(), held, Origin { place: *place, step_place: *place, case, step: None })]
            }
            Body::Ladder(ladder) => {
                let steps = ladder.steps.iter().enumerate();
                steps.map(|(number, step)| self.of_step(ladder, (number, step), when, case, held)).collect()
            }
        }
    }

    fn of_step(
        &mut self,
        ladder: &Ladder,
        (number, step): (usize, &Step),
        when: &Condition,
        case: Option<usize>,
        held: &mut impl FnMut(&Answer) -> Held,
    ) -> Part {
        let held = step.answer.as_ref().map_or(Held::Unknown, held);
        let when = when.clone().and(ladder.measure.index(), Selection::numbers([step.interval.clone()]));
        let origin = Origin { place: step.answer_place, step_place: step.place, case, step: Some(number) };
        self.part(when, held, origin)
    }

    fn cover_within(
        self,
        top: &[Part],
        claims: &[Claim],
        dimensions: &Dimensions,
        most: usize,
    ) -> Result<Coverage, usize> {
        let cover = Cover::layered_within(dimensions.domains(), top, claims, most)?;
        Ok(Coverage { cover, origins: self.origins })
    }

    fn cover(self, top: &[Part], claims: &[Claim], dimensions: &Dimensions) -> Coverage {
        Coverage { cover: Cover::layered(dimensions.domains(), top, claims), origins: self.origins }
    }
}

/// A number of the model as one of the space.
fn number_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
