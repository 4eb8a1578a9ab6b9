//! What follows on what, and where values hold, case by case.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{AllHeld, Budget, Coordinate, Course, Pairs, Reach, Region, Sought, Stretch, Way};
use proptest::prelude::*;

use super::brute::{Layers, World, answer};
use super::random::layered;

const LIMIT: usize = 100_000;

/// The one value that is known to hold alone.
fn alone(answer: &AllHeld<u32>) -> Option<u32> {
    answer.values.first().copied().filter(|_| answer.values.len() == 1 && !answer.unknown)
}

fn answers(world: &World, layers: &Layers) -> Vec<AllHeld<u32>> {
    world.everything().map(|case| answer(layers, &world.coordinates(case))).collect()
}

/// The case next to another on an axis, back from where one goes; what does not exist is passed over.
fn behind(world: &World, case: usize, axis: usize, way: Way) -> Option<usize> {
    let next = |case: &usize| next_behind(world, *case, axis, way);
    std::iter::successors(next(&case), next).find(|case| world.exists(*case))
}

fn next_behind(world: &World, case: usize, axis: usize, way: Way) -> Option<usize> {
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

/// The pairs that end in a case: of what holds in it alone, and holds alone before it on the course.
fn follows(world: &World, held: &[AllHeld<u32>], case: usize, course: Course) -> BTreeSet<(u32, u32)> {
    let behind = |case: &usize| behind(world, *case, course.dimension, course.way);
    let Some(after) = alone(&held[case]) else { return BTreeSet::new() };
    let before = std::iter::successors(behind(&case), behind).skip_while(|before| held[*before] == held[case]);
    let before: Vec<usize> = if course.reach == Reach::Next { before.take(1).collect() } else { before.collect() };
    let before = before.into_iter().filter_map(|before| alone(&held[before]));
    before.filter(|before| *before != after).map(|before| (before, after)).collect()
}

/// Every two stretches that follow on each other, near enough, in which different values hold alone.
fn meant(held: &[Stretch<u32>], reach: Reach) -> Vec<(usize, usize)> {
    let earlier = |after: usize| if reach == Reach::Next { after.saturating_sub(1)..after } else { 0..after };
    let pairs = (0..held.len()).flat_map(|after| earlier(after).map(move |before| (before, after)));
    let alone = |stretch: usize| held[stretch].held.only();
    pairs
        .filter(|(one, other)| alone(*one).is_some() && alone(*other).is_some() && alone(*one) != alone(*other))
        .collect()
}

/// Every pair of two of the values that occur.
fn pairs() -> Pairs<u32> {
    (0..3).map(|before| (before, (0..3).filter(|after| *after != before).collect())).collect()
}

proptest! {
    #![proptest_config(crate::tries::tries(500))]

    #[test]
    fn what_follows_alone_on_another_is_found_and_nothing_else(
        (domains, layers) in layered(),
        up in any::<bool>(),
        next in any::<bool>(),
        any_two in any::<bool>(),
    ) {
        let way = if up { Way::Up } else { Way::Down };
        let reach = if next { Reach::Next } else { Reach::Further };
        // of two numbers in one cell each, some may exist together and some not
        let layers = Layers { orders: Vec::new(), ..layers };
        let world = World::new(&domains, &[&layers]);
        let cover = layers.cover(&domains);
        let pairs = pairs();
        let sought = if any_two { Sought::AnyTwo } else { Sought::Pairs(&pairs) };
        let held = answers(&world, &layers);
        let cells: BTreeMap<usize, Region> =
            world.cases().map(|case| (case, cover.space().locate(&world.point(case)).unwrap())).collect();
        for axis in numbers(&world) {
            let course = Course { dimension: axis, way, reach };
            let followings = cover.followings(course, sought, |held| meant(held, reach), LIMIT, &Budget::default());
            prop_assert!(followings.is_proven());
            for case in world.cases() {
                let found = followings.found().found.iter().filter(|one| cells[&case].is_within(&one.region));
                let found: BTreeSet<_> = found.map(|one| (one.before, one.after)).collect();
                prop_assert_eq!(found, follows(&world, &held, case, course), "in case {}", case);
            }
            for one in &followings.found().found {
                let lighter = || world.cases().filter(|case| cells[case].is_within(&one.lighter));
                prop_assert!(lighter().count() > 0 && lighter().all(|case| alone(&held[case]) == Some(one.before)));
            }
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
        let Some(all) = cover.space().all() else {
            prop_assert!(world.cases().next().is_none());
            return Ok(());
        };
        let held = cover.held_where(&[0, 2], &all, LIMIT, &Budget::default());
        prop_assert!(held.is_proven());
        let answers = answers(&world, &layers);
        for case in world.cases() {
            let answer = &answers[case];
            let cell = cover.space().locate(&world.point(case)).unwrap();
            let found = held.found().found.iter().any(|region| cell.is_within(region));
            prop_assert_eq!(found, answer.values.contains(&0) || answer.values.contains(&2));
        }
    }
}
