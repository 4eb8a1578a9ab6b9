//! Letters that moved: who answers for an activity, who does it, who is asked and told.

use std::collections::BTreeSet;

use case_space::Budget;

use super::change::Change;
use super::common::{Pair, View};
use super::involvement::{InvolvedIn, Involvement};
use crate::model::{Activity, Coverage, Id, Role, Spread};
use crate::subject::{Kind, Text};
use crate::syntax::{Capacity, Scheme};

/// What is different about who holds which letter. Of an activity that is new or gone, who is accountable for it.
pub(super) fn compare(pair: &Pair<'_>, id: &Text, activities: [Option<&Activity>; 2], budget: &Budget) -> Vec<Change> {
    let mut changes = Vec::new();
    for capacity in capacities(activities) {
        if is_same_everywhere(pair, activities, capacity) {
            continue;
        }
        let [old, new] = activities;
        let coverages = [coverage(&pair.old, old, capacity), coverage(&pair.new, new, capacity)];
        let Some(involvement) = involvement(activities, capacity) else { continue };
        changes.extend(InvolvedIn { pair, kind: Kind::Activity, id, involvement, askers: [None, None] }.changes(
            coverages.each_ref().map(|coverage| Some(&coverage.as_ref()?.cover)),
            budget,
            |version, origin| Some(version.pick(coverages.each_ref()).as_ref()?.origins.get(origin.index())?.place),
        ));
    }
    changes
}

/// What to compare: whatever the letters of either version mean.
fn capacities(activities: [Option<&Activity>; 2]) -> Vec<Capacity> {
    let [Some(old), Some(new)] = activities else { return vec![Capacity::Accountable] };
    let is_known = |capacity: &Capacity| old.scheme.knows(*capacity) || new.scheme.knows(*capacity);
    Capacity::ALL.into_iter().filter(is_known).collect()
}

/// The part of those in the capacity, by the letter that the new version has for it, else the old one.
fn involvement(activities: [Option<&Activity>; 2], capacity: Capacity) -> Option<Involvement> {
    if capacity == Capacity::Accountable {
        return Some(Involvement::Accountable);
    }
    let [old, new] = activities.map(|activity| activity.map(|activity| &activity.scheme));
    let letter = [new, old].into_iter().flatten().find_map(|scheme| scheme.first(capacity))?;
    let means_another = |scheme: &Scheme| scheme.letter(letter.as_str()).is_some_and(|other| other != letter);
    let is_clear = ![old, new].into_iter().flatten().any(means_another);
    Some(if is_clear { Involvement::Letter(letter) } else { Involvement::OneLetter(letter) })
}

/// Whether the same roles are in the capacity in every case. Then no cover need be made, and most activities take a sixth of the time: see the
/// figures of `benches/report.rs`.
fn is_same_everywhere(pair: &Pair<'_>, [old, new]: [Option<&Activity>; 2], capacity: Capacity) -> bool {
    let everywhere = |view: &View<'_>, activity: Option<&Activity>| -> Option<BTreeSet<Id<Role>>> {
        match activity?.spread(capacity)? {
            Spread::Everywhere(None) => Some(BTreeSet::new()),
            Spread::Everywhere(Some(holders)) => holders.roles.ids().map(|role| view.role(role)).collect(),
            Spread::ByCase(_) => None,
        }
    };
    let (before, after) = (everywhere(&pair.old, old), everywhere(&pair.new, new));
    before.is_some() && before == after
}

/// Who is in the capacity where, by the common roles.
fn coverage(view: &View<'_>, activity: Option<&Activity>, capacity: Capacity) -> Option<Coverage<Id<Role>>> {
    let coverage = activity?.coverage(capacity, &view.model.dimensions)?;
    Some(coverage.renamed(|own| view.role(own)))
}
