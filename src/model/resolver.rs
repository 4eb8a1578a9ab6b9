//! Who is meant: the references of one thing, and what is wrong with them.

use std::collections::BTreeSet;

use super::id::Id;
use super::names::Names;
use super::refs::Refs;
use crate::finding::Finding;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{Located, Mistake, OneOrMany, Slot, Target, To, repeats, stands_twice};

/// A model type that syntax can refer to by `To<Declared>`.
pub(super) trait Resolves: Target {
    /// What the reference resolves to.
    type Resolved;
}

/// A reference to an id that is defined nowhere.
#[derive(Debug)]
pub(super) struct Unknown {
    pub(super) kind: Kind,
    pub(super) id: Text,
    pub(super) subject: Subject,
    pub(super) place: Place,
}

/// Resolves the references of one thing and collects what is wrong with them.
pub(super) struct Resolver<'a> {
    pub(super) names: &'a Names,
    pub(super) subject: Subject,
    pub(super) mistakes: Vec<Finding>,
    /// The references to nothing.
    pub(super) unknown: Vec<Unknown>,
    /// The kinds to which a reference did not resolve, or may stand in what could not be read.
    pub(super) unresolved: BTreeSet<Kind>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(names: &'a Names, subject: Subject) -> Self {
        Self { names, subject, mistakes: Vec::new(), unknown: Vec::new(), unresolved: BTreeSet::new() }
    }

    pub(super) fn say(&mut self, mistake: Mistake, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.mistakes.push(mistake.finding(self.subject.clone(), place, message).help(help));
    }

    /// Says that an id is defined nowhere.
    pub(super) fn unknown(&mut self, kind: Kind, id: &str, place: Place) {
        self.unresolved.insert(kind);
        self.unknown.push(Unknown { kind, id: id.into(), subject: self.subject.clone(), place });
    }

    /// The thing of this kind with this id, or says that there is none.
    pub(super) fn find<T>(&mut self, kind: Kind, id: &str, place: Place) -> Option<Id<T>> {
        let found = self.names.number(kind, id).and_then(Id::numbered);
        if found.is_none() {
            self.unknown(kind, id, place);
        }
        found
    }

    pub(super) fn one<T: Resolves>(&mut self, to: &To<T>) -> Option<Located<Id<T::Resolved>>> {
        let value = self.find(T::KIND, &to.id, to.place)?;
        Some(Located { value, place: to.place })
    }

    pub(super) fn slot<T: Resolves>(&mut self, slot: Slot<To<T>>) -> Slot<Located<Id<T::Resolved>>> {
        match slot {
            Slot::Absent => Slot::Absent,
            Slot::Unreadable => {
                self.lose([T::KIND]);
                Slot::Unreadable
            }
            Slot::Given(to) => self.one(&to).map_or(Slot::Unreadable, Slot::Given),
        }
    }

    pub(super) fn refs<T: Resolves>(&mut self, list: OneOrMany<To<T>>) -> Refs<T::Resolved> {
        let mut refs = Refs { items: Vec::with_capacity(list.items.len()), incomplete: list.incomplete };
        for to in self.distinct(T::KIND.noun(), &list.items, |to| (&to.id, to.place)) {
            match self.one(to) {
                Some(found) => refs.items.push(found),
                None => refs.incomplete = true,
            }
        }
        if refs.incomplete {
            self.lose([T::KIND]);
        }
        refs
    }

    /// References that could not be read.
    pub(super) fn lost_refs<T: Resolves>(&mut self) -> Refs<T::Resolved> {
        self.lose([T::KIND]);
        Refs { items: Vec::new(), incomplete: true }
    }

    /// Notes that something could not be read in which references to things of these kinds may stand.
    pub(super) fn lose(&mut self, kinds: impl IntoIterator<Item = Kind>) {
        self.unresolved.extend(kinds);
    }

    /// The items of a list, each once; one that stands in it twice is said to.
    pub(super) fn distinct<'l, T, W: Fn(&'l T) -> (&'l Text, Place)>(
        &mut self,
        noun: &str,
        list: &'l [T],
        word: W,
    ) -> impl Iterator<Item = &'l T> + use<'l, T, W> {
        let again = self.say_doubles(noun, list, word);
        let is_first = move |number: &usize| again.binary_search_by_key(number, |(number, _)| *number).is_err();
        list.iter().enumerate().filter(move |(number, _)| is_first(number)).map(|(_, item)| item)
    }

    /// Says which items stand in a list a second time: their numbers, and where they stand first.
    pub(super) fn say_doubles<'l, T>(
        &mut self,
        noun: &str,
        list: &'l [T],
        word: impl Fn(&'l T) -> (&'l Text, Place),
    ) -> Vec<(usize, Place)> {
        let again = repeats(list, &word);
        for (number, first) in &again {
            let Some((word, place)) = list.get(*number).map(&word) else { continue };
            self.mistakes.push(stands_twice(self.subject.clone(), noun, word, place, *first));
        }
        again
    }

    pub(super) fn refs_slot<T: Resolves>(&mut self, slot: Slot<OneOrMany<To<T>>>) -> Refs<T::Resolved> {
        match slot {
            Slot::Absent => Refs::default(),
            Slot::Unreadable => self.lost_refs::<T>(),
            Slot::Given(list) => self.refs(list),
        }
    }
}

impl Resolver<'_> {
    /// References of which there must be at least one; says so where there is none.
    pub(super) fn some_refs<T: Resolves>(&mut self, slot: Slot<OneOrMany<To<T>>>) -> Refs<T::Resolved> {
        let place = slot.get().map(|list| list.place);
        let mut refs = self.refs_slot(slot);
        if let (Some(place), true) = (place, refs.is_empty()) {
            let help = format!("name at least one {}", T::KIND.noun());
            self.say(Mistake::InvalidValue, place, "an empty list names nobody", help);
            refs.incomplete = true;
        }
        refs
    }

    /// The words of a list, each once; one that stands twice is said to.
    pub(super) fn words(&mut self, noun: &str, list: &[Located<Text>]) -> Vec<Text> {
        let words = self.distinct(noun, list, |word| (&word.value, word.place));
        words.map(|word| word.value.clone()).collect()
    }

    /// The kinds of duty that a thing is said to be, each once.
    pub(super) fn tags(&mut self, slot: Slot<OneOrMany<Located<Text>>>) -> Vec<Located<Text>> {
        let written = slot.take().map_or_else(Vec::new, |tags| tags.items);
        self.distinct("duty", &written, |tag| (&tag.value, tag.place)).cloned().collect()
    }

    /// The thing that a reference is to, without a word if there is none: for one that is resolved, and spoken of, elsewhere.
    pub(super) fn names_silently<T: Resolves>(&self, to: &To<T>) -> Slot<Id<T::Resolved>> {
        self.names.number(T::KIND, &to.id).and_then(Id::numbered).map_or(Slot::Unreadable, Slot::Given)
    }

    /// A path: one thing may come twice on it, which is for a rule to judge.
    pub(super) fn path<T: Resolves>(&mut self, slot: Slot<OneOrMany<To<T>>>) -> Refs<T::Resolved> {
        let Slot::Given(list) = slot else { return self.lost_refs::<T>() };
        let items: Vec<_> = list.items.iter().filter_map(|to| self.one(to)).collect();
        let incomplete = list.incomplete || items.len() < list.items.len();
        if incomplete {
            self.lose([T::KIND]);
        }
        Refs { incomplete, items }
    }

    /// The subject that is named, where there is such a thing; what is wrong is said.
    pub(super) fn known_subject(&mut self, written: &Located<Text>) -> Option<Located<Subject>> {
        let Some(subject) = Subject::parse(&written.value) else {
            let message = format!("`{}` names no subject", written.value);
            let help = "write a table and an id such as `decisions.price-discount`, or `matrix`";
            self.say(Mistake::InvalidValue, written.place, message, help);
            return None;
        };
        if let Subject::Of(kind, id) = &subject
            && !self.names.is_defined(*kind, id)
        {
            self.unknown(*kind, id, written.place);
            return None;
        }
        Some(Located { value: subject, place: written.place })
    }
}
