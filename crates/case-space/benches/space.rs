//! How long it takes to cover a space of cases, next to published figures.
//!
//! Tables are complete: made by splitting the space again and again. Some of their rules are then shrunk or widened on one
//! dimension, which makes gaps and overlaps.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a benchmark may end where it is wrong")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use case_space::{
    Absent, Budget, Claim, Condition, Course, Cover, Domain, Held, Interval, Number, Numbers, OriginId, Over, Pairs,
    Part, Reach, Selection, Sought, Spacing, Stack, Way,
};

/// Values on each dimension: `0..WIDTH`.
const WIDTH: i64 = 1_000_000;

/// Runs the parts that are named on the command line, or all; none where it is only run as a test.
fn main() {
    let (flags, named): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|name| name.starts_with("--"));
    if !flags.iter().any(|flag| flag == "--bench") {
        return;
    }
    let parts: [(&str, fn()); 8] = [
        ("tables", tables),
        ("growth", growth),
        ("altered", altered),
        ("layers", layers),
        ("hard", hard),
        ("tiny", tiny),
        ("few", few),
        ("numbers", numbers),
    ];
    for (name, run) in parts {
        if named.is_empty() || named.iter().any(|part| part == name) {
            run();
        }
    }
}

/// A sequence of numbers that only looks random, the same in every run (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % end.unsigned_abs()).unwrap()
    }

    fn index(&mut self, count: usize) -> usize {
        usize::try_from(self.below(i64::try_from(count).unwrap())).unwrap()
    }
}

/// For each dimension the numbers from the first up to but not including the second.
type Cube = Vec<(i64, i64)>;

/// A table of `rules` that together hold every case exactly once.
fn complete(rules: usize, dimensions: usize, dice: &mut Dice) -> Vec<Cube> {
    let mut cubes = vec![vec![(0, WIDTH); dimensions]];
    while cubes.len() < rules {
        let chosen = dice.index(cubes.len());
        let axis = dice.index(dimensions);
        let (low, high) = cubes[chosen][axis];
        if high - low > 1 {
            let at = low + 1 + dice.below(high - low - 1);
            let mut upper = cubes[chosen].clone();
            upper[axis].0 = at;
            cubes[chosen][axis].1 = at;
            cubes.push(upper);
        }
    }
    cubes
}

/// Shrinks or widens every `one_in`th rule on one dimension.
fn alter(cubes: &mut [Cube], one_in: usize, widen: bool, dice: &mut Dice) {
    for cube in cubes.iter_mut().step_by(one_in) {
        let axis = dice.index(cube.len());
        let (low, high) = cube[axis];
        let half = (high - low) / 2;
        cube[axis] = if widen { ((low - half).max(0), (high + half).min(WIDTH)) } else { (low, high - half) };
    }
}

fn cover(cubes: &[Cube]) -> Cover<usize> {
    let within = Interval::ALL.at_least(Number::ZERO).below(Number::from(WIDTH));
    let numbers = Numbers { within, step: Spacing::new(Number::ONE), falls: false };
    let domains: Arc<[Domain]> = cubes[0].iter().map(|_| Domain::Numbers(numbers.clone())).collect();
    Cover::layered(&domains, &parts(cubes), &[])
}

fn parts(cubes: &[Cube]) -> Vec<Part<usize>> {
    let part = |(number, cube): (usize, &Cube)| {
        let restricted = cube.iter().enumerate().filter(|(_, range)| **range != (0, WIDTH));
        let when = restricted.fold(Condition::always(), |when, (dimension, (low, high))| {
            let interval = Interval::ALL.at_least(Number::from(*low)).below(Number::from(*high));
            when.and(dimension, Selection::numbers([interval]))
        });
        Part { when, held: Held::one(number % 12), origin: OriginId::new(number) }
    };
    cubes.iter().enumerate().map(part).collect()
}

/// The best of three runs in milliseconds, and what came of it.
fn timed<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut run = || {
        let start = Instant::now();
        let result = black_box(work());
        (start.elapsed(), result)
    };
    let (mut least, mut result) = run();
    for _ in 0..2 {
        let (time, next) = run();
        least = least.min(time);
        result = next;
    }
    (milliseconds(least), result)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What follows a figure: whether the budget ended first.
fn mark(proven: bool) -> char {
    if proven { ' ' } else { '!' }
}

fn tables() {
    println!("milliseconds to divide the space, to find all gaps, to find all overlaps");
    println!("(Calvanese et al. 2016, Semantic DMN: 2 000 to 3 000 for 1500 rules over 5 dimensions)\n");
    println!("{:^13} | {:^8} | {:^19} | {:^19} | {:^19}", "", "", "complete", "10 % shrunk", "10 % widened");
    let pair = format!("{:>9} {:>9}", "gaps", "overlaps");
    println!("{:>7} {:>5} | {:>8} | {pair} | {pair} | {pair}", "rules", "dims", "divide");
    let sizes = [500, 1000, 1500].into_iter().flat_map(|rules| [3, 5, 7, 9].map(|dimensions| (rules, dimensions)));
    for (rules, dimensions) in sizes.chain([(10_000, 9)]) {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let whole = complete(rules, dimensions, &mut dice);
        let (mut shrunk, mut widened) = (whole.clone(), whole.clone());
        alter(&mut shrunk, 10, false, &mut dice);
        alter(&mut widened, 10, true, &mut dice);
        print!("{rules:>7} {dimensions:>5} | {:>8.2}", timed(|| cover(&whole)).0);
        for cubes in [&whole, &shrunk, &widened] {
            let cover = cover(cubes);
            let (of_gaps, gaps) = timed(|| cover.gaps(100, &Budget::default()));
            let (of_overlaps, overlaps) = timed(|| cover.overlaps(100, &Budget::default()));
            let (gaps, overlaps) = (mark(gaps.is_proven()), mark(overlaps.is_proven()));
            print!(" | {of_gaps:>8.2}{gaps} {of_overlaps:>8.2}{overlaps}");
        }
        println!();
    }
}

fn growth() {
    println!("\ngrowth: milliseconds over 7 dimensions as the rules double\n");
    println!("{:>7} {:>9} {:>9}", "rules", "gaps", "overlaps");
    for rules in [500, 1000, 2000, 4000, 8000, 16_000] {
        let cover = cover(&complete(rules, 7, &mut Dice(88_172_645_463_325_252)));
        let gaps = timed(|| cover.gaps(100, &Budget::default())).0;
        let overlaps = timed(|| cover.overlaps(100, &Budget::default())).0;
        println!("{rules:>7} {gaps:>9.2} {overlaps:>9.2}");
    }
}

fn altered() {
    println!("\nregions reported against rules shrunk: about one for each\n");
    println!("{:>7} {:>5} {:>8} {:>9} {:>9}", "rules", "dims", "shrunk", "regions", "ms");
    let sizes = [(1500, 5, 10), (1500, 5, 100), (1500, 9, 10), (10_000, 5, 100), (10_000, 9, 100)];
    for (rules, dimensions, one_in) in sizes {
        let mut dice = Dice(1_181_783_497_276_652_981);
        let mut cubes = complete(rules, dimensions, &mut dice);
        alter(&mut cubes, one_in, false, &mut dice);
        let cover = cover(&cubes);
        let (time, gaps) = timed(|| cover.gaps(100, &Budget::default()));
        let regions = gaps.found().found.len() + gaps.found().more;
        println!("{rules:>7} {dimensions:>5} {:>8} {regions:>9} {time:>9.2}", rules / one_in);
    }
}

/// A table of 1500 rules over five numbers, and over one dimension of two values which the rules do not name.
struct Table {
    domains: Arc<[Domain]>,
    parts: Vec<Part<usize>>,
}

/// The dimension of two values.
const KIND: usize = 5;

impl Table {
    fn new() -> Self {
        let within = Interval::ALL.at_least(Number::ZERO).below(Number::from(WIDTH));
        let numbers = Numbers { within, step: Spacing::new(Number::ONE), falls: false };
        let domains = vec![Domain::Numbers(numbers); KIND].into_iter().chain([Domain::Values { count: 2 }]);
        let cubes = complete(1500, KIND, &mut Dice(0x9E37_79B9_7F4A_7C15));
        Self { domains: domains.collect(), parts: parts(&cubes) }
    }

    /// Prints the milliseconds it takes to divide the space, to find its gaps and its overlaps.
    fn print(&self, name: &str, cover: impl Fn(&Arc<[Domain]>) -> Cover<usize>) {
        let (divide, cover) = timed(|| cover(&self.domains));
        let (of_gaps, gaps) = timed(|| cover.gaps(100, &Budget::default()));
        let (of_overlaps, overlaps) = timed(|| cover.overlaps(100, &Budget::default()));
        let (gaps, overlaps) = (mark(gaps.is_proven()), mark(overlaps.is_proven()));
        println!("{name:>44} {divide:>8.2} {of_gaps:>8.2}{gaps} {of_overlaps:>8.2}{overlaps}");
    }

    fn layered(&self, claims: &[Claim<usize>], absent: &Absent) -> impl Fn(&Arc<[Domain]>) -> Cover<usize> {
        move |domains| Cover::of_layers(domains, Stack { default: &self.parts, claims, absent, beside: &[] })
    }
}

/// Numbers of one dimension.
fn part_of(dimension: usize, low: i64, high: i64) -> Condition {
    let interval = Interval::ALL.at_least(Number::from(low)).below(Number::from(high));
    Condition::always().and(dimension, Selection::numbers([interval]))
}

/// A claim on some of the numbers of each dimension in turn, in all of which the same holds.
fn claims(count: usize, all_but: impl Fn(Condition) -> Condition, over: impl Fn(usize) -> Over) -> Vec<Claim<usize>> {
    let claim = |number: usize| {
        let low = i64::try_from(number).unwrap() * WIDTH / i64::try_from(count).unwrap();
        let when = all_but(part_of(number % KIND, low, low + WIDTH / 100));
        let part = Part { when: when.clone(), held: Held::one(20), origin: OriginId::new(2000 + number) };
        Claim { when, parts: vec![part], over: over(number) }
    };
    (0..count).map(claim).collect()
}

fn layers() {
    println!(
        "\nlayers: milliseconds for a complete table of 1500 rules over 5 dimensions, beside the same written out\n"
    );
    println!("{:>44} {:>8} {:>9} {:>9}", "", "divide", "gaps", "overlaps");
    let table = Table::new();
    let none = Absent::default();
    table.print("the table", table.layered(&[], &none));
    // a tenth of the cases of two dimensions, and one number that is never above another
    let corner = part_of(0, 0, WIDTH / 3).and(1, part_of(1, 0, WIDTH / 3).selections()[0].1.clone());
    table.print(
        "without cases that do not exist",
        table.layered(&[], &Absent { conditions: vec![corner.clone()], orders: Vec::new() }),
    );
    let held = Part { when: corner.clone(), held: Held::one(20), origin: OriginId::new(2000) };
    let written_out = [Claim { when: corner, parts: vec![held], over: Over::Nothing }];
    table.print("the same written out as a claim", table.layered(&written_out, &none));
    table.print(
        "one number is never above another",
        table.layered(&[], &Absent { conditions: Vec::new(), orders: vec![(0, 1)] }),
    );
    let urgent = |values| Selection::values([values]);
    let mut over_all = claims(100, |when| when, |_| Over::Nothing);
    let when = Condition::always().and(KIND, urgent(1));
    let part = Part { when: when.clone(), held: Held::one(21), origin: OriginId::new(2100) };
    over_all.push(Claim { when: when.clone(), parts: vec![part.clone()], over: Over::All });
    table.print("100 claims, over which one stands", table.layered(&over_all, &none));
    let mut beside = claims(100, |when| when.and(KIND, urgent(0)), |_| Over::Nothing);
    beside.push(Claim { when, parts: vec![part], over: Over::Nothing });
    table.print("the same written out", table.layered(&beside, &none));
    let additions = [Condition::always().and(KIND, urgent(1)), part_of(0, WIDTH / 2, WIDTH)];
    table.print("with two additions", |domains| {
        let layers = Stack { default: &table.parts, claims: &[], absent: &none, beside: &additions };
        let cover = Cover::of_layers(domains, layers);
        cover.with_additions(&additions, |_| true, |value, added| value * 4 + added.len(), usize::MAX).unwrap()
    });
    let split: Vec<Part<usize>> = table.parts.iter().flat_map(|part| additions_written_out(part, &additions)).collect();
    table.print("the same written out", |domains| Cover::layered(domains, &split, &[]));
}

/// A part for each of the additions that may hold with it or not.
fn additions_written_out(part: &Part<usize>, additions: &[Condition]) -> Vec<Part<usize>> {
    additions.iter().fold(vec![part.clone()], |parts, addition| {
        let (dimension, selection) = &addition.selections()[0];
        let sides = |part: &Part<usize>| {
            [selection.clone(), selection.clone().complement()]
                .map(|side| Part { when: part.when.clone().and(*dimension, side), ..part.clone() })
        };
        parts.iter().flat_map(sides).collect()
    })
}

/// Rules that restrict three of `dimensions` at random, as no person writes them.
fn scattered(rules: usize, dimensions: usize, dice: &mut Dice) -> Vec<Cube> {
    let scatter = |_| {
        let mut cube = vec![(0, WIDTH); dimensions];
        for _ in 0..3 {
            let low = dice.below(WIDTH * 3 / 4);
            cube[dice.index(dimensions)] = (low, low + WIDTH / 4);
        }
        cube
    };
    (0..rules).map(scatter).collect()
}

fn hard() {
    println!("\nhard on purpose: milliseconds until all is found, or the budget ends (!)\n");
    println!("{:>7} {:>5} {:>9} {:>9} {:>9} {:>9}", "rules", "dims", "gaps", "regions", "overlaps", "regions");
    for (rules, dimensions) in [(200, 7), (1000, 6), (1000, 7), (10_000, 9)] {
        let cover = cover(&scattered(rules, dimensions, &mut Dice(2_685_821_657_736_338_717)));
        let start = Instant::now();
        let gaps = cover.gaps(100, &Budget::default());
        let of_gaps = milliseconds(start.elapsed());
        let start = Instant::now();
        let overlaps = cover.overlaps(100, &Budget::default());
        let of_overlaps = milliseconds(start.elapsed());
        let (proven, regions) = (mark(gaps.is_proven()), gaps.found().found.len() + gaps.found().more);
        print!("{rules:>7} {dimensions:>5} {of_gaps:>8.0}{proven} {regions:>9}");
        let (proven, regions) = (mark(overlaps.is_proven()), overlaps.found().found.len() + overlaps.found().more);
        println!(" {of_overlaps:>8.0}{proven} {regions:>9}");
    }
}

/// A ladder of so many steps over an amount of money.
fn ladder(count: usize) -> Vec<Part<usize>> {
    let limits: Vec<Number> = (1..count).map(|number| Number::from(i64::try_from(number * 50_000).unwrap())).collect();
    let from = |step: Interval, number: usize| match number.checked_sub(1) {
        Some(below) => step.above(limits[below].clone()),
        None => step,
    };
    let step = |number: usize| match limits.get(number) {
        Some(limit) => from(Interval::ALL.at_most(limit.clone()), number),
        None => from(Interval::ALL, number),
    };
    let part = |(number, step)| Part {
        when: Condition::always().and(0, Selection::numbers([step])),
        held: Held::one(number),
        origin: OriginId::new(number),
    };
    (0..count).map(step).enumerate().map(part).collect()
}

fn tiny() {
    const COUNT: u32 = 200_000;
    println!("\nsmall spaces: microseconds each\n");
    let step = Spacing::new("0.01".parse().unwrap());
    let amount = Domain::Numbers(Numbers { within: Interval::ALL.at_least(Number::ZERO), step, falls: false });
    let domains: Arc<[Domain]> = Arc::from([amount]);
    let single = [Part { when: Condition::always(), held: Held::one(0), origin: OriginId::new(0) }];
    println!("{:>22} {:>9} {:>9} {:>9}", "", "divide", "gaps", "overlaps");
    for (name, parts) in [("no dimension", &single[..]), ("ladder of three steps", &ladder(3)[..])] {
        let each =
            |mut work: Box<dyn FnMut() + '_>| timed(|| (0..COUNT).for_each(|_| work())).0 * 1000.0 / f64::from(COUNT);
        let cover = Cover::layered(&domains, parts, &[]);
        let divide = each(Box::new(|| drop(black_box(Cover::layered(&domains, parts, &[])))));
        let gaps = each(Box::new(|| drop(black_box(cover.gaps(100, &Budget::default())))));
        let overlaps = each(Box::new(|| drop(black_box(cover.overlaps(100, &Budget::default())))));
        println!("{name:>22} {divide:>9.2} {gaps:>9.2} {overlaps:>9.2}");
    }
}

/// Where a few pieces are compared pair by pair before they are searched, which is what the first half of the lines is about: the second
/// half is of ladders that are too long for that.
fn few() {
    const COUNT: u32 = 20_000;
    println!("\nladders in which nothing meets and nothing follows that is sought: microseconds each\n");
    println!("{:>7} {:>9} {:>9}", "steps", "overlaps", "follows");
    let step = Spacing::new("0.01".parse().unwrap());
    let amount = Domain::Numbers(Numbers { within: Interval::ALL.at_least(Number::ZERO), step, falls: false });
    let domains: Arc<[Domain]> = Arc::from([amount]);
    for steps in [4, 8, 16, 17, 24] {
        let cover = Cover::layered(&domains, &ladder(steps), &[]);
        let falling: Pairs<usize> = (1..steps).map(|before| (before, (0..before).collect())).collect();
        let course = Course { dimension: 0, way: Way::Up, reach: Reach::Next };
        let follow = || {
            let sought = Sought::Pairs(&falling);
            black_box(cover.followings(course, sought, |_| Vec::new(), 100, &Budget::default()))
        };
        let each = |work: &dyn Fn()| timed(|| (0..COUNT).for_each(|_| work())).0 * 1000.0 / f64::from(COUNT);
        let overlaps = each(&|| drop(black_box(cover.overlaps(100, &Budget::default()))));
        println!("{steps:>7} {overlaps:>9.2} {:>9.2}", each(&|| drop(follow())));
    }
}

/// The usual numbers, and the same with an exponent, which makes them be read as any number can be.
fn numbers() {
    const COUNT: u32 = 200_000;
    println!("\nnumbers: nanoseconds to read one\n");
    println!("{:>12} {:>9} {:>9}", "", "as usual", "as any");
    for text in ["5", "50_000", "0.85", "-1234567.89"] {
        let any = format!("{text}e0");
        let read = |text: &str| {
            timed(|| (0..COUNT).for_each(|_| drop(black_box(black_box(text).parse::<Number>())))).0 * 1e6
                / f64::from(COUNT)
        };
        println!("{text:>12} {:>9.1} {:>9.1}", read(text), read(&any));
    }
}
