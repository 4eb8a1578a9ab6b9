//! Which ids the files of a policy define, and what is defined twice or could not be read.

use std::collections::{HashMap, HashSet};

use enum_map::EnumMap;
use foldhash::fast::RandomState;

use super::known::{AllUnread, Unsure};
use crate::finding::Finding;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{Flaw, Located, Named, Target};

/// The ids of one kind.
#[derive(Debug, Default)]
struct Defined {
    places: Vec<Place>,
    numbers: HashMap<Text, usize, RandomState>,
    /// Of each id in the order of the definitions its number, where that is another.
    by_id: Vec<u32>,
}

/// Every id that the policy defines.
#[derive(Debug)]
pub(super) struct Names {
    defined: EnumMap<Kind, Defined>,
    /// In it an id may be defined after all.
    unread: AllUnread,
    /// Where ids stand that are defined already.
    doubles: HashSet<Place>,
    /// What is defined more than once.
    doubled: HashSet<Subject>,
}

impl Names {
    pub(super) fn new(unread: AllUnread) -> Self {
        Self { defined: EnumMap::default(), unread, doubles: HashSet::new(), doubled: HashSet::new() }
    }

    /// Notes an id. `false` where it is defined already, and a finding that shows both places.
    pub(super) fn define(&mut self, kind: Kind, id: &Located<Text>, mistakes: &mut Vec<Finding>) -> bool {
        let defined = &mut self.defined[kind];
        let number = defined.places.len();
        if let Some(first) = defined.numbers.get(&id.value).and_then(|first| defined.places.get(*first)) {
            let subject = Subject::Of(kind, id.value.clone());
            let message = format!("the {} `{}` is defined twice", kind.noun(), id.value);
            self.doubled.insert(subject.clone());
            self.doubles.insert(id.place);
            // a table of TOML has each key once: in one file one of the two stands under a header that is misspelt, which is said
            let is_misspelt = kind != Kind::Stage && *first != Place::default() && first.file == id.place.file;
            if !is_misspelt {
                mistakes.push(
                    Flaw::DuplicateDefinition
                        .finding(subject, id.place, message)
                        .label("again here")
                        .also(*first, "first here")
                        .help("keep one of them, or give one another id"),
                );
            }
            return false;
        }
        defined.numbers.insert(id.value.clone(), number);
        defined.places.push(id.place);
        true
    }

    /// Notes an id that is there without being defined.
    pub(super) fn define_built_in(&mut self, kind: Kind, id: &str) {
        let defined = &mut self.defined[kind];
        defined.numbers.insert(id.into(), defined.places.len());
        defined.places.push(Place::default());
    }

    /// Makes room for so many ids of a kind.
    pub(super) fn expect(&mut self, kind: Kind, count: usize) {
        let defined = &mut self.defined[kind];
        defined.places.reserve(count);
        defined.numbers.reserve(count);
    }

    /// Notes the ids of all things of a kind.
    pub(super) fn define_all<T: Target>(&mut self, named: &[Named<T>], mistakes: &mut Vec<Finding>) {
        for named in named {
            self.define(T::KIND, &named.id, mistakes);
        }
    }

    /// Numbers the things of this kind, all of which are defined, in the order of their ids.
    pub(super) fn number_by_id(&mut self, kind: Kind) {
        let defined = &mut self.defined[kind];
        let mut ids: Vec<(&Text, &mut usize)> = defined.numbers.iter_mut().collect();
        ids.sort_unstable_by_key(|(id, _)| *id);
        defined.by_id = vec![0; ids.len()];
        for ((_, number), by_id) in ids.into_iter().zip(0_u32..) {
            if let Some(known) = defined.by_id.get_mut(*number) {
                *known = by_id;
            }
            *number = by_id as usize;
        }
    }

    /// Of each id of this kind, in the order of the definitions, its number, where they are numbered by their ids.
    pub(super) fn numbers_by_id(&self, kind: Kind) -> Option<&[u32]> {
        let by_id = self.defined[kind].by_id.as_slice();
        (!by_id.is_empty()).then_some(by_id)
    }

    /// Whether the id at this place is defined already, so that what it names here is left out.
    pub(super) fn is_double(&self, id: Place) -> bool {
        !self.doubles.is_empty() && self.doubles.contains(&id)
    }

    /// Whether the thing is defined more than once, so that nobody knows which of what is said of it is meant.
    pub(super) fn is_doubled(&self, subject: &Subject) -> bool {
        self.doubled.contains(subject)
    }

    /// The number of the thing of this kind with this id.
    pub(super) fn number(&self, kind: Kind, id: &str) -> Option<usize> {
        self.defined[kind].numbers.get(id).copied()
    }

    /// Whether the thing is defined.
    pub(super) fn is_defined(&self, kind: Kind, id: &str) -> bool {
        self.number(kind, id).is_some()
    }

    /// The kinds of the things that have this id.
    pub(super) fn kinds_of(&self, id: &str) -> impl Iterator<Item = Kind> {
        Kind::all().filter(move |kind| self.is_defined(*kind, id))
    }

    /// The kinds of the things that the texts in what is unread may name.
    pub(super) fn named_in_unread(&self) -> Unsure {
        let is_named = |kind: &Kind| self.unread.texts.iter().any(|text| self.is_defined(*kind, text));
        Kind::all().filter(is_named).collect()
    }

    /// The ids of this kind.
    pub(super) fn known(&self, kind: Kind) -> impl ExactSizeIterator<Item = &Text> {
        self.defined[kind].numbers.keys()
    }

    pub(super) const fn unread(&self) -> &AllUnread {
        &self.unread
    }
}
