//! Things that have another id in the new version and are the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::change::{Change, Effect};
use crate::model::List;
use crate::subject::{Kind, Subject, Text};

/// The new id of each thing that has another one, and how that is known.
#[derive(Debug, Default)]
pub(super) struct Renames(HashMap<(Kind, Text), (Text, Likeness)>);

/// By what two things are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// People call both by one name.
    Name,
    /// What is said of both is the same, which is a guess.
    Looks,
}

impl Renames {
    /// Takes two things for one, unless the old one is taken for another already.
    pub(super) fn add(&mut self, kind: Kind, old: &Text, new: &Text, likeness: Likeness) {
        self.0.entry((kind, old.clone())).or_insert((new.clone(), likeness));
    }

    /// The id of a thing of the old version in the new one.
    pub(super) fn called(&self, kind: Kind, id: &Text) -> Text {
        self.0.get(&(kind, id.clone())).map_or(id, |(new, _)| new).clone()
    }

    /// The things of both versions, in the order of the lesser of the ids that each has had: the same whichever version comes first.
    pub(super) fn both<'a, T>(
        &self,
        kind: Kind,
        [old, new]: [&'a List<T>; 2],
        id: impl Fn(&'a T) -> &'a Text,
    ) -> Vec<[Option<&'a T>; 2]> {
        let mut all: BTreeMap<Text, [Option<&T>; 2]> = BTreeMap::new();
        for thing in new.values() {
            all.insert(id(thing).clone(), [None, Some(thing)]);
        }
        for thing in old.values() {
            let [before, _] = all.entry(self.called(kind, id(thing))).or_default();
            *before = Some(thing);
        }
        let mut all: Vec<_> = all.into_values().collect();
        all.sort_by_key(|versions| versions.iter().flatten().map(|thing| id(thing)).min());
        all
    }

    /// Without the guesses about which something else is different; whether there were any.
    pub(super) fn drop_contradicted(&mut self, changes: &[Change]) -> bool {
        let mut about: BTreeSet<(Kind, &Text)> = BTreeSet::new();
        for change in changes.iter().filter(|change| change.effect != Effect::Renamed) {
            if let Subject::Of(kind, id) = &change.subject {
                about.insert((*kind, id));
            }
            about.extend(change.roles.iter().map(|role| (Kind::Role, role)));
            let cases = change.cases.iter().flat_map(|cases| &cases.region);
            about.extend(cases.map(|(dimension, _)| (Kind::Dimension, dimension)));
        }
        let before = self.0.len();
        self.0.retain(|(kind, _), (new, likeness)| *likeness == Likeness::Name || !about.contains(&(*kind, &*new)));
        self.0.len() < before
    }
}
