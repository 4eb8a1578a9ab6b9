//! Random spaces, and what holds in them by the plain meaning of each condition, one case after the other.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use case_space::{
    Absent, AllHeld, Claim, Condition, Coordinate, Cover, Domain, Held, Interval, Number, Numbers, OriginId, Over,
    Part, Point, Selection, Spacing,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

pub(crate) fn number(text: &str) -> Number {
    text.parse().unwrap()
}

/// Bounds that binary floats would confuse, and round ones that meet.
const BOUNDS: [&str; 6] = ["-3", "0", "0.1", "0.3", "9007199254740993.01", "9007199254740993.02"];

const STEPS: [Option<&str>; 5] = [None, None, Some("0.1"), Some("0.01"), Some("2")];

/// A selection as it is written, and kept apart from the code under test.
#[derive(Debug, Clone)]
pub(crate) enum Written {
    Values(Vec<usize>),
    Numbers(Vec<Interval>),
}

/// Each dimension named, what is listed of it, and whether all but that is meant.
pub(crate) type When = Vec<(usize, Written, bool)>;

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) when: When,
    pub(crate) held: Held<u32>,
    pub(crate) origin: OriginId,
}

/// A claim: its cases, what holds in them, and over which others it stands.
pub(crate) type Claimed = (When, Vec<Rule>, Over);

/// A default and claims, as written, and what does not exist.
#[derive(Debug, Clone)]
pub(crate) struct Layers {
    pub(crate) default: Vec<Rule>,
    pub(crate) claims: Vec<Claimed>,
    pub(crate) absent: Vec<When>,
    pub(crate) orders: Vec<(usize, usize)>,
    /// What is added where.
    pub(crate) beside: Vec<When>,
}

fn interval(bounds: usize) -> impl Strategy<Value = Interval> {
    let end = move || proptest::option::of((select(&BOUNDS[BOUNDS.len() - bounds..]), any::<bool>()));
    (end(), end()).prop_map(|(low, high)| {
        let from = match low {
            Some((text, true)) => Interval::ALL.at_least(number(text)),
            Some((text, false)) => Interval::ALL.above(number(text)),
            None => Interval::ALL,
        };
        match high {
            Some((text, true)) => from.at_most(number(text)),
            Some((text, false)) => from.below(number(text)),
            None => from,
        }
    })
}

fn domain() -> impl Strategy<Value = Domain> {
    let within = prop_oneof![
        Just(Interval::ALL),
        Just(Interval::ALL.at_least(Number::ZERO)),
        Just(Interval::ALL.above(number("-3")).below(number("0.3"))),
    ];
    let numbers = (within, select(&STEPS[..])).prop_map(|(within, step)| {
        Domain::Numbers(Numbers { within, step: step.map(|size| Spacing::new(number(size)).unwrap()), falls: false })
    });
    prop_oneof![2 => numbers, 1 => (1_usize..4).prop_map(|count| Domain::Values { count })]
}

pub(crate) fn domains() -> impl Strategy<Value = Vec<Domain>> {
    proptest::collection::vec(domain(), 0..=4)
}

fn written(domain: &Domain, bounds: usize) -> BoxedStrategy<Written> {
    match domain {
        Domain::Values { count } => {
            let all: Vec<usize> = (0..*count).collect();
            subsequence(all, 0..=*count).prop_map(Written::Values).boxed()
        }
        Domain::Numbers(_) => proptest::collection::vec(interval(bounds), 1..3).prop_map(Written::Numbers).boxed(),
    }
}

fn when(domains: &[Domain]) -> BoxedStrategy<When> {
    // The more dimensions, the fewer bounds on each, so that all cases can be tried.
    let bounds = [6, 6, 6, 3, 2][domains.len()];
    let each =
        domains.iter().map(|domain| proptest::option::of((written(domain, bounds), proptest::bool::weighted(0.2))));
    each.collect::<Vec<_>>()
        .prop_map(|selections| {
            let named = selections.into_iter().enumerate();
            named.filter_map(|(dimension, selection)| selection.map(|(listed, not)| (dimension, listed, not))).collect()
        })
        .boxed()
}

fn held() -> impl Strategy<Value = Held<u32>> {
    prop_oneof![
        1 => Just(Held::Unknown),
        8 => (0_u32..3).prop_map(Held::one),
        1 => proptest::collection::vec(0_u32..3, 0..3).prop_map(Held::all),
    ]
}

fn rules(domains: &[Domain], most: usize) -> BoxedStrategy<Vec<Rule>> {
    let rule = (when(domains), held()).prop_map(|(when, held)| Rule { when, held, origin: OriginId::new(0) });
    proptest::collection::vec(rule, 0..=most).boxed()
}

/// Over which of those before it a claim stands: over one that stands over all only where that spares it, else it would be a circle.
fn over() -> impl Strategy<Value = Over> {
    prop_oneof![
        5 => Just(Over::Nothing),
        1 => Just(Over::All),
        1 => proptest::collection::vec(0_usize..3, 1..3).prop_map(Over::AllBut),
        2 => proptest::collection::vec(0_usize..3, 1..3).prop_map(Over::These),
    ]
}

/// Orders between dimensions of numbers, chains among them.
fn orders(domains: &[Domain]) -> BoxedStrategy<Vec<(usize, usize)>> {
    let is_number = |(dimension, domain): (usize, &Domain)| matches!(domain, Domain::Numbers(_)).then_some(dimension);
    let numbers: Vec<usize> = domains.iter().enumerate().filter_map(is_number).collect();
    if numbers.len() < 2 {
        return Just(Vec::new()).boxed();
    }
    let chain = Just(numbers).prop_shuffle().prop_flat_map(|numbers| {
        let pairs = numbers.iter().zip(numbers.iter().skip(1));
        let pairs: Vec<(usize, usize)> = pairs.map(|(part, whole)| (*part, *whole)).collect();
        let count = pairs.len();
        subsequence(pairs, 1..=count)
    });
    prop_oneof![3 => Just(Vec::new()), 1 => chain].boxed()
}

pub(crate) fn layers(domains: &[Domain]) -> BoxedStrategy<Layers> {
    let claims = proptest::collection::vec((when(domains), rules(domains, 2), over()), 0..4);
    let absent = prop_oneof![1 => Just(Vec::new()), 1 => proptest::collection::vec(when(domains), 1..3)];
    let beside = proptest::collection::vec(when(domains), 0..3);
    (rules(domains, 4), claims, absent, orders(domains), beside)
        .prop_map(|(mut default, mut claims, absent, orders, beside)| {
            let all = default.iter_mut().chain(claims.iter_mut().flat_map(|(_, rules, _)| rules.iter_mut()));
            all.zip(0..).for_each(|(rule, origin)| rule.origin = OriginId::new(origin));
            let all: Vec<Over> = claims.iter().map(|(_, _, over)| over.clone()).collect();
            let may_stand_over = |index: usize, other: usize| match &all[other] {
                Over::All => false,
                Over::AllBut(spared) => spared.contains(&index),
                Over::Nothing | Over::These(_) => true,
            };
            for (index, (_, _, over)) in claims.iter_mut().enumerate() {
                if let Over::These(others) = over {
                    others.retain(|other| *other < index && may_stand_over(index, *other));
                }
            }
            Layers { default, claims, absent, orders, beside }
        })
        .boxed()
}

pub(crate) fn condition(when: &When) -> Condition {
    when.iter().fold(Condition::always(), |condition, (dimension, listed, not)| {
        let selection = match listed {
            Written::Values(values) => Selection::values(values.iter().copied()),
            Written::Numbers(intervals) => Selection::numbers(intervals.iter().cloned()),
        };
        condition.and(*dimension, if *not { selection.complement() } else { selection })
    })
}

impl Layers {
    pub(crate) fn cover(&self, domains: &[Domain]) -> Cover<u32> {
        let parts = |rules: &[Rule]| -> Vec<Part<u32>> {
            let part = |rule: &Rule| Part { when: condition(&rule.when), held: rule.held.clone(), origin: rule.origin };
            rules.iter().map(part).collect()
        };
        let claim =
            |(when, rules, over): &Claimed| Claim { over: over.clone(), when: condition(when), parts: parts(rules) };
        let claims: Vec<Claim<u32>> = self.claims.iter().map(claim).collect();
        let absent = Absent { conditions: self.absent.iter().map(condition).collect(), orders: self.orders.clone() };
        let default = parts(&self.default);
        let layers =
            case_space::Stack { default: &default, claims: &claims, absent: &absent, beside: &self.additions() };
        Cover::of_layers(&Arc::from(domains), layers)
    }

    /// Layers in which nothing is written.
    pub(crate) fn nothing() -> Self {
        Self { default: Vec::new(), claims: Vec::new(), absent: Vec::new(), orders: Vec::new(), beside: Vec::new() }
    }

    pub(crate) fn additions(&self) -> Vec<Condition> {
        self.beside.iter().map(condition).collect()
    }

    fn whens(&self) -> impl Iterator<Item = &When> {
        let of_claims =
            self.claims.iter().flat_map(|(when, rules, _)| rules.iter().map(|rule| &rule.when).chain([when]));
        self.default.iter().map(|rule| &rule.when).chain(of_claims).chain(&self.beside)
    }

    /// The dimensions that are named, which alone matter.
    fn named(&self) -> BTreeSet<usize> {
        self.whens().flatten().map(|(dimension, _, _)| *dimension).collect()
    }
}

pub(crate) fn holds(when: &When, coordinates: &[Coordinate]) -> bool {
    when.iter().all(|(dimension, listed, not)| {
        let selected = match (listed, &coordinates[*dimension]) {
            (Written::Values(values), Coordinate::Value(value)) => values.contains(value),
            (Written::Numbers(intervals), Coordinate::Number(number)) => {
                intervals.iter().any(|interval| between(interval, number))
            }
            _ => unreachable!("a selection is of its dimension's kind"),
        };
        selected != *not
    })
}

fn between(interval: &Interval, number: &Number) -> bool {
    let after = match interval.low() {
        Bound::Included(low) => low <= number,
        Bound::Excluded(low) => low < number,
        Bound::Unbounded => true,
    };
    let before = match interval.high() {
        Bound::Included(high) => number <= high,
        Bound::Excluded(high) => number < high,
        Bound::Unbounded => true,
    };
    after && before
}

fn is_over_all(over: &Over) -> bool {
    matches!(over, Over::All | Over::AllBut(_))
}

/// The rules that hold in one case, in the order of their origins.
pub(crate) fn holding<'a>(layers: &'a Layers, coordinates: &[Coordinate]) -> Vec<&'a Rule> {
    let claims = layers.claims.iter().enumerate();
    let claiming: Vec<_> = claims.filter(|(_, (when, _, _))| holds(when, coordinates)).collect();
    let rules: Vec<&Rule> = if claiming.is_empty() {
        layers.default.iter().collect()
    } else {
        let is_out = |index: usize, own: &Over| {
            claiming.iter().any(|(_, (_, _, over))| match over {
                Over::Nothing => false,
                Over::All => !is_over_all(own),
                Over::AllBut(spared) => !is_over_all(own) && !spared.contains(&index),
                Over::These(others) => others.contains(&index),
            })
        };
        let left = claiming.iter().filter(|(index, (_, _, over))| !is_out(*index, over));
        left.flat_map(|(_, (_, rules, _))| rules).collect()
    };
    let something = |rule: &Rule| rule.held == Held::Unknown || !rule.held.values().is_empty();
    rules.into_iter().filter(|rule| holds(&rule.when, coordinates) && something(rule)).collect()
}

pub(crate) fn answer(layers: &Layers, coordinates: &[Coordinate]) -> AllHeld<u32> {
    let rules = holding(layers, coordinates);
    AllHeld {
        values: rules.iter().flat_map(|rule| rule.held.values().to_vec()).collect(),
        unknown: rules.iter().any(|rule| rule.held == Held::Unknown),
    }
}

/// For each dimension every coordinate that is worth a try: each value; each bound, a number between two and one beyond
/// all; on a step, the multiples around them. A case is a number: its digits are the indices of its coordinates.
pub(crate) struct World {
    pub(crate) axes: Vec<Vec<Coordinate>>,
    /// Of all that can be put together, whether it exists.
    exists: Vec<bool>,
}

impl World {
    pub(crate) fn new(domains: &[Domain], layers: &[&Layers]) -> Self {
        Self::without(domains, layers, layers)
    }

    /// The cases that all of some layers tell apart, without what `absent` say does not exist.
    pub(crate) fn without(domains: &[Domain], layers: &[&Layers], absent: &[&Layers]) -> Self {
        let named: BTreeSet<usize> = layers.iter().flat_map(|layers| layers.named()).collect();
        let is_said = |when: &&When| when.iter().all(|(dimension, _, _)| named.contains(dimension));
        let absent_whens: Vec<&When> = absent.iter().flat_map(|layers| &layers.absent).filter(is_said).collect();
        let orders: Vec<(usize, usize)> = absent.iter().flat_map(|layers| layers.orders.clone()).collect();
        let in_order = |dimension: usize| orders.iter().any(|(part, whole)| [*part, *whole].contains(&dimension));
        let bounds = |dimension: usize| -> BTreeSet<Number> {
            let within = match &domains[dimension] {
                Domain::Numbers(numbers) => ends(&numbers.within),
                Domain::Values { .. } => Vec::new(),
            };
            layers.iter().flat_map(|layers| layers.bounds(dimension)).chain(within).collect()
        };
        // what numbers are compared with is worth a try for them as well
        let of_all: BTreeSet<Number> = (0..domains.len()).filter(|one| in_order(*one)).flat_map(&bounds).collect();
        let own = |(dimension, domain): (usize, &Domain)| match domain {
            Domain::Values { .. } => BTreeSet::new(),
            Domain::Numbers(numbers) if in_order(dimension) => worth_a_try(numbers, of_all.clone()),
            Domain::Numbers(numbers) => worth_a_try(numbers, bounds(dimension)),
        };
        let own: Vec<BTreeSet<Number>> = domains.iter().enumerate().map(own).collect();
        let axes = domains.iter().enumerate().map(|(dimension, domain)| {
            let tried: Vec<Coordinate> = match domain {
                Domain::Values { count } => (0..*count).map(Coordinate::Value).collect(),
                Domain::Numbers(numbers) if in_order(dimension) => {
                    let all = own.iter().enumerate().filter(|(other, _)| in_order(*other)).flat_map(|(_, own)| own);
                    let all: BTreeSet<&Number> = all.filter(|number| numbers.admits(number)).collect();
                    all.into_iter().cloned().map(Coordinate::Number).collect()
                }
                Domain::Numbers(_) => own[dimension].iter().cloned().map(Coordinate::Number).collect(),
            };
            let is_absent = |coordinate: &Coordinate| {
                let mut coordinates = vec![Coordinate::Value(0); domains.len()];
                coordinates[dimension] = coordinate.clone();
                let mut alone = absent_whens
                    .iter()
                    .filter(|when| !when.is_empty() && when.iter().all(|(other, _, _)| *other == dimension));
                alone.any(|when| holds(when, &coordinates))
            };
            tried.into_iter().filter(|coordinate| !is_absent(coordinate)).collect()
        });
        let mut world = Self { axes: axes.collect(), exists: Vec::new() };
        let closed = closure(&orders).into_iter().filter(|(part, whole)| named.contains(part) && named.contains(whole));
        let closed: Vec<(usize, usize)> = closed.collect();
        let exists = world.everything().map(|case| {
            let coordinates = world.coordinates(case);
            let is_above = |(part, whole): &(usize, usize)| coordinates[*part] > coordinates[*whole];
            !absent_whens.iter().any(|when| holds(when, &coordinates)) && !closed.iter().any(is_above)
        });
        world.exists = exists.collect();
        world
    }

    /// All that can be put together, whether it exists or not.
    pub(crate) fn everything(&self) -> std::ops::Range<usize> {
        0..self.axes.iter().map(Vec::len).product()
    }

    pub(crate) fn exists(&self, case: usize) -> bool {
        self.exists[case]
    }

    pub(crate) fn cases(&self) -> impl Iterator<Item = usize> {
        self.everything().filter(|case| self.exists[*case])
    }

    /// Which of an axis's coordinates a case has.
    pub(crate) fn digit(&self, case: usize, axis: usize) -> usize {
        case / self.weight(axis) % self.axes[axis].len()
    }

    /// The case that differs on one axis only.
    pub(crate) fn moved(&self, case: usize, axis: usize, digit: usize) -> usize {
        case - self.digit(case, axis) * self.weight(axis) + digit * self.weight(axis)
    }

    fn weight(&self, axis: usize) -> usize {
        self.axes[..axis].iter().map(Vec::len).product()
    }

    pub(crate) fn coordinates(&self, case: usize) -> Vec<Coordinate> {
        (0..self.axes.len()).map(|axis| self.axes[axis][self.digit(case, axis)].clone()).collect()
    }

    pub(crate) fn point(&self, case: usize) -> Point {
        let coordinates = self.coordinates(case).into_iter().enumerate();
        coordinates.fold(Point::default(), |point, (dimension, coordinate)| point.at(dimension, coordinate))
    }
}

impl Layers {
    /// The ends of the intervals on one dimension.
    fn bounds(&self, dimension: usize) -> BTreeSet<Number> {
        let listed = self.whens().chain(&self.absent).flatten().filter(|(other, _, _)| *other == dimension);
        let intervals = listed.flat_map(|(_, listed, _)| match listed {
            Written::Numbers(intervals) => intervals.clone(),
            Written::Values(_) => Vec::new(),
        });
        intervals.flat_map(|interval| ends(&interval)).collect()
    }
}

/// Every order that follows from some.
fn closure(orders: &[(usize, usize)]) -> BTreeSet<(usize, usize)> {
    let mut closed: BTreeSet<(usize, usize)> = orders.iter().copied().collect();
    for _ in orders {
        let more: Vec<_> = closed
            .iter()
            .flat_map(|(part, between)| {
                orders.iter().filter(move |(other, _)| other == between).map(move |(_, whole)| (*part, *whole))
            })
            .collect();
        closed.extend(more);
    }
    closed
}

fn ends(interval: &Interval) -> Vec<Number> {
    interval.keys().map(|(_, number)| number.clone()).collect()
}

fn worth_a_try(numbers: &Numbers, mut bounds: BTreeSet<Number>) -> BTreeSet<Number> {
    bounds.extend(ends(&numbers.within));
    bounds.insert(Number::ZERO);
    let mut tried = bounds.clone();
    let half = number("0.5");
    for (low, high) in bounds.iter().zip(bounds.iter().skip(1)) {
        tried.insert(&(low + high) * &half);
    }
    tried.insert(bounds.first().unwrap() - &Number::ONE);
    tried.insert(bounds.last().unwrap() + &Number::ONE);
    if let Some(step) = &numbers.step {
        for bound in bounds {
            let below = multiple_below(&bound, step.size());
            tried.extend([
                &below - step.size(),
                below.clone(),
                &below + step.size(),
                &(&below + step.size()) + step.size(),
            ]);
        }
    }
    let on_step =
        |number: &Number| numbers.step.as_ref().is_none_or(|step| multiple_below(number, step.size()) == *number);
    tried.into_iter().filter(|number| between(&numbers.within, number) && on_step(number)).collect()
}

/// The greatest multiple of a step that is not above a number, by hundredths.
fn multiple_below(value: &Number, step: &Number) -> Number {
    let hundredths = |number: &Number| (number * &Number::from(100)).to_string().parse::<i128>();
    match (hundredths(value), hundredths(step)) {
        (Ok(value), Ok(step)) => {
            let below = i64::try_from(value - value.rem_euclid(step)).unwrap();
            &Number::from(below) * &number("0.01")
        }
        // Thousandths lie between two multiples: any of them will do that is not one.
        _ => &(value + &Number::ZERO) - &number("0.005"),
    }
}
