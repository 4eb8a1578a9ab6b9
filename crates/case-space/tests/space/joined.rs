//! Covers made of others, and regions that others make superfluous, case by case.

use std::collections::BTreeSet;

use case_space::{AllHeld, Budget, Cover, Domain, Held, OriginId, Point, Region};
use proptest::prelude::*;

use super::brute::{Layers, Rule, World, answer, condition, holds};
use super::random::{layered, two_versions};

const LIMIT: usize = 100_000;

/// All that holds in one case.
fn held(cover: &Cover<u32>, point: &Point) -> AllHeld<u32> {
    let pieces = cover.evaluate(point).unwrap();
    AllHeld {
        values: pieces.iter().flat_map(|piece| piece.held.values().to_vec()).collect(),
        unknown: pieces.iter().any(|piece| piece.held == Held::Unknown),
    }
}

/// The cases that exist for what one says, where those of a rule matter as well.
fn among(domains: &[Domain], one: &Layers, rule: &Rule) -> World {
    let asked = Layers { default: vec![rule.clone()], ..Layers::nothing() };
    World::without(domains, &[one, &asked], &[one])
}

proptest! {
    #![proptest_config(crate::tries::tries(500))]

    #[test]
    fn side_by_side_holds_what_either_says((domains, one, other) in two_versions()) {
        let world = World::new(&domains, &[&one, &other]);
        let joined = one.cover(&domains).joined(&other.cover(&domains), 100, &Budget::default());
        prop_assert!(joined.is_proven());
        for case in world.cases() {
            let (one, other) = (answer(&one, &world.coordinates(case)), answer(&other, &world.coordinates(case)));
            let values: BTreeSet<u32> = one.values.union(&other.values).copied().collect();
            let expected = AllHeld { values, unknown: one.unknown || other.unknown };
            prop_assert_eq!(held(joined.found(), &world.point(case)), expected);
        }
        let gaps = joined.found().gaps(LIMIT, &Budget::default());
        prop_assert!(gaps.is_proven());
        for case in world.cases() {
            let cell = joined.found().space().locate(&world.point(case)).unwrap();
            let in_gap = gaps.found().found.iter().any(|region| cell.is_within(region));
            prop_assert_eq!(in_gap, held(joined.found(), &world.point(case)) == AllHeld::default());
        }
        let origins: BTreeSet<usize> = joined.found().pieces().iter().map(|piece| piece.origin.index() / 100).collect();
        prop_assert!(origins.is_subset(&BTreeSet::from([0, 1])));
    }

    #[test]
    fn side_by_side_with_itself_everything_holds_twice((domains, layers) in layered()) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let twice = cover.joined(&cover.renamed(|value| Some(value + 10)), 100, &Budget::default());
        prop_assert!(twice.is_proven());
        for case in world.cases() {
            let once = answer(&layers, &world.coordinates(case));
            let values = once.values.iter().flat_map(|value| [*value, value + 10]).collect();
            prop_assert_eq!(held(twice.found(), &world.point(case)), AllHeld { values, ..once });
        }
        let gaps = |cover: &Cover<u32>| cover.gaps(100, &Budget::default()).into_found();
        prop_assert_eq!(gaps(twice.found()), gaps(&cover));
    }

    #[test]
    fn of_some_pieces_holds_what_those_say((domains, layers) in layered()) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let is_odd = |origin: OriginId| origin.index() % 2 == 1;
        let some = cover.of_some(|index| is_odd(cover.pieces()[index].origin).then_some(7));
        for case in world.cases() {
            let holding = cover.evaluate(&world.point(case)).unwrap();
            let expected: Vec<OriginId> =
                holding.iter().map(|piece| piece.origin).filter(|origin| is_odd(*origin)).collect();
            let found: Vec<OriginId> = some.evaluate(&world.point(case)).unwrap().iter().map(|piece| piece.origin).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn under_other_names_the_same_holds_and_what_has_none_is_left_out((domains, layers) in layered()) {
        let world = World::new(&domains, &[&layers]);
        let renamed = layers.cover(&domains).renamed(|value| (value != 1).then_some(value + 10));
        for case in world.cases() {
            let before = answer(&layers, &world.coordinates(case));
            let values = before.values.iter().filter(|value| **value != 1).map(|value| value + 10).collect();
            prop_assert_eq!(held(&renamed, &world.point(case)), AllHeld { values, ..before });
        }
        let nothing_held = world.cases().any(|case| held(&renamed, &world.point(case)) == AllHeld::default());
        prop_assert_eq!(renamed.gaps(100, &Budget::default()).found().found.is_empty(), !nothing_held);
    }

    #[test]
    fn something_holds_among_some_cases_or_nothing_does((domains, one, other) in two_versions()) {
        let cover = one.cover(&domains);
        for rule in &other.default {
            let found = cover.holds_among(&condition(&rule.when), &Budget::default());
            let world = among(&domains, &one, rule);
            let mut among = world.cases().map(|case| world.coordinates(case)).filter(|case| holds(&rule.when, case));
            prop_assert!(found.is_proven());
            prop_assert_eq!(found.into_found(), among.any(|case| !answer(&one, &case).values.is_empty()));
        }
    }

    #[test]
    fn what_is_found_to_hold_before_a_budget_ends_does((domains, one, other) in two_versions(), steps in 0_u64..2000) {
        let cover = one.cover(&domains);
        for rule in &other.default {
            let found = cover.holds_among(&condition(&rule.when), &Budget::steps(steps));
            let world = among(&domains, &one, rule);
            let mut among = world.cases().map(|case| world.coordinates(case)).filter(|case| holds(&rule.when, case));
            let expected = among.any(|case| !answer(&one, &case).values.is_empty());
            let is_right = if found.is_proven() { *found.found() == expected } else { expected || !*found.found() };
            prop_assert!(is_right);
        }
    }

    #[test]
    fn a_region_is_alone_or_others_cover_it((domains, layers) in layered()) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let space = cover.space();
        let regions: Vec<&Region> = cover.pieces().iter().map(|piece| &piece.region).collect();
        let in_case: Vec<Vec<usize>> = world.cases().map(|case| {
            let cell = space.locate(&world.point(case)).unwrap();
            (0..regions.len()).filter(|index| cell.is_within(regions[*index])).collect()
        }).collect();
        let alone = space.alone(&regions, &Budget::default());
        prop_assert!(alone.is_proven());
        for (index, alone) in alone.into_found().into_iter().enumerate() {
            prop_assert_eq!(alone, in_case.iter().any(|holding| *holding == [index]));
            let others: Vec<&Region> =
                regions.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, region)| *region).collect();
            let covered = space.covers(&others, regions[index], &Budget::default());
            prop_assert!(covered.is_proven());
            prop_assert_eq!(covered.into_found(), !alone);
        }
    }
}
