//! What the mathematics says of spaces small enough to be drawn.

use std::sync::Arc;

use case_space::{
    Budget, Claim, Condition, Coordinate, Cover, Domain, Held, Interval, NoSuchCase, Number, Numbers, OriginId, Over,
    Part, Point, Region, Selection, Space, Spacing, Vocabulary, Why, named_words,
};

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn amount(step: Option<&str>) -> Domain {
    let step = step.map(|size| Spacing::new(number(size)).unwrap());
    Domain::Numbers(Numbers { within: Interval::ALL.at_least(Number::ZERO), step, falls: false })
}

fn values(count: usize) -> Domain {
    Domain::Values { count }
}

fn below(text: &str) -> Selection {
    Selection::numbers([Interval::ALL.below(number(text))])
}

fn at_most(text: &str) -> Selection {
    Selection::numbers([Interval::ALL.at_most(number(text))])
}

fn above(text: &str) -> Selection {
    Selection::numbers([Interval::ALL.above(number(text))])
}

fn at_least(text: &str) -> Selection {
    Selection::numbers([Interval::ALL.at_least(number(text))])
}

fn parts(conditions: impl IntoIterator<Item = Condition>) -> Vec<Part<u32>> {
    let numbered = (0..).zip(conditions).enumerate();
    numbered.map(|(at, (value, when))| Part { when, held: Held::one(value), origin: OriginId::new(at) }).collect()
}

pub(crate) fn always() -> Condition {
    Condition::always()
}

struct Called;

impl Vocabulary for Called {
    fn order(&self, dimension: usize) -> usize {
        dimension
    }

    fn dimension(&self, dimension: usize) -> String {
        ["amount", "tier", "phase"][dimension].to_owned()
    }

    fn unit(&self, dimension: usize) -> Option<String> {
        (dimension == 0).then(|| "CNY".to_owned())
    }

    fn value(&self, _: usize, value: usize) -> String {
        ["A", "B", "C", "D"][value].to_owned()
    }
}

#[test]
fn numbers_with_names_are_told_by_them() {
    struct Floors;
    impl Vocabulary for Floors {
        fn order(&self, dimension: usize) -> usize {
            dimension
        }

        fn dimension(&self, _: usize) -> String {
            "floor".to_owned()
        }

        fn unit(&self, _: usize) -> Option<String> {
            None
        }

        fn value(&self, _: usize, _: usize) -> String {
            String::new()
        }

        fn named(&self, _: usize, number: &Number) -> Option<String> {
            Some(format!("{number}F"))
        }
    }
    let told = |interval: Interval| named_words(0, &interval, &Floors).unwrap_or_default();
    let between = |low, high| Interval::ALL.above(number(low)).below(number(high));
    assert_eq!(told(between("1", "5")), "from 2F to 4F");
    assert_eq!(told(between("1", "3")), "2F");
    assert_eq!(told(Interval::ALL.at_least(number("7"))), "from 7F on");
    assert_eq!(told(Interval::ALL.below(number("7"))), "up to 6F");
    assert_eq!(told(Interval::ALL), "");
}

/// A region without holes in words.
fn told(space: &Space, region: &Region) -> String {
    assert_eq!(space.count_of_blocks(region), 1);
    space.phrase(&space.block_at(region, &space.witness(region)), &Called)
}

/// The gaps of a cover in words, each with the case that a person would try.
pub(crate) fn gaps(cover: &Cover<u32>) -> Vec<(String, Vec<String>)> {
    let gaps = cover.gaps(100, &Budget::default());
    assert!(gaps.is_proven());
    let found = gaps.into_found().found;
    found
        .iter()
        .map(|region| {
            let point = cover.space().witness(region);
            assert_eq!(cover.evaluate(&point), Ok(Vec::new()));
            let coordinates = point.coordinates().iter().map(|(_, coordinate)| match coordinate {
                Coordinate::Value(value) => Called.value(0, *value),
                Coordinate::Number(number) => number.to_string(),
            });
            (told(cover.space(), region), coordinates.collect())
        })
        .collect()
}

pub(crate) fn described(gaps: &[(String, Vec<String>)]) -> Vec<String> {
    gaps.iter().map(|(words, point)| format!("{words}: {}", point.join(" "))).collect()
}

/// The gaps of a ladder over one measure.
fn ladder(domain: Domain, steps: impl IntoIterator<Item = Selection>) -> Vec<String> {
    let default = parts(steps.into_iter().map(|step| always().and(0, step)));
    described(&gaps(&Cover::layered(&Arc::from([domain]), &default, &[])))
}

#[test]
fn a_limit_that_neither_side_includes_is_a_gap_of_one_number() {
    assert_eq!(ladder(amount(None), [below("50_000"), above("50_000")]), ["amount is exactly 50 000 CNY: 50000"]);
}

#[test]
fn above_the_highest_limit_the_next_amount_of_money_is_the_witness() {
    assert_eq!(ladder(amount(Some("0.01")), [at_most("200_000")]), ["amount is above 200 000 CNY: 200000.01"]);
    assert_eq!(ladder(amount(None), [at_most("200_000")]), ["amount is above 200 000 CNY: 200001"]);
    assert_eq!(ladder(amount(None), [at_most("0.85")]), ["amount is above 0.85 CNY: 0.86"]);
}

#[test]
fn between_two_steps_nothing_is_missing() {
    assert!(ladder(amount(Some("1")), [at_most("49_999"), at_least("50_000")]).is_empty());
    assert_eq!(
        ladder(amount(None), [at_most("49_999"), at_least("50_000")]),
        ["amount is above 49 999 and below 50 000 CNY: 49999.5"]
    );
}

#[test]
fn the_ends_of_a_gap_are_those_of_its_neighbours_as_written() {
    assert_eq!(
        ladder(amount(Some("1")), [at_most("49_999"), at_least("60_000")]),
        ["amount is above 49 999 and below 60 000 CNY: 50000"]
    );
}

#[test]
fn an_l_shaped_gap_is_two_regions() {
    let domains = Arc::from([amount(None), values(3)]);
    let default = parts([always().and(0, below("10")).and(1, Selection::values([0, 1]))]);
    assert_eq!(
        described(&gaps(&Cover::layered(&domains, &default, &[]))),
        ["tier is C: 0 C", "amount is at least 10 CNY: 10 A"]
    );
}

#[test]
fn a_case_claims_its_hole_from_the_default() {
    let domains = Arc::from([amount(None), values(3)]);
    let default = parts([always()]);
    let ladder = Part { when: always().and(0, at_most("10")), held: Held::one(7), origin: OriginId::new(7) };
    let claim = Claim { over: Over::Nothing, when: always().and(1, Selection::values([1])), parts: vec![ladder] };
    assert_eq!(
        described(&gaps(&Cover::layered(&domains, &default, &[claim]))),
        ["amount is above 10 CNY and tier is B: 11 B"]
    );
}

#[test]
fn a_space_of_no_dimensions_has_one_case() {
    let domains: Arc<[Domain]> = Arc::from([]);
    assert_eq!(described(&gaps(&Cover::layered(&domains, &[], &[]))), [": "]);
    assert!(gaps(&Cover::layered(&domains, &parts([always()]), &[])).is_empty());
    let two = Cover::layered(&domains, &parts([always(), always()]), &[]);
    let overlaps = two.overlaps(100, &Budget::default()).into_found();
    assert_eq!(overlaps.found[0].values, [0, 1]);
}

#[test]
fn three_values_that_meet_are_reported_beside_the_two_but_no_pair_that_is_always_three() {
    let domains = Arc::from([amount(None)]);
    let default = parts([at_least("0"), at_most("100"), at_most("10")].map(|end| always().and(0, end)));
    let cover = Cover::layered(&domains, &default, &[]);
    let overlaps = cover.overlaps(100, &Budget::default());
    assert!(overlaps.is_proven());
    let found: Vec<(Vec<u32>, String, Vec<usize>)> = overlaps
        .into_found()
        .found
        .into_iter()
        .map(|overlap| {
            let origins = overlap.origins.into_iter().map(OriginId::index).collect();
            (overlap.values, told(cover.space(), &overlap.region), origins)
        })
        .collect();
    assert_eq!(
        found,
        [
            (vec![0, 1], "amount is at most 100 CNY".to_owned(), vec![0, 1]),
            (vec![0, 1, 2], "amount is at most 10 CNY".to_owned(), vec![0, 1, 2]),
        ]
    );
}

#[test]
fn what_pairs_tell_is_implied_and_no_part_of_the_limit() {
    // each exception is about a dimension of its own, or all are about the bits of one
    let own = |count: usize| -> (Arc<[Domain]>, Vec<Condition>) {
        let of = |dimension| always().and(dimension, Selection::values([1]));
        ((0..count).map(|_| values(2)).collect(), (0..count).map(of).collect())
    };
    let bits = |count: usize| -> (Arc<[Domain]>, Vec<Condition>) {
        let with = |bit| (0..1_usize << count).filter(move |value| value >> bit & 1 == 1);
        (Arc::from([values(1 << count)]), (0..count).map(|bit| always().and(0, Selection::values(with(bit)))).collect())
    };
    for (domains, conditions) in (3..10).flat_map(|count| [own(count), bits(count)]).chain([own(12), own(15)]) {
        let pairs = conditions.len() * (conditions.len() - 1) / 2;
        let sets = (1 << conditions.len()) - 1 - conditions.len();
        let claim = |(part, when): (Part<u32>, Condition)| Claim { when, parts: vec![part], over: Over::Nothing };
        let claims: Vec<Claim<u32>> = parts(conditions.clone()).into_iter().zip(conditions).map(claim).collect();
        let overlaps = Cover::layered(&domains, &[], &claims).overlaps(100, &Budget::default());
        assert!(overlaps.is_proven());
        let overlaps = overlaps.into_found();
        let (implied, told): (Vec<_>, Vec<_>) = overlaps.found.iter().partition(|overlap| overlap.implied);
        assert!(told.iter().all(|overlap| overlap.values.len() == 2));
        assert_eq!((told.len() + overlaps.more, told.len()), (pairs, pairs.min(100)));
        assert_eq!(implied.len(), (sets - pairs).min(100));
    }
}

#[test]
fn a_difference_names_what_held_and_what_holds() {
    let domains = Arc::from([amount(None), values(3)]);
    let limit = |text| {
        let steps = [at_most(text), above(text)].map(|end| always().and(0, end));
        Cover::layered(&domains, &parts(steps), &[])
    };
    let difference = limit("100").difference(&limit("150"), 100, &Budget::default());
    assert!(difference.is_proven());
    let difference = difference.into_found();
    let [change] = difference.shifts.as_slice() else { panic!("one change") };
    assert_eq!(told(&difference.space, &change.region), "amount is above 100 and at most 150 CNY");
    assert_eq!(change.before.values, [1].into());
    assert_eq!(change.after.values, [0].into());
}

#[test]
fn words_say_the_shorter_of_a_set_and_its_complement() {
    let domains = Arc::from([amount(None), values(4)]);
    let phrase = |held: &[usize]| {
        let default = parts([always().and(1, Selection::values(held.iter().copied()).complement())]);
        gaps(&Cover::layered(&domains, &default, &[])).remove(0).0
    };
    assert_eq!(phrase(&[1, 2]), "tier is B or C");
    assert_eq!(phrase(&[1, 2, 3]), "tier is not A");
}

#[test]
fn two_versions_that_differ_between_two_steps_do_not_differ() {
    let domains = Arc::from([amount(Some("1"))]);
    let limit = |end| Cover::layered(&domains, &parts([always().and(0, end)]), &[]);
    let difference = limit(below("10.5")).difference(&limit(at_most("10.5")), 100, &Budget::default());
    assert!(difference.is_proven());
    assert!(difference.found().shifts.is_empty());
}

#[test]
fn a_witness_is_a_number_that_a_person_would_pick() {
    let anything = || Domain::Numbers(Numbers::all());
    let whole = Interval::ALL;
    for (gap, witness) in [
        (whole.clone().above(number("49_999")).below(number("50_000")), "49999.5"),
        (whole.clone().above(number("50_000")).below(number("60_000")), "55000"),
        (whole.clone().above(number("3")).below(number("8")), "5"),
        (whole.clone().above(number("-8")).below(number("-3")), "-6"),
        (whole.clone().above(number("99_999")).below(number("100_003")), "100000"),
        (whole.clone().above(number("0.1")).below(number("0.11")), "0.105"),
        (whole.clone().above(number("-5")).below(number("5")), "0"),
        (whole.clone().above(number("-60")).at_most(number("-50")), "-55"),
        (whole.clone().at_least(number("3.7")).below(number("9")), "3.7"),
        (whole.clone().above(number("9007199254740993.01")), "9007199254740993.02"),
        (whole.clone().below(number("0.85")), "0.84"),
        (whole.clone().below(number("100")), "99"),
        (whole.clone().at_most(number("100")), "100"),
        (whole, "0"),
    ] {
        let condition = always().and(0, Selection::numbers([gap]));
        let (space, regions) = Space::divided_by(&Arc::from([anything()]), &[condition]);
        let point = space.witness(regions[0].as_ref().unwrap());
        assert_eq!(point.coordinate(0), Some(&Coordinate::Number(number(witness))));
    }
}

#[test]
fn a_point_that_is_no_case_is_told_apart_from_a_gap() {
    let domains = Arc::from([amount(Some("0.01")), values(2)]);
    let default = parts([always().and(0, at_most("10")).and(1, Selection::values([0]))]);
    let cover = Cover::layered(&domains, &default, &[]);
    let case =
        |text: &str, value| Point::default().at(0, Coordinate::Number(number(text))).at(1, Coordinate::Value(value));
    assert_eq!(cover.evaluate(&case("9.99", 0)).unwrap()[0].origin, OriginId::new(0));
    assert_eq!(cover.evaluate(&case("9.99", 1)), Ok(Vec::new()));
    let wrong = |dimension, reason| Err(NoSuchCase { dimension, reason });
    assert_eq!(cover.evaluate(&case("9.999", 0)), wrong(0, Why::OffStep));
    assert_eq!(cover.evaluate(&case("-1", 0)), wrong(0, Why::OutOfBounds));
    assert_eq!(cover.evaluate(&case("1", 2)), wrong(1, Why::NotOfTheDimension));
    assert_eq!(cover.evaluate(&Point::default()), wrong(0, Why::Missing));
}

#[test]
fn an_unknown_holder_covers_and_conflicts_with_nobody() {
    let domains = Arc::from([values(2)]);
    let held = |held, origin| Part { when: always(), held, origin: OriginId::new(origin) };
    let cover = Cover::layered(&domains, &[held(Held::Unknown, 0), held(Held::one(3), 1)], &[]);
    assert!(gaps(&cover).is_empty());
    assert!(cover.overlaps(100, &Budget::default()).found().found.is_empty());
}

#[test]
fn several_values_of_one_piece_meet_in_it() {
    let domains = Arc::from([values(2)]);
    let part = Part { when: always(), held: Held::all([5, 2]), origin: OriginId::new(9) };
    let cover = Cover::layered(&domains, &[part], &[]);
    let overlaps = cover.overlaps(100, &Budget::default()).into_found().found;
    assert_eq!((overlaps[0].values.as_slice(), overlaps[0].origins.as_slice()), (&[2, 5][..], &[OriginId::new(9)][..]));
}

#[test]
fn beyond_the_limit_the_largest_are_listed_and_the_rest_counted() {
    let domains = Arc::from([amount(None)]);
    // Gaps of one number each, and the large one between 5 and 100.
    let holes = (1..=4).map(|hole| Interval::exactly(Number::from(hole)));
    let large = Interval::ALL.above(number("5")).below(number("100"));
    let inside = Interval::exactly(number("50"));
    let default = parts([
        always().and(0, Selection::numbers(holes.chain([large])).complement()),
        always().and(0, Selection::numbers([inside.clone()])),
    ]);
    let cover = Cover::layered(&domains, &default, &[]);
    let gaps = cover.gaps(2, &Budget::default()).into_found();
    assert_eq!((gaps.found.len(), gaps.more), (2, 4));
}

#[test]
fn slabs_along_every_column_take_no_branch() {
    let slabs = 500;
    let domains: Arc<[Domain]> = (0..5).map(|_| amount(None)).collect();
    let conditions = (0..5).flat_map(|dimension| {
        (0..slabs).map(move |slab| {
            let from = Interval::ALL.at_least(Number::from(2 * slab)).below(Number::from(2 * slab + 1));
            always().and(dimension, Selection::numbers([from]))
        })
    });
    let cover = Cover::layered(&domains, &parts(conditions), &[]);
    let few = Budget::steps(500_000);
    let gaps = cover.gaps(100, &few);
    assert!(gaps.is_proven());
    let regions = gaps.found();
    assert_eq!(regions.found.len() + regions.more, 500_usize.pow(5));
}

/// Rules that each restrict three of seven numbers, as no person writes them: more than can be looked at.
fn too_many() -> Cover<usize> {
    let mut dice = 2_685_821_657_736_338_717_u64;
    let mut below = |end: u64| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice % end
    };
    let mut when = || {
        (0..3).fold(always(), |when, _| {
            let (dimension, low) = (below(7), i64::try_from(below(75)).unwrap());
            let numbers = Interval::ALL.at_least(Number::from(low)).below(Number::from(low + 25));
            when.and(usize::try_from(dimension).unwrap(), Selection::numbers([numbers]))
        })
    };
    let part = |at| Part { when: when(), held: Held::one(at), origin: OriginId::new(at) };
    let parts: Vec<Part<usize>> = (0..200).map(part).collect();
    let within = Interval::ALL.at_least(Number::ZERO).below(Number::from(100));
    let numbers = Domain::Numbers(Numbers { within, step: None, falls: false });
    Cover::layered(&Arc::from(vec![numbers; 7]), &parts, &[])
}

#[test]
fn where_a_budget_ends_gaps_have_been_found() {
    let gaps = too_many().gaps(10, &Budget::steps(100_000));
    assert!(!gaps.is_proven());
    assert_eq!(gaps.found().found.len(), 10);
}
