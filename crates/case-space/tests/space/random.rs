//! Thousands of random spaces, each looked at case by case: whatever the cover says must be so, and nothing else.

use std::collections::BTreeSet;

use case_space::{Budget, Coordinate, Domain, Extent, Extents, OriginId, Overlap, Region, Regions, Space};
use proptest::prelude::*;

use super::brute::{Layers, World, answer, domains, holding, layers};

const LIMIT: usize = 100_000;

/// Cases, by their numbers.
type Cases = BTreeSet<usize>;

/// The cases of a world, in the space of a cover.
pub(crate) struct Seen<'a> {
    world: &'a World,
    space: &'a Space,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(world: &'a World, space: &'a Space) -> Self {
        for case in world.everything() {
            assert_eq!(space.exists(&world.point(case)), world.exists(case), "what exists does not, or the other way");
        }
        Self { world, space }
    }

    /// All that lies in a region, whether it exists or not.
    fn everything_in(&self, region: &Region) -> Cases {
        let extents = self.space.describe_exactly(region);
        let in_extents = |case: &usize| {
            let coordinates = self.world.coordinates(*case);
            extents.iter().all(|(dimension, extents)| match (extents, &coordinates[*dimension]) {
                (Extents::Intervals(intervals), Coordinate::Number(number)) => {
                    intervals.iter().any(|interval| interval.contains(number))
                }
                (Extents::Values(values), Coordinate::Value(value)) => values.contains(value),
                _ => false,
            })
        };
        self.world.everything().filter(in_extents).collect()
    }

    pub(crate) fn inside(&self, region: &Region) -> Cases {
        self.everything_in(region).into_iter().filter(|case| self.world.exists(*case)).collect()
    }

    /// What must hold of regions that stand for all of `wanted`, within `allowed`: they cover it and nothing beyond what
    /// is allowed, none could be left out, none lies in another, none could be larger, and what they are said to be
    /// is what they are.
    pub(crate) fn check(&self, regions: &Regions, wanted: &Cases, allowed: &Cases) {
        let sets: Vec<Cases> = regions.found.iter().map(|region| self.everything_in(region)).collect();
        let absent = self.world.everything().filter(|case| !self.world.exists(*case));
        let allowed = &allowed.iter().copied().chain(absent).collect::<Cases>();
        assert_eq!(regions.more, 0);
        for (index, (region, set)) in regions.found.iter().zip(&sets).enumerate() {
            assert!(set.is_subset(allowed), "a region reaches too far");
            let others = || sets.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, set)| set);
            assert!(others().all(|other| !set.is_subset(other)), "a region lies in another");
            let alone = set.iter().any(|case| wanted.contains(case) && !others().any(|other| other.contains(case)));
            assert!(alone, "a region could be left out");
            self.check_maximal(set, allowed);
            self.check_described(region, set);
        }
        let together: Cases = sets.into_iter().flatten().collect();
        assert!(wanted.is_subset(&together), "a case is missed");
    }

    /// No region could reach further: on an axis of numbers to the neighbouring number, on one of values to any.
    fn check_maximal(&self, set: &Cases, allowed: &Cases) {
        for (axis, coordinates) in self.world.axes.iter().enumerate() {
            let own: Cases = set.iter().map(|case| self.world.digit(*case, axis)).collect();
            let (first, last) = (*own.first().unwrap(), *own.last().unwrap());
            let numbers = matches!(coordinates[first], Coordinate::Number(_));
            for other in (0..coordinates.len()).filter(|other| !own.contains(other)) {
                let neighbour = other + 1 == first || other == last + 1;
                assert!(!numbers || other < first || other > last, "a region has a hole");
                let fits = || set.iter().all(|case| allowed.contains(&self.world.moved(*case, axis, other)));
                assert!((numbers && !neighbour) || !fits(), "a region could be larger");
            }
        }
    }

    fn check_described(&self, region: &Region, set: &Cases) {
        let extents = self.space.describe(&self.space.block_at(region, &self.space.witness(region)));
        for case in self.world.everything() {
            let coordinates = self.world.coordinates(case);
            let fits = extents.iter().all(|(dimension, extent)| match (extent, &coordinates[*dimension]) {
                (Extent::Interval(interval), Coordinate::Number(number)) => interval.contains(number),
                (Extent::Values(values), Coordinate::Value(value)) => values.contains(value),
                _ => false,
            });
            assert_eq!(fits, set.contains(&case), "a region is not what it is said to be");
        }
        let witness = self.space.witness(region);
        let cell = self.space.locate(&witness).unwrap();
        assert!(cell.is_within(region), "a witness lies elsewhere");
    }
}

/// Domains, and layers over them.
pub(crate) fn layered() -> impl Strategy<Value = (Vec<Domain>, Layers)> {
    domains().prop_flat_map(|domains| {
        let layers = layers(&domains);
        (Just(domains), layers)
    })
}

pub(crate) fn two_versions() -> impl Strategy<Value = (Vec<Domain>, Layers, Layers)> {
    let versions = domains().prop_flat_map(|domains| {
        let versions = (layers(&domains), layers(&domains));
        (Just(domains), versions.0, versions.1)
    });
    versions.prop_map(|(domains, one, mut other)| {
        // together they are no circle
        let rising = |orders: &[(usize, usize)]| orders.iter().all(|(part, whole)| part < whole);
        if !rising(&one.orders) || !rising(&other.orders) {
            other.orders.clear();
        }
        (domains, one, other)
    })
}

fn uncovered(world: &World, layers: &Layers) -> Cases {
    world.cases().filter(|case| holding(layers, &world.coordinates(*case)).is_empty()).collect()
}

/// The origins of what holds one of an overlap's values in some case of its region.
fn origins(seen: &Seen, layers: &Layers, overlap: &Overlap<u32>) -> Vec<OriginId> {
    let cases = seen.inside(&overlap.region);
    let rules = cases.iter().flat_map(|case| holding(layers, &seen.world.coordinates(*case)));
    let meeting = rules.filter(|rule| rule.held.values().iter().any(|value| overlap.values.contains(value)));
    meeting.map(|rule| rule.origin).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether each two of an overlap's values have regions of their own that hold all of its region.
fn is_told_by_pairs(seen: &Seen, found: &[Overlap<u32>], overlap: &Overlap<u32>) -> bool {
    let region = seen.inside(&overlap.region);
    let pairs = overlap.values.iter().flat_map(|one| overlap.values.iter().map(move |other| [*one, *other]));
    pairs.filter(|[one, other]| one < other).all(|pair| {
        let regions = found.iter().filter(|told| told.values == pair).map(|told| seen.inside(&told.region));
        region.is_subset(&regions.flatten().collect())
    })
}

proptest! {
    #![proptest_config(crate::tries::tries(1000))]

    #[test]
    fn gaps_are_exactly_the_cases_in_which_nothing_holds((domains, layers) in layered()) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let gaps = cover.gaps(LIMIT, &Budget::default());
        prop_assert!(gaps.is_proven());
        let nothing = uncovered(&world, &layers);
        Seen::new(&world, cover.space()).check(gaps.found(), &nothing, &nothing);
    }

    #[test]
    fn an_evaluation_names_the_pieces_that_hold((domains, layers) in layered()) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        for case in world.cases() {
            let found: Vec<OriginId> = cover.evaluate(&world.point(case)).unwrap().iter().map(|piece| piece.origin).collect();
            let held: Vec<OriginId> = holding(&layers, &world.coordinates(case)).iter().map(|rule| rule.origin).collect();
            prop_assert_eq!(found, held);
        }
    }

    #[test]
    fn overlaps_are_exactly_the_sets_that_occur((domains, layers) in layered(), least in 1_usize..4) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let overlaps = cover.crowds(least, LIMIT, &Budget::default());
        prop_assert!(overlaps.is_proven());
        let found = &overlaps.found().found;
        let held: Vec<BTreeSet<u32>> =
            world.everything().map(|case| answer(&layers, &world.coordinates(case)).values).collect();
        let in_cases = world.cases().map(|case| held[case].clone());
        let occurring: BTreeSet<BTreeSet<u32>> = in_cases.filter(|set| set.len() >= least).collect();
        let reported: BTreeSet<BTreeSet<u32>> = found.iter().map(|one| one.values.iter().copied().collect()).collect();
        prop_assert_eq!(&reported, &occurring);
        let seen = Seen::new(&world, cover.space());
        for set in occurring {
            let mine = || found.iter().filter(|one| one.values.iter().eq(&set));
            let regions = Regions { found: mine().map(|one| one.region.clone()).collect(), more: 0 };
            let exact: Cases = world.cases().filter(|case| held[*case] == set).collect();
            let at_least: Cases = world.cases().filter(|case| held[*case].is_superset(&set)).collect();
            seen.check(&regions, &exact, &at_least);
            for one in mine() {
                let exactly = seen.inside(&one.exactly);
                prop_assert!(one.exactly.is_within(&one.region) && !exactly.is_empty() && exactly.is_subset(&exact));
                prop_assert_eq!(&one.origins, &origins(&seen, &layers, one));
                prop_assert_eq!(one.implied, least == 2 && set.len() > 2 && is_told_by_pairs(&seen, found, one));
            }
        }
    }

    #[test]
    fn a_difference_is_exactly_where_the_answers_differ((domains, before, after) in two_versions()) {
        let world = World::new(&domains, &[&before, &after]);
        let difference = before.cover(&domains).difference(&after.cover(&domains), LIMIT, &Budget::default());
        prop_assert!(difference.is_proven());
        let difference = difference.into_found();
        let answers: Vec<_> = world.everything().map(|case| {
            let coordinates = world.coordinates(case);
            (answer(&before, &coordinates), answer(&after, &coordinates))
        }).collect();
        let in_cases = world.cases().map(|case| answers[case].clone());
        let changed: BTreeSet<_> = in_cases.filter(|(before, after)| before != after).collect();
        let reported: BTreeSet<_> =
            difference.shifts.iter().map(|change| (change.before.clone(), change.after.clone())).collect();
        prop_assert_eq!(&reported, &changed);
        let seen = Seen::new(&world, &difference.space);
        for pair in changed {
            let mine = difference.shifts.iter().filter(|change| change.before == pair.0 && change.after == pair.1);
            let regions = Regions { found: mine.map(|change| change.region.clone()).collect(), more: 0 };
            let exact: Cases = world.cases().filter(|case| answers[*case] == pair).collect();
            seen.check(&regions, &exact, &exact);
        }
    }

    #[test]
    fn where_a_budget_ends_it_is_told_and_what_was_found_is_true((domains, layers) in layered(), steps in 0_u64..12) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let gaps = cover.gaps(LIMIT, &Budget::steps(steps));
        let nothing = uncovered(&world, &layers);
        let seen = Seen::new(&world, cover.space());
        let found: Cases = gaps.found().found.iter().flat_map(|region| seen.inside(region)).collect();
        prop_assert!(found.is_subset(&nothing));
        prop_assert!(!gaps.is_proven() || found == nothing);
    }
}
