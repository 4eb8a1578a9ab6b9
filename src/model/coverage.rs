//! Who answers where: the cover of the case space that an activity or a decision gives, derived once and read by all.

use std::collections::BTreeSet;

use case_space::{Block, Budget, Claim, Condition, Cover, Held, OriginId, Outcome, Part, Point, Region, Stack};

use super::answer::Answer;
use super::case_set::CaseSet;
use super::dimension::Dimensions;
use super::id::Id;
use crate::cases::{Cases, Reading, readings};
use crate::source::Place;
use crate::subject::Text;

/// The cover of one subject's cases: of a decision by its [answers](super::Decision::answers), of a letter by the roles that hold it.
#[derive(Debug, Clone)]
pub struct Coverage<V> {
    /// What holds where, over the dimensions that matter to the subject, by their numbers in the model.
    pub cover: Cover<V>,
    /// Where each part is written: a piece's origin is an index into it.
    pub origins: Vec<Origin>,
}

/// Who decides where.
#[derive(Debug, Clone)]
pub struct Authority {
    /// The different answers, in the order of what they mean, each as it is most plainly written.
    pub answers: Vec<Answer>,
    /// Where each of them holds, by its number.
    pub coverage: Coverage<Id<Answer>>,
}

/// So many words of eight bytes the covers of a subject may take that are derived while it is read.
pub(super) const AT_ONCE: usize = 256;

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

impl<V: Copy + Ord> Coverage<V> {
    /// A value that holds in the cases of a set; nothing holds elsewhere.
    #[must_use]
    pub fn of_cases(set: &CaseSet, value: V, dimensions: &Dimensions) -> Self {
        let mut sketch = Sketch::default();
        let part = sketch.part(set.condition(), Held::one(value), Origin::default());
        sketch.cover(&[part], &[], dimensions)
    }

    /// What holds where with each value under another name; a value that has none is left out.
    #[must_use]
    pub fn renamed<W: Copy + Ord>(&self, name: impl Fn(V) -> Option<W>) -> Coverage<W> {
        Coverage { cover: self.cover.renamed(name), origins: self.origins.clone() }
    }

    /// What holds in either, over the cases that both tell apart. The origins of `other` come after those of this one.
    pub fn joined(&self, other: &Self, budget: &Budget) -> Outcome<Self> {
        let origins = self.origins.iter().chain(&other.origins).copied().collect();
        let cover = self.cover.joined(&other.cover, self.origins.len(), budget);
        cover.map(|cover| Self { cover, origins })
    }

    /// What holds in a case: each value once; nothing where there is no such case.
    #[must_use]
    pub fn held_at(&self, point: &Point) -> BTreeSet<Held<V>> {
        let pieces = self.cover.evaluate(point).unwrap_or_default();
        pieces.into_iter().map(|piece| piece.held.clone()).collect()
    }

    /// Where the part of this origin is written.
    #[must_use]
    pub fn origin(&self, origin: OriginId) -> Origin {
        self.origins.get(origin.index()).copied().unwrap_or_default()
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
        Cases::named(self.cover.space(), block, within, dimensions)
    }
}

impl<V: Copy + Ord> Coverage<V> {
    /// Some case, by a value for each dimension that it depends on.
    pub(super) fn some_case(&self, dimensions: &Dimensions) -> Vec<(Text, Reading)> {
        let space = self.cover.space();
        space.all().map_or_else(Vec::new, |all| readings(&space.witness(&all), dimensions))
    }
}

/// A coverage in the making: where each of its parts is written.
#[derive(Default)]
pub(super) struct Sketch {
    origins: Vec<Origin>,
}

impl Sketch {
    /// A part, the origin of which is noted.
    pub(super) fn part<V>(&mut self, when: Condition, held: Held<V>, origin: Origin) -> Part<V> {
        let number = OriginId::new(self.origins.len());
        self.origins.push(origin);
        Part { when, held, origin: number }
    }

    /// The coverage of these layers; how many words it takes, where these are more than `most`.
    pub(super) fn cover_layers<V: Copy + Ord>(
        self,
        layers: Stack<'_, V>,
        dimensions: &Dimensions,
        most: usize,
    ) -> Result<Coverage<V>, usize> {
        let cover = Cover::layered_within(dimensions.domains(), layers, most)?;
        Ok(Coverage { cover, origins: self.origins })
    }

    /// The coverage of these parts; how many words it takes, where these are more than `most`.
    pub(super) fn cover_within<V: Copy + Ord>(
        self,
        top: &[Part<V>],
        claims: &[Claim<V>],
        dimensions: &Dimensions,
        most: usize,
    ) -> Result<Coverage<V>, usize> {
        self.cover_layers(Stack { default: top, claims, absent: dimensions.absent(), beside: &[] }, dimensions, most)
    }

    /// The coverage of these parts.
    pub(super) fn cover<V: Copy + Ord>(
        self,
        top: &[Part<V>],
        claims: &[Claim<V>],
        dimensions: &Dimensions,
    ) -> Coverage<V> {
        Coverage { cover: Cover::layered(dimensions.domains(), top, claims), origins: self.origins }
    }
}
