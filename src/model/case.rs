//! What cases are told apart by, and the sets of cases that the matrix speaks of.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use case_space::{Condition, Domain, Interval, Numbers, Selection, Vocabulary};

use super::id::{Id, List};
use super::limit::Limit;
use super::organisation::words;
use super::resolver::Resolver;
use crate::finding::{Kind, Subject, Text};
use crate::source::Place;
use crate::syntax::{self, DimensionValues, Escalates, Located, Mistake, Named, Scalar, Slot, nearest, number_meant};

/// What cases are told apart by.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Its id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Text,
    /// The values that there are, or none for a number.
    pub values: Vec<Text>,
    /// The number of each value.
    numbers: HashMap<Text, usize>,
    /// Names for sets of values.
    pub groups: Vec<Group>,
    /// What can be told apart; `None` where that could not be read.
    pub domain: Option<Domain>,
    /// The unit of a number.
    pub unit: Option<Text>,
    /// Which way a number takes more authority.
    pub escalates: Escalates,
    /// What is measured, in words.
    pub basis: Option<Text>,
}

/// Everything that cases are told apart by.
#[derive(Debug)]
pub struct Dimensions {
    list: List<Dimension>,
    domains: Arc<[Domain]>,
}

impl Dimensions {
    pub(super) fn new(list: List<Dimension>) -> Self {
        // what could not be read has no values, and nothing that names it is asked
        let domain = |dimension: &Dimension| dimension.domain.clone().unwrap_or(Domain::Values { count: 0 });
        Self { domains: list.values().iter().map(domain).collect(), list }
    }

    /// What each can be, by the number of the dimension.
    #[must_use]
    pub const fn domains(&self) -> &Arc<[Domain]> {
        &self.domains
    }

    /// The dimension of this number.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Option<&Dimension> {
        self.list.values().get(number)
    }
}

impl Deref for Dimensions {
    type Target = List<Dimension>;

    fn deref(&self) -> &List<Dimension> {
        &self.list
    }
}

impl Vocabulary for Dimensions {
    fn order(&self, dimension: usize) -> usize {
        self.list.id(dimension).map_or(dimension, |id| self.list.place(id))
    }

    fn dimension(&self, dimension: usize) -> String {
        self.numbered(dimension).map_or_else(String::new, |dimension| dimension.id.to_string())
    }

    fn unit(&self, dimension: usize) -> Option<String> {
        self.numbered(dimension)?.unit.as_ref().map(ToString::to_string)
    }

    fn value(&self, dimension: usize, value: usize) -> String {
        let value = self.numbered(dimension).and_then(|dimension| dimension.values.get(value));
        value.map_or_else(String::new, ToString::to_string)
    }
}

/// A name for a set of values.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: Located<Text>,
    /// The numbers of its values.
    pub members: Vec<usize>,
    /// Whether every value that it names could be read and exists.
    pub is_known: bool,
}

impl Dimension {
    pub(super) fn resolve(declared: Named<syntax::Dimension>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, body } = declared;
        let table = body.table;
        let mut dimension = Self {
            place: id.place,
            name: table.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            values: Vec::new(),
            numbers: HashMap::new(),
            groups: Vec::new(),
            domain: None,
            unit: table.unit.take(),
            escalates: table.escalates.take().unwrap_or_default(),
            basis: table.basis.take(),
        };
        match body.values {
            None => {}
            Some(DimensionValues::Numbers(numbers)) => {
                let falls = dimension.escalates == Escalates::Downward;
                dimension.domain = Some(Domain::Numbers(Numbers { falls, ..numbers }));
            }
            Some(DimensionValues::Values(values)) => {
                dimension.values = words(&values, "value", resolver);
                dimension.numbers = dimension.values.iter().cloned().zip(0..).collect();
                dimension.domain = Some(Domain::Values { count: dimension.values.len() });
                dimension.add_groups(table.groups, &values, resolver);
            }
        }
        dimension
    }

    fn add_groups(
        &mut self,
        groups: Slot<Vec<Named<syntax::Group>>>,
        values: &[Located<Text>],
        resolver: &mut Resolver<'_>,
    ) {
        let groups = groups.take().unwrap_or_default();
        let names: HashSet<Text> = groups.iter().map(|group| group.id.value.clone()).collect();
        for Named { id, body: syntax::Group(written) } in groups {
            if let Some(value) = values.iter().find(|value| value.value == id.value) {
                let message = format!("`{}` is a value and a group at once", id.value);
                let finding = Mistake::DuplicateDefinition.finding(resolver.subject.clone(), id.place, message);
                let finding = finding.label("the group").also(value.place, "the value");
                resolver.mistakes.push(finding.help("give the group another id"));
                continue;
            }
            let members: Vec<_> = resolver
                .distinct("value", &written.items, |word| (&word.value, word.place))
                .map(|word| self.member(word, &names, resolver))
                .collect();
            let is_known = !written.incomplete && members.iter().all(Option::is_some);
            let members: BTreeSet<usize> = members.into_iter().flatten().collect();
            self.groups.push(Group { id, members: members.into_iter().collect(), is_known });
        }
    }

    /// The number of a value that a group names; what is wrong with it is said.
    fn member(&self, word: &Located<Text>, groups: &HashSet<Text>, resolver: &mut Resolver<'_>) -> Option<usize> {
        let number = self.number_of(&word.value);
        match number {
            None if groups.contains(&word.value) => {
                let message = format!("`{}` is a group itself", word.value);
                resolver.say(Mistake::InvalidValue, word.place, message, "name the values that are meant");
            }
            None => self.unknown_value(&word.value, word.place, resolver),
            Some(_) => {}
        }
        number
    }

    pub(super) fn unknown_value(&self, word: &str, place: Place, resolver: &mut Resolver<'_>) {
        let known = self.values.iter().chain(self.groups.iter().map(|group| &group.id.value));
        let help = match nearest(word, known) {
            Some(near) if near.is_close => format!("did you mean `{}`?", near.word),
            Some(near) => format!("add it to the values of `{}`; the nearest is `{}`", self.id, near.word),
            None => format!("add it to the values of `{}`", self.id),
        };
        let message = format!("`{}` has no value or group `{word}`", self.id);
        resolver.say(Mistake::UnknownReference, place, message, help);
    }

    /// The set of values that the condition names; `None` where it names something else, which is then said.
    fn select(&self, condition: &syntax::Condition, place: Place, resolver: &mut Resolver<'_>) -> Option<Selection> {
        match condition {
            syntax::Condition::Within(bounded) => {
                if let Some(Domain::Values { .. }) = self.domain {
                    let message = format!("`{}` has values, and bounds are for numbers", self.id);
                    let bound = bounded.low.or(bounded.high).unwrap_or(place);
                    resolver.say(Mistake::InvalidValue, bound, message, "name one or more of its values");
                    return None;
                }
                Some(Selection::numbers([bounded.interval.clone()]))
            }
            syntax::Condition::OneOf(scalars) => self.select_scalars(scalars, resolver),
            syntax::Condition::NoneOf(scalars) => self.select_scalars(scalars, resolver).map(Selection::complement),
        }
    }

    fn select_scalars(&self, scalars: &[Located<Scalar>], resolver: &mut Resolver<'_>) -> Option<Selection> {
        match self.domain {
            Some(Domain::Values { .. }) => self.select_values(scalars, resolver),
            Some(Domain::Numbers(_)) => self.select_numbers(scalars, resolver),
            None => None,
        }
    }

    fn select_values(&self, scalars: &[Located<Scalar>], resolver: &mut Resolver<'_>) -> Option<Selection> {
        let mut selected = Some(Vec::new());
        for scalar in scalars {
            let members = match &scalar.value {
                Scalar::Value(word) => self.members(word, scalar.place, resolver),
                Scalar::Number(number) => {
                    let message = format!("`{}` has values, and {number} is a number", self.id);
                    resolver.say(Mistake::InvalidValue, scalar.place, message, "name one of its values, in quotes");
                    None
                }
            };
            selected = selected.zip(members).map(|(mut all, members)| {
                all.extend(members);
                all
            });
        }
        selected.map(Selection::values)
    }

    /// The value, or the values of the group, of that name.
    fn members(&self, word: &str, place: Place, resolver: &mut Resolver<'_>) -> Option<Vec<usize>> {
        if let Some(number) = self.number_of(word) {
            return Some(vec![number]);
        }
        let group = self.groups.iter().find(|group| group.id.value == word);
        if group.is_none() {
            self.unknown_value(word, place, resolver);
        }
        group.filter(|group| group.is_known).map(|group| group.members.clone())
    }

    fn select_numbers(&self, scalars: &[Located<Scalar>], resolver: &mut Resolver<'_>) -> Option<Selection> {
        let mut intervals = Some(Vec::new());
        for scalar in scalars {
            match &scalar.value {
                Scalar::Number(number) => {
                    intervals.iter_mut().for_each(|all| all.push(Interval::exactly(number.clone())))
                }
                Scalar::Value(word) => {
                    let message = format!("`{}` is a number, and `{word}` is not", self.id);
                    let help = number_meant(word)
                        .unwrap_or_else(|| "write a number, or bounds such as `{ at-most = 100 }`".to_owned());
                    resolver.say(Mistake::InvalidValue, scalar.place, message, help);
                    intervals = None;
                }
            }
        }
        intervals.map(Selection::numbers)
    }

    /// The number of a value.
    pub(super) fn number_of(&self, value: &str) -> Option<usize> {
        self.numbers.get(value).copied()
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Dimension, self.id.clone())
    }

    /// Whether the dimension is a number.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self.domain, Some(Domain::Numbers(_)))
    }
}

/// A set of cases: on each dimension that is named, some of its values.
#[derive(Debug, Clone)]
pub struct CaseSet {
    /// What must hold, by dimension.
    pub conditions: BTreeMap<Id<Dimension>, Selection>,
    /// The bounds on numbers.
    pub limits: Vec<Limit>,
    /// Groups that are named, as (dimension, number of the group), for those who ask what is used.
    pub groups: Vec<(Id<Dimension>, usize)>,
    /// Whether every condition could be read and resolved.
    pub is_known: bool,
    /// Where it stands.
    pub place: Place,
}

impl CaseSet {
    /// Every case.
    #[must_use]
    pub const fn every(place: Place) -> Self {
        Self { conditions: BTreeMap::new(), limits: Vec::new(), groups: Vec::new(), is_known: true, place }
    }

    /// A set of cases that could not be read.
    pub(super) fn unreadable(place: Place, resolver: &mut Resolver<'_>) -> Self {
        resolver.lose([Kind::Dimension]);
        Self { conditions: BTreeMap::new(), limits: Vec::new(), groups: Vec::new(), is_known: false, place }
    }

    pub(super) fn resolve(declared: syntax::When, dimensions: &Dimensions, resolver: &mut Resolver<'_>) -> Self {
        let mut set = Self { is_known: !declared.incomplete, ..Self::every(declared.place) };
        if declared.incomplete {
            resolver.lose([Kind::Dimension]);
        }
        for (name, condition) in &declared.conditions {
            let Some(id) = resolver.find::<Dimension>(Kind::Dimension, &name.value, name.place) else {
                set.is_known = false;
                continue;
            };
            let dimension = &dimensions[id];
            set.note_groups(id, dimension, condition);
            match dimension.select(condition, name.place, resolver) {
                Some(selection) => {
                    set.conditions.insert(id, selection);
                    set.limits.extend(Limit::of_condition(id, condition));
                }
                None => set.is_known = false,
            }
        }
        set
    }

    fn note_groups(&mut self, id: Id<Dimension>, dimension: &Dimension, condition: &syntax::Condition) {
        let (syntax::Condition::OneOf(scalars) | syntax::Condition::NoneOf(scalars)) = condition else { return };
        for scalar in scalars {
            let Scalar::Value(word) = &scalar.value else { continue };
            self.groups
                .extend(dimension.groups.iter().position(|group| group.id.value == *word).map(|group| (id, group)));
        }
    }

    /// Whether it is surely every case.
    #[must_use]
    pub fn is_every_case(&self) -> bool {
        self.is_known && self.conditions.is_empty()
    }

    /// The set as a condition on dimensions by their numbers.
    #[must_use]
    pub fn condition(&self) -> Condition {
        let all = self.conditions.iter();
        all.fold(Condition::always(), |condition, (id, selection)| condition.and(id.index(), selection.clone()))
    }
}
