//! Which of the things that are gone and of those that are new are one: each like the other, and like nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::renames::{Likeness, Renames};
use crate::meant::look;
use crate::subject::{Kind, Text};

/// What is said of a thing and what names it, without the ids of anything that is gone or new.
#[derive(PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Signature {
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) mentions: BTreeSet<(&'static str, Kind, Option<Text>)>,
    pub(super) uses: BTreeSet<Use>,
}

/// Who names a thing, and under which key.
pub(super) type Use = (Kind, Option<Text>, &'static str);

/// A thing that is gone or new.
pub(super) struct Candidate {
    pub(super) kind: Kind,
    pub(super) id: Text,
    /// What people call it, where that is not its id.
    pub(super) name: Option<Text>,
    pub(super) aliases: Vec<Text>,
    pub(super) signature: Signature,
}

/// By what two things may be alike, the surest first.
const RESEMBLANCES: [Resemblance; 3] = [Resemblance::Name, Resemblance::Alias, Resemblance::Looks];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Resemblance {
    /// People call both by one name.
    Name,
    /// What the one is called, the other is called too.
    Alias,
    /// What is said of both is the same, and no names speak against it.
    Looks,
}

/// One gone and one new thing that are like each other and like nothing else are one.
pub(super) fn matched([gone, came]: &[Vec<Candidate>; 2]) -> Renames {
    let mut renames = Renames::default();
    let (mut gone, mut came): (Vec<_>, Vec<_>) = (gone.iter().collect(), came.iter().collect());
    for resemblance in RESEMBLANCES {
        let (of_gone, of_came) = (ByKey::new(&gone, resemblance), ByKey::new(&came, resemblance));
        let (mut left, mut taken) = (Vec::new(), BTreeSet::new());
        for one in gone {
            let other = of_came.only(one).filter(|other| of_gone.only(other).is_some());
            match other {
                Some(other) => {
                    let likeness = if resemblance == Resemblance::Looks { Likeness::Looks } else { Likeness::Name };
                    renames.add(one.kind, &one.id, &other.id, likeness);
                    taken.insert((other.kind, &other.id));
                }
                None => left.push(one),
            }
        }
        came.retain(|other| !taken.contains(&(other.kind, &other.id)));
        gone = left;
    }
    renames
}

/// By what a thing is known: under a key two that are alike meet.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'c> {
    /// It is called so, in one of the two ways in which a reader takes text for the same.
    Called(usize, String),
    /// It is called so, too.
    Alias(usize, String),
    /// So much is said of it.
    Said(&'c Signature),
    /// So much is said of it, and it has no name.
    SaidOfUnnamed(&'c Signature),
}

/// Things by what they are known by: two of them for each, as more are no better.
struct ByKey<'c> {
    by_key: BTreeMap<(Kind, Key<'c>), Vec<&'c Candidate>>,
    resemblance: Resemblance,
}

impl<'c> ByKey<'c> {
    fn new(candidates: &[&'c Candidate], resemblance: Resemblance) -> Self {
        let mut by_key: BTreeMap<_, Vec<&Candidate>> = BTreeMap::new();
        for candidate in candidates {
            for key in candidate.keys(resemblance) {
                let known = by_key.entry((candidate.kind, key)).or_default();
                if known.len() < 2 {
                    known.push(candidate);
                }
            }
        }
        Self { by_key, resemblance }
    }

    /// The only one that the other one is like.
    fn only(&self, other: &'c Candidate) -> Option<&'c Candidate> {
        let keys = other.likes(self.resemblance).into_iter();
        let alike = keys.filter_map(|key| self.by_key.get(&(other.kind, key))).flatten();
        let alike: BTreeMap<&Text, &Candidate> = alike.map(|one| (&one.id, *one)).collect();
        let mut alike = alike.into_values();
        alike.next().filter(|_| alike.next().is_none())
    }
}

impl Candidate {
    /// What it is known by.
    fn keys(&self, resemblance: Resemblance) -> Vec<Key<'_>> {
        match resemblance {
            Resemblance::Name => self.called(Key::Called),
            Resemblance::Alias => {
                [self.called(Key::Called), written(&self.id, Key::Called), self.also_called(Key::Alias)]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Resemblance::Looks if self.is_told_apart() => {
                let unnamed = self.name.is_none().then_some(Key::SaidOfUnnamed(&self.signature));
                [Key::Said(&self.signature)].into_iter().chain(unnamed).collect()
            }
            Resemblance::Looks => Vec::new(),
        }
    }

    /// What those are known by that it is like.
    fn likes(&self, resemblance: Resemblance) -> Vec<Key<'_>> {
        match resemblance {
            Resemblance::Name => self.called(Key::Called),
            Resemblance::Alias => {
                [self.called(Key::Alias), written(&self.id, Key::Alias), self.also_called(Key::Called)]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            // names do not speak against it
            Resemblance::Looks if self.name.is_some() => vec![Key::SaidOfUnnamed(&self.signature)],
            Resemblance::Looks => vec![Key::Said(&self.signature)],
        }
    }

    /// Whether there is something to go by.
    fn is_told_apart(&self) -> bool {
        !(self.signature.mentions.is_empty() && self.signature.uses.is_empty())
    }

    fn called<'c>(&self, key: impl Fn(usize, String) -> Key<'c>) -> Vec<Key<'c>> {
        written(self.name.as_ref().unwrap_or(&self.id), key)
    }

    fn also_called<'c>(&self, key: impl Fn(usize, String) -> Key<'c> + Copy) -> Vec<Key<'c>> {
        self.aliases.iter().flat_map(|alias| written(alias, key)).collect()
    }
}

/// What a text is known by to a reader.
fn written<'c>(text: &Text, key: impl Fn(usize, String) -> Key<'c>) -> Vec<Key<'c>> {
    look(text).into_iter().enumerate().map(|(sort, look)| key(sort, look)).collect()
}
