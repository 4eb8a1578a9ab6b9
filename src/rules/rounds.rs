//! One budget for all checks of a run, shared so that what comes out does not depend on who is quick: every check gets an equal share, and
//! what is not used of it goes to those that need more.
//!
//! Shares are dealt in rounds. In the first, each check gets a part of a quarter of the whole, which is plenty for nearly all; those that
//! ended it begin again with a part of half of what is left, and then of all that is left. So the work of a run is bounded, no check takes
//! the share of another, and a single hard one gets nearly everything.

use rayon::prelude::*;

use super::context::Ground;
use super::{Check, Context, Found};
use crate::finding::Subject;
use crate::model::{Activity, Decision, Model};
use crate::space::Budget;

/// What is left of the budget is divided by these, one after the other, and dealt out.
const ROUNDS: [u64; 3] = [4, 2, 1];

/// So many checks are done one after the other before somebody else may take the next: what is near in memory stays near.
const AT_ONCE: usize = 512;

/// One check: of the matrix, or of one activity or decision.
#[derive(Clone, Copy)]
pub(super) struct Job {
    /// Which of the rules that are on.
    rule: usize,
    of: Of,
}

#[derive(Clone, Copy)]
enum Of {
    Matrix(fn(&Context<'_>, &mut Found)),
    Activity(fn(&Context<'_>, &Activity, &mut Found), usize),
    Decision(fn(&Context<'_>, &Decision, &mut Found), usize),
}

/// Every check of the rules that are on, in an order in which what belongs to one activity or decision is together.
pub(super) fn jobs(rules: &[Found], model: &Model) -> Vec<Job> {
    let numbered = || rules.iter().enumerate().flat_map(|(rule, found)| found.checks().iter().map(move |check| (rule, check)));
    let of_matrix = numbered().filter_map(|(rule, check)| match check {
        Check::Matrix(check) => Some(Job { rule, of: Of::Matrix(*check) }),
        _ => None,
    });
    let of_activities = (0..model.activities.len()).flat_map(|number| {
        numbered().filter_map(move |(rule, check)| match check {
            Check::Activity(check) => Some(Job { rule, of: Of::Activity(*check, number) }),
            _ => None,
        })
    });
    let of_decisions = (0..model.decisions.len()).flat_map(|number| {
        numbered().filter_map(move |(rule, check)| match check {
            Check::Decision(check) => Some(Job { rule, of: Of::Decision(*check, number) }),
            _ => None,
        })
    });
    of_matrix.chain(of_activities).chain(of_decisions).collect()
}

impl Job {
    /// Does it; where the budget ends, says that it did.
    fn run(self, context: &Context<'_>, nothing: &Found) -> Found {
        let mut found = nothing.clone();
        let about = match self.of {
            Of::Matrix(check) => {
                check(context, &mut found);
                Some((Subject::Matrix, context.model.matrix.place))
            }
            Of::Activity(check, number) => context.model.activities.values().get(number).map(|activity| {
                check(context, activity, &mut found);
                (activity.subject(), activity.place)
            }),
            Of::Decision(check, number) => context.model.decisions.values().get(number).map(|decision| {
                check(context, decision, &mut found);
                (decision.subject(), decision.place)
            }),
        };
        if let Some((subject, place)) = about.filter(|_| context.budget.has_ended()) {
            found.open_unless_said(subject, place);
        }
        found
    }
}

/// What came of some checks.
#[derive(Default)]
struct Done {
    found: Vec<Found>,
    unfinished: Vec<Job>,
    /// How many steps were taken.
    spent: u64,
}

impl Done {
    fn and(mut self, other: Self) -> Self {
        self.found.extend(other.found);
        self.unfinished.extend(other.unfinished);
        Self { spent: self.spent.saturating_add(other.spent), ..self }
    }
}

/// What all checks find within so many steps together, and how many they took.
pub(super) fn run(
    rules: &[Found],
    ground: &Ground<'_>,
    steps: u64,
) -> (Vec<Found>, u64) {
    let mut found = Vec::new();
    let mut left = steps;
    let mut jobs = jobs(rules, ground.model);
    for part in ROUNDS {
        let is_last = part == 1;
        let share = left / part / u64::try_from(jobs.len().max(1)).unwrap_or(u64::MAX);
        let done = jobs
            .par_chunks(AT_ONCE)
            .map(|some| one_round(some, rules, ground, share, is_last))
            .reduce(Done::default, Done::and);
        left = left.saturating_sub(done.spent);
        found.extend(done.found);
        jobs = done.unfinished;
        if jobs.is_empty() {
            break;
        }
    }
    (found, steps.saturating_sub(left))
}

fn one_round(
    jobs: &[Job],
    rules: &[Found],
    ground: &Ground<'_>,
    share: u64,
    is_last: bool,
) -> Done {
    let mut done = Done::default();
    for job in jobs {
        let Some(nothing) = rules.get(job.rule) else { continue };
        let budget = Budget::steps(share);
        let found = job.run(&ground.within(&budget), nothing);
        done.spent = done.spent.saturating_add(share.saturating_sub(budget.left()));
        if budget.has_ended() && !is_last {
            done.unfinished.push(*job);
        } else if !found.is_nothing() {
            done.found.push(found);
        }
    }
    done
}
