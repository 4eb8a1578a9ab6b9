//! How few people give an answer, and how many it says: in each case as many as brute force finds, and those who are named can.

use std::collections::BTreeSet;

use case_space::{Budget, Outcome};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use raci::hands::{Hands, Situation, Workforce};
use raci::model::{Coverage, Id};

use crate::policy::{Point, Policy};
use crate::program::Program;
use crate::random::policy;
use crate::scene::Scene;
use crate::table::Table;
use crate::tries;

/// How many people an answer says, and how many it takes at least.
type Counted = (Option<u32>, Option<u32>);

struct Counting<'a> {
    program: &'a Program,
    hands: &'a Hands,
    scene: &'a Scene<'a>,
}

impl Counting<'_> {
    fn fail<T>(&self, point: &Point, words: &str) -> Result<T, TestCaseError> {
        Err(TestCaseError::fail(format!("{words}\n{}\n{}", self.scene.shown(point), self.program.text)))
    }

    /// How many people the answer of a situation says and takes, and whether those who are named give one of these.
    fn count(
        &self,
        situation: &Situation,
        (point, given): (&Point, &[(Option<u32>, &Table)]),
    ) -> Result<Option<Counted>, TestCaseError> {
        let Some(need) = self.hands.need(situation) else { return Ok(None) };
        let cast = self.hands.cast(situation, &[need]);
        let Outcome::Proven(few) = need.fewest(&cast, 64, &Budget::default()) else {
            return self.fail(point, "it takes too long");
        };
        let says = need.says(&Budget::default());
        let size = few.as_ref().map(|few| u32::try_from(few.len()).unwrap());
        let few = few.map(|few| self.program.hands(&few));
        let can = |(own, table): &(Option<u32>, &Table)| {
            let gives = few.as_ref().is_none_or(|few| table.is_met_by(|hand| few.contains(hand)));
            *own == says && table.fewest() == size && gives
        };
        if !given.iter().any(can) {
            return self.fail(point, &format!("{few:?} do not give what says {says:?}"));
        }
        Ok(Some((says, size)))
    }

    fn holds(&self, coverage: &Coverage<Id<Situation>>) -> Result<(), TestCaseError> {
        for alike in &self.scene.cases {
            let given = alike.answers.iter().map(|given| Some((given.says, given.table.as_ref()?)));
            let Some(given) = given.collect::<Option<Vec<_>>>() else { continue };
            for point in &alike.points {
                let held = coverage.held_at(&self.program.point(point));
                let situations =
                    held.iter().flat_map(|held| held.values()).map(|id| self.hands.situation(*id).unwrap());
                let counts: Result<Vec<_>, _> = situations.map(|one| self.count(one, (point, &given))).collect();
                let counts: BTreeSet<_> = counts?.into_iter().flatten().collect();
                let wanted: BTreeSet<_> = given.iter().map(|(says, table)| (*says, table.fewest())).collect();
                if counts != wanted {
                    return self.fail(point, &format!("it says and takes {wanted:?}, and {counts:?} is found"));
                }
            }
        }
        Ok(())
    }
}

fn holds(policy: &Policy) -> Result<(), TestCaseError> {
    let program = Program::read(policy)?;
    let workforce = Workforce::new(&program.model);
    for number in 0..policy.decisions.len() {
        let scene = Scene::new(policy, number);
        let (_, decision) = program.decision(number);
        let hands = workforce.of(decision).unwrap();
        Counting { program: &program, hands, scene: &scene }.holds(&hands.coverage(decision).unwrap())?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(1200))]

    #[test]
    fn the_fewest_are_as_few_as_any(policy in policy()) {
        holds(&policy)?;
    }
}
