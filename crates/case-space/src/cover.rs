//! What holds where: pieces over a space, and cases that stand over a default.

use std::ops::Range;

use smallvec::SmallVec;

use super::budget::{Budget, Outcome};
use super::domain::Condition;
use super::ends::Pieces;
use super::region::Region;
use super::search::uncovered;
use super::{NoSuchCase, Point, Space};

/// What holds in the cases of a piece.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held<V> {
    /// Something, but not known what: it covers, and conflicts with nothing.
    Unknown,
    /// These values, by index, in order and each once. Several at once conflict with one another; of none, nothing holds.
    Values(SmallVec<[V; 2]>),
}

impl<V: Copy + Ord> Held<V> {
    /// One value.
    #[must_use]
    pub fn one(value: V) -> Self {
        Self::Values(smallvec::smallvec![value])
    }

    /// Several values at once.
    #[must_use]
    pub fn all(values: impl IntoIterator<Item = V>) -> Self {
        let mut values: SmallVec<[V; 2]> = values.into_iter().collect();
        values.sort_unstable();
        values.dedup();
        Self::Values(values)
    }

    /// The values that are known to hold.
    #[must_use]
    pub fn values(&self) -> &[V] {
        match self {
            Self::Unknown => &[],
            Self::Values(values) => values,
        }
    }

    /// The value that holds alone.
    #[must_use]
    pub fn only(&self) -> Option<V> {
        match self.values() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The values under other names; those that have none are left out.
    pub(super) fn renamed<W: Copy + Ord>(&self, name: impl Fn(V) -> Option<W>) -> Held<W> {
        match self {
            Self::Unknown => Held::Unknown,
            Self::Values(values) => Held::all(values.iter().filter_map(|value| name(*value))),
        }
    }

    /// What holds where each value is another.
    pub(super) fn map<W: Copy + Ord>(&self, other: impl FnMut(V) -> W) -> Held<W> {
        match self {
            Self::Unknown => Held::Unknown,
            Self::Values(values) => Held::all(values.iter().copied().map(other)),
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Values(values) if values.is_empty())
    }
}

/// Where a part comes from: an index that means something to whoever gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginId(usize);

impl OriginId {
    /// Of what is written nowhere.
    pub const NOWHERE: Self = Self(usize::MAX);

    /// The origin with this index.
    #[must_use]
    pub const fn new(index: usize) -> Self {
        Self(index)
    }

    /// Its index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0
    }

    /// The origin so many further on.
    pub(super) const fn after(self, others: usize) -> Self {
        Self(self.0.saturating_add(others))
    }
}

/// A piece as it is written: what holds, and when.
#[derive(Debug, Clone)]
pub struct Part<V> {
    /// The cases in which it holds.
    pub when: Condition,
    /// What holds in them.
    pub held: Held<V>,
    /// Where it comes from.
    pub origin: OriginId,
}

/// A piece in its space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<V> {
    /// The cases in which it holds; for a piece of the default, those that no claim takes from it.
    pub region: Region,
    /// What holds in them.
    pub held: Held<V>,
    /// Where it comes from.
    pub origin: OriginId,
}

/// What holds where in a space of cases: a default, and claims that stand over it.
#[derive(Debug, Clone)]
pub struct Cover<V> {
    pub(super) space: Space,
    /// First those of the default, then those of the claims.
    pub(super) pieces: Vec<Piece<V>>,
    /// How many of the pieces are of the default.
    pub(super) defaults: usize,
    pub(super) claims: Vec<Claimed>,
}

/// A claim in its space.
#[derive(Debug, Clone)]
pub(super) struct Claimed {
    pub(super) region: Region,
    /// Which of the cover's pieces are its own.
    pub(super) own: Range<usize>,
}

impl<V: Copy + Ord> Cover<V> {
    /// The space that is covered.
    #[must_use]
    pub fn space(&self) -> &Space {
        &self.space
    }

    pub(super) fn default_pieces(&self) -> &[Piece<V>] {
        self.pieces.get(..self.defaults).unwrap_or_default()
    }

    pub(super) fn claim_pieces(&self) -> &[Piece<V>] {
        self.pieces.get(self.defaults..).unwrap_or_default()
    }

    /// What takes cases from the pieces of the default: claims, and what does not exist.
    pub(super) fn over_default(&self) -> Vec<&Region> {
        self.claimed().chain(self.space.absent()).collect()
    }

    /// What takes cases from the pieces of claims.
    pub(super) fn over_claims(&self) -> Vec<&Region> {
        self.space.absent().iter().collect()
    }

    pub(super) fn claimed(&self) -> impl Iterator<Item = &Region> {
        self.claims.iter().map(|claim| &claim.region)
    }

    /// The pieces that hold in one case, in the order of their origins.
    ///
    /// # Errors
    /// Where the point is not a case: off the step, outside the domain, or without a coordinate that matters.
    pub fn evaluate(&self, point: &Point) -> Result<Vec<&Piece<V>>, NoSuchCase> {
        let cell = self.space.cell_of(point)?;
        let claimed = self.claimed().any(|claim| claim.has(&cell));
        let layer = if claimed { self.claim_pieces() } else { self.default_pieces() };
        let mut holding: Vec<&Piece<V>> = layer.iter().filter(|piece| piece.region.has(&cell)).collect();
        holding.sort_by_key(|piece| piece.origin);
        Ok(holding)
    }

    /// Every piece with the cases in which it really holds: cut into boxes that exist, and those of the default into such as no claim takes.
    pub fn resolved(&self, budget: &Budget) -> Outcome<Vec<Piece<V>>> {
        let mut pieces = Vec::new();
        let mut complete = self.resolve(self.default_pieces(), &self.over_default(), &mut pieces, budget);
        if !self.space.absent().is_empty() {
            complete &= self.resolve(self.claim_pieces(), &self.over_claims(), &mut pieces, budget);
            return Outcome::new(complete, pieces);
        }
        complete &= budget.keep(self.claim_pieces().len().saturating_mul(self.space.words));
        if complete {
            pieces.extend_from_slice(self.claim_pieces());
        }
        Outcome::new(complete, pieces)
    }

    /// Adds what is left of some pieces; false where the budget ended.
    fn resolve(&self, of: &[Piece<V>], over: &[&Region], pieces: &mut Vec<Piece<V>>, budget: &Budget) -> bool {
        let over = Pieces::new(&self.space, over.iter().copied());
        let mut complete = true;
        for piece in of {
            let (left, whole) = uncovered(&piece.region, &over, budget);
            complete &= whole;
            pieces.extend(left.into_iter().map(|region| Piece {
                region,
                held: piece.held.clone(),
                origin: piece.origin,
            }));
        }
        complete
    }

    /// Whether something is known to hold in some case of `condition`.
    pub fn holds_among(&self, condition: &Condition, budget: &Budget) -> Outcome<bool> {
        let space = self.space.common(&Space::new(&self.space.domains, &[condition]));
        let Some(among) = space.region(condition) else { return Outcome::new(true, false) };
        let Some(cover) = self.within(&space, budget) else { return Outcome::Exhausted(false) };
        let pieces = cover.resolved(budget);
        let holds = |piece: &Piece<V>| !piece.held.values().is_empty() && space.meets(&piece.region, &among);
        let found = budget.spend(space.words.saturating_mul(pieces.found().len())) && pieces.found().iter().any(holds);
        Outcome::new(pieces.is_proven() && !budget.has_ended(), found)
    }
}
