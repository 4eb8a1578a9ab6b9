//! Changes as they are told: one that shows in many regions of cases is one entry, with the regions below.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::cases::{Cases, Portion};
use crate::diff::{Change, Effect, Version};
use crate::source::Place;
use crate::subject::{Subject, Text};

/// What is told of some cases, and of how many regions of them: at least one.
pub(super) struct Folded<'a> {
    first: &'a Change,
    changes: Vec<&'a Change>,
}

/// Where something is to be seen, if anywhere.
type Somewhere = Option<(Version, Place)>;

/// What is one thing that is told.
type Once<'a> = (&'a Subject, &'a str, &'a [Text], bool);

impl<'a> Folded<'a> {
    /// The entries for changes of one effect: what is about one thing together, in the order of the cases.
    pub(super) fn all(changes: impl Iterator<Item = &'a Change>) -> Vec<Self> {
        let mut entries: Vec<Self> = Vec::new();
        let mut known: HashMap<Once<'a>, usize> = HashMap::new();
        for change in changes {
            let told: Once<'a> = (&change.subject, &change.message, &change.roles, change.own);
            let known = *known.entry(told).or_insert(entries.len());
            match entries.get_mut(known) {
                Some(entry) => entry.changes.push(change),
                None => entries.push(Self { first: change, changes: vec![change] }),
            }
        }
        for entry in &mut entries {
            entry.changes.sort_by(|one, other| in_order(one, other));
            entry.changes.dedup();
            entry.first = entry.changes.first().copied().unwrap_or(entry.first);
        }
        for entries in entries.chunk_by_mut(|one, other| one.first.subject == other.first.subject) {
            entries.sort_by(|one, other| in_order(one.first, other.first));
        }
        entries
    }

    /// The first change of it.
    pub(super) const fn first(&self) -> &'a Change {
        self.first
    }

    /// Whether it shows in several regions.
    pub(super) const fn is_folded(&self) -> bool {
        self.changes.len() > 1
    }

    /// What is told of all its regions: with the cases, where there is but one.
    pub(super) fn words(&self) -> String {
        if !self.is_folded() {
            return self.first.words();
        }
        Change { when: String::new(), aside: self.aside().unwrap_or_default().to_owned(), ..self.first.clone() }.words()
    }

    /// What is told of all its regions, without the cases.
    pub(super) fn summary(&self) -> String {
        let aside = self.aside().unwrap_or_default().to_owned();
        Change { when: String::new(), aside, ..self.first.clone() }.words()
    }

    /// What is told of each region, in the order of the cases.
    pub(super) fn regions(&self) -> impl Iterator<Item = (&'a Change, String)> {
        let is_told = self.aside().is_some();
        self.changes.iter().map(move |change| {
            let when =
                if change.when.is_empty() { "in every case".to_owned() } else { format!("when {}", change.when) };
            let aside = if is_told || change.aside.is_empty() { String::new() } else { format!(" ({})", change.aside) };
            (*change, when + &aside)
        })
    }

    /// The regions that are seen at one place, one after the other, and that place.
    pub(super) fn by_place(&self) -> Vec<(Vec<String>, Somewhere)> {
        let mut by_place: Vec<(Vec<String>, Somewhere)> = Vec::new();
        for (change, words) in self.regions() {
            match by_place.last_mut() {
                Some((regions, place)) if *place == change.place => regions.push(words),
                _ => by_place.push((vec![words], change.place)),
            }
        }
        by_place
    }

    /// What was before, or is now, where that is the same in all regions.
    fn aside(&self) -> Option<&'a str> {
        let is_same = self.changes.iter().all(|change| change.aside == self.first.aside);
        is_same.then_some(self.first.aside.as_str())
    }
}

/// The changes of one effect as they are told.
pub(super) type Headed<'a> = (Effect, Vec<Folded<'a>>);

/// From the lowest numbers to the highest, dimension by dimension.
fn in_order(one: &Change, other: &Change) -> Ordering {
    let (Some(cases), Some(others)) = (&one.cases, &other.cases) else {
        return one.cases.is_some().cmp(&other.cases.is_some());
    };
    let portions = |cases: &'_ Cases| -> Vec<Option<Portion>> {
        let of = |dimension: &Text| {
            cases.region.iter().find(|(known, _)| known == dimension).map(|(_, portion)| portion.clone())
        };
        cases.witness.iter().map(|(dimension, _)| of(dimension)).collect()
    };
    portions(cases).cmp(&portions(others))
}
