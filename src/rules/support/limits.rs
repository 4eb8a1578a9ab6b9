//! Which limits on numbers are written, and what do they bound?

use crate::model::{CaseSet, Ladder, Limit, Model};
use crate::subject::Subject;

/// A limit on a number.
pub(in crate::rules) struct WrittenLimit<'m> {
    pub(in crate::rules) subject: Subject,
    pub(in crate::rules) limit: Limit,
    pub(in crate::rules) bounds: Bounding<'m>,
}

/// What a limit bounds.
#[derive(Clone, Copy)]
pub(in crate::rules) enum Bounding<'m> {
    /// A step of a ladder.
    Step(&'m Ladder),
    /// A case of an activity or a decision.
    Case(&'m CaseSet),
    /// The cases in which something is added, lent, held, impossible …
    Other,
}

/// Every limit. A condition on a single number sets two, at one place.
pub(in crate::rules) fn limits(model: &Model) -> Vec<WrittenLimit<'_>> {
    let mut all = Vec::new();
    for activity in model.activities.values() {
        activity.cases.iter().for_each(|case| of_set(&mut all, &activity.subject(), &case.when, true));
    }
    for decision in model.decisions.values() {
        let subject = decision.subject();
        for ladder in decision.ladders() {
            let limits = ladder.steps.iter().filter_map(|step| ladder.limit(step));
            all.extend(limits.map(|limit| WrittenLimit {
                subject: subject.clone(),
                limit,
                bounds: Bounding::Step(ladder),
            }));
        }
        decision.cases.iter().for_each(|case| of_set(&mut all, &subject, &case.when, true));
        let others = decision.also.iter().map(|also| &also.when);
        let others = others.chain(decision.impossible.iter().map(|one| &one.when));
        others.for_each(|set| of_set(&mut all, &subject, set, false));
    }
    for (id, role) in model.roles.iter() {
        model.deputies_of(id).for_each(|deputy| of_set(&mut all, &role.subject(), &deputy.when, false));
    }
    for person in model.people.values() {
        person.posts.items.iter().for_each(|post| of_set(&mut all, &person.subject(), &post.when, false));
    }
    for delegation in &model.delegations {
        of_set(&mut all, &delegation.subject(&model.decisions), &delegation.when, false);
    }
    let lendable = model.lendable.iter().map(|lendable| &lendable.when);
    let nowhere = model.impossible.iter().map(|one| &one.when);
    lendable.chain(nowhere).for_each(|set| of_set(&mut all, &Subject::Matrix, set, false));
    all
}

fn of_set<'m>(all: &mut Vec<WrittenLimit<'m>>, subject: &Subject, set: &'m CaseSet, is_case: bool) {
    let bounds = if is_case { Bounding::Case(set) } else { Bounding::Other };
    all.extend(set.limits.iter().map(|limit| WrittenLimit { subject: subject.clone(), limit: limit.clone(), bounds }));
}
