//! Regions case by case: which cases a finding is about, whatever the regions in which it is said.

use std::collections::{BTreeMap, BTreeSet};

use case_space::Number;
use proptest::test_runner::{TestCaseError, TestCaseResult};

use crate::matrix::{Case, Interval, Matrix, ROLES, VALUES, When};
use crate::names::{self, Naming, id};
use crate::said::{Files, Part, Said};

/// Every number that is written somewhere.
const WRITTEN: [i64; 6] = [0, 10, 20, 30, 40, 50];

/// At each number that is written, and just below and above it.
fn heights(matrix: &Matrix, measure: usize) -> Vec<i64> {
    let measure = &matrix.measures[measure];
    let near = if measure.is_whole { 4 } else { 1 };
    let around = WRITTEN.into_iter().flat_map(|number| [4 * number - near, 4 * number, 4 * number + near]);
    around.filter(|quarters| measure.within.contains(*quarters)).collect()
}

/// Every case that a policy tells from others.
pub(crate) fn cases(matrix: &Matrix) -> Vec<Case> {
    let mut cases = Vec::new();
    for grade in 0..VALUES[0] {
        for site in 0..VALUES[1] {
            for amount in heights(matrix, 0) {
                let case = |margin| Case { values: [grade, site], quarters: [amount, margin] };
                cases.extend(heights(matrix, 1).into_iter().map(case));
            }
        }
    }
    cases
}

/// Who asks, as a dimension.
const ASKED: &str = "requested-by";

/// The requesters in whose cases a finding is; `None` where it makes no difference who asks.
fn asked_by(said: &Said) -> BTreeSet<Option<usize>> {
    let named = said.region.iter().flatten().find(|(dimension, _)| *dimension == ASKED);
    let Some((_, Part::Values(roles))) = named else { return (0..ROLES).map(Some).chain([None]).collect() };
    let is_named = |role: &usize| roles.contains(&id(Naming::Plain, names::Of::Role, *role));
    (0..ROLES).filter(is_named).map(Some).collect()
}

/// The cases that a finding is about, whoever asks.
pub(crate) fn region(matrix: &Matrix, said: &Said) -> When {
    let number = |of: names::Of, dimension: &String| (0..2).find(|number| id(Naming::Plain, of, *number) == *dimension);
    let mut when = When::default();
    for (dimension, part) in said.region.iter().flatten().filter(|(dimension, _)| *dimension != ASKED) {
        match part {
            Part::Values(values) => {
                let dimension = number(names::Of::Values, dimension).unwrap();
                let is_in = |value: &usize| values.contains(&id(Naming::Plain, names::Of::Value(dimension), *value));
                when.values[dimension] = Some((0..VALUES[dimension]).filter(is_in).collect());
            }
            Part::Numbers { low, high } => {
                let measure = number(names::Of::Measure, dimension).unwrap();
                let falls = matrix.measures[measure].falls;
                let height = |(number, within): &(Number, bool)| {
                    let number: i64 = number.to_string().parse().unwrap();
                    (if falls { -number } else { number }, *within)
                };
                let (low, high) = if falls { (high, low) } else { (low, high) };
                when.numbers[measure] = Interval { low: low.as_ref().map(height), high: high.as_ref().map(height) };
            }
        }
    }
    when
}

/// What is said without its regions, how many there are, and the numbers of the cases in them by who asks.
type Covered = BTreeMap<Said, (usize, BTreeSet<(usize, Option<usize>)>)>;

/// A rule that says one region of those in which something is so.
const ONE_OF_SEVERAL: &str = "same-name-activity";

fn covered(matrix: &Matrix, said: impl Iterator<Item = Said>) -> Covered {
    let cases = cases(matrix);
    let mut covered = Covered::new();
    for said in said {
        let region = region(matrix, &said);
        let inside = cases.iter().enumerate().filter(|(_, case)| region.contains(case)).map(|(number, _)| number);
        let inside: Vec<usize> = inside.collect();
        let asked = asked_by(&said);
        let by_each = |case: usize| asked.iter().map(move |role| (case, *role));
        let inside: Vec<_> = inside.into_iter().flat_map(by_each).collect();
        let said = Said { region: said.region.as_ref().map(|_| BTreeMap::new()), ..said.without_witness() };
        let inside = if said.rule == ONE_OF_SEVERAL { Vec::new() } else { inside };
        let (count, all) = covered.entry(said).or_default();
        *count += 1;
        all.extend(inside);
    }
    covered
}

/// Fails where something is said of other cases than elsewhere. Where several sets of as few regions cover them, any of these is as good.
pub(crate) fn same_cases(
    (one, files_of_one): (&Matrix, &Files),
    (other, files_of_other): (&Matrix, &Files),
    see_one: impl Fn(Said) -> Option<Said>,
    see_other: impl Fn(Said) -> Option<Said>,
) -> TestCaseResult {
    let of_one = covered(one, files_of_one.said()?.into_iter().filter_map(see_one));
    let of_other = covered(other, files_of_other.said()?.into_iter().filter_map(see_other));
    let differ = |some: &Covered, others: &Covered| -> Vec<Said> {
        some.iter().filter(|(said, covered)| others.get(said) != Some(covered)).map(|(said, _)| said.clone()).collect()
    };
    match (differ(&of_one, &of_other), differ(&of_other, &of_one)) {
        (one, other) if one.is_empty() && other.is_empty() => Ok(()),
        (one, other) => Err(TestCaseError::fail(format!(
            "of other cases:\nonly of the first: {one:?}\nonly of the second: {other:?}\n{files_of_one}=======\n{files_of_other}"
        ))),
    }
}
