//! The cases in which different values hold, by the names under which they are written.

use std::collections::{BTreeMap, BTreeSet};

use super::budget::{Budget, Outcome};
use super::cover::{Cover, OriginId};
use super::listing::{ManySets, OfSet, ToldSets};
use super::maximal::lowest_block;
use super::merge;
use super::overlaps::NamedValues;
use super::region::Region;

/// Names of what is written, under which different values hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlapAs<N, V> {
    /// The names, in order.
    pub names: Vec<N>,
    /// Where all of them meet with different values, as large as it can be.
    pub region: Region,
    /// A part of it where just these meet: the place to take a witness from.
    pub exactly: Region,
    /// The values that hold there, in order.
    pub values: Vec<V>,
    /// The origins of the pieces that meet, in order.
    pub origins: Vec<OriginId>,
    /// Whether it is only where overlaps of each two of the names are.
    pub implied: bool,
}

/// Overlaps by name that were found, and how many there are beyond those listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlapsAs<N, V> {
    /// The largest; by names, then from low to high.
    pub found: Vec<OverlapAs<N, V>>,
    /// How many more there are. Where these are too many to be merged, each part of them counts.
    pub more: usize,
}

/// The boxes of each set of names, by the values that hold in them.
type ByNames<N, V> = BTreeMap<Vec<N>, BTreeMap<Vec<V>, Vec<Region>>>;

impl<V: Copy + Ord> Cover<V> {
    /// As [`Cover::crowds`], where one name may stand for other values in other cases: `as_written` gives the name of a piece by its origin.
    ///
    /// In each case in which `least` or more different values hold, each of them counts by one name, the least of its pieces. For each set
    /// of names, the regions hold all cases in which these are those names, and no case in which they do not meet with different values.
    pub fn crowds_as<N: Copy + Ord>(
        &self,
        least: usize,
        limit: usize,
        as_written: impl Fn(OriginId) -> N,
        budget: &Budget,
    ) -> Outcome<OverlapsAs<N, V>> {
        let (named, complete) = self.crowded(least, &as_written, budget);
        let mut sets: BTreeMap<Vec<N>, Vec<Region>> = BTreeMap::new();
        let mut by_names: ByNames<N, V> = BTreeMap::new();
        let named: Vec<_> = named.into_iter().map(|(named, boxes)| (told(&named), named, boxes)).collect();
        for ((values, names), _, boxes) in &named {
            sets.entry(names.clone()).or_default().extend_from_slice(boxes);
            by_names.entry(names.clone()).or_default().entry(values.clone()).or_default().extend_from_slice(boxes);
        }
        let beside = |names: &Vec<N>| {
            let others = named.iter().filter(|((_, own), other, _)| own != names && differ(names, other, least));
            others.flat_map(|(_, _, boxes)| boxes).collect()
        };
        let listing = ManySets { space: &self.space, sets: &sets, limit, least };
        let ToldSets { regions, more } = budget.aside(merge::WORK, |work| listing.merged(|_| None, beside, work));
        let overlap = |OfSet { set: names, region, implied }: OfSet<'_, N>| {
            let (values, exactly) = self.exactly(by_names.get(names)?, &region, budget)?;
            let origins = self.origins_as(names, &values, [&region, &exactly], &as_written, budget);
            Some(OverlapAs { names: names.clone(), region, exactly, values, origins, implied })
        };
        let found = regions.into_iter().filter_map(overlap).collect();
        Outcome::new(complete, OverlapsAs { found, more })
    }

    /// The lowest part of a region in which one set of values holds, and that set.
    fn exactly(
        &self,
        boxes: &BTreeMap<Vec<V>, Vec<Region>>,
        region: &Region,
        budget: &Budget,
    ) -> Option<(Vec<V>, Region)> {
        let meeting =
            |boxes: &[Region]| -> Vec<Region> { boxes.iter().filter_map(|one| self.space.meet(one, region)).collect() };
        let lowest = boxes.iter().filter_map(|(values, boxes)| {
            let parts = meeting(boxes);
            let lowest = parts.iter().map(|part| self.space.reading_order(part)).min()?;
            Some((lowest, values, parts))
        });
        let (_, values, parts) = lowest.min_by(|(one, _, _), (other, _, _)| one.cmp(other))?;
        Some((values.clone(), lowest_block(&self.space, &parts, budget)?))
    }

    /// The origins of the pieces of these names in a region, and of all that hold one of the values in a part of it.
    fn origins_as<N: Copy + Ord>(
        &self,
        names: &[N],
        values: &[V],
        [region, exactly]: [&Region; 2],
        as_written: impl Fn(OriginId) -> N,
        budget: &Budget,
    ) -> Vec<OriginId> {
        let is_named = |origin: &OriginId| names.binary_search(&as_written(*origin)).is_ok();
        let mut origins: BTreeSet<OriginId> = self.origins_in(region, budget).into_iter().filter(is_named).collect();
        origins.extend(self.origins_of(values, exactly, budget));
        origins.into_iter().collect()
    }
}

/// The values, and the names of which each is the least for one of them; both in order.
fn told<N: Copy + Ord, V: Copy + Ord>(named: &NamedValues<V, N>) -> (Vec<V>, Vec<N>) {
    let firsts = named.chunk_by(|(one, _), (other, _)| one == other).filter_map(|same| same.first());
    let (values, names): (Vec<V>, BTreeSet<N>) = firsts.copied().unzip();
    (values, names.into_iter().collect())
}

/// Whether all of some names hold, and different values.
fn differ<N: Copy + Ord, V: Copy + Ord>(names: &[N], named: &NamedValues<V, N>, least: usize) -> bool {
    let own = || named.iter().filter(|(_, name)| names.binary_search(name).is_ok());
    let values: BTreeSet<V> = own().map(|(value, _)| *value).collect();
    let held: BTreeSet<N> = own().map(|(_, name)| *name).collect();
    held.len() == names.len() && values.len() >= names.len().max(least)
}
