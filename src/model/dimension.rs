//! Dimensions: what cases are told apart by.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use case_space::{Coordinate, Domain, Number, Numbers, Vocabulary, Way};

use super::id::List;
use super::resolver::{Resolver, Resolves};
use crate::nearest::{did_you_mean_or, nearest};
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, DimensionValues, Flaw, Located, Named, Remarks, Scalar, Slot, number_meant};

/// What cases are told apart by.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
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
    pub escalates: Way,
    /// What is measured, in words.
    pub basis: Option<Text>,
    /// What is remarked on it.
    pub remarks: Remarks,
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
    /// Whether more is written than these: what could not be read, or exists nowhere.
    pub has_unread: bool,
}

impl Dimension {
    pub(super) fn resolve(declared: Named<syntax::Dimension>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, body } = declared;
        let mut table = body.table;
        let mut dimension = Self {
            place: id.place,
            remarks: table.remarks(),
            name: table.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            values: Vec::new(),
            numbers: HashMap::new(),
            groups: Vec::new(),
            domain: None,
            unit: table.unit.take(),
            escalates: table.escalates.take().unwrap_or(Way::Up),
            basis: table.basis.take(),
        };
        match body.values {
            None => {}
            Some(DimensionValues::Numbers(numbers)) => {
                let falls = dimension.escalates == Way::Down;
                dimension.domain = Some(Domain::Numbers(Numbers { falls, ..numbers }));
            }
            Some(DimensionValues::Values(values)) => {
                dimension.values = resolver.words("value", &values);
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
                let finding = Flaw::DuplicateDefinition.finding(resolver.subject.clone(), id.place, message);
                let finding = finding.label("the group").also(value.place, "the value");
                resolver.add(finding.help("give the group another id"));
                continue;
            }
            let members: Vec<_> = resolver
                .distinct("value", &written.items, |word| (&word.value, word.place))
                .map(|word| self.member(word, &names, resolver))
                .collect();
            let has_unread = written.has_unread || members.iter().any(Option::is_none);
            let members: BTreeSet<usize> = members.into_iter().flatten().collect();
            self.groups.push(Group { id, members: members.into_iter().collect(), has_unread });
        }
    }

    /// The number of a value that a group names; what is wrong with it is said.
    fn member(&self, word: &Located<Text>, groups: &HashSet<Text>, resolver: &mut Resolver<'_>) -> Option<usize> {
        let number = self.number_of(&word.value);
        match number {
            None if groups.contains(&word.value) => {
                let message = format!("`{}` is a group itself", word.value);
                resolver.say(Flaw::InvalidValue, word.place, message, "name the values that are meant");
            }
            None => self.unknown_value(&word.value, word.place, resolver),
            Some(_) => {}
        }
        number
    }

    pub(super) fn unknown_value(&self, word: &str, place: Place, resolver: &mut Resolver<'_>) {
        let known = self.values.iter().chain(self.groups.iter().map(|group| &group.id.value));
        let help =
            did_you_mean_or(nearest(word, known), format!("add it to the values of `{}`", self.id), "the nearest");
        let message = format!("`{}` has no value or group `{word}`", self.id);
        resolver.say(Flaw::UnknownReference, place, message, help);
    }

    /// Says that a number stands where one of its values is meant.
    pub(super) fn is_no_number(&self, number: &Number, place: Place, resolver: &mut Resolver<'_>) {
        let message = format!("`{}` has values, and {number} is a number", self.id);
        resolver.say(Flaw::InvalidValue, place, message, "name one of its values, in quotes");
    }

    /// Says that a word stands where a number is meant, and what to write where it is none in other clothes.
    pub(super) fn is_no_word(&self, word: &str, place: Place, write: &str, resolver: &mut Resolver<'_>) {
        let message = format!("`{}` is a number, and `{word}` is not", self.id);
        let help = number_meant(word).unwrap_or_else(|| write.to_owned());
        resolver.say(Flaw::InvalidValue, place, message, help);
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

impl Dimension {
    /// The value or number, where the dimension has it; what is wrong is said.
    pub(super) fn coordinate(&self, scalar: &Located<Scalar>, resolver: &mut Resolver<'_>) -> Option<Coordinate> {
        let domain = self.domain.as_ref()?;
        match (&scalar.value, domain) {
            (Scalar::Value(word), Domain::Values { .. }) => {
                if let Some(number) = self.number_of(word) {
                    return Some(Coordinate::Value(number));
                }
                if self.groups.iter().any(|group| group.id.value == *word) {
                    let message = format!("`{word}` is a group, and a case has one value of `{}`", self.id);
                    resolver.say(Flaw::InvalidValue, scalar.place, message, "name one of its values");
                } else {
                    self.unknown_value(word, scalar.place, resolver);
                }
                None
            }
            (Scalar::Number(number), Domain::Numbers(numbers)) => {
                if !numbers.admits(number) {
                    let message = format!("`{}` is never {number}", self.id);
                    let help = "give a number within its bounds and on its step";
                    resolver.say(Flaw::InvalidValue, scalar.place, message, help);
                    return None;
                }
                Some(Coordinate::Number(number.clone()))
            }
            (Scalar::Value(word), Domain::Numbers(_)) => {
                self.is_no_word(word, scalar.place, "write a number, without quotes", resolver);
                None
            }
            (Scalar::Number(number), Domain::Values { .. }) => {
                self.is_no_number(number, scalar.place, resolver);
                None
            }
        }
    }
}

impl Resolves for syntax::Dimension {
    type Resolved = Dimension;
}
