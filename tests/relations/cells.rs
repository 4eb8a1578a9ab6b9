//! Regions case by case: which cases a finding is about, whatever the regions in which it is said.

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::{TestCaseError, TestCaseResult};
use raci::space::Number;

use crate::matrix::{Case, Matrix, VALUES};
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

/// Whether the case is in the region of the finding.
pub(crate) fn is_in(matrix: &Matrix, said: &Said, case: &Case) -> bool {
    let Some(region) = &said.region else { return true };
    let value = |number: usize| id(Naming::Plain, names::Of::Value(number), case.values[number]);
    let number = |number: usize| {
        let sign = if matrix.measures[number].falls { -1 } else { 1 };
        &Number::from(sign * 25 * case.quarters[number]) * &Number::power_of_ten(-2)
    };
    let holds = |number: &Number, low: &Option<(Number, bool)>, high: &Option<(Number, bool)>| {
        low.as_ref().is_none_or(|(low, within)| number > low || *within && number == low)
            && high.as_ref().is_none_or(|(high, within)| number < high || *within && number == high)
    };
    let dimension = |of, id_of: &String| (0..2).find(|number| id(Naming::Plain, of, *number) == *id_of);
    region.iter().all(|(of, part)| match part {
        Part::Values(values) => values.contains(&value(dimension(names::Of::Values, of).unwrap())),
        Part::Numbers { low, high } => holds(&number(dimension(names::Of::Measure, of).unwrap()), low, high),
    })
}

/// What is said without its regions, how many there are, and the numbers of the cases in them.
type Covered = BTreeMap<Said, (usize, BTreeSet<usize>)>;

fn covered(matrix: &Matrix, said: impl Iterator<Item = Said>) -> Covered {
    let cases = cases(matrix);
    let mut covered = Covered::new();
    for said in said {
        let inside = cases.iter().enumerate().filter(|(_, case)| is_in(matrix, &said, case)).map(|(number, _)| number);
        let inside: Vec<usize> = inside.collect();
        let region = said.region.as_ref().map(|_| BTreeMap::new());
        let (count, all) = covered.entry(Said { region, ..said.without_witness() }).or_default();
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
