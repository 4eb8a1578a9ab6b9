//! The cases in which two versions say different things about one subject.

use std::collections::BTreeSet;

use case_space::{AllHeld, Budget, Condition, Cover, Difference, Held, Part, Region};

use super::change::{Change, Effect, Version};
use super::common::{Common, Side};
use crate::finding::{Subject, Text};
use crate::source::Place;

/// What holds, under this number, in the cases that a version does not have.
const NO_SUCH_CASE: u32 = u32::MAX;

/// At most so many regions are told of each pair of answers.
const MOST_REGIONS: usize = 100;

/// What one version says about a subject, by numbers that mean the same in both.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) side: &'a Side<'a>,
    pub(super) cover: &'a Cover,
}

/// Where two versions differ on a subject.
pub(super) struct Regions {
    difference: Difference,
    /// Whether all cases were looked at.
    pub(super) proven: bool,
    /// What each says, on common ground.
    covers: [Option<Cover>; 2],
}

/// What holds in some cases of one version: `None` where it has no such cases.
pub(super) type Holding = Option<BTreeSet<u32>>;

/// Cases in which two versions differ.
pub(super) struct Differing<'r> {
    pub(super) before: Holding,
    pub(super) after: Holding,
    region: &'r Region,
}

impl Regions {
    /// Compares what two versions say; one that says nothing of the subject has no such cases.
    ///
    /// # Errors
    /// The dimension that is a number in one of them and has values in the other, so that their cases have nothing in common.
    pub(super) fn of(
        common: &Common,
        old: Option<Said<'_>>,
        new: Option<Said<'_>>,
        budget: &Budget,
    ) -> Result<Self, Text> {
        let matter = |said: Option<Said<'_>>| -> Vec<usize> {
            let homes =
                said.iter().flat_map(|said| said.cover.space().dimensions().map(|own| said.side.homes.get(own)));
            homes.flatten().map(|home| home.dimension).collect()
        };
        let (of_old, of_new) = (matter(old), matter(new));
        let torn = of_old.iter().find(|dimension| common.twin(**dimension).is_some_and(|twin| of_new.contains(&twin)));
        if let Some(torn) = torn {
            return Err(common.dimension_id(*torn));
        }
        let before = on_common_ground(common, old, &of_new);
        let after = on_common_ground(common, new, &of_old);
        let difference = before.difference(&after, MOST_REGIONS, budget);
        let proven = difference.is_proven();
        let covers = [old.map(|_| before), new.map(|_| after)];
        Ok(Self { difference: difference.into_found(), proven, covers })
    }

    /// Each difference, as few regions as can be of each pair of what held and holds.
    pub(super) fn iter(&self) -> impl Iterator<Item = Differing<'_>> {
        self.difference.shifts.iter().map(|change| Differing {
            before: holding(&change.before),
            after: holding(&change.after),
            region: &change.region,
        })
    }

    /// How many there are that are not told.
    pub(super) fn more(&self) -> usize {
        self.difference.more
    }

    /// The change in these cases.
    pub(super) fn with_cases(&self, change: Change, differing: &Differing<'_>, common: &Common) -> Change {
        let space = &self.difference.space;
        let block = space.block_at(differing.region, &space.witness(differing.region));
        Change { when: space.phrase(&block, common), cases: Some(common.cases(space, &block)), ..change }
    }

    /// Where it is written what holds in the cases: in the new version where it says something, else in the old one. `place` turns the
    /// origin of a piece into its place.
    pub(super) fn place(
        &self,
        differing: &Differing<'_>,
        place: impl Fn(Version, u32) -> Option<Place>,
    ) -> Option<(Version, Place)> {
        let witness = self.difference.space.witness(differing.region);
        let [old, new] = &self.covers;
        [(Version::New, new), (Version::Old, old)].into_iter().find_map(|(version, cover)| {
            let pieces = cover.as_ref()?.evaluate(&witness).ok()?;
            let place = pieces.iter().find_map(|piece| place(version, piece.origin))?;
            Some((version, place))
        })
    }
}

/// What a version says of all cases that either has; of `dimensions` too, which matter to the other.
fn on_common_ground(common: &Common, said: Option<Said<'_>>, dimensions: &[usize]) -> Cover {
    let Some(Said { side, cover }) = said else {
        let everywhere = Part { when: Condition::always(), held: Held::one(NO_SUCH_CASE), origin: NO_SUCH_CASE };
        return Cover::layered(&common.domains, &[everywhere], &[]);
    };
    let more: Vec<usize> = dimensions.iter().filter_map(|common| side.dimension(*common)).collect();
    cover.elsewhere(&common.domains, &side.homes, &more, NO_SUCH_CASE)
}

fn holding(answer: &AllHeld) -> Holding {
    (!answer.values.contains(&NO_SUCH_CASE)).then(|| answer.values.clone())
}

/// What must be known of a subject that the two versions tell cases apart by in ways that have nothing in common.
pub(super) fn torn(subject: Subject, dimension: &Text) -> Change {
    let message =
        format!("`{subject}` cannot be compared: `{dimension}` is a number in one version and has values in the other");
    Change::new(Effect::Altered, subject, message)
}

/// What must be known where not everything was looked at, or told.
pub(super) fn unproven(subject: Subject, regions: &Regions) -> Option<Change> {
    let message = match (regions.proven, regions.more()) {
        (true, 0) => return None,
        (true, more) => format!("`{subject}` differs in {more} more regions of cases"),
        (false, _) => format!("the cases of `{subject}` are too many to compare; there may be more differences"),
    };
    Some(Change::new(Effect::Unproven, subject, message))
}
