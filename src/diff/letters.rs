//! Letters that moved: who answers for an activity, who does it, who is asked and told.

use std::collections::BTreeSet;

use case_space::Budget;

use super::change::Change;
use super::common::{Pair, View};
use super::involvement::{InvolvedIn, Involvement};
use crate::model::{Activity, Coverage, Id, Role, Spread};
use crate::subject::{Kind, Text};
use crate::syntax::{Letter, Scheme};

/// What is different about who holds which letter. Of an activity that is new or gone, who is accountable for it.
pub(super) fn compare(pair: &Pair<'_>, id: &Text, activities: [Option<&Activity>; 2], budget: &Budget) -> Vec<Change> {
    let mut changes = Vec::new();
    for letter in letters(pair, activities) {
        if is_same_everywhere(pair, activities, letter) {
            continue;
        }
        let [old, new] = activities;
        let coverages = [coverage(&pair.old, old, letter), coverage(&pair.new, new, letter)];
        let involvement = if letter == Letter::A { Involvement::Accountable } else { Involvement::Letter(letter) };
        changes.extend(InvolvedIn { pair, kind: Kind::Activity, id, involvement }.changes(
            coverages.each_ref().map(|coverage| Some(&coverage.as_ref()?.cover)),
            budget,
            |version, origin| Some(version.pick(coverages.each_ref()).as_ref()?.origins.get(origin.index())?.place),
        ));
    }
    changes
}

/// The letters to compare: those of either scheme, that of the one who does the work as the new version calls it.
fn letters(pair: &Pair<'_>, activities: [Option<&Activity>; 2]) -> Vec<Letter> {
    if activities.iter().any(Option::is_none) {
        return vec![Letter::A];
    }
    let schemes = pair.views().map(|view| view.model.matrix.scheme);
    let doers = schemes.map(Scheme::doer);
    let others: BTreeSet<Letter> = schemes.iter().flat_map(|scheme| scheme.letters()).copied().collect();
    let [_, doer] = doers;
    std::iter::once(doer).chain(others.into_iter().filter(|letter| !doers.contains(letter))).collect()
}

/// The letter as the scheme of a version calls it.
fn there(view: &View<'_>, letter: Letter) -> Letter {
    if matches!(letter, Letter::R | Letter::D) { view.model.matrix.scheme.doer() } else { letter }
}

/// Whether the same roles hold the letter in every case. Then no cover need be made, and most activities take a sixth of the time: see the
/// figures of `benches/report.rs`.
fn is_same_everywhere(pair: &Pair<'_>, [old, new]: [Option<&Activity>; 2], letter: Letter) -> bool {
    let everywhere = |view: &View<'_>, activity: Option<&Activity>| -> Option<BTreeSet<Id<Role>>> {
        match activity?.spread(there(view, letter))? {
            Spread::Everywhere(None) => Some(BTreeSet::new()),
            Spread::Everywhere(Some(holders)) => holders.roles.ids().map(|role| view.role(role)).collect(),
            Spread::ByCase(_) => None,
        }
    };
    let (before, after) = (everywhere(&pair.old, old), everywhere(&pair.new, new));
    before.is_some() && before == after
}

/// Who holds the letter where, by the common roles.
fn coverage(view: &View<'_>, activity: Option<&Activity>, letter: Letter) -> Option<Coverage<Id<Role>>> {
    let coverage = activity?.coverage(there(view, letter), &view.model.dimensions)?;
    Some(coverage.renamed(|own| view.role(own)))
}
