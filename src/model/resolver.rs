//! Who is meant: the references of one thing, and what is wrong with them.

use super::id::Id;
use super::known::Unsure;
use super::names::Names;
use super::refs::Refs;
use crate::finding::Finding;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{Flaw, Located, OneOrMany, Slot, Target, To, repeats, stands_twice};

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
    pub(super) notes: Notes,
}

/// What there is to say of the things that were resolved.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) mistakes: Vec<Finding>,
    /// The references to nothing.
    pub(super) unknown: Vec<Unknown>,
    /// The kinds to which a reference leads nowhere, or may stand in what is unread.
    pub(super) unsure: Unsure,
}

impl Notes {
    pub(super) fn append(&mut self, mut more: Self) {
        self.mistakes.append(&mut more.mistakes);
        self.unknown.append(&mut more.unknown);
        self.unsure.append(&mut more.unsure);
    }
}

impl<'a> Resolver<'a> {
    pub(super) fn new(names: &'a Names, subject: Subject) -> Self {
        Self { names, subject, notes: Notes::default() }
    }

    pub(super) fn say(&mut self, mistake: Flaw, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.add(mistake.finding(self.subject.clone(), place, message).help(help));
    }

    pub(super) fn add(&mut self, mistake: Finding) {
        self.notes.mistakes.push(mistake);
    }

    /// Says that an id is defined nowhere.
    pub(super) fn unknown(&mut self, kind: Kind, id: &str, place: Place) {
        self.notes.unsure.insert(kind);
        self.notes.unknown.push(Unknown { kind, id: id.into(), subject: self.subject.clone(), place });
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
            Slot::Unread => {
                self.unsure_of([T::KIND]);
                Slot::Unread
            }
            Slot::Given(to) => self.one(&to).map_or(Slot::Unread, Slot::Given),
        }
    }

    pub(super) fn refs<T: Resolves>(&mut self, list: OneOrMany<To<T>>) -> Refs<T::Resolved> {
        let mut refs = Refs { items: Vec::with_capacity(list.items.len()), has_unread: list.has_unread };
        for to in self.distinct(T::KIND.noun(), &list.items, |to| (&to.id, to.place)) {
            match self.one(to) {
                Some(found) => refs.items.push(found),
                None => refs.has_unread = true,
            }
        }
        if refs.has_unread {
            self.unsure_of([T::KIND]);
        }
        refs
    }

    /// References that are unread.
    pub(super) fn unread_refs<T: Resolves>(&mut self) -> Refs<T::Resolved> {
        self.unsure_of([T::KIND]);
        Refs { items: Vec::new(), has_unread: true }
    }

    /// Notes that something is unread in which references to things of these kinds may stand.
    pub(super) fn unsure_of(&mut self, kinds: impl IntoIterator<Item = Kind>) {
        self.notes.unsure.extend(kinds);
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
            self.add(stands_twice(self.subject.clone(), noun, word, place, *first));
        }
        again
    }

    pub(super) fn refs_slot<T: Resolves>(&mut self, slot: Slot<OneOrMany<To<T>>>) -> Refs<T::Resolved> {
        match slot {
            Slot::Absent => Refs::default(),
            Slot::Unread => self.unread_refs::<T>(),
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
            self.say(Flaw::InvalidValue, place, "an empty list names nobody", help);
            refs.has_unread = true;
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
        self.names.number(T::KIND, &to.id).and_then(Id::numbered).map_or(Slot::Unread, Slot::Given)
    }

    /// A path: one thing may come twice on it, which is for a rule to judge.
    pub(super) fn path<T: Resolves>(&mut self, slot: Slot<OneOrMany<To<T>>>) -> Refs<T::Resolved> {
        let Slot::Given(list) = slot else { return self.unread_refs::<T>() };
        let items: Vec<_> = list.items.iter().filter_map(|to| self.one(to)).collect();
        let has_unread = list.has_unread || items.len() < list.items.len();
        if has_unread {
            self.unsure_of([T::KIND]);
        }
        Refs { has_unread, items }
    }

    /// The subject that is named, where there is such a thing; what is wrong is said.
    pub(super) fn known_subject(&mut self, written: &Located<Text>) -> Option<Located<Subject>> {
        let Some(subject) = Subject::parse(&written.value) else {
            let message = format!("`{}` names no subject", written.value);
            let help = "write a table and an id such as `decisions.price-discount`, or `matrix`";
            self.say(Flaw::InvalidValue, written.place, message, help);
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
