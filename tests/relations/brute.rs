//! Gaps and overlaps, held against every single case: what is written is looked up case by case, with nothing but the format's words.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::cells::{cases, region};
use crate::matrix::{Body, Case, Decision, Interval, LETTERS, Ladder, Matrix, Right, Say, Term, When};
use crate::names::{self, Naming, id};
use crate::random::matrix;
use crate::said::Files;
use crate::tries;

pub(crate) type Quorums = BTreeSet<BTreeSet<usize>>;

/// What an answer means: whose signatures are enough, one after the other where they follow each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    Free,
    Forbidden,
    Signed(Vec<Quorums>),
}

pub(crate) fn quorums(term: &Term) -> Quorums {
    let so_many = |count: usize, members: &[Term]| {
        let members: Vec<Quorums> = members.iter().map(quorums).collect();
        let chosen = (0_u32..1 << members.len()).filter(|chosen| chosen.count_ones() as usize == count);
        let signed = chosen.flat_map(|chosen| {
            let those = members.iter().enumerate().filter(|(number, _)| chosen >> number & 1 == 1);
            those.fold(vec![BTreeSet::new()], |so_far: Vec<BTreeSet<usize>>, (_, quorums)| {
                so_far.iter().flat_map(|one| quorums.iter().map(move |other| one | other)).collect()
            })
        });
        let all: Quorums = signed.collect();
        all.iter().filter(|one| !all.iter().any(|other| other != *one && other.is_subset(one))).cloned().collect()
    };
    match term {
        Term::Role(role) => [[*role].into()].into(),
        Term::All(members) => so_many(members.len(), members),
        Term::Any(members) => so_many(1, members),
        Term::Count(count, members) => so_many(*count, members),
    }
}

pub(crate) fn meaning(say: &Say) -> Meaning {
    match say {
        Say::Free => Meaning::Free,
        Say::Forbidden => Meaning::Forbidden,
        Say::Decides(term) => Meaning::Signed(vec![quorums(term)]),
    }
}

/// The steps that are asked at a height: the one that decides, after those below it where they agree first.
fn asked(ladder: &Ladder, quarters: i64) -> Option<Meaning> {
    let at = ladder.intervals().position(|(interval, _)| interval.contains(quarters))?;
    let mut says = ladder.intervals().map(|(_, say)| meaning(say));
    if !ladder.is_chain {
        return says.nth(at);
    }
    let signed = says.take(at + 1).flat_map(|meaning| match meaning {
        Meaning::Signed(signed) => signed,
        Meaning::Free | Meaning::Forbidden => Vec::new(),
    });
    Some(Meaning::Signed(signed.collect()))
}

fn answer(body: &Body, case: &Case) -> Option<Meaning> {
    match &body.right {
        Right::Plain(say) => Some(meaning(say)),
        Right::Ladder(ladder) => asked(ladder, case.quarters[ladder.measure]),
    }
}

/// The different answers in a case.
pub(crate) fn answers(decision: &Decision, case: &Case) -> BTreeSet<Meaning> {
    let claims: Vec<&Body> =
        decision.cases.iter().filter(|(when, _)| when.contains(case)).map(|(_, body)| body).collect();
    let bodies = if claims.is_empty() { decision.top.iter().collect() } else { claims };
    bodies.into_iter().filter_map(|body| answer(body, case)).collect()
}

/// Who holds a letter in a case.
pub(crate) fn holders(activity: &crate::matrix::Activity, letter: &str, case: &Case) -> BTreeSet<usize> {
    let number = LETTERS.iter().position(|one| *one == letter).unwrap();
    let claims = activity.cases.iter().filter(|(when, letters)| letters[number].is_some() && when.contains(case));
    let claims: Vec<&Vec<usize>> = claims.filter_map(|(_, letters)| letters[number].as_ref()).collect();
    let lists = if claims.is_empty() { activity.top[number].iter().collect() } else { claims };
    lists.into_iter().flatten().copied().collect()
}

/// In exactly the cases that are so, the rule has something to say of the subject.
fn says_so(
    matrix: &Matrix,
    files: &Files,
    cases: &[Case],
    (rule, subject): (&str, String),
    is_so: impl Fn(&Case) -> bool,
) -> Result<(), TestCaseError> {
    let about = files.said()?.into_iter().filter(|said| said.rule == rule && said.subject == subject);
    let regions: Vec<When> = about.map(|said| region(matrix, &said)).collect();
    for case in cases {
        let found = regions.iter().any(|region| region.contains(case));
        prop_assert_eq!(found, is_so(case), "{} {} in {:?}: {:#?}\n{}", rule, subject, case, regions, files);
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(32))]

    #[test]
    fn of_decisions(matrix in matrix()) {
        let (files, cases) = (Files::plain(&matrix), cases(&matrix));
        for (number, decision) in matrix.decisions.iter().enumerate() {
            let subject = format!("decisions.{}", id(Naming::Plain, names::Of::Decision, number));
            let count = |case: &Case| answers(decision, case).len();
            says_so(&matrix, &files, &cases, ("no-decider", subject.clone()), |case| count(case) == 0)?;
            says_so(&matrix, &files, &cases, ("several-deciders", subject), |case| count(case) > 1)?;
        }
    }

    #[test]
    fn of_activities(matrix in matrix()) {
        let (files, cases) = (Files::plain(&matrix), cases(&matrix));
        for (number, activity) in matrix.activities.iter().enumerate() {
            let subject = format!("activities.{}", id(Naming::Plain, names::Of::Activity, number));
            let count = |letter, case: &Case| holders(activity, letter, case).len();
            let works = |case: &Case| {
                count("R", case) > 0 || matrix.accountable_works && count("A", case) > 0
            };
            says_so(&matrix, &files, &cases, ("no-accountable", subject.clone()), |case| count("A", case) == 0)?;
            says_so(&matrix, &files, &cases, ("several-accountable", subject.clone()), |case| count("A", case) > 1)?;
            says_so(&matrix, &files, &cases, ("no-responsible", subject), |case| !works(case))?;
        }
    }
}

#[test]
fn intervals_meet_where_both_hold() {
    let some = |low, high| Interval { low, high };
    let upper = some(Some((10, true)), None);
    assert_eq!(some(None, Some((10, true))).meet(&upper), Some(some(Some((10, true)), Some((10, true)))));
    assert_eq!(some(None, Some((10, false))).meet(&upper), None);
}
