//! What follows on what, and where values hold, case by case.

use std::collections::BTreeSet;

use proptest::prelude::*;
use raci::space::{Answer, Budget, Coordinate, Pairs, Region, Way};

use super::brute::{Layers, World, answer};
use super::random::layered;

const LIMIT: usize = 100_000;

/// The one value that is known to hold alone.
fn alone(answer: &Answer) -> Option<u32> {
    answer.values.first().copied().filter(|_| answer.values.len() == 1 && !answer.unknown)
}

fn answers(world: &World, layers: &Layers) -> Vec<Answer> {
    world.cases().map(|case| answer(layers, &world.coordinates(case))).collect()
}

/// The case next to another on an axis, back from where one goes.
fn behind(world: &World, case: usize, axis: usize, way: Way) -> Option<usize> {
    let digit = world.digit(case, axis);
    let behind = match way {
        Way::Up => digit.checked_sub(1)?,
        Way::Down => Some(digit + 1).filter(|digit| *digit < world.axes[axis].len())?,
    };
    Some(world.moved(case, axis, behind))
}

/// The axes of numbers.
fn numbers(world: &World) -> impl Iterator<Item = usize> {
    let axes = world.axes.iter().enumerate();
    axes.filter(|(_, axis)| matches!(axis.first(), Some(Coordinate::Number(_)))).map(|(axis, _)| axis)
}

/// Every pair of two of the values that occur.
fn pairs() -> Pairs {
    (0..3).map(|before| (before, (0..3).filter(|after| *after != before).collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn what_follows_alone_on_another_is_found_and_nothing_else((domains, layers) in layered(), up in any::<bool>()) {
        let way = if up { Way::Up } else { Way::Down };
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let held = answers(&world, &layers);
        let cells: Vec<Region> = world.cases().map(|case| cover.space().locate(&world.point(case)).unwrap()).collect();
        for axis in numbers(&world) {
            let followings = cover.followings(axis, way, &pairs(), LIMIT, &Budget::default());
            prop_assert!(followings.is_proven());
            let follows = |case: usize| {
                let before = alone(&held[behind(&world, case, axis, way)?])?;
                Some((before, alone(&held[case])?)).filter(|(before, after)| before != after)
            };
            let mut left: BTreeSet<usize> = world.cases().filter(|case| follows(*case).is_some()).collect();
            for one in &followings.found().found {
                let inside = || world.cases().filter(|case| cells[*case].is_within(&one.region));
                prop_assert!(inside().all(|case| held[case].values.contains(&one.after)));
                prop_assert!(inside().any(|case| follows(case) == Some((one.before, one.after))));
                left.retain(|case| !cells[*case].is_within(&one.region) || follows(*case) != Some((one.before, one.after)));
            }
            prop_assert!(left.is_empty(), "a following is missed");
        }
    }

    #[test]
    fn pieces_that_touch_differ_on_one_number_and_really_hold((domains, layers) in layered(), up in any::<bool>()) {
        let way = if up { Way::Up } else { Way::Down };
        let cover = layers.cover(&domains);
        let space = cover.space();
        let world = World::new(&domains, &[&layers]);
        for axis in numbers(&world) {
            for pair in cover.touching(axis, way, &Budget::default()) {
                prop_assert!(!space.meets(&pair.before.region, &pair.after.region));
                let next = space.beside(&pair.before.region, axis, way).unwrap();
                prop_assert!(next.is_within(&pair.after.region));
                let holding = cover.evaluate(&space.witness(&pair.within)).unwrap();
                prop_assert!(holding.iter().any(|piece| piece.origin == pair.after.origin));
            }
        }
    }

    #[test]
    fn values_hold_exactly_where_they_are_said_to((domains, layers) in layered()) {
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let held = cover.held_where(&[0, 2], LIMIT, &Budget::default());
        prop_assert!(held.is_proven());
        for (case, answer) in answers(&world, &layers).iter().enumerate() {
            let cell = cover.space().locate(&world.point(case)).unwrap();
            let found = held.found().found.iter().any(|region| cell.is_within(region));
            prop_assert_eq!(found, answer.values.contains(&0) || answer.values.contains(&2));
        }
    }
}
