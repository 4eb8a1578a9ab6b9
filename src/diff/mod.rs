//! What moved between two versions of a matrix: who may decide what they could not before, and who no longer may.
//!
//! Two models are compared, not their files: what is written otherwise and means the same is no difference. Of every decision and
//! activity the exact cases are found in which its answer is another one, as regions of the cases that there are in either version.
//! Where a `step` differs, both versions are read with the finer one.

mod change;
mod common;
mod controls;
mod decisions;
mod described;
mod facts;
mod guess;
mod holders;
mod lent;
mod letters;
mod paired;
mod power;
mod regions;
mod renames;
mod shared;
mod things;
mod told;
mod words;

pub use change::{Change, Effect, State, Version};

use case_space::Budget;
use common::Pair;
use paired::compare_each;

use crate::finding::{Kind, Subject, Text};
use crate::model::{self, Activity, Decision, List, Model, Role};
use crate::options::STEPS;

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
        let nothing = model::build(Vec::new()).model;
        let both_are_there = old.is_some() && new.is_some();
        let (old, new) = (old.unwrap_or(&nothing), new.unwrap_or(&nothing));
        let mut renames = guess::guess(old, new);
        let mut steps = STEPS;
        loop {
            let pair = Pair::new(old, new, &renames);
            let changes = changes(&pair, both_are_there, &mut steps);
            let roles = pair.common.roles;
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

/// What differs, found within so many steps, from which those are taken that it took.
fn changes(pair: &Pair<'_>, both_are_there: bool, steps: &mut u64) -> Vec<Change> {
    let mut changes = Vec::new();
    let decisions = |id: &Text, decisions: [Option<&Decision>; 2], budget: &Budget, changes: &mut Vec<Change>| {
        decisions::compare(pair, id, decisions, budget, changes);
        if let [Some(old), Some(new)] = decisions {
            told::compare(pair, id, [old, new], budget, changes);
        }
    };
    let activities = |id: &Text, activities: [Option<&Activity>; 2], budget: &Budget, changes: &mut Vec<Change>| {
        letters::compare(pair, id, activities, budget, changes);
    };
    // each kind has half of what is left
    let spent = compare_each(
        pair,
        Kind::Decision,
        |model| &model.decisions,
        |one| &one.id,
        decisions,
        *steps / 2,
        &mut changes,
    );
    *steps = steps.saturating_sub(spent);
    let spent = compare_each(
        pair,
        Kind::Activity,
        |model| &model.activities,
        |one| &one.id,
        activities,
        *steps / 2,
        &mut changes,
    );
    *steps = steps.saturating_sub(spent);
    let budget = Budget::steps(*steps / 2);
    lent::compare(pair, &budget, &mut changes);
    *steps = (*steps - *steps / 2).saturating_add(budget.left());
    controls::compare(pair, &mut changes);
    things::compare(pair, &mut changes);
    if both_are_there {
        controls::lint(pair, &mut changes);
        things::matrix(pair, &mut changes);
    }
    let order = |change: &Change| (change.effect, rank(&change.subject), change.subject.clone());
    changes.sort_by_cached_key(order);
    changes
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
