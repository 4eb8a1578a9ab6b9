//! What moved between two versions of a matrix: who may decide what they could not before, and who no longer may.
//!
//! Two models are compared, not their files: what is written otherwise and means the same is no difference. Of every decision and
//! activity the exact cases are found in which its answer is another one, as regions of the cases that there are in either version.
//! Where a `step` differs, both versions are read with the finer one.

mod alike;
mod change;
mod common;
mod controls;
mod decisions;
mod described;
mod facts;
mod guess;
mod involvement;
mod lendable;
mod lent;
mod letters;
mod paired;
mod power;
mod regions;
mod renames;
mod shared;
mod things;
mod times;
mod told;
mod words;

pub use change::{Change, Effect, State, Version};

use case_space::Budget;
use common::Pair;
use paired::compare_each;

use jiff::civil::Date;

use crate::model::{self, List, Model, Role};
use crate::options::{Days, STEPS};
use crate::subject::{Kind, Subject};

/// Everything that differs between two versions.
#[derive(Debug)]
pub struct Diff {
    /// The differences: what weighs most first, then by what they are about.
    pub changes: Vec<Change>,
    /// The roles of both versions, which the answers in the changes name.
    pub roles: List<Role>,
}

impl Diff {
    /// What moved from `old` to `new`, which are both read without mistakes: of what could not be read, nothing is known. Where there
    /// was no policy before, or is none after, all that is in the other one came or went.
    #[must_use]
    pub fn between(old: Option<&Model>, new: Option<&Model>) -> Self {
        // on the day of the other one
        let day = old.or(new).and_then(|model| model.dimensions.first_day()).unwrap_or(Date::constant(1970, 1, 1));
        let nothing = model::build(Vec::new(), Days::only(day)).model;
        let both_are_there = old.is_some() && new.is_some();
        let (old, new) = (old.unwrap_or(&nothing), new.unwrap_or(&nothing));
        let mut renames = guess::guess(old, new);
        let mut steps = STEPS;
        loop {
            let pair = Pair::new(old, new, &renames);
            let (changes, left) = changes(&pair, both_are_there, steps);
            let roles = pair.common.roles;
            steps = left;
            if !renames.drop_contradicted(&changes) {
                return Self { changes, roles };
            }
        }
    }

    /// Whether authority moved: who may decide, who answers for it, and what holds them in check.
    #[must_use]
    pub fn moves_authority(&self) -> bool {
        self.changes.iter().any(|change| change.effect.moves_authority())
    }

    /// The changes of one effect.
    pub fn of(&self, effect: Effect) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.effect == effect)
    }
}

/// What differs, found within so many steps, and how many of these are left: of decisions, activities and loans, each may take half of
/// what was left before it.
fn changes(pair: &Pair<'_>, both_are_there: bool, steps: u64) -> (Vec<Change>, u64) {
    let (mut changes, spent) = compare_each(
        pair,
        Kind::Decision,
        |model| &model.decisions,
        |decision| &decision.id,
        steps / 2,
        |id, decisions, budget| {
            let mut changes = decisions::compare(pair, id, decisions, budget);
            if let [Some(old), Some(new)] = decisions {
                changes.extend(told::compare(pair, id, [old, new], budget));
                changes.extend(times::compare(pair, id, [old, new], budget));
            }
            changes
        },
    );
    let steps = steps.saturating_sub(spent);
    let (of_activities, spent) = compare_each(
        pair,
        Kind::Activity,
        |model| &model.activities,
        |activity| &activity.id,
        steps / 2,
        |id, activities, budget| letters::compare(pair, id, activities, budget),
    );
    changes.extend(of_activities);
    let steps = steps.saturating_sub(spent);
    let budget = Budget::steps(steps / 2);
    changes.extend(lent::compare(pair, &budget));
    changes.extend(lendable::compare(pair, &budget));
    let steps = (steps - steps / 2).saturating_add(budget.left());
    changes.extend(controls::compare(pair));
    changes.extend(things::compare(pair));
    if both_are_there {
        changes.extend(controls::lint(pair));
        changes.extend(things::matrix(pair));
    }
    changes.sort_by_cached_key(|change| (change.effect, rank(&change.subject), change.subject.clone()));
    (changes, steps)
}

/// What people look for first.
const fn rank(subject: &Subject) -> u8 {
    match subject {
        Subject::Of(Kind::Decision, _) => 0,
        Subject::Of(Kind::Activity, _) => 1,
        Subject::Of(..) => 2,
        Subject::Matrix => 3,
    }
}
