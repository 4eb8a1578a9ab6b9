//! Stack that can be drawn: what does not exist, what stands over what, and what is added.

use std::sync::Arc;

use case_space::{
    Absent, Budget, Claim, Condition, Coordinate, Cover, Domain, Held, Home, Interval, NoSuchCase, Number, Numbers,
    OriginId, Over, Part, Point, Selection, Spacing, Stack, Why,
};

use super::examples::{always, described, gaps};

/// A part in which a number holds, which is its origin too.
fn numbered(when: Condition, number: u32) -> Part<u32> {
    Part { when, held: Held::one(number), origin: OriginId::new(number as usize) }
}

fn without(domains: &Arc<[Domain]>, default: &[Part<u32>], absent: &Absent) -> Cover<u32> {
    Cover::of_layers(domains, Stack { default, claims: &[], absent, beside: &[] })
}

fn of(dimension: usize, values: &[usize]) -> Condition {
    always().and(dimension, Selection::values(values.iter().copied()))
}

#[test]
fn what_one_dimension_does_without_is_no_restriction() {
    let domains: Arc<[Domain]> = Arc::from([Domain::Values { count: 4 }, Domain::Values { count: 2 }]);
    let absent = Absent { conditions: vec![of(0, &[1, 2])], orders: Vec::new() };
    let cover = without(&domains, &[numbered(of(0, &[0]).and(1, Selection::values([0])), 0)], &absent);
    assert_eq!(described(&gaps(&cover)), ["tier is B: A B", "amount is D: D A"], "of four values two exist");
    let all = without(&domains, &[numbered(of(0, &[0]), 0), numbered(of(0, &[3]), 1)], &absent);
    assert!(gaps(&all).is_empty());
    let point = Point::default().at(0, Coordinate::Value(1));
    assert_eq!(all.evaluate(&point), Err(NoSuchCase { dimension: 0, reason: Why::Absent }));
    assert!(!all.space().exists(&point) && all.space().exists(&Point::default().at(0, Coordinate::Value(3))));
}

#[test]
fn a_part_is_never_more_than_the_whole() {
    let amount = Domain::Numbers(Numbers { within: Interval::ALL.at_least(Number::ZERO), step: None, falls: false });
    let domains: Arc<[Domain]> = Arc::from([amount.clone(), amount]);
    let above =
        |dimension, limit: i64| always().and(dimension, Selection::numbers([Interval::ALL.above(Number::from(limit))]));
    let up_to = |dimension, limit: i64| {
        always().and(dimension, Selection::numbers([Interval::ALL.at_most(Number::from(limit))]))
    };
    let part_of = Absent { conditions: Vec::new(), orders: vec![(0, 1)] };
    let parts = [numbered(up_to(0, 100), 0), numbered(above(1, 100), 1)];
    assert!(gaps(&without(&domains, &parts, &part_of)).is_empty(), "more than 100 of at most 100");
    let cover = without(&domains, &[numbered(up_to(0, 100), 0)], &part_of);
    let gap = cover.gaps(100, &Budget::default()).into_found().found.remove(0);
    let witness = cover.space().witness(&gap);
    assert!(cover.space().exists(&witness), "{witness:?}");
    let more = Point::default().at(0, Coordinate::Number(Number::from(6))).at(1, Coordinate::Number(Number::from(5)));
    assert_eq!(cover.evaluate(&more).err(), None, "the whole does not matter to what is written");
    let both = without(&domains, &parts, &part_of);
    assert_eq!(both.evaluate(&more), Err(NoSuchCase { dimension: 0, reason: Why::Absent }));
}

#[test]
fn a_number_that_lies_in_steps_between_two_others_may_jump_over_them() {
    let numbers = |step: i64| {
        let within = Interval::ALL.at_least(Number::ZERO).at_most(Number::from(100));
        Domain::Numbers(Numbers { within, step: Spacing::new(Number::from(step)), falls: false })
    };
    let is = |dimension, low: i64, high: i64| {
        let interval = Interval::ALL.at_least(Number::from(low)).at_most(Number::from(high));
        always().and(dimension, Selection::numbers([interval]).complement())
    };
    let absent = Absent { conditions: Vec::new(), orders: vec![(1, 2), (0, 1)] };
    let gaps_with = |step| {
        let domains: Arc<[Domain]> = Arc::from([numbers(1), numbers(step), numbers(1)]);
        let default = [numbered(is(0, 15, 15), 0), numbered(is(1, 10, 20), 1), numbered(is(2, 15, 15), 2)];
        let cover = without(&domains, &default, &absent);
        let gaps = cover.gaps(100, &Budget::default()).into_found().found;
        assert!(gaps.iter().all(|gap| cover.space().exists(&cover.space().witness(gap))));
        gaps.len()
    };
    assert_eq!(gaps_with(5), 1, "15 of 15 of 15");
    assert_eq!(gaps_with(10), 0, "between 15 and 15 there is no ten");
}

#[test]
fn what_does_not_exist_does_not_elsewhere_either() {
    let old: Arc<[Domain]> = Arc::from([Domain::Values { count: 2 }, Domain::Values { count: 2 }]);
    let new: Arc<[Domain]> = Arc::from([Domain::Values { count: 3 }, Domain::Values { count: 2 }]);
    let absent =
        Absent { conditions: vec![of(0, &[0]).and(1, Selection::values([1]).complement())], orders: Vec::new() };
    let cover = without(&old, &[numbered(of(0, &[1]), 0), numbered(of(1, &[0]), 1)], &absent);
    let homes = [Home { dimension: 1, values: vec![1, 0] }, Home { dimension: 0, values: vec![2, 0] }];
    let moved = cover.elsewhere(&new, &homes, &[]);
    let exists = |first, second| {
        moved.space().exists(&Point::default().at(0, Coordinate::Value(first)).at(1, Coordinate::Value(second)))
    };
    assert_eq!([exists(2, 1), exists(0, 1), exists(2, 0), exists(1, 1)], [false, true, true, true]);
    let gaps = moved.gaps(100, &Budget::default()).into_found().found;
    assert_eq!(gaps.len(), 1, "the first value of one with the second of the other");
    assert_eq!(moved.space().witness(&gaps[0]).coordinate(0), Some(&Coordinate::Value(0)));
}

#[test]
fn a_claim_keeps_those_out_that_it_stands_over() {
    let domains: Arc<[Domain]> = Arc::from([Domain::Values { count: 3 }, Domain::Values { count: 3 }]);
    let claim = |when: Condition, number, over| Claim { parts: vec![numbered(when.clone(), number)], when, over };
    let hole = Claim { when: of(1, &[1]), parts: vec![numbered(of(0, &[0]), 3)], over: Over::These(vec![0]) };
    let claims = [claim(of(0, &[0, 1]), 1, Over::Nothing), claim(of(0, &[1]), 2, Over::All), hole];
    let cover = Cover::of_layers(
        &domains,
        Stack { default: &[numbered(always(), 0)], claims: &claims, absent: &Absent::default(), beside: &[] },
    );
    let held = |one, other| -> Vec<u32> {
        let point = Point::default().at(0, Coordinate::Value(one)).at(1, Coordinate::Value(other));
        cover.evaluate(&point).unwrap().iter().flat_map(|piece| piece.held.values().to_vec()).collect()
    };
    assert_eq!([held(0, 0), held(1, 0), held(2, 0)], [[1], [2], [0]]);
    assert_eq!([held(0, 1), held(1, 1)], [vec![3], vec![2]]);
    assert_eq!(held(2, 1), Vec::<u32>::new(), "it leaves a hole itself");
    assert!(cover.overlaps(100, &Budget::default()).into_found().found.is_empty());
}

#[test]
fn claims_in_a_circle_come_to_an_end() {
    let domains: Arc<[Domain]> = Arc::from([Domain::Values { count: 2 }]);
    let claim = |number, over| Claim { parts: vec![numbered(always(), number)], when: of(0, &[0]), over };
    let claims = [claim(1, Over::These(vec![0, 1, 7])), claim(2, Over::These(vec![0]))];
    let absent = Absent::default();
    let layers = || Stack { default: &[], claims: &claims, absent: &absent, beside: &[] };
    assert!(Cover::layered_within(&domains, layers(), usize::MAX).is_ok());
    assert!(Cover::layered_within(&domains, layers(), 0).is_ok(), "both are kept out");
}

#[test]
fn orders_in_a_circle_come_to_an_end() {
    let domains: Arc<[Domain]> = Arc::from(vec![Domain::Numbers(Numbers::all()); 2]);
    let absent = Absent { conditions: Vec::new(), orders: vec![(0, 1), (1, 0), (1, 1)] };
    let limit = |dimension| always().and(dimension, Selection::numbers([Interval::ALL.below(Number::ZERO)]));
    let cover = without(&domains, &[numbered(limit(0), 0), numbered(limit(1), 1)], &absent);
    assert_eq!(gaps(&cover).len(), 1);
}

#[test]
fn what_is_added_to_all_of_a_piece_or_to_none_does_not_cut_it() {
    let domains: Arc<[Domain]> = Arc::from([Domain::Values { count: 3 }]);
    let default: Vec<Part<u32>> = (0..3).map(|number| numbered(of(0, &[number as usize]), number)).collect();
    let additions = [of(0, &[1, 2]), always()];
    let layers = Stack { default: &default, claims: &[], absent: &Absent::default(), beside: &additions };
    let cover = Cover::of_layers(&domains, layers);
    let with = |value: u32, added: &[usize]| value * 10 + u32::try_from(added.len()).unwrap();
    let added = cover.with_additions(&additions, |origin| origin.index() != 2, with, usize::MAX).unwrap();
    let held: Vec<u32> = added.pieces().iter().flat_map(|piece| piece.held.values().to_vec()).collect();
    assert_eq!(held, [1, 12, 20]);
}
