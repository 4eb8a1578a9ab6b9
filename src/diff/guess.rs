//! Which things have another id and are the same.
//!
//! Two things, one that is gone and one that is new, are one where people call them by one name, which is in the policy, or the one by a
//! name or an id that the other keeps as an alias. Where they have no name, they are taken for one if all that is said of them and all
//! that names them is the same: then both versions are compared as if the id had stayed, and where that finds anything about the thing
//! but its id, it was no mere rename after all.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{Candidate, Signature, Use, matched};
use super::common::{Pair, View};
use super::described::all;
use super::facts::{Facts, Reference, Stated, Weight};
use super::paired::all_paired;
use super::renames::Renames;
use crate::model::Model;
use crate::subject::{Kind, Text};

/// Things of either version by kind and id.
type Loose = BTreeSet<(Kind, Text)>;

/// The things that are the same under another id.
pub(super) fn guess(old: &Model, new: &Model) -> Renames {
    let none = Renames::default();
    let pair = Pair::new(old, new, &none);
    let (mut gone, mut came) = (Loose::new(), Loose::new());
    for (thing, versions) in all_paired(&pair) {
        match versions {
            [Some(_), None] => gone.insert(thing),
            [None, Some(_)] => came.insert(thing),
            _ => continue,
        };
    }
    let kinds = |loose: &Loose| loose.iter().map(|(kind, _)| *kind).collect::<BTreeSet<Kind>>();
    if kinds(&gone).is_disjoint(&kinds(&came)) {
        return none;
    }
    let loose = &gone | &came;
    matched(
        &[(&pair.old, &gone), (&pair.new, &came)]
            .map(|(view, own)| Collector { view, own, loose: &loose }.candidates()),
    )
}

/// Collects what is said of the loose things of one version, and what names them.
struct Collector<'p, 'a> {
    view: &'p View<'a>,
    own: &'p Loose,
    /// The loose things of both versions.
    loose: &'p Loose,
}

impl Collector<'_, '_> {
    fn candidates(&self) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut uses: BTreeMap<(Kind, Text), BTreeSet<Use>> = BTreeMap::new();
        for thing in all(self.view.model) {
            let (kind, id) = (thing.kind(), thing.id());
            let (facts, mentions) = (thing.facts(self.view), thing.mentions(self.view));
            let referred = facts.0.iter().flat_map(|(key, fact)| {
                let (kind, ids) =
                    if let Stated::Refs(kind, ids) = &fact.value { (*kind, &**ids) } else { (kind, &[][..]) };
                ids.iter().map(move |id| (*key, kind, id))
            });
            let named = referred.chain(mentions.iter().map(|(word, kind, id)| (*word, *kind, id)));
            for (word, of, named) in named.filter(|(_, of, named)| self.own.contains(&(*of, (*named).clone()))) {
                let by = (kind, self.known(kind, id), word);
                uses.entry((of, named.clone())).or_default().insert(by);
            }
            if self.own.contains(&(kind, id.clone())) {
                let name = facts.0.get("name").and_then(|fact| match &fact.value {
                    Stated::Words(name) => Some(name.as_str().into()),
                    _ => None,
                });
                let (aliases, signature) = (thing.aliases(), self.signature(&facts, &mentions));
                candidates.push(Candidate { kind, id: id.clone(), name, aliases, signature });
            }
        }
        for candidate in &mut candidates {
            candidate.signature.uses = uses.remove(&(candidate.kind, candidate.id.clone())).unwrap_or_default();
        }
        candidates
    }

    /// What is said of a thing, but for its name, and what it mentions.
    fn signature(&self, facts: &Facts, mentions: &[Reference]) -> Signature {
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

    /// The id, where it is the same in both versions.
    fn known(&self, kind: Kind, id: &Text) -> Option<Text> {
        let key = (kind, id.clone());
        (!self.loose.contains(&key)).then_some(key.1)
    }
}
