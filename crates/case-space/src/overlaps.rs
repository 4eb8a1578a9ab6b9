//! The cases in which two or more different values hold, or so many as are asked for.

use std::collections::{BTreeMap, BTreeSet};

use smallvec::SmallVec;

use super::budget::{Budget, Outcome};
use super::cover::{Cover, OriginId, Piece};
use super::ends::{Met, Pieces};
use super::listing::{ManySets, OfSet, ToldSets};
use super::maximal::{count_of_runs, lowest_block};
use super::merge;
use super::region::Region;
use super::search::{Query, Verdict, search, uncovered};

/// Values that hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap<V> {
    /// The values, in order.
    pub values: Vec<V>,
    /// Where all of them hold, as large as it can be.
    pub region: Region,
    /// A part of it where these hold and no other: the place to take a witness from.
    pub exactly: Region,
    /// The origins of the pieces that meet there, in order.
    pub origins: Vec<OriginId>,
    /// Whether it is only where overlaps of each two of the values are.
    pub implied: bool,
}

/// Overlaps that were found, and how many there are beyond those listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlaps<V> {
    /// The largest; by values, then from low to high.
    pub found: Vec<Overlap<V>>,
    /// How many more there are. Where these are too many to be merged, each part of them counts.
    pub more: usize,
}

/// For each set of values, the boxes in which it and nothing else holds.
type BySet<V> = BTreeMap<Vec<V>, Vec<Region>>;

/// Values with the names of the pieces that hold them.
pub(super) type NamedValues<V, N> = Vec<(V, N)>;

/// So many pieces are compared pair by pair before they are searched for cases in which they meet.
const FEW: usize = 16;

impl<V: Copy + Ord> Cover<V> {
    /// For each set of two or more values that hold together in some case, the fewest regions that are as large as they
    /// can be and hold all cases in which exactly these values do; at most `limit` in all, the largest, and how many
    /// more. Those that are implied, as each two of their values overlap wherever they do, are counted for themselves: `limit` of them
    /// are given beside the others, and how many more they are is not told.
    pub fn overlaps(&self, limit: usize, budget: &Budget) -> Outcome<Overlaps<V>> {
        self.crowds(2, limit, budget)
    }

    /// For each set of `least` or more values, which is at least one, what [`Cover::overlaps`] gives for two or more.
    pub fn crowds(&self, least: usize, limit: usize, budget: &Budget) -> Outcome<Overlaps<V>> {
        let (named, complete) = self.crowded(least, |_| (), budget);
        let values = |named: NamedValues<V, ()>| named.into_iter().map(|(value, ())| value).collect();
        let sets: BySet<V> = named.into_iter().map(|(named, boxes)| (values(named), boxes)).collect();
        let larger = |values: &Vec<V>| {
            let larger = sets.iter().filter(|(other, _)| *other != values && is_subset(values, other));
            larger.flat_map(|(_, boxes)| boxes).collect()
        };
        let listing = ManySets { space: &self.space, sets: &sets, limit, least };
        let ToldSets { regions, more } =
            budget.aside(merge::WORK, |work| listing.merged(|values| self.one_region(values), larger, work));
        let overlap = |one: OfSet<'_, V>| self.overlap(one.set, one.region, one.implied, (sets.get(one.set)?, budget));
        let overlaps = Overlaps { found: regions.into_iter().filter_map(overlap).collect(), more };
        Outcome::new(complete, overlaps)
    }

    /// For each set of `least` or more values and the names of the pieces that hold them, the boxes in which these hold and nothing else;
    /// and whether the budget sufficed.
    pub(super) fn crowded<N: Copy + Ord>(
        &self,
        least: usize,
        name: impl Fn(OriginId) -> N,
        budget: &Budget,
    ) -> (BySet<(V, N)>, bool) {
        let mut sets = BySet::new();
        let layers = [(self.claim_pieces(), self.over_claims()), (self.default_pieces(), self.over_default())];
        let mut complete = true;
        for (pieces, over) in layers {
            if over.is_empty() {
                complete &= self.together(pieces, least, &name, &mut sets, budget);
                continue;
            }
            let mut whole = BySet::new();
            complete &= self.together(pieces, least, &name, &mut whole, budget);
            let over = Pieces::new(&self.space, over);
            for (named, boxes) in whole {
                for one in boxes {
                    let (left, all) = uncovered(&one, &over, budget);
                    complete &= all;
                    if !left.is_empty() {
                        sets.entry(named.clone()).or_default().extend(left);
                    }
                }
            }
        }
        (sets, complete)
    }

    /// Adds the boxes in which `least` or more values of `pieces` hold.
    fn together<N: Copy + Ord>(
        &self,
        pieces: &[Piece<V>],
        least: usize,
        name: impl Fn(OriginId) -> N,
        sets: &mut BySet<(V, N)>,
        budget: &Budget,
    ) -> bool {
        let Some(all) = self.space.all() else { return true };
        let known: Vec<&Piece<V>> = pieces.iter().filter(|piece| !piece.held.values().is_empty()).collect();
        if known.iter().all(|piece| piece.held.values().len() < least) && self.are_plainly_apart(&known) {
            return true;
        }
        let regions = Pieces::new(&self.space, known.iter().map(|piece| &piece.region));
        let names = known.iter().map(|piece| name(piece.origin)).collect();
        search(&all, &regions, &mut Meeting { pieces: &known, names, least, sets }, budget)
    }

    /// Whether no two of a few pieces meet, which is soon told.
    fn are_plainly_apart(&self, pieces: &[&Piece<V>]) -> bool {
        let meets_later = |(number, one): (usize, &&Piece<V>)| {
            pieces.iter().skip(number + 1).any(|other| self.space.meets(&one.region, &other.region))
        };
        pieces.len() <= FEW && !pieces.iter().enumerate().any(meets_later)
    }

    /// Where all of the values hold, if each is held by one piece, nothing takes cases from that, and what they share has no holes.
    fn one_region(&self, values: &[V]) -> Option<Region> {
        let layers = [(self.claim_pieces(), self.over_claims()), (self.default_pieces(), self.over_default())];
        let only = |value: &V| {
            let mut holding = layers.iter().flat_map(|(pieces, over)| {
                let holding = pieces.iter().filter(|piece| piece.held.values().contains(value));
                holding.map(move |piece| (&piece.region, over.is_empty()))
            });
            let first = holding.next().filter(|(_, is_whole)| *is_whole)?;
            holding.next().is_none().then_some(first.0)
        };
        let first = values.first().and_then(only)?;
        let all = values.iter().skip(1).try_fold(first.clone(), |all, value| self.space.meet(&all, only(value)?))?;
        (count_of_runs(&self.space, &all) == 1).then_some(all)
    }

    fn overlap(
        &self,
        values: &[V],
        region: Region,
        implied: bool,
        (exact, budget): (&[Region], &Budget),
    ) -> Option<Overlap<V>> {
        // without the steps to look at all parts, the first will do
        let most = if budget.spend(exact.len().saturating_mul(self.space.words)) { exact.len() } else { 1 };
        let parts: Vec<Region> = exact.iter().filter_map(|one| self.space.meet(one, &region)).take(most).collect();
        let exactly = lowest_block(&self.space, &parts, budget)?;
        let origins = self.origins_of(values, &region, budget).into_iter().collect();
        Some(Overlap { values: values.to_vec(), region, exactly, origins, implied })
    }
}

fn is_subset<V: Ord>(inner: &[V], outer: &[V]) -> bool {
    inner.iter().all(|value| outer.binary_search(value).is_ok())
}

/// Which values hold together where, so many or more of them, and by which names.
struct Meeting<'a, V, N> {
    pieces: &'a [&'a Piece<V>],
    /// The name of each.
    names: Vec<N>,
    least: usize,
    sets: &'a mut BySet<(V, N)>,
}

impl<V: Copy + Ord, N: Copy + Ord> Meeting<'_, V, N> {
    fn values(&self, met: &Met) -> &[V] {
        self.pieces.get(met.piece as usize).map_or(&[], |piece| piece.held.values())
    }

    fn named(&self, met: &Met) -> impl Iterator<Item = (V, N)> {
        let name = self.names.get(met.piece as usize);
        name.into_iter().flat_map(|name| self.values(met).iter().map(|value| (*value, *name)))
    }

    /// Whether the pieces hold enough different values among them.
    fn suffice(&self, met: &[Met]) -> bool {
        let mut different: SmallVec<[V; 8]> = SmallVec::new();
        for value in met.iter().flat_map(|met| self.values(met)) {
            if !different.contains(value) {
                different.push(*value);
            }
            if different.len() >= self.least {
                return true;
            }
        }
        false
    }
}

impl<V: Copy + Ord, N: Copy + Ord> Query for Meeting<'_, V, N> {
    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        if !self.suffice(met) {
            return Verdict::Answered;
        }
        let filling = met.iter().filter(|met| met.open == 0);
        let holding: BTreeSet<(V, N)> = filling.flat_map(|met| self.named(met)).collect();
        let is_known = |met: &Met| met.open == 0 || self.named(met).all(|named| holding.contains(&named));
        if !met.iter().all(is_known) {
            return Verdict::Cut;
        }
        let holding: NamedValues<V, N> = holding.into_iter().collect();
        if different(&holding) < self.least {
            return Verdict::Answered;
        }
        self.sets.entry(holding).or_default().push(part.clone());
        Verdict::Found
    }
}

/// How many values there are, given in order.
fn different<V: PartialEq, N>(named: &[(V, N)]) -> usize {
    named.chunk_by(|(one, _), (other, _)| one == other).count()
}
