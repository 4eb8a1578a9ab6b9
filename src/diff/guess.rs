//! Which things have another id and are the same.
//!
//! Two things, one that is gone and one that is new, are one where people call them by one name, which is in the policy. Where they have
//! no name, they are taken for one if all that is said of them and all that names them is the same: then both versions are compared as
//! if the id had stayed, and where that finds anything about the thing but its id, it was no mere rename after all.

use std::collections::{BTreeMap, BTreeSet};

use super::common::{Pair, View};
use super::described::{Visitor, each_kind};
use super::facts::{Described, Facts, Stated, Weight};
use super::paired::paired;
use super::renames::{Likeness, Renames};
use crate::model::{List, Model};
use crate::subject::{Kind, Text};

/// Things of either version by kind and id.
type Loose = BTreeSet<(Kind, Text)>;

/// What is said of a thing and what names it, without the ids of anything that is gone or new.
#[derive(PartialEq, Eq, PartialOrd, Ord, Default)]
struct Signature {
    facts: Vec<(&'static str, String)>,
    mentions: BTreeSet<(&'static str, Kind, Option<Text>)>,
    uses: BTreeSet<Use>,
}

/// Who names a thing, and under which key.
type Use = (Kind, Option<Text>, &'static str);

/// A thing that is gone or new.
struct Candidate {
    kind: Kind,
    id: Text,
    name: Option<String>,
    signature: Signature,
}

/// The things that are the same under another id.
pub(super) fn guess(old: &Model, new: &Model) -> Renames {
    let none = Renames::default();
    let pair = Pair::new(old, new, &none);
    let mut loose = [Loose::new(), Loose::new()];
    each_kind(&mut Finder { pair: &pair, loose: &mut loose });
    let [gone, came] = &loose;
    let kinds = |loose: &Loose| loose.iter().map(|(kind, _)| *kind).collect::<BTreeSet<Kind>>();
    if kinds(gone).is_disjoint(&kinds(came)) {
        return none;
    }
    let all: Loose = gone | came;
    let candidates = [(&pair.old, gone), (&pair.new, came)].map(|(view, own)| {
        let mut collector = Collector { view, own, all: &all, candidates: BTreeMap::new(), uses: BTreeMap::new() };
        each_kind(&mut collector);
        collector.finish()
    });
    matched(candidates)
}

/// One gone and one new thing that are like each other and like nothing else are one.
fn matched([gone, came]: [Vec<Candidate>; 2]) -> Renames {
    let mut renames = Renames::default();
    for likeness in [Likeness::Name, Likeness::Looks] {
        for one in &gone {
            let mut alike = came.iter().filter(|other| one.is_like(other, likeness));
            let (Some(other), None) = (alike.next(), alike.next()) else { continue };
            if gone.iter().filter(|gone| gone.is_like(other, likeness)).count() == 1 {
                renames.add(one.kind, &one.id, &other.id, likeness);
            }
        }
    }
    renames
}

impl Candidate {
    fn is_like(&self, other: &Self, likeness: Likeness) -> bool {
        let Signature { mentions, uses, .. } = &self.signature;
        self.kind == other.kind
            && match likeness {
                Likeness::Name => self.name.is_some() && self.name == other.name,
                // names do not speak against it, and there is something to go by
                Likeness::Looks => {
                    (self.name.is_none() || other.name.is_none())
                        && self.signature == other.signature
                        && !(mentions.is_empty() && uses.is_empty())
                }
            }
    }
}

/// Finds what is gone and what is new.
struct Finder<'p, 'a> {
    pair: &'p Pair<'a>,
    loose: &'p mut [Loose; 2],
}

impl Visitor for Finder<'_, '_> {
    fn visit<T: Described>(&mut self, list: fn(&Model) -> &List<T>) {
        let [gone, came] = &mut *self.loose;
        for (id, things) in paired(self.pair, T::KIND, list, T::id) {
            let [old, new] = things;
            if new.is_none() {
                gone.insert((T::KIND, id));
            } else if old.is_none() {
                came.insert((T::KIND, id));
            }
        }
    }
}

/// Collects what is said of the loose things of one version, and what names them.
struct Collector<'p, 'a> {
    view: &'p View<'a>,
    own: &'p Loose,
    /// The loose things of both versions.
    all: &'p Loose,
    candidates: BTreeMap<(Kind, Text), Candidate>,
    uses: BTreeMap<(Kind, Text), BTreeSet<Use>>,
}

impl Collector<'_, '_> {
    /// The id, where it is the same in both versions.
    fn known(&self, kind: Kind, id: &Text) -> Option<Text> {
        let key = (kind, id.clone());
        (!self.all.contains(&key)).then_some(key.1)
    }

    fn note_use(&mut self, of: (Kind, &Text), by: &Use) {
        let key = (of.0, of.1.clone());
        if self.own.contains(&key) {
            self.uses.entry(key).or_default().insert(by.clone());
        }
    }

    fn signature(&self, facts: &Facts, mentions: &[(&'static str, Kind, Text)]) -> Signature {
        let masked = |value: &Stated| match value {
            Stated::Refs(kind, ids) => format!("{:?}", ids.iter().map(|id| self.known(*kind, id)).collect::<Vec<_>>()),
            value => value.words(),
        };
        let lasting = facts.0.iter().filter(|(_, fact)| fact.weight != Weight::Name);
        Signature {
            facts: lasting.map(|(key, fact)| (*key, masked(&fact.value))).collect(),
            mentions: mentions.iter().map(|(word, kind, id)| (*word, *kind, self.known(*kind, id))).collect(),
            uses: BTreeSet::new(),
        }
    }

    fn finish(mut self) -> Vec<Candidate> {
        let uses = std::mem::take(&mut self.uses);
        for (key, uses) in uses {
            if let Some(candidate) = self.candidates.get_mut(&key) {
                candidate.signature.uses = uses;
            }
        }
        self.candidates.into_values().collect()
    }
}

impl Visitor for Collector<'_, '_> {
    fn visit<T: Described>(&mut self, list: fn(&Model) -> &List<T>) {
        for thing in list(self.view.model).values() {
            let (facts, mentions) = (thing.facts(self.view), thing.mentions(self.view));
            let id = thing.id();
            let by = self.known(T::KIND, id);
            for (key, fact) in &facts.0 {
                let Stated::Refs(kind, ids) = &fact.value else { continue };
                ids.iter().for_each(|id| self.note_use((*kind, id), &(T::KIND, by.clone(), key)));
            }
            for (word, kind, id) in &mentions {
                self.note_use((*kind, id), &(T::KIND, by.clone(), word));
            }
            if self.own.contains(&(T::KIND, id.clone())) {
                let candidate = Candidate {
                    kind: T::KIND,
                    id: id.clone(),
                    name: facts.0.get("name").map(|fact| fact.value.words()),
                    signature: self.signature(&facts, &mentions),
                };
                self.candidates.insert((T::KIND, id.clone()), candidate);
            }
        }
    }
}
