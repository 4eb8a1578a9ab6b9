//! Two ways of writing that mean the same.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::beside::nothing_moved;
use crate::matrix::{Body, Decision, End, Interval, Matrix, Right, Say, Term, When};
use crate::random::matrix;
use crate::said::{Files, Said, same, same_things};
use crate::tries;
use crate::write::{Manner, Values};

/// What is judged of what holds, whatever the cases in which it is written. That one of two cases which say the same can be left out is
/// not, and of steps that follow each other each place is told in which they are written. Which case shows a thing is chosen among many.
fn of_what_holds(said: Said) -> Option<Said> {
    let said = said.without_witness();
    match said.rule {
        "unreachable-case" => None,
        "redundant-threshold" | "limit-skips-superior" | "unlimited-subordinate" => Some(Said { region: None, ..said }),
        _ => Some(said),
    }
}

/// The same where another number is written: two ends that meet with the same answer are one too many, which a waiver may be about, and a
/// dimension is used that makes no difference.
fn of_other_numbers(said: Said) -> Option<Said> {
    const OF_NUMBERS: [&str; 3] = ["redundant-threshold", "waiver-unused", "unused-definition"];
    of_what_holds(said).filter(|said| !OF_NUMBERS.contains(&said.rule))
}

/// The same where there is no ladder any more: of steps that follow each other.
fn of_no_ladder(said: Said) -> Option<Said> {
    const OF_LADDERS: [&str; 4] =
        ["limits-out-of-order", "limit-skips-superior", "unlimited-subordinate", "splittable-limit"];
    of_what_holds(said).filter(|said| !OF_LADDERS.contains(&said.rule))
}

fn as_plain(matrix: &Matrix, other: &Matrix, seen: fn(Said) -> Option<Said>) -> TestCaseResult {
    let (one, other) = (Files::plain(matrix), Files::plain(other));
    same_things(&one, &other, seen)?;
    nothing_moved(&one, &other)
}

fn each_decision(matrix: &Matrix, otherwise: impl Fn(&mut Decision)) -> Matrix {
    let mut other = matrix.clone();
    other.decisions.iter_mut().for_each(otherwise);
    other
}

/// The same cases with each in parts.
fn parts<T: Clone>(cases: &[(When, T)], part: impl Fn(&When) -> Vec<When>) -> Vec<(When, T)> {
    let each = |(when, says): &(When, T)| part(when).into_iter().map(|when| (when, says.clone())).collect::<Vec<_>>();
    cases.iter().flat_map(each).collect()
}

/// Every case of every decision and activity in parts.
fn in_parts(matrix: &Matrix, part: impl Fn(&When) -> Vec<When>) -> Matrix {
    let mut other = matrix.clone();
    other.decisions.iter_mut().for_each(|decision| decision.cases = parts(&decision.cases, &part));
    other.activities.iter_mut().for_each(|activity| activity.cases = parts(&activity.cases, &part));
    other
}

/// Both sides of a number, which both may reach a little over.
fn both_sides(when: &When, measure: usize, (number, within): End, over: i64) -> Vec<When> {
    let low = Interval { low: None, high: Some((number + over, within)) };
    let high = Interval { low: Some((number - over, !within)), high: None };
    [low, high].iter().filter_map(|side| when.within(measure, side)).collect()
}

/// The steps of a ladder as cases, where each of them is a case and nothing is left for the top to say.
fn unrolled((when, body): &(When, Body), has_top: bool) -> Vec<(When, Body)> {
    let as_it_is = || vec![(when.clone(), body.clone())];
    let Right::Ladder(ladder) = &body.right else { return as_it_is() };
    let case = |(interval, say): (Interval, &Say)| {
        Some((when.within(ladder.measure, &interval)?, Body { right: Right::Plain(say.clone()), ..body.clone() }))
    };
    let cases: Option<Vec<_>> = ladder.intervals().map(case).collect();
    let is_same = !ladder.is_chain && (ladder.last.is_some() || !has_top);
    cases.filter(|_| is_same).unwrap_or_else(as_it_is)
}

fn wrapped(say: &mut Say, wrap: fn(Term) -> Term) {
    if let Say::Decides(term) = say {
        *term = wrap(term.clone());
    }
}

proptest! {
    #![proptest_config(tries(64))]

    #[test]
    fn a_case_that_is_written_twice(matrix in matrix()) {
        let twice = in_parts(&matrix, |when| vec![when.clone(), when.clone()]);
        as_plain(&matrix, &twice, of_what_holds)?;
    }

    #[test]
    fn a_case_in_two_that_meet(matrix in matrix(), measure in 0..2_usize, within in any::<bool>()) {
        let halves = in_parts(&matrix, |when| both_sides(when, measure, (25, within), 0));
        as_plain(&matrix, &halves, of_other_numbers)?;
    }

    #[test]
    fn a_case_in_two_that_overlap(matrix in matrix(), measure in 0..2_usize, within in any::<bool>()) {
        let halves = in_parts(&matrix, |when| both_sides(when, measure, (25, within), 3));
        as_plain(&matrix, &halves, of_other_numbers)?;
    }

    #[test]
    fn a_list_of_values_as_a_case_for_each(matrix in matrix(), dimension in 0..2_usize) {
        let each = in_parts(&matrix, |when| match &when.values[dimension] {
            None => vec![when.clone()],
            Some(values) => {
                let one = |value: &usize| {
                    let mut part = when.clone();
                    part.values[dimension] = Some([*value].into());
                    part
                };
                values.iter().map(one).collect()
            }
        });
        as_plain(&matrix, &each, of_what_holds)?;
    }

    #[test]
    fn one_id_alone_as_a_list_of_one(matrix in matrix()) {
        let lists = Files::written(&matrix, Manner { in_lists: true, ..Manner::default() });
        same(&Files::plain(&matrix), &lists, Some)?;
        nothing_moved(&Files::plain(&matrix), &lists)?;
    }

    #[test]
    fn a_group_as_its_values_and_as_all_but_the_others(matrix in matrix()) {
        let written = |values| Files::written(&matrix, Manner { values, ..Manner::default() });
        // a group may be there for nobody
        let seen = |said: Said| (said.rule != "unused-definition").then_some(said);
        same(&written(Values::Listed), &written(Values::Grouped), seen)?;
        same(&written(Values::Listed), &written(Values::Excluded), seen)?;
    }

    #[test]
    fn the_top_as_the_case_that_is_every_case(matrix in matrix()) {
        let mut cases = each_decision(&matrix, |decision| {
            if decision.cases.is_empty() {
                decision.cases.extend(decision.top.take().map(|body| (When::default(), body)));
            }
        });
        for activity in cases.activities.iter_mut().filter(|activity| activity.cases.is_empty()) {
            activity.cases.push((When::default(), std::mem::take(&mut activity.top)));
        }
        as_plain(&matrix, &cases, Some)?;
    }

    #[test]
    fn a_ladder_as_a_case_for_each_step(matrix in matrix()) {
        let cases = each_decision(&matrix, |decision| {
            if decision.cases.is_empty() {
                decision.cases.extend(decision.top.take().map(|body| (When::default(), body)));
            }
            let has_top = decision.top.is_some();
            decision.cases = decision.cases.iter().flat_map(|case| unrolled(case, has_top)).collect();
        });
        as_plain(&matrix, &cases, of_no_ladder)?;
    }

    #[test]
    fn one_role_as_all_of_one(matrix in matrix(), wrap in 0..3_usize) {
        let wrap: fn(Term) -> Term = [
            |term| Term::All(vec![term]),
            |term| Term::Any(vec![term]),
            |term| Term::Count(1, vec![term]),
        ][wrap];
        let mut all = matrix.clone();
        all.says_mut().for_each(|say| wrapped(say, wrap));
        as_plain(&matrix, &all, Some)?;
    }
}
