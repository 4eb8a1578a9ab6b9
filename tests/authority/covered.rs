//! `check`: gaps and overlaps are found in exactly the cases in which there are some.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::Value;

use crate::meaning::Meaning;
use crate::oracle::{Oracle, Outcome};
use crate::points::{Days, points};
use crate::policy::{Point, Policy, Role};
use crate::program::Program;
use crate::random::policy;
use crate::said::{Region, roles, witness};
use crate::tries;

/// A finding of one rule on one decision.
struct Found<'a> {
    finding: &'a Value,
    region: Region,
    roles: BTreeSet<Role>,
}

struct Held<'a> {
    program: &'a Program,
    oracle: Oracle<'a>,
    today: i64,
    /// Every case that exists, and what holds in it.
    cases: Vec<(Point, Outcome)>,
}

impl Held<'_> {
    fn fail(&self, words: &str, point: Option<&Point>, finding: Option<&Value>) -> TestCaseError {
        let told = point.map(|point| format!("{point:?}: {:?}\n", self.oracle.outcome(point).before));
        let found = finding.map(|finding| format!("{:#}\n", finding));
        let (told, found) = (told.unwrap_or_default(), found.unwrap_or_default());
        TestCaseError::fail(format!("{words}\n{told}{found}today {}\n{}", self.today, self.program.text()))
    }

    /// Whether there are findings in exactly the cases that are so.
    fn exactly(&self, rule: &str, found: &[Found<'_>], is_so: impl Fn(&Outcome) -> bool) -> Result<(), TestCaseError> {
        for (point, outcome) in &self.cases {
            let by = found.iter().find(|found| found.region.contains(point));
            match (is_so(outcome), by) {
                (true, None) => return Err(self.fail(&format!("no {rule} is found"), Some(point), None)),
                (false, Some(by)) => {
                    return Err(self.fail(&format!("there is no {rule}"), Some(point), Some(by.finding)));
                }
                _ => {}
            }
        }
        for one in found {
            if !self.cases.iter().any(|(point, _)| one.region.contains(point)) {
                return Err(self.fail(&format!("no case of this {rule} exists"), None, Some(one.finding)));
            }
            let shown = witness(&one.finding["witness"], self.today);
            if !one.region.contains(&shown) || !self.oracle.exists(&shown) || !is_so(&self.oracle.outcome(&shown)) {
                return Err(self.fail(
                    &format!("the witness is not one of this {rule}"),
                    Some(&shown),
                    Some(one.finding),
                ));
            }
        }
        Ok(())
    }

    /// Whether each two answers that meet are named in some finding.
    fn named(&self, found: &[Found<'_>]) -> Result<(), TestCaseError> {
        for (point, outcome) in &self.cases {
            let answers: Vec<&Meaning> = outcome.before.iter().collect();
            for (number, one) in answers.iter().enumerate() {
                for other in &answers[number + 1..] {
                    let written: BTreeSet<&Role> = [one, other].iter().flat_map(|of| &outcome.written[**of]).collect();
                    let names = |found: &&Found<'_>| written.iter().all(|role| found.roles.contains(role));
                    if !found.iter().filter(names).any(|found| found.region.contains(point)) {
                        let words = format!("no several-deciders names both {one:?} and {other:?}");
                        return Err(self.fail(&words, Some(point), None));
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether the program finds what there is in the days that it looks at.
fn holds(policy: &Policy, horizon: i64) -> Result<(), TestCaseError> {
    let program = Program::read(policy.text(), policy.today)?;
    let findings = program.findings(horizon)?;
    let days = Days { from: policy.today, until: policy.today + horizon };
    for (number, decision) in policy.decisions.iter().enumerate() {
        let oracle = Oracle::new(policy, decision);
        let there = points(&[&oracle], days).into_iter().filter(|point| oracle.exists(point));
        let cases: Vec<(Point, Outcome)> = there.map(|point| (point.clone(), oracle.outcome(&point))).collect();
        if cases.is_empty() {
            continue;
        }
        let held = Held { program: &program, oracle, today: policy.today, cases };
        let of = |rule: &str| {
            let subject = format!("decisions.x{number}");
            let about = findings.iter().filter(move |one| one["rule"] == *rule && one["subject"] == *subject);
            about
                .map(|finding| {
                    let region = Region::of(&finding["region"]);
                    region.map(|region| Found { finding, region, roles: roles(finding) })
                })
                .collect::<Option<Vec<_>>>()
        };
        // where there are too many, not all are said
        if let Some(found) = of("no-decider") {
            held.exactly("no-decider", &found, |outcome| outcome.before.is_empty())?;
        }
        if let Some(found) = of("several-deciders") {
            held.exactly("several-deciders", &found, |outcome| outcome.before.len() > 1)?;
            held.named(&found)?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(200))]

    #[test]
    fn gaps_and_overlaps_are_found_where_there_are_some(policy in policy()) {
        holds(&policy, 0)?;
    }

    #[test]
    fn with_a_horizon_every_day_of_it_is_looked_at(policy in policy()) {
        holds(&Policy { today: 0, ..policy }, 60)?;
    }
}
