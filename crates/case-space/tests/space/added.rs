//! What is added in some cases, and what meets by the names under which it is written, case by case.

use std::collections::BTreeSet;

use case_space::{Budget, OriginId, OverlapAs, Regions};
use proptest::prelude::*;

use super::brute::{Layers, World, holding, holds};
use super::random::{Seen, layered};

const LIMIT: usize = 100_000;

/// A value, and by a bit for each which additions hold with it.
type Added = (u32, u32);

/// Of each piece that holds in a case, where it comes from and the values that hold, with what is added to them.
fn added(layers: &Layers, world: &World, case: usize) -> Vec<(OriginId, Vec<Added>)> {
    let coordinates = world.coordinates(case);
    let numbered = layers.beside.iter().enumerate();
    let all = numbered.fold(0, |bits, (index, when)| bits | u32::from(holds(when, &coordinates)) << index);
    let with = |origin: OriginId| if takes(origin) { all } else { 0 };
    let rules = holding(layers, &coordinates).into_iter();
    let values =
        |rule: &super::brute::Rule| rule.held.values().iter().map(|value| (*value, with(rule.origin))).collect();
    rules.map(|rule| (rule.origin, values(rule))).collect()
}

fn takes(origin: OriginId) -> bool {
    origin.index() % 3 != 1
}

fn name(origin: OriginId) -> usize {
    origin.index() * 5 % 3
}

/// The values that hold in a case, each with a name of it.
fn named(layers: &Layers, world: &World, case: usize) -> BTreeSet<(u32, usize)> {
    let rules = holding(layers, &world.coordinates(case));
    let pairs = |rule: &super::brute::Rule| -> Vec<(u32, usize)> {
        rule.held.values().iter().map(|value| (*value, name(rule.origin))).collect()
    };
    rules.into_iter().flat_map(pairs).collect()
}

fn values(named: &BTreeSet<(u32, usize)>) -> BTreeSet<u32> {
    named.iter().map(|(value, _)| *value).collect()
}

/// The least name of each value.
fn names(named: &BTreeSet<(u32, usize)>) -> BTreeSet<usize> {
    let least = |value| named.iter().filter(|(other, _)| *other == value).map(|(_, name)| *name).min();
    values(named).into_iter().filter_map(least).collect()
}

/// Whether all of some names hold, and different values.
fn differ(names: &BTreeSet<usize>, named: &BTreeSet<(u32, usize)>, least: usize) -> bool {
    let own: BTreeSet<(u32, usize)> = named.iter().filter(|(_, name)| names.contains(name)).copied().collect();
    names.iter().all(|name| own.iter().any(|(_, other)| other == name)) && values(&own).len() >= names.len().max(least)
}

proptest! {
    #![proptest_config(crate::tries::tries(1000))]

    #[test]
    fn what_is_added_holds_with_what_answers_and_nothing_else((domains, layers) in layered()) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let name = |value: u32, indices: &[usize]| -> Added {
            assert!(indices.is_sorted());
            (value, indices.iter().fold(0, |bits, index| bits | 1 << index))
        };
        let with = cover.with_additions(&layers.additions(), takes, name, usize::MAX).unwrap();
        for case in world.cases() {
            let found: Vec<(OriginId, Vec<Added>)> = with.evaluate(&world.point(case)).unwrap().into_iter()
                .map(|piece| (piece.origin, piece.held.values().to_vec())).collect();
            prop_assert_eq!(found, added(&layers, &world, case));
        }
        let gaps = with.gaps(LIMIT, &Budget::default());
        prop_assert!(gaps.is_proven());
        prop_assert_eq!(gaps.into_found(), cover.gaps(LIMIT, &Budget::default()).into_found());
        for piece in cover.pieces() {
            let count = |pieces: &[OriginId]| pieces.iter().filter(|origin| **origin == piece.origin).count();
            let before: Vec<OriginId> = cover.pieces().iter().map(|piece| piece.origin).collect();
            let after: Vec<OriginId> = with.pieces().iter().map(|piece| piece.origin).collect();
            prop_assert!(takes(piece.origin) || count(&before) == count(&after), "a piece is cut that takes nothing");
        }
    }

    #[test]
    fn what_takes_more_words_than_there_are_is_told((domains, layers) in layered()) {
        let cover = layers.cover(&domains);
        let name = |value: u32, _: &[usize]| value;
        let many = |most| cover.with_additions(&layers.additions(), takes, name, most);
        if let Err(words) = many(0) {
            prop_assert!(many(words).is_ok());
            prop_assert_eq!(many(words - 1).err(), Some(words));
        }
    }

    #[test]
    fn overlaps_are_told_by_the_names_that_meet((domains, layers) in layered(), least in 1_usize..4) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let overlaps = cover.crowds_as(least, LIMIT, name, &Budget::default());
        prop_assert!(overlaps.is_proven());
        let found = &overlaps.found().found;
        let held: Vec<_> = world.everything().map(|case| named(&layers, &world, case)).collect();
        let meet = |case: &usize| values(&held[*case]).len() >= least;
        let occurring: BTreeSet<BTreeSet<usize>> =
            world.cases().filter(meet).map(|case| names(&held[case])).collect();
        let reported: BTreeSet<BTreeSet<usize>> = found.iter().map(|one| one.names.iter().copied().collect()).collect();
        prop_assert_eq!(&reported, &occurring);
        let seen = Seen::new(&world, cover.space());
        for set in occurring {
            let mine = || found.iter().filter(|one| one.names.iter().eq(&set));
            let regions = Regions { found: mine().map(|one| one.region.clone()).collect(), more: 0 };
            let exact: BTreeSet<usize> = world.cases().filter(|case| meet(case) && names(&held[*case]) == set).collect();
            let allowed: BTreeSet<usize> =
                world.cases().filter(|case| exact.contains(case) || differ(&set, &held[*case], least)).collect();
            seen.check(&regions, &exact, &allowed);
            for one in mine() {
                let exactly = seen.inside(&one.exactly);
                prop_assert!(one.exactly.is_within(&one.region) && !exactly.is_empty() && exactly.is_subset(&exact));
                prop_assert!(exactly.iter().all(|case| values(&held[*case]).iter().eq(&one.values)));
                prop_assert_eq!(&one.origins, &origins(&seen, &world, &layers, one));
                prop_assert_eq!(one.implied, least == 2 && set.len() > 2 && is_told_by_pairs(&seen, found, one));
            }
        }
    }
}

/// Whether each two of an overlap's names have regions of their own that hold all of its region.
fn is_told_by_pairs(seen: &Seen, found: &[OverlapAs<usize, u32>], overlap: &OverlapAs<usize, u32>) -> bool {
    let region = seen.inside(&overlap.region);
    let pairs = overlap.names.iter().flat_map(|one| overlap.names.iter().map(move |other| [*one, *other]));
    pairs.filter(|[one, other]| one < other).all(|pair| {
        let regions = found.iter().filter(|told| told.names == pair).map(|told| seen.inside(&told.region));
        region.is_subset(&regions.flatten().collect())
    })
}

/// The origins of what meets: of the names in the region, and of the values in the part of it that is exactly so.
fn origins(seen: &Seen, world: &World, layers: &Layers, one: &OverlapAs<usize, u32>) -> Vec<OriginId> {
    let rules = |region| seen.inside(region).into_iter().flat_map(|case| holding(layers, &world.coordinates(case)));
    let by_name = rules(&one.region).filter(|rule| one.names.contains(&name(rule.origin)));
    let by_value = rules(&one.exactly).filter(|rule| rule.held.values().iter().any(|value| one.values.contains(value)));
    by_name.chain(by_value).map(|rule| rule.origin).collect::<BTreeSet<_>>().into_iter().collect()
}
