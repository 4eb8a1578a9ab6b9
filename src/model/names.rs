//! Who is meant: ids across all files of a policy, references to them, and doubles.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::duties::Duty;
use super::id::{Id, ids};
use super::organisation::{Department, Role, Stage};
use super::unknown::Unknown;
use super::{activity, case, decision, duties};
use foldhash::fast::RandomState;

use crate::finding::{Finding, Kind, Subject, Text};
use crate::source::Place;
use crate::syntax::{Located, Mistake, Named, OneOrMany, Slot, Target, To, repeats, stands_twice};

/// The ids of one kind.
#[derive(Debug, Default)]
struct Defined {
    places: Vec<Place>,
    numbers: HashMap<Text, usize, RandomState>,
}

/// Every id that the policy defines.
#[derive(Debug)]
pub(super) struct Names {
    stages: Defined,
    dimensions: Defined,
    departments: Defined,
    roles: Defined,
    people: Defined,
    activities: Defined,
    decisions: Defined,
    handoffs: Defined,
    escalations: Defined,
    indicators: Defined,
    /// What could not be read, in which an id may be defined after all.
    lost: Lost,
    /// Where ids stand that are defined already.
    doubles: HashSet<Place>,
}

/// What could not be read.
#[derive(Debug, Default)]
pub(super) struct Lost {
    /// Pieces of the files.
    pub(super) texts: Vec<String>,
    /// Ids in tables that the format does not know.
    pub(super) ids: HashSet<Text>,
    /// The kinds of which a definition has no id that can be read.
    pub(super) kinds: BTreeSet<Kind>,
}

impl Lost {
    /// Whether there is anything that could not be read.
    pub(super) fn is_any(&self) -> bool {
        !self.texts.is_empty() || !self.ids.is_empty() || !self.kinds.is_empty()
    }
}

/// A model type that syntax can refer to by `To<Declared>`.
pub(super) trait Resolves: Target {
    /// What the reference resolves to.
    type Resolved;
}

macro_rules! resolves {
    ($($Declared:ident => $Resolved:ty),* $(,)?) => {
        $(impl Resolves for crate::syntax::$Declared {
            type Resolved = $Resolved;
        })*
    };
}

resolves! {
    Stage => Stage,
    Dimension => case::Dimension,
    Department => Department,
    Role => Role,
    Activity => activity::Activity,
    Decision => decision::Decision,
    Indicator => duties::Indicator,
}

impl Names {
    pub(super) fn new(lost: Lost) -> Self {
        Self {
            stages: Defined::default(),
            dimensions: Defined::default(),
            departments: Defined::default(),
            roles: Defined::default(),
            people: Defined::default(),
            activities: Defined::default(),
            decisions: Defined::default(),
            handoffs: Defined::default(),
            escalations: Defined::default(),
            indicators: Defined::default(),
            lost,
            doubles: HashSet::new(),
        }
    }

    const fn of(&self, kind: Kind) -> &Defined {
        match kind {
            Kind::Stage => &self.stages,
            Kind::Dimension => &self.dimensions,
            Kind::Department => &self.departments,
            Kind::Role => &self.roles,
            Kind::Person => &self.people,
            Kind::Activity => &self.activities,
            Kind::Decision => &self.decisions,
            Kind::Handoff => &self.handoffs,
            Kind::Escalation => &self.escalations,
            Kind::Indicator => &self.indicators,
        }
    }

    const fn of_mut(&mut self, kind: Kind) -> &mut Defined {
        match kind {
            Kind::Stage => &mut self.stages,
            Kind::Dimension => &mut self.dimensions,
            Kind::Department => &mut self.departments,
            Kind::Role => &mut self.roles,
            Kind::Person => &mut self.people,
            Kind::Activity => &mut self.activities,
            Kind::Decision => &mut self.decisions,
            Kind::Handoff => &mut self.handoffs,
            Kind::Escalation => &mut self.escalations,
            Kind::Indicator => &mut self.indicators,
        }
    }

    /// Notes an id. `false`, and a finding that shows both places, where it is defined already.
    pub(super) fn define(&mut self, kind: Kind, id: &Located<Text>, mistakes: &mut Vec<Finding>) -> bool {
        let defined = self.of_mut(kind);
        let number = defined.places.len();
        if let Some(first) = defined.numbers.get(&id.value).and_then(|first| defined.places.get(*first)) {
            let subject = Subject::Of(kind, id.value.clone());
            let message = format!("the {} `{}` is defined twice", kind.noun(), id.value);
            mistakes.push(
                Mistake::DuplicateDefinition
                    .finding(subject, id.place, message)
                    .label("again here")
                    .also(*first, "first here")
                    .help("keep one of them, or give one another id"),
            );
            self.doubles.insert(id.place);
            return false;
        }
        defined.numbers.insert(id.value.clone(), number);
        defined.places.push(id.place);
        true
    }

    /// Makes room for so many ids of a kind.
    pub(super) fn expect(&mut self, kind: Kind, count: usize) {
        let defined = self.of_mut(kind);
        defined.places.reserve(count);
        defined.numbers.reserve(count);
    }

    /// Notes the ids of all things of a kind.
    pub(super) fn define_all<T: Target>(&mut self, named: &[Named<T>], mistakes: &mut Vec<Finding>) {
        for named in named {
            self.define(T::KIND, &named.id, mistakes);
        }
    }

    /// Whether the id at this place is defined already, so that what it names here is left out.
    pub(super) fn is_double(&self, id: Place) -> bool {
        !self.doubles.is_empty() && self.doubles.contains(&id)
    }

    /// The number of the thing of this kind with this id.
    fn number(&self, kind: Kind, id: &str) -> Option<usize> {
        self.of(kind).numbers.get(id).copied()
    }

    /// Whether the thing is defined.
    pub(super) fn is_defined(&self, kind: Kind, id: &str) -> bool {
        self.number(kind, id).is_some()
    }

    /// The kinds of the things that the texts may name.
    pub(super) fn kinds_named(&self, texts: &[Text]) -> BTreeSet<Kind> {
        let is_named = |kind: &Kind| texts.iter().any(|text| self.is_defined(*kind, text));
        Kind::ALL.into_iter().filter(is_named).collect()
    }

    /// The ids of this kind.
    pub(super) fn known(&self, kind: Kind) -> impl ExactSizeIterator<Item = &Text> {
        self.of(kind).numbers.keys()
    }

    pub(super) const fn lost(&self) -> &Lost {
        &self.lost
    }
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

/// References to things of one kind.
#[derive(Debug, Clone)]
pub struct Refs<T> {
    /// The things, each once, in the order in which they are written.
    pub items: Vec<Located<Id<T>>>,
    /// Whether something more was written that could not be resolved.
    pub incomplete: bool,
}

impl<T> Default for Refs<T> {
    fn default() -> Self {
        Self { items: Vec::new(), incomplete: false }
    }
}

impl<T> Refs<T> {
    /// The things.
    pub fn ids(&self) -> impl Iterator<Item = Id<T>> {
        self.items.iter().map(|item| item.value)
    }

    /// Whether the thing is among them.
    #[must_use]
    pub fn contains(&self, id: Id<T>) -> bool {
        self.items.iter().any(|item| item.value == id)
    }

    /// Whether surely nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && !self.incomplete
    }
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
        let found = self.names.number(kind, id).and_then(|number| ids(number.saturating_add(1)).next_back());
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

    /// The kinds of duty that a thing is said to be, each once.
    pub(super) fn tags(&mut self, slot: Slot<OneOrMany<Located<Text>>>) -> Vec<Located<Text>> {
        let written = slot.take().map_or_else(Vec::new, |tags| tags.items);
        self.distinct("duty", &written, |tag| (&tag.value, tag.place)).cloned().collect()
    }

    /// The thing that a reference is to, without a word if there is none: for one that is resolved, and spoken of, elsewhere.
    pub(super) fn names_silently<T: Resolves>(&self, to: &To<T>) -> Slot<Id<T::Resolved>> {
        let number = self.names.number(T::KIND, &to.id);
        let found = number.and_then(|number| ids(number.saturating_add(1)).next_back());
        found.map_or(Slot::Unreadable, Slot::Given)
    }

    /// A path of roles: one may come twice, which is for a rule to judge.
    pub(super) fn path(&mut self, slot: Slot<OneOrMany<To<crate::syntax::Role>>>) -> Refs<Role> {
        let Slot::Given(list) = slot else { return self.lost_refs::<crate::syntax::Role>() };
        let items: Vec<_> = list.items.iter().filter_map(|to| self.one(to)).collect();
        let incomplete = list.incomplete || items.len() < list.items.len();
        if incomplete {
            self.lose([Kind::Role]);
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

    /// The activity or decision that is named; what is wrong is said.
    pub(super) fn duty(&mut self, written: &Located<Text>) -> Option<Located<Duty>> {
        let Located { value: subject, place } = self.known_subject(written)?;
        let duty = match &subject {
            Subject::Of(kind @ Kind::Activity, id) => self.find(*kind, id, place).map(Duty::Activity),
            Subject::Of(kind @ Kind::Decision, id) => self.find(*kind, id, place).map(Duty::Decision),
            _ => {
                let message = format!("`{}` is no duty", written.value);
                let help = "name an activity or a decision such as `activities.collection`";
                self.say(Mistake::InvalidValue, place, message, help);
                None
            }
        };
        duty.map(|value| Located { value, place })
    }
}
