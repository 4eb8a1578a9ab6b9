//! From many small boxes to the few regions that a person reads.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Space;
use super::budget::Budget;
use super::ends::Pieces;
use super::fewest;
use super::maximal::{all_maximal, count_of_runs, grown, in_runs};
use super::region::Region;

/// Regions that were found, and how many there are beyond those listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Regions {
    /// The largest, from low to high.
    pub found: Vec<Region>,
    /// How many more there are. Where these are too many to be merged, each part of them counts.
    pub more: usize,
}

/// The steps that merging may take, of those that there are for a question: where they end, the regions are more and smaller.
pub(super) const WORK: u64 = 50_000_000;

/// How many boxes grow for each region that may be listed.
const SEEDS: usize = 4;

/// How many of the boxes that do not grow are looked up in the regions found; all others are only counted.
const LOOKED_UP: usize = 10_000;

/// How many boxes a region may be put together from.
const MOST_PARTS: usize = 4096;

/// Covers `wanted` by as few maximal boxes as possible: the fewest where there are few, and otherwise so that none could
/// be left out. They may reach into `beside`. Beyond `limit` the largest are listed, the rest counted.
pub(super) fn merge(space: &Space, wanted: &[Region], beside: &[&Region], limit: usize, budget: &Budget) -> Regions {
    let mut largest_first: Vec<&Region> = wanted.iter().collect();
    largest_first.sort_by_cached_key(|region| Reverse(space.size(region)));
    let mut boxes = largest_first.iter().flat_map(|region| in_runs(space, region));
    let seeds: Vec<Region> = boxes.by_ref().take(limit.saturating_mul(SEEDS)).collect();
    if seeds.len() < 2 && beside.is_empty() {
        return listed(space, seeds, limit);
    }
    let allowed = || largest_first.iter().chain(beside).copied().take(MOST_PARTS);
    let candidates = candidates(space, &seeds, allowed, budget);
    let chosen = fewest::choose(space, &seeds, candidates, budget);
    let within_one = |seed: &Region| chosen.iter().any(|region| seed.is_within(region));
    let all = largest_first.iter().map(|region| count_of_runs(space, region)).fold(0, usize::saturating_add);
    let grown = seeds.len();
    let inside = boxes
        .take(LOOKED_UP)
        .filter(|seed| budget.spend(chosen.len().saturating_mul(space.words)) && within_one(seed))
        .count();
    let left = all.saturating_sub(grown).saturating_sub(inside);
    let mut regions = listed(space, chosen, limit);
    regions.more = regions.more.saturating_add(left);
    regions
}

/// Merges the boxes of each of several kinds: `limit` regions in all, the largest, by kind and then from low to high; and how many more.
pub(super) fn merge_each<K: Ord + Clone>(
    space: &Space,
    boxes: BTreeMap<K, Vec<Region>>,
    limit: usize,
    budget: &Budget,
) -> (Vec<(K, Region)>, usize) {
    let mut kinds: Vec<(K, Vec<Region>)> = boxes.into_iter().collect();
    kinds.sort_by_cached_key(|(_, boxes)| Reverse(boxes.iter().map(|one| space.size(one)).max()));
    let absent: Vec<&Region> = space.absent().iter().collect();
    let mut found = Vec::new();
    let mut more = 0_usize;
    for (kind, boxes) in kinds {
        if found.len() >= limit.saturating_mul(2) {
            more = more.saturating_add(boxes.len());
            continue;
        }
        let regions = merge(space, &boxes, &absent, limit, budget);
        more = more.saturating_add(regions.more);
        found.extend(regions.found.into_iter().map(|region| (kind.clone(), region)));
    }
    found.sort_by_cached_key(|(kind, region)| (Reverse(space.size(region)), kind.clone(), space.reading_order(region)));
    more = more.saturating_add(found.len().saturating_sub(limit));
    found.truncate(limit);
    found.sort_by_cached_key(|(kind, region)| (kind.clone(), space.reading_order(region)));
    (found, more)
}

/// Maximal boxes that hold all of the seeds together, those that restrict the fewest axes first.
fn candidates<'a, I: Iterator<Item = &'a Region>>(
    space: &'a Space,
    seeds: &[Region],
    allowed: impl Fn() -> I,
    budget: &Budget,
) -> Vec<Region> {
    let mut boxes = all_maximal(space, allowed(), budget).unwrap_or_else(|| {
        let allowed = Pieces::new(space, allowed());
        let boxes: BTreeSet<Region> = seeds.iter().flat_map(|seed| grown(seed, &allowed, budget)).collect();
        boxes.into_iter().collect()
    });
    let work = seeds.len().saturating_mul(space.axes.len());
    boxes.retain(|one| !budget.spend(work) || seeds.iter().any(|seed| space.meets(one, seed)));
    boxes.sort_by_cached_key(|one| (restricted(space, one), space.reading_order(one)));
    boxes
}

/// How many axes a region restricts. Among equals the choice goes by this and not by its size, which depends on how finely the axes are cut.
fn restricted(space: &Space, region: &Region) -> usize {
    space.axes.iter().filter(|axis| axis.is_restricted_by(region)).count()
}

/// The `limit` largest of some regions, from low to high, and how many more there are.
fn listed(space: &Space, mut regions: Vec<Region>, limit: usize) -> Regions {
    regions.sort_by_cached_key(|region| (Reverse(space.size(region)), space.reading_order(region)));
    let more = regions.len().saturating_sub(limit);
    regions.truncate(limit);
    regions.sort_by_cached_key(|region| space.reading_order(region));
    Regions { found: regions, more }
}
