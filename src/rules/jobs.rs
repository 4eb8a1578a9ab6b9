//! Every check of a run by itself: of the matrix, of one activity or of one decision, by one rule.

use case_space::in_rounds;

use super::context::{Context, Ground};
use super::found::Found;
use super::gravity::Gravity;
use super::rule::{Check, Rule};
use crate::model::{Activity, Decision, Id, Model};
use crate::subject::Subject;

/// One check: of the matrix, or of one activity or decision.
#[derive(Clone, Copy)]
struct Job {
    /// Which of the rules that are on.
    rule: usize,
    of: Of,
}

#[derive(Clone, Copy)]
enum Of {
    Matrix(fn(&Context<'_>, &mut Found)),
    Activity(fn(&Context<'_>, &Activity, &mut Found), Id<Activity>),
    Decision(fn(&Context<'_>, &Decision, &mut Found), Id<Decision>),
}

/// Every check of the rules that are on, in an order in which what belongs to one activity or decision is together.
fn jobs(rules: &[(&Rule, Gravity)], model: &Model) -> Vec<Job> {
    let (mut of_matrix, mut of_activity, mut of_decision) = (Vec::new(), Vec::new(), Vec::new());
    for (rule, (on, _)) in rules.iter().enumerate() {
        for check in on.checks {
            match *check {
                Check::Matrix(check) => of_matrix.push(Job { rule, of: Of::Matrix(check) }),
                Check::Activity(check) => of_activity.push((rule, check)),
                Check::Decision(check) => of_decision.push((rule, check)),
            }
        }
    }
    let activities = model
        .activities
        .ids()
        .flat_map(|id| of_activity.iter().map(move |(rule, check)| Job { rule: *rule, of: Of::Activity(*check, id) }));
    let decisions = model
        .decisions
        .ids()
        .flat_map(|id| of_decision.iter().map(move |(rule, check)| Job { rule: *rule, of: Of::Decision(*check, id) }));
    of_matrix.into_iter().chain(activities).chain(decisions).collect()
}

impl Job {
    /// Does it; where the budget ends, says that it did.
    fn run(self, context: &Context<'_>, mut found: Found) -> Found {
        let (subject, place) = match self.of {
            Of::Matrix(check) => {
                check(context, &mut found);
                (Subject::Matrix, context.model.matrix.place)
            }
            Of::Activity(check, id) => {
                let activity = &context.model.activities[id];
                check(context, activity, &mut found);
                (activity.subject(), activity.place)
            }
            Of::Decision(check, id) => {
                let decision = &context.model.decisions[id];
                check(context, decision, &mut found);
                (decision.subject(), decision.place)
            }
        };
        found.close(context.model.matrix.place);
        if context.budget.has_ended() {
            found.open_unless_said(subject, place);
        }
        found
    }
}

/// What all checks find within so many steps together, and how many they took.
pub(super) fn run(rules: &[(&Rule, Gravity)], ground: &Ground<'_>, steps: u64) -> (Vec<Found>, u64) {
    in_rounds(jobs(rules, ground.model), steps, |job, budget| {
        let (rule, weight) = rules.get(job.rule)?;
        let found = job.run(&ground.within(budget), rule.found(*weight));
        (!found.is_nothing()).then_some(found)
    })
}
