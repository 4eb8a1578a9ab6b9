//! Dimensions: what cases are told apart by.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::{Bound, Deref};
use std::sync::Arc;

use case_space::{Absent, Coordinate, Domain, Number, Numbers, Vocabulary, Way};
use jiff::civil::Date;

use super::days;
use super::id::{Id, List};
use super::resolver::{Resolver, Resolves};
use super::role::Role;
use crate::finding::{Fix, TextChange};
use crate::meant::{plain, several};
use crate::nearest::{did_you_mean_or, nearest};
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{
    self, DimensionValues, Flaw, Located, Named, Remarks, Scalar, Slot, day_number, day_of_number, in_quotes,
    number_meant,
};

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
    /// Where each of the values is written.
    pub value_places: Vec<Place>,
    /// What people call each of the values; its id where it has no other name.
    pub value_names: Vec<Text>,
    /// Who is in charge of each of the values.
    pub holders: Vec<Slot<Located<Id<Role>>>>,
    /// What is remarked on each of the values.
    pub value_remarks: Vec<Remarks>,
    /// The number of each value.
    numbers: HashMap<Text, usize>,
    /// Names for sets of values.
    pub groups: Vec<Group>,
    /// Where the bounds of a number stand.
    pub ends: Vec<Place>,
    /// What can be told apart; `None` where that could not be read.
    pub domain: Option<Domain>,
    /// The unit of a number.
    pub unit: Option<Text>,
    /// Which way a number takes more authority.
    pub escalates: Way,
    /// What is measured, in words.
    pub basis: Option<Text>,
    /// What it is where no policy declares it.
    pub built_in: Option<BuiltIn>,
    /// The number that this one is never more than.
    pub part_of: Slot<Located<Id<Dimension>>>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

/// A dimension that is there without being declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltIn {
    /// The role that asks.
    RequestedBy,
    /// The day.
    Date,
}

impl BuiltIn {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::RequestedBy, Self::Date];

    /// The id by which conditions name it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RequestedBy => "requested-by",
            Self::Date => "date",
        }
    }
}

/// Everything that cases are told apart by.
#[derive(Debug, Clone)]
pub struct Dimensions {
    list: List<Dimension>,
    domains: Arc<[Domain]>,
    /// The same with every day there is.
    always: Arc<[Domain]>,
    /// The cases that do not exist, for every subject.
    absent: Absent,
    /// The dimensions that are named together where it could not be read which of their cases do not exist.
    unsure: Vec<BTreeSet<Id<Dimension>>>,
}

impl Dimensions {
    pub(super) fn new(list: List<Dimension>) -> Self {
        // what could not be read has no values, and nothing that names it is asked
        let domain = |dimension: &Dimension| dimension.domain.clone().unwrap_or(Domain::Values { count: 0 });
        let always = |dimension: &Dimension| if dimension.is_day() { days::all() } else { domain(dimension) };
        Self {
            domains: list.values().iter().map(domain).collect(),
            always: list.values().iter().map(always).collect(),
            list,
            absent: Absent::default(),
            unsure: Vec::new(),
        }
    }

    /// The cases that do not exist, for every subject.
    #[must_use]
    pub const fn absent(&self) -> &Absent {
        &self.absent
    }

    /// Says which cases do not exist, and of which dimensions that could not be read.
    pub(super) fn leave_out(&mut self, absent: Absent, unsure: Vec<BTreeSet<Id<Dimension>>>) {
        (self.absent, self.unsure) = (absent, unsure);
    }

    /// Whether it is not known which of the cases exist that are told apart by these.
    pub(super) fn is_unsure_of(&self, told_apart_by: &BTreeSet<Id<Dimension>>) -> bool {
        !told_apart_by.is_empty() && self.unsure.iter().any(|named| named.is_subset(told_apart_by))
    }

    /// Says which roles may ask, by their ids in the order of their numbers.
    pub(super) fn name_requesters<'a>(&mut self, roles: impl Iterator<Item = &'a Text>) {
        let found = self.list.values_mut().iter_mut().find(|one| one.built_in == Some(BuiltIn::RequestedBy));
        if let Some(dimension) = found {
            dimension.values = roles.cloned().collect();
        }
    }

    /// The dimensions that the policy declares.
    pub fn declared(&self) -> impl Iterator<Item = (Id<Dimension>, &Dimension)> {
        self.list.as_written().filter(|(_, dimension)| dimension.built_in.is_none())
    }

    /// One that is there without being declared.
    #[must_use]
    pub fn built_in(&self, which: BuiltIn) -> Option<Id<Dimension>> {
        self.list.iter().find(|(_, dimension)| dimension.built_in == Some(which)).map(|(id, _)| id)
    }

    /// The role that asks.
    #[must_use]
    pub fn requested_by(&self) -> Option<Id<Dimension>> {
        self.built_in(BuiltIn::RequestedBy)
    }

    /// The day.
    #[must_use]
    pub fn date(&self) -> Option<Id<Dimension>> {
        self.built_in(BuiltIn::Date)
    }

    /// The first day that is looked at.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        match &self.list[self.date()?].domain {
            Some(Domain::Numbers(numbers)) => match numbers.within.low() {
                Bound::Included(day) => day_of_number(day),
                _ => None,
            },
            _ => None,
        }
    }

    /// What each can be, by the number of the dimension.
    #[must_use]
    pub const fn domains(&self) -> &Arc<[Domain]> {
        &self.domains
    }

    /// What each can be, on whatever day.
    #[must_use]
    pub const fn on_any_day(&self) -> &Arc<[Domain]> {
        &self.always
    }

    /// The same on whatever day.
    pub(super) fn of_any_day(&self) -> Self {
        Self { domains: Arc::clone(&self.always), ..self.clone() }
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

    fn named(&self, dimension: usize, number: &Number) -> Option<String> {
        self.numbered(dimension)?.day(number)
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
        let ends = table.ends();
        let mut dimension = Self {
            place: id.place,
            remarks: table.remarks(),
            name: table.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            values: Vec::new(),
            value_places: Vec::new(),
            value_names: Vec::new(),
            holders: Vec::new(),
            value_remarks: Vec::new(),
            numbers: HashMap::new(),
            groups: Vec::new(),
            ends,
            domain: None,
            unit: table.unit.take(),
            escalates: table.escalates.take().unwrap_or(Way::Up),
            basis: table.basis.take(),
            built_in: None,
            part_of: resolver.slot(table.part_of),
        };
        match body.values {
            None => {}
            Some(DimensionValues::Numbers(numbers)) => {
                let falls = dimension.escalates == Way::Down;
                dimension.domain = Some(Domain::Numbers(Numbers { falls, ..numbers }));
            }
            Some(DimensionValues::Values(values)) => {
                let places = values.0.iter().map(|value| value.id.clone()).collect::<Vec<_>>();
                dimension.add_values(values.0, resolver);
                dimension.add_groups(table.groups, &places, resolver);
            }
        }
        dimension
    }

    /// One that is there without being declared: `domain` is what it can be.
    pub(super) fn built_in(which: BuiltIn, domain: Domain) -> Self {
        Self {
            id: which.as_str().into(),
            place: Place::default(),
            name: which.as_str().into(),
            values: Vec::new(),
            value_places: Vec::new(),
            value_names: Vec::new(),
            holders: Vec::new(),
            value_remarks: Vec::new(),
            numbers: HashMap::new(),
            groups: Vec::new(),
            ends: Vec::new(),
            domain: Some(domain),
            unit: None,
            escalates: Way::Up,
            basis: None,
            part_of: Slot::Absent,
            built_in: Some(which),
            remarks: Remarks::default(),
        }
    }

    /// Whether it is the day.
    #[must_use]
    pub fn is_day(&self) -> bool {
        self.built_in == Some(BuiltIn::Date)
    }

    /// The day that a number is, where it is the day that is counted.
    #[must_use]
    pub fn day(&self, number: &Number) -> Option<String> {
        self.is_day().then(|| day_of_number(number)).flatten().map(|day| day.to_string())
    }

    /// Whether somebody is in charge of any of its values.
    pub(super) fn has_holders(&self) -> bool {
        self.holders.iter().any(|holder| !holder.is_absent())
    }

    /// The role that is in charge of a value.
    #[must_use]
    pub fn holder(&self, value: usize) -> Option<Id<Role>> {
        self.holders.get(value)?.get().map(|holder| holder.value)
    }

    fn add_values(&mut self, values: Vec<Named<syntax::DimensionValue>>, resolver: &mut Resolver<'_>) {
        let again = resolver.say_doubles("value", &values, |value| (&value.id.value, value.id.place));
        let is_first = |number: &usize| again.iter().all(|(double, _)| double != number);
        for (_, Named { id, mut body }) in values.into_iter().enumerate().filter(|(number, _)| is_first(number)) {
            self.value_remarks.push(body.remarks());
            self.value_places.push(id.place);
            self.value_names.push(body.name.take().unwrap_or_else(|| id.value.clone()));
            self.holders.push(resolver.slot(body.holder));
            self.numbers.insert(id.value.clone(), self.values.len());
            self.values.push(id.value);
        }
        self.domain = Some(Domain::Values { count: self.values.len() });
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
        let message = format!("`{}` has no value or group `{word}`", self.id);
        let finding = Flaw::UnknownReference.finding(resolver.subject.clone(), place, message);
        let renamed = |to: &Text| {
            let change = TextChange::Rename { from: word.into(), to: to.clone() };
            Fix::new(format!("write `{to}`"), change)
        };
        if let Some((value, is_name)) = self.called(word) {
            let fix = renamed(value);
            let finding = finding.help(format!("this is what `{value}` is called: write its id, `{value}`"));
            return resolver.add(finding.fix(if is_name { fix.safe() } else { fix }));
        }
        if let Some(values) = self.several(word) {
            return resolver.add(finding.fix(Fix::write(place, format!("[{}]", values.join(", ")))));
        }
        let known = self.values.iter().chain(self.groups.iter().map(|group| &group.id.value));
        let near = nearest(word, known);
        let fix = near.as_ref().filter(|near| near.is_close).map(|near| renamed(near.word));
        let help = did_you_mean_or(near, format!("add it to the values of `{}`", self.id), "the nearest");
        resolver.add(finding.help(help).fixes(fix));
    }

    /// The value that a word is the name of, and whether it is exactly that.
    fn called(&self, word: &str) -> Option<(&Text, bool)> {
        let only = |is_named: &dyn Fn(&Text) -> bool| {
            let mut named =
                self.values.iter().zip(&self.value_names).filter(|(id, name)| is_named(id) || is_named(name));
            let first = named.next()?.0;
            named.next().is_none().then_some(first)
        };
        let reads = plain(word);
        let alike = || only(&|name| plain(name) == reads).map(|value| (value, false));
        only(&|name| name == word).map(|value| (value, true)).or_else(alike)
    }

    /// The values that one text names, each in quotes.
    fn several(&self, text: &str) -> Option<Vec<String>> {
        let known = |part: &str| -> Option<String> {
            let group = || self.groups.iter().find(|group| group.id.value == part).map(|group| &group.id.value);
            self.called(part).map(|(value, _)| value).or_else(group).map(|id| in_quotes(id))
        };
        several(text).into_iter().find_map(|(parts, _)| parts.into_iter().map(known).collect())
    }

    /// Says that a number stands where one of its values is meant.
    pub(super) fn is_no_number(&self, number: &Number, place: Place, resolver: &mut Resolver<'_>) {
        let message = format!("`{}` has values, and {number} is a number", self.id);
        resolver.say(Flaw::InvalidValue, place, message, "name one of its values, in quotes");
    }

    /// Says that a word stands where a number is meant, and what to write where it is none in other clothes.
    pub(super) fn is_no_word(&self, word: &str, place: Place, write: &str, resolver: &mut Resolver<'_>) {
        let message = format!("`{}` is a number, and `{word}` is not", self.id);
        let finding = Flaw::InvalidValue.finding(resolver.subject.clone(), place, message);
        resolver.add(match number_meant(word) {
            Some(numbers) => finding.fixes(numbers.into_iter().map(|number| Fix::write(place, number))),
            None => finding.help(write),
        });
    }

    /// Says that a day stands where a number is meant, or a number where a day is.
    pub(super) fn is_other_measure(&self, is_given_day: bool, place: Place, resolver: &mut Resolver<'_>) {
        let (message, help) = if is_given_day {
            (format!("`{}` is no day", self.id), "days are conditions on `date`")
        } else {
            (format!("`{}` is a day", self.id), "write it as year-month-day, without quotes: 2026-12-31")
        };
        resolver.say(Flaw::InvalidValue, place, message, help);
    }

    /// What people call a value, by its number.
    #[must_use]
    pub fn value_name(&self, number: usize) -> Option<&Text> {
        self.value_names.get(number).or_else(|| self.values.get(number))
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
            (Scalar::Day(day), _) if self.is_day() => Some(Coordinate::Number(day_number(*day))),
            (_, _) if self.is_day() => {
                self.is_other_measure(false, scalar.place, resolver);
                None
            }
            (Scalar::Value(word), Domain::Values { .. }) if self.built_in == Some(BuiltIn::RequestedBy) => {
                resolver.find::<Role>(Kind::Role, word, scalar.place).map(|role| Coordinate::Value(role.index()))
            }
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
            (Scalar::Day(_), _) => {
                self.is_other_measure(true, scalar.place, resolver);
                None
            }
        }
    }
}

impl Resolves for syntax::Dimension {
    type Resolved = Dimension;
}
