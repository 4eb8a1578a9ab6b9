//! `who`: the answer in each case is the one that there is, with all that stands beside it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::meaning::{Meaning, Signer};
use crate::oracle::{Answer, Oracle};
use crate::points::{Days, points};
use crate::policy::{Beside, Dimension, POSTS, Point, Policy, Term};
use crate::program::Program;
use crate::random::policy;
use crate::said::{answers, beside, coordinate, meaning};
use crate::tries;

/// How many cases of a decision are asked about.
const ASKED: usize = 24;

/// The case as it is asked about.
fn asked(oracle: &Oracle<'_>, point: &Point) -> Vec<(String, String)> {
    let given = oracle.dimensions().iter().filter(|dimension| **dimension != Dimension::Day);
    given.map(|dimension| (dimension.id().to_owned(), coordinate(point, *dimension))).collect()
}

fn is_answered(program: &Program, oracle: &Oracle<'_>, subject: &str, point: &Point) -> Result<(), TestCaseError> {
    let case = asked(oracle, point);
    let reply = program.who(subject, &case);
    let outcome = oracle.outcome(point);
    let fail = |words: String| {
        let said = reply.as_ref().map(|(reply, _)| {
            format!(
                "{:#}",
                reply["answers"].as_array().map_or_else(|| reply["answer"].clone(), |all| all.clone().into())
            )
        });
        Err(TestCaseError::fail(format!(
            "{words}\n{subject} {case:?} on day {}\nsaid: {}\nso: {:?}\n{}",
            point.day,
            said.unwrap_or_else(Clone::clone),
            outcome.answers,
            program.text()
        )))
    };
    let (object, is_one) = match &reply {
        Err(_) if !oracle.exists(point) => return Ok(()),
        Err(_) => return fail("the case exists and is refused".into()),
        Ok(_) if !oracle.exists(point) => return fail("the case does not exist and is answered".into()),
        Ok((object, is_one)) => (object, *is_one),
    };
    if outcome.is_open {
        return Ok(());
    }
    if is_one != (outcome.answers.len() == 1) {
        return fail("whether there is one answer".into());
    }
    let said = answers(object);
    let meant: BTreeSet<Option<Meaning>> = said.iter().map(meaning).collect();
    let wanted: BTreeSet<Option<Meaning>> = outcome.answers.iter().map(|answer| Some(answer.loose.clone())).collect();
    if meant != wanted {
        return fail(format!("another answer: {meant:?}"));
    }
    if let ([said], [answer]) = (said.as_slice(), outcome.answers.as_slice()) {
        for one in Beside::ALL {
            if let Some(words) = differs(&beside(said, one), answer, one) {
                return fail(words);
            }
        }
    }
    Ok(())
}

/// What is wrong in what is said to stand beside an answer.
fn differs(said: &[Signer], answer: &Answer, beside: Beside) -> Option<String> {
    let pieces = answer.lists.get(&beside).cloned().unwrap_or_default();
    let (all, wanted): (BTreeSet<&Signer>, BTreeSet<&Signer>) =
        (said.iter().collect(), pieces.iter().flatten().collect());
    if all != wanted {
        return Some(format!("another list of `{}`: {said:?}", beside.key()));
    }
    if all.len() != said.len() {
        return Some(format!("somebody is twice in `{}`: {said:?}", beside.key()));
    }
    let is_repeated = pieces.iter().flatten().count() > wanted.len();
    let place = |one: &Signer| said.iter().position(|other| other == one);
    let is_in_order = pieces.iter().all(|piece| piece.is_sorted_by_key(place));
    (beside == Beside::Reviews && !is_repeated && !is_in_order).then(|| format!("`reviews` in another order: {said:?}"))
}

/// The case lies elsewhere on this dimension.
fn moved(point: &Point, dimension: Dimension, to: &Point) -> Point {
    let mut point = point.clone();
    match dimension {
        Dimension::Value(of) => point.values[of] = to.values[of],
        Dimension::Number(of) => point.numbers[of] = to.numbers[of],
        Dimension::Asker => point.asker = to.asker,
        Dimension::Day => point.day = to.day,
    }
    point
}

/// All that can be told apart of what holds in a case.
fn told(oracle: &Oracle<'_>, point: &Point) -> BTreeSet<(Meaning, Vec<Vec<Signer>>)> {
    let lists = |answer: &Answer| Beside::ALL.iter().map(|beside| once_each(answer, *beside)).collect();
    oracle.outcome(point).answers.iter().map(|answer| (answer.meaning.clone(), lists(answer))).collect()
}

/// Whether the same of what is written holds in both cases, and no approver follows from where they differ.
fn is_written_alike(oracle: &Oracle<'_>, dimension: Dimension, points: [&Point; 2]) -> bool {
    let follows = |term: &Term| match dimension {
        Dimension::Value(of) => term.any(&|term| *term == Term::HolderOf(of)),
        Dimension::Asker => term.follows_requester(),
        Dimension::Number(_) | Dimension::Day => false,
    };
    let [one, other] = points.map(|point| oracle.written(point));
    one == other && !oracle.decision.terms().into_iter().any(follows)
}

/// All on a list, in order where there is one.
fn once_each(answer: &Answer, beside: Beside) -> Vec<Signer> {
    let mut all: Vec<Signer> = Vec::new();
    for signer in answer.lists.get(&beside).into_iter().flatten().flatten() {
        if !all.contains(signer) {
            all.push(signer.clone());
        }
    }
    if beside != Beside::Reviews {
        all.sort();
    }
    all
}

/// What makes a difference must be given; what makes none, and is not written to make one, need not.
fn must_be_given(
    program: &Program,
    oracle: &Oracle<'_>,
    subject: &str,
    (point, all): (&Point, &[Point]),
) -> Result<(), TestCaseError> {
    for dimension in oracle.dimensions().iter().filter(|dimension| **dimension != Dimension::Day) {
        let elsewhere: BTreeSet<Point> = all.iter().map(|to| moved(point, *dimension, to)).collect();
        if !elsewhere.iter().all(|point| oracle.exists(point) && !oracle.outcome(point).is_open) {
            continue;
        }
        let makes_a_difference = elsewhere.iter().any(|other| told(oracle, other) != told(oracle, point));
        let makes_none = elsewhere.iter().all(|other| is_written_alike(oracle, *dimension, [point, other]));
        let mut case = asked(oracle, point);
        case.retain(|(id, _)| id != dimension.id());
        let reply = program.who(subject, &case);
        prop_assert!(
            if reply.is_ok() { !makes_a_difference } else { !makes_none },
            "whether `{}` must be given: {reply:?}\n{subject} {case:?} on day {}\n{}",
            dimension.id(),
            point.day,
            program.text()
        );
    }
    Ok(())
}

fn holds(policy: &Policy, day: i64) -> Result<(), TestCaseError> {
    let program = Program::read(policy.text(), day)?;
    for (number, decision) in policy.decisions.iter().enumerate() {
        let oracle = Oracle::new(policy, decision);
        let subject = format!("decisions.x{number}");
        let all = points(&[&oracle], Days::only(day));
        let every = all.len().div_ceil(ASKED);
        for point in all.iter().skip(every / 2).step_by(every.max(1)) {
            is_answered(&program, &oracle, &subject, point)?;
        }
        if let Some(point) = all.get(all.len() / 2).filter(|point| oracle.exists(point)) {
            must_be_given(&program, &oracle, &subject, (point, &all))?;
        }
        if oracle.dimensions().contains(&Dimension::Asker)
            && let Some(point) = all.first()
            && let Some(other) = (0..POSTS).find(|post| !decision.requesters.contains(post))
        {
            let case = asked(&oracle, &Point { asker: Some(other), ..point.clone() });
            let reply = program.who(&subject, &case);
            prop_assert!(reply.is_err(), "r{other} may not ask for {subject}\n{}", program.text());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(200))]

    #[test]
    fn the_answer_is_the_one_that_there_is(policy in policy()) {
        holds(&policy, policy.today)?;
    }
}
