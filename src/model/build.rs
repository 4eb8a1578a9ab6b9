//! From the declarations of all files to one model.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Absent, Domain};
use rayon::prelude::*;

use super::activity::Activity;
use super::decision::Decision;
use super::delegation::Delegation;
use super::dimension::{BuiltIn, Dimension, Dimensions};
use super::escalation::Escalation;
use super::example::Example;
use super::footing::Footing;
use super::handoff::Handoff;
use super::id::{Id, List};
use super::impossible::Impossible;
use super::indicator::Indicator;
use super::known::{AllUnread, Unsure};
use super::lendable::Lendable;
use super::lint::Lint;
use super::matrix::Matrix;
use super::names::Names;
use super::person::Person;
use super::relative::Kin;
use super::resolver::{Notes, Resolver};
use super::role::{Department, Role};
use super::role_in_cases::RolesInCases;
use super::separation::Separation;
use super::stage::Stage;
use super::waiver::Waiver;
use super::whole::Model;
use super::{bodies, days, part, room, unknown};
use crate::finding::Finding;
use crate::options::Days;
use crate::source::{FileId, Place, Span};
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Due, Flaw, Named, Read, Scheme, Slot, Target, Unread};

/// A model and what was wrong on the way to it.
#[derive(Debug)]
pub struct Built {
    /// The model, as far as it could be made.
    pub model: Model,
    /// References to nothing, doubles, and what does not go together.
    pub mistakes: Vec<Finding>,
}

/// One file of a policy, as far as it could be read.
#[derive(Debug)]
pub struct PolicyFile<'a> {
    /// Which file it is.
    pub id: FileId,
    /// Whether it is the policy's `raci.toml`, or its only file.
    pub is_main: bool,
    /// What it declares.
    pub file: syntax::File,
    /// The text that could not be read.
    pub unread_text: Vec<&'a str>,
    /// What stands in values that were not read.
    pub unread: Unread,
    /// The numbers that may be meant in groups of three.
    pub in_threes: Vec<(Place, Text)>,
    /// What is due where ids stand.
    pub dues: Vec<(Place, Due)>,
}

/// Makes one model of the files of a policy, given in the order of their names, as it is on these days.
#[must_use]
pub fn build(inputs: Vec<PolicyFile<'_>>, days: Days) -> Built {
    let main = inputs.iter().find(|input| input.is_main).or(inputs.first()).map_or(FileId::default(), |input| input.id);
    let mut all = All::default();
    let mut mistakes = Vec::new();
    for input in inputs {
        all.add(input, &mut mistakes);
    }
    let mut names = Names::new(std::mem::take(&mut all.unread));
    let defines_all = all.define(&mut names, &mut mistakes);
    let dues = std::mem::take(&mut all.dues);
    let notes = Notes { mistakes, unknown: Vec::new(), unsure: names.named_in_unread() };
    let mut builder = Builder { names: &names, notes, days };
    let mut model = builder.model(all, main);
    let Notes { mut mistakes, unknown, unsure } = builder.notes;
    mistakes.extend(unknown::findings(unknown, &names, &model, dues));
    model.unsure = if defines_all { unsure } else { Kind::all().collect() };
    Built { model, mistakes }
}

/// The things of a kind that each file declares: moving them into one list would take as much memory again.
type ByFile<T> = Vec<Vec<Named<T>>>;

/// The declarations of all files together.
#[derive(Default)]
struct All {
    matrix: Option<syntax::Matrix>,
    stages: Vec<syntax::Stage>,
    dimensions: ByFile<syntax::Dimension>,
    departments: ByFile<syntax::Department>,
    roles: ByFile<syntax::Role>,
    people: ByFile<syntax::Person>,
    activities: ByFile<syntax::Activity>,
    decisions: ByFile<syntax::Decision>,
    handoffs: ByFile<syntax::Handoff>,
    escalations: ByFile<syntax::Escalation>,
    indicators: ByFile<syntax::Indicator>,
    separations: Vec<syntax::Separation>,
    delegations: Vec<syntax::Delegation>,
    lendable: Vec<syntax::Lendable>,
    impossible: Vec<syntax::Impossible>,
    examples: Vec<syntax::Example>,
    waivers: Vec<syntax::Waiver>,
    lint: Option<syntax::Lint>,
    unread: AllUnread,
    in_threes: BTreeMap<Place, Text>,
    dues: Vec<(Place, Due)>,
}

impl All {
    fn add(&mut self, input: PolicyFile<'_>, mistakes: &mut Vec<Finding>) {
        let file = input.file;
        if !input.is_main {
            only_in_main(&file, mistakes);
        }
        self.unread.pieces.extend(input.unread_text.into_iter().map(str::to_owned));
        self.unread.ids.extend(input.unread.keys);
        self.unread.texts.extend(input.unread.texts);
        self.in_threes.extend(input.in_threes);
        self.dues.extend(input.dues);
        macro_rules! take {
            ($field:ident) => {{
                self.unread.a_table |= file.$field.is_unread();
                file.$field.take()
            }};
        }
        macro_rules! take_named {
            ($($field:ident: $kind:ident),*) => {$({
                if file.$field.is_unread() {
                    self.unread.kinds.insert(Kind::$kind);
                }
                self.$field.extend(take!($field));
            })*};
        }
        take_named!(
            dimensions: Dimension,
            departments: Department,
            roles: Role,
            people: Person,
            activities: Activity,
            decisions: Decision,
            handoffs: Handoff,
            escalations: Escalation,
            indicators: Indicator
        );
        append(&mut self.separations, take!(separations));
        append(&mut self.delegations, take!(delegations));
        append(&mut self.lendable, take!(lendable));
        append(&mut self.impossible, take!(impossible));
        append(&mut self.examples, take!(examples));
        append(&mut self.waivers, take!(waivers));
        let has_no_id = |stages: &Vec<syntax::Stage>| stages.iter().any(|stage| stage.id.get().is_none());
        if file.stages.is_unread() || file.stages.get().is_some_and(has_no_id) {
            self.unread.kinds.insert(Kind::Stage);
        }
        let (mut stages, matrix, lint) = (take!(stages).unwrap_or_default(), take!(matrix), take!(lint));
        if input.is_main {
            self.matrix = matrix.or(self.matrix.take());
            self.lint = lint.or(self.lint.take());
            stages.append(&mut self.stages);
            self.stages = stages;
        } else {
            self.matrix = self.matrix.take().or(matrix);
            self.lint = self.lint.take().or(lint);
            self.stages.append(&mut stages);
        }
    }

    /// Notes every id. Whether that is all: nothing is unread, or left out because its id is taken.
    fn define(&mut self, names: &mut Names, mistakes: &mut Vec<Finding>) -> bool {
        let before = mistakes.len();
        self.leave_out_built_in(mistakes);
        self.stages.retain(|stage| stage.id.get().is_some_and(|id| names.define(Kind::Stage, id, mistakes)));
        macro_rules! define_all {
            ($($field:ident),*) => {
                $(define(&self.$field, names, mistakes);)*
            };
        }
        define(&self.dimensions, names, mistakes);
        BuiltIn::ALL.iter().for_each(|built_in| names.define_built_in(Kind::Dimension, built_in.as_str()));
        define_all!(departments, roles, people, activities, decisions, handoffs, escalations, indicators);
        for kind in [Kind::Dimension, Kind::Department, Kind::Role, Kind::Person, Kind::Escalation] {
            names.number_by_id(kind);
        }
        !names.unread().may_define() && mistakes.len() == before
    }
}

impl All {
    /// Leaves out the dimensions that are there without being declared, and says that they are declared.
    fn leave_out_built_in(&mut self, mistakes: &mut Vec<Finding>) {
        let is_built_in = |id: &str| BuiltIn::ALL.iter().any(|built_in| built_in.as_str() == id);
        for named in self.dimensions.iter().flatten().filter(|named| is_built_in(&named.id.value)) {
            let message = format!("the dimension `{}` is there without being declared", named.id.value);
            let subject = Subject::Of(Kind::Dimension, named.id.value.clone());
            let finding = Flaw::DuplicateDefinition.finding(subject, named.id.place, message);
            mistakes.push(finding.help("take it out, or give it another id"));
        }
        self.dimensions.iter_mut().for_each(|file| file.retain(|named| !is_built_in(&named.id.value)));
    }
}

/// Notes the ids of all things of one kind.
fn define<T: Target>(by_file: &ByFile<T>, names: &mut Names, mistakes: &mut Vec<Finding>) {
    names.expect(T::KIND, by_file.iter().map(Vec::len).sum());
    by_file.iter().for_each(|named| names.define_all(named, mistakes));
}

fn append<T>(all: &mut Vec<T>, more: Option<Vec<T>>) {
    let mut more = more.unwrap_or_default();
    if all.is_empty() { *all = more } else { all.append(&mut more) }
}

/// The cases that do not exist: those that are said to, and those in which a part is more than its whole.
fn absent(impossible: &[Impossible], dimensions: &Dimensions) -> Absent {
    let known = impossible.iter().filter(|one| !one.when.has_unread);
    let parts = dimensions.iter().filter_map(|(part, own)| Some((part, own.part_of.get()?.value)));
    let parts = parts.filter(|(part, whole)| [part, whole].iter().all(|id| dimensions[**id].is_number()));
    Absent {
        conditions: known.map(|one| one.when.condition()).collect(),
        orders: parts.map(|(part, whole)| (part.index(), whole.index())).collect(),
    }
}

/// The dimensions of cases of which it could not be read whether they exist.
fn unsure(impossible: &[Impossible], dimensions: &Dimensions) -> Vec<BTreeSet<Id<Dimension>>> {
    let unread = impossible.iter().filter(|one| one.when.has_unread);
    let parts = dimensions.iter().filter(|(_, part)| part.part_of.is_unread());
    let named = unread.map(|one| one.when.conditions.keys().copied().collect());
    named.chain(parts.map(|(part, _)| BTreeSet::from([part]))).collect()
}

/// Says that tables which stand in `raci.toml` stand elsewhere.
fn only_in_main(file: &syntax::File, mistakes: &mut Vec<Finding>) {
    let stages = file.stages.get().and_then(|stages| stages.first()).map(|stage| ("[[stages]]", stage.place));
    let matrix = file.matrix.get().map(|matrix| ("[matrix]", matrix.place));
    let lint = file.lint.get().map(|lint| ("[lint]", lint.place));
    for (table, place) in [matrix, stages, lint].into_iter().flatten() {
        let message = format!("`{table}` stands in `raci.toml` only");
        mistakes.push(
            Flaw::UnknownKey.finding(Subject::Matrix, place, message).help("move it to the `raci.toml` of the policy"),
        );
    }
}

struct Builder<'a> {
    names: &'a Names,
    notes: Notes,
    days: Days,
}

impl<'a> Builder<'a> {
    fn model(&mut self, all: All, main: FileId) -> Model {
        let start = Place::new(main, Span::new(0, 0));
        let unread = self.names.unread();
        let may_be_unread = unread.a_table || !unread.pieces.is_empty();
        let unread = syntax::Matrix::unread().filter(|_| may_be_unread).unwrap_or_default();
        let letters = || all.activities.iter().flatten().flat_map(|activity| activity.body.signs());
        let matrix = all.matrix.unwrap_or_else(|| {
            let scheme = if may_be_unread { Slot::Given(Scheme::presumed(letters())) } else { Slot::Absent };
            syntax::Matrix { place: start, scheme, ..unread }
        });
        let matrix = self.about(Subject::Matrix, |resolver| Matrix::resolve(matrix, letters(), resolver));
        let mut dimensions = self.dimensions(all.dimensions);
        let impossible =
            self.each(all.impossible, |one, resolver| Some(Impossible::resolve(one, &dimensions, resolver)));
        let (absent, unsure) = (absent(&impossible, &dimensions), unsure(&impossible, &dimensions));
        dimensions.leave_out(absent, unsure);
        let (roles, deputies) = self
            .all(all.roles, |mut role, resolver| {
                let deputies = RolesInCases::resolve(std::mem::take(&mut role.body.deputy), &dimensions, resolver);
                (Role::resolve(role, &matrix.levels, deputies.refs(), resolver), deputies)
            })
            .unzip();
        let people = self.all(all.people, |person, resolver| Person::resolve(person, &dimensions, resolver));
        self.notes.mistakes.extend(bodies::mistakes(&roles, &people));
        let departments = self.all(all.departments, Department::resolve);
        if !all.decisions.is_empty() {
            dimensions.name_requesters(roles.values().iter().map(|role| &role.id));
        }
        let mut activities = self.all(all.activities, |activity, resolver| {
            Activity::resolve(activity, &matrix.scheme, &dimensions, resolver)
        });
        let footing = Footing {
            dimensions: &dimensions,
            kin: Kin::new(&roles, &departments, &matrix.levels),
            levels: &matrix.levels,
        };
        let mut decisions =
            self.all(all.decisions, |decision, resolver| Decision::resolve(decision, &footing, resolver));
        self.notes.mistakes.extend(room::give(&mut activities, &mut decisions, &footing));
        let examples =
            self.each(all.examples, |one, resolver| Example::resolve(one, &footing, &activities, &decisions, resolver));
        let lendable = self.each(all.lendable, |one, resolver| Some(Lendable::resolve(one, &footing, resolver)));
        let separations =
            self.each(all.separations, |one, resolver| Some(Separation::resolve(one, &activities, resolver)));
        Model {
            stages: all.stages.into_iter().filter_map(Stage::resolve).map(|(_, stage)| stage).collect(),
            people,
            handoffs: self.all(all.handoffs, Handoff::resolve),
            escalations: self.all(all.escalations, Escalation::resolve),
            indicators: self.all(all.indicators, Indicator::resolve),
            separations,
            lendable,
            delegations: self
                .each(all.delegations, |one, resolver| Some(Delegation::resolve(one, &dimensions, resolver))),
            waivers: self.each(all.waivers, |one, resolver| Some(Waiver::resolve(one, resolver))),
            lint: all.lint.map_or_else(Lint::default, Lint::from),
            unsure: Unsure::new(),
            matrix,
            dimensions,
            departments,
            roles,
            deputies,
            activities,
            decisions,
            examples,
            impossible,
            in_threes: all.in_threes,
        }
    }

    /// What the policy tells cases apart by, and what is there without being declared.
    fn dimensions(&mut self, declared: ByFile<syntax::Dimension>) -> Dimensions {
        let roles = self.names.known(Kind::Role).len();
        let days = self.days;
        let built_in = BuiltIn::ALL.into_iter().map(|which| {
            let domain = match which {
                BuiltIn::RequestedBy => Domain::Values { count: roles },
                BuiltIn::Date => days::domain(days),
            };
            Dimension::built_in(which, domain)
        });
        let mut all = self.all_and(declared, Dimension::resolve, built_in.collect());
        self.notes.mistakes.extend(part::mistakes(&mut all));
        part::narrow(&mut all);
        Dimensions::new(all)
    }

    fn about<T>(&mut self, subject: Subject, resolve: impl FnOnce(&mut Resolver<'a>) -> T) -> T {
        let mut resolver = Resolver::new(self.names, subject);
        let resolved = resolve(&mut resolver);
        self.notes.append(resolver.notes);
        resolved
    }

    /// Resolves all things of a kind, side by side; what is wrong with them comes in their order.
    fn all<T: Target + Read + Send, U: Send>(
        &mut self,
        named: ByFile<T>,
        resolve: impl Fn(Named<T>, &mut Resolver<'a>) -> U + Sync,
    ) -> List<U> {
        self.all_and(named, resolve, Vec::new())
    }

    /// The same, and after them those that are there without being defined.
    fn all_and<T: Target + Read + Send, U: Send>(
        &mut self,
        named: ByFile<T>,
        resolve: impl Fn(Named<T>, &mut Resolver<'a>) -> U + Sync,
        built_in: Vec<U>,
    ) -> List<U> {
        let names = self.names;
        let mut resolved = Vec::with_capacity(named.iter().map(Vec::len).sum::<usize>() + built_in.len());
        let parts: Vec<_> = named
            .into_par_iter()
            .flat_map(|file| file.into_par_iter().with_min_len(256))
            .fold(<(Vec<U>, Notes)>::default, |mut part, named| {
                let subject = Subject::Of(T::KIND, named.id.value.clone());
                let mut resolver = Resolver::new(names, subject.clone());
                let is_double = names.is_double(named.id.place);
                let unread = T::unread().filter(|_| !is_double && names.is_doubled(&subject));
                let unread = unread.map(|body| Named { id: named.id.clone(), body });
                let thing = resolve(named, &mut resolver);
                if !is_double {
                    part.0.push(unread.map_or(thing, |unread| resolve(unread, &mut resolver)));
                }
                part.1.append(resolver.notes);
                part
            })
            .collect();
        for (mut things, notes) in parts {
            resolved.append(&mut things);
            self.notes.append(notes);
        }
        resolved.extend(built_in);
        match self.names.numbers_by_id(T::KIND) {
            Some(numbers) => List::numbered(resolved, numbers),
            None => resolved.into(),
        }
    }

    /// Resolves tables that have no id.
    fn each<T, U>(&mut self, tables: Vec<T>, resolve: impl Fn(T, &mut Resolver<'a>) -> Option<U>) -> Vec<U> {
        tables
            .into_iter()
            .filter_map(|table| self.about(Subject::Matrix, |resolver| resolve(table, resolver)))
            .collect()
    }
}
