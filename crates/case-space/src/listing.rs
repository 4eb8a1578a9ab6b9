//! Which of the many sets that overlap are told: as few regions as hold them, and none that follows from others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Space;
use super::budget::Budget;
use super::merge::{Regions, merge};
use super::region::Region;

/// How many boxes of larger sets a region may reach into.
const MOST_BESIDE: usize = 4096;

/// Sets of what holds together, each with the boxes in which it and nothing else does.
pub(super) struct ManySets<'a, T> {
    pub(super) space: &'a Space,
    pub(super) sets: &'a BTreeMap<Vec<T>, Vec<Region>>,
    /// How many regions are told.
    pub(super) limit: usize,
    /// How many make a set: where two do, they tell of larger ones.
    pub(super) least: usize,
}

/// A region in which all of a set hold.
pub(super) struct OfSet<'a, T> {
    pub(super) set: &'a Vec<T>,
    pub(super) region: Region,
    /// Whether it is only where each two of the set are listed.
    pub(super) implied: bool,
}

/// Regions that are told, by set, then from low to high; and how many more there are.
pub(super) struct ToldSets<'a, T> {
    pub(super) regions: Vec<OfSet<'a, T>>,
    pub(super) more: usize,
}

/// What is known of pairs: the regions of each, or that it is one of too many to be merged.
type OfPairs<'a, T> = BTreeMap<[&'a T; 2], Option<Vec<Region>>>;

impl<'a, T: Ord> ManySets<'a, T> {
    /// The regions of each set, the largest `limit`, and how many more; beside them the largest that are implied. It is the `only` one,
    /// where that is plain, or they may reach into what is `beside` a set, and into what does not exist.
    pub(super) fn merged(
        &self,
        only: impl Fn(&Vec<T>) -> Option<Region>,
        beside: impl Fn(&Vec<T>) -> Vec<&'a Region>,
        budget: &Budget,
    ) -> ToldSets<'a, T> {
        let enough = self.limit.saturating_mul(2);
        let (mut own, mut implied, mut more) = (Vec::new(), Vec::new(), 0_usize);
        let mut told = OfPairs::new();
        let (larger, first): (Vec<_>, Vec<_>) =
            self.largest_first().into_iter().partition(|(set, _)| self.may_follow(set));
        for (set, boxes) in first.into_iter().chain(larger) {
            let follows = |region: &Region| self.follows(set, region, &told, budget);
            let all_follow = boxes.iter().all(follows);
            let is_full = if all_follow { implied.len() >= self.limit } else { own.len() >= enough };
            if is_full {
                more = more.saturating_add(if all_follow { 0 } else { boxes.len() });
                told.extend(pair(set).map(|pair| (pair, None)));
                continue;
            }
            let regions = match only(set) {
                Some(only) => Regions { found: vec![only], more: 0 },
                None => {
                    let beside: Vec<&Region> =
                        self.space.absent().iter().chain(beside(set)).take(MOST_BESIDE).collect();
                    merge(self.space, boxes, &beside, self.limit, budget)
                }
            };
            more = more.saturating_add(if all_follow { 0 } else { regions.more });
            let (following, others): (Vec<_>, Vec<_>) = regions.found.iter().cloned().partition(follows);
            own.extend(others.into_iter().map(|region| OfSet { set, region, implied: false }));
            implied.extend(following.into_iter().map(|region| OfSet { set, region, implied: true }));
            told.extend(pair(set).map(|pair| (pair, Some(regions.found))));
        }
        more = more.saturating_add(own.len().saturating_sub(self.limit));
        let mut regions = self.largest(own);
        regions.extend(self.largest(implied));
        regions.sort_by_cached_key(|one| (one.set, self.space.reading_order(&one.region)));
        ToldSets { regions, more }
    }

    /// Whether the set may be told by its pairs.
    fn may_follow(&self, set: &[T]) -> bool {
        self.least == 2 && set.len() > 2
    }

    /// Whether each two of the set are told of wherever the region is.
    fn follows(&self, set: &[T], region: &Region, told: &OfPairs<'_, T>, budget: &Budget) -> bool {
        let are_told = |pair: [&T; 2]| match told.get(&pair) {
            None => false,
            // one of too many to be listed
            Some(None) => true,
            Some(Some(regions)) => {
                budget.spend(regions.len().saturating_mul(self.space.words).saturating_add(set.len()))
                    && (regions.iter().any(|one| region.is_within(one))
                        || self.space.covers(&regions.iter().collect::<Vec<_>>(), region, budget).into_found())
            }
        };
        self.may_follow(set) && pairs(set).all(are_told)
    }

    fn largest(&self, mut regions: Vec<OfSet<'a, T>>) -> Vec<OfSet<'a, T>> {
        regions.sort_by_cached_key(|one| Reverse(self.space.size(&one.region)));
        regions.truncate(self.limit);
        regions
    }

    fn largest_first(&self) -> Vec<(&'a Vec<T>, &'a Vec<Region>)> {
        let mut ordered: Vec<_> = self.sets.iter().collect();
        let largest = |boxes: &[Region]| boxes.iter().map(|one| self.space.size(one)).max();
        ordered.sort_by_cached_key(|(_, boxes)| Reverse(largest(boxes)));
        ordered
    }
}

/// Each two of a set.
fn pairs<T>(set: &[T]) -> impl Iterator<Item = [&T; 2]> {
    set.iter().zip(1..).flat_map(|(one, after)| set.iter().skip(after).map(move |other| [one, other]))
}

/// The set, if it is of two.
fn pair<T>(set: &[T]) -> Option<[&T; 2]> {
    match set {
        [one, other] => Some([one, other]),
        _ => None,
    }
}
