//! `diff`: something is said to differ in exactly the cases in which another answer holds.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::Value;

use crate::meaning::Meaning;
use crate::oracle::Oracle;
use crate::points::{Days, points};
use crate::policy::{Point, Policy};
use crate::program::Program;
use crate::random::versions;
use crate::said::Region;
use crate::tries;

/// The changes of who may decide.
const EFFECTS: [&str; 9] =
    ["gained", "lost", "gap", "gap-closed", "overlap", "overlap-resolved", "weakened", "strengthened", "altered"];

/// Whether a change is of those who stand beside the answer.
fn is_of_lists(change: &Value) -> bool {
    let words = change["message"].as_str().unwrap_or_default();
    ["asked to confirm", "entitled to refuse"].iter().any(|list| words.contains(list))
}

fn holds([old, new]: &[Policy; 2]) -> Result<(), TestCaseError> {
    let programs = [Program::read(old.text(), old.today)?, Program::read(new.text(), old.today)?];
    let oracles = [Oracle::new(old, &old.decisions[0]), Oracle::new(new, &new.decisions[0])];
    let changes = programs[0].changes(&programs[1]);
    let is_of_answers = |change: &&Value| {
        let is_known = EFFECTS.iter().any(|effect| change["effect"] == *effect);
        change["subject"] == "decisions.x0" && is_known && !is_of_lists(change)
    };
    let said: Vec<(&Value, Region)> = changes
        .iter()
        .filter(is_of_answers)
        .filter_map(|change| Some((change, Region::of(&change["region"])?)))
        .collect();
    let fail = |words: &str, point: Option<&Point>, change: Option<&Value>| {
        let so = point.map(|point| {
            format!("{point:?}\n{:?}\n{:?}", oracles[0].outcome(point).answers, oracles[1].outcome(point).answers)
        });
        TestCaseError::fail(format!(
            "{words}\n{}\n{:#}\n{}=======\n{}",
            so.unwrap_or_default(),
            change.cloned().unwrap_or_else(|| changes.clone().into()),
            programs[0].text(),
            programs[1].text()
        ))
    };
    let both: Vec<&Oracle<'_>> = oracles.iter().collect();
    let mut moved = Vec::new();
    let mut any_open = false;
    for point in points(&both, Days::only(old.today)) {
        let is_there = oracles.each_ref().map(|oracle| oracle.exists(&point));
        if is_there != [true, true] {
            // that cases come or go is another thing
            any_open |= is_there[0] != is_there[1];
            continue;
        }
        let outcomes = [oracles[0].outcome(&point), oracles[1].outcome(&point)];
        if outcomes.iter().any(|outcome| outcome.is_open) {
            any_open = true;
            continue;
        }
        let [before, after] = outcomes
            .map(|outcome| outcome.answers.into_iter().map(|answer| answer.meaning).collect::<BTreeSet<Meaning>>());
        let by = said.iter().find(|(_, region)| region.contains(&point));
        match (before != after, by) {
            (true, None) => return Err(fail("a change is not told", Some(&point), None)),
            (false, Some((change, _))) => return Err(fail("nothing differs in a case", Some(&point), Some(change))),
            (true, Some(_)) => moved.push(point),
            (false, None) => {}
        }
    }
    for (change, region) in &said {
        if !any_open && !moved.iter().any(|point| region.contains(point)) {
            return Err(fail("no case of a change exists", None, Some(change)));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(200))]

    #[test]
    fn what_differs_is_told(versions in versions()) {
        holds(&versions)?;
    }
}
