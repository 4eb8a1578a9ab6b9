//! Letters that moved: who answers for an activity, who does it, who is asked and told.

use std::collections::BTreeSet;

use case_space::{Budget, Cover};

use super::change::{Change, Version};
use super::common::{Pair, Side};
use super::holders::{Held, Holders, number_of};
use crate::finding::{Kind, Subject, Text};
use crate::model::{Activity, Coverage, Id, Role, Spread};
use crate::syntax::{Letter, Scheme};

/// Adds what is different about who holds which letter. Of an activity that is new or gone, who is accountable for it.
pub(super) fn compare(
    pair: &Pair<'_>,
    id: &Text,
    activities: [Option<&Activity>; 2],
    budget: &Budget,
    changes: &mut Vec<Change>,
) {
    for letter in letters(pair, activities) {
        if is_same_everywhere(pair, activities, letter) {
            continue;
        }
        let coverages = sides(pair, activities).map(|(side, activity)| coverage(side, activity?, letter));
        let [before, after] = &coverages;
        let holders = Holders {
            pair,
            subject: Subject::Of(Kind::Activity, id.clone()),
            id,
            held: if letter == Letter::A { Held::Accountable } else { Held::Letter(letter) },
            covers: [(&pair.old, before), (&pair.new, after)]
                .map(|(side, coverage)| numbered(side, coverage.as_ref()?)),
        };
        let place = |version, origin: u32| {
            let coverage = if version == Version::Old { before } else { after };
            Some(coverage.as_ref()?.origins.get(origin as usize)?.place)
        };
        holders.compare(place, budget, changes);
    }
}

fn sides<'p>(pair: &'p Pair<'_>, [old, new]: [Option<&'p Activity>; 2]) -> [(&'p Side<'p>, Option<&'p Activity>); 2] {
    [(&pair.old, old), (&pair.new, new)]
}

/// The letters to compare: those of either scheme, that of the one who does the work as the new version calls it.
fn letters(pair: &Pair<'_>, activities: [Option<&Activity>; 2]) -> Vec<Letter> {
    if activities.iter().any(Option::is_none) {
        return vec![Letter::A];
    }
    let schemes = pair.sides().map(|side| side.model.matrix.scheme);
    let doers = schemes.map(Scheme::doer);
    let others: BTreeSet<Letter> = schemes.iter().flat_map(|scheme| scheme.letters()).copied().collect();
    let [_, doer] = doers;
    std::iter::once(doer).chain(others.into_iter().filter(|letter| !doers.contains(letter))).collect()
}

/// The letter as the scheme of a version calls it.
fn there(side: &Side<'_>, letter: Letter) -> Letter {
    if matches!(letter, Letter::R | Letter::D) { side.model.matrix.scheme.doer() } else { letter }
}

/// Whether the same roles hold the letter in every case, of which no cover need be made.
fn is_same_everywhere(pair: &Pair<'_>, activities: [Option<&Activity>; 2], letter: Letter) -> bool {
    let everywhere = sides(pair, activities).map(|(side, activity)| -> Option<BTreeSet<Id<Role>>> {
        match activity?.spread(there(side, letter))? {
            Spread::Everywhere(None) => Some(BTreeSet::new()),
            Spread::Everywhere(Some(holders)) => holders.roles.ids().map(|role| side.role(role)).collect(),
            Spread::ByCase(_) => None,
        }
    });
    let [before, after] = everywhere;
    before.is_some() && before == after
}

fn coverage(side: &Side<'_>, activity: &Activity, letter: Letter) -> Option<Coverage> {
    activity.coverage(there(side, letter), &side.model.dimensions).map(std::borrow::Cow::into_owned)
}

/// The cover by the numbers of the common roles.
fn numbered(side: &Side<'_>, coverage: &Coverage) -> Option<Cover> {
    let number = |own: u32| number_of(side, side.model.roles.id(own as usize)?);
    Some(coverage.cover.renamed(number))
}
