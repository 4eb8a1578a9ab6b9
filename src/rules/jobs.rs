//! Every check of a run by itself: of the matrix, of one activity or of one decision, by one rule.

use case_space::in_rounds;

use super::context::Ground;
use super::{Check, Context, Found};
use crate::model::{Activity, Decision, Model};
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
    Activity(fn(&Context<'_>, &Activity, &mut Found), usize),
    Decision(fn(&Context<'_>, &Decision, &mut Found), usize),
}

/// Every check of the rules that are on, in an order in which what belongs to one activity or decision is together.
fn jobs(rules: &[Found], model: &Model) -> Vec<Job> {
    let numbered =
        || rules.iter().enumerate().flat_map(|(rule, found)| found.checks().iter().map(move |check| (rule, check)));
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
        found.close(context.model.matrix.place);
        if let Some((subject, place)) = about.filter(|_| context.budget.has_ended()) {
            found.open_unless_said(subject, place);
        }
        found
    }
}

/// What all checks find within so many steps together, and how many they took.
pub(super) fn run(rules: &[Found], ground: &Ground<'_>, steps: u64) -> (Vec<Found>, u64) {
    in_rounds(jobs(rules, ground.model), steps, |job, budget| {
        let found = job.run(&ground.within(budget), rules.get(job.rule)?);
        (!found.is_nothing()).then_some(found)
    })
}
