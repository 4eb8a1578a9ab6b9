//! From the declarations of all files to one model.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::activity::Activity;
use super::decision::Decision;
use super::delegation::Delegation;
use super::dimension::{Dimension, Dimensions};
use super::escalation::Escalation;
use super::example::Example;
use super::handoff::Handoff;
use super::id::List;
use super::indicator::Indicator;
use super::lint::Lint;
use super::matrix::Matrix;
use super::names::{Lost, Names};
use super::person::Person;
use super::resolver::{Resolver, Unknown};
use super::role::{Department, Role};
use super::separation::Separation;
use super::stage::Stage;
use super::waiver::Waiver;
use super::{Model, room, unknown};
use crate::finding::Finding;
use crate::source::{FileId, Place, Span};
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Mistake, Named, Read, Target, Unread};

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
pub struct Input<'a> {
    /// The file.
    pub id: FileId,
    /// Whether it is the policy's `raci.toml`, or its only file.
    pub is_main: bool,
    /// What it declares.
    pub file: syntax::File,
    /// The text that could not be read.
    pub lost: Vec<&'a str>,
    /// What stands in values that were not read.
    pub unread: Unread,
}

/// Makes one model of the files of a policy, given in the order of their names.
#[must_use]
pub fn build(inputs: Vec<Input<'_>>) -> Built {
    let main = inputs.iter().find(|input| input.is_main).or(inputs.first()).map_or(FileId::default(), |input| input.id);
    let mut all = All::default();
    let mut mistakes = Vec::new();
    for input in inputs {
        all.add(input, &mut mistakes);
    }
    let mut names = Names::new(std::mem::take(&mut all.lost));
    let anything_lost = all.define(&mut names, &mut mistakes);
    let unresolved = names.kinds_named(&all.unread_texts);
    let mut builder = Builder { names: &names, mistakes, unknown: Vec::new(), unresolved };
    let mut model = builder.model(all, main);
    builder.mistakes.extend(unknown::findings(builder.unknown, &names, &model));
    model.unknown = if anything_lost { Kind::all().collect() } else { builder.unresolved };
    Built { model, mistakes: builder.mistakes }
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
    examples: Vec<syntax::Example>,
    waivers: Vec<syntax::Waiver>,
    lint: Option<syntax::Lint>,
    /// What could not be read.
    lost: Lost,
    /// The texts of values that were not read.
    unread_texts: Vec<Text>,
    /// Whether a whole table could not be read.
    incomplete: bool,
}

impl All {
    fn add(&mut self, input: Input<'_>, mistakes: &mut Vec<Finding>) {
        let file = input.file;
        if !input.is_main {
            only_in_main(&file, mistakes);
        }
        self.lost.texts.extend(input.lost.into_iter().map(str::to_owned));
        self.lost.ids.extend(input.unread.keys);
        self.unread_texts.extend(input.unread.texts);
        macro_rules! take {
            ($field:ident) => {{
                self.incomplete |= file.$field.is_unreadable();
                file.$field.take()
            }};
        }
        macro_rules! take_named {
            ($($field:ident: $kind:ident),*) => {$({
                self.lost.kinds.extend(file.$field.is_unreadable().then_some(Kind::$kind));
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
        append(&mut self.examples, take!(examples));
        append(&mut self.waivers, take!(waivers));
        let has_no_id = |stages: &Vec<syntax::Stage>| stages.iter().any(|stage| stage.id.get().is_none());
        let lost_stage = file.stages.is_unreadable() || file.stages.get().is_some_and(has_no_id);
        self.lost.kinds.extend(lost_stage.then_some(Kind::Stage));
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

    /// Notes every id. Whether something could not be read or is left out because its id is taken.
    fn define(&mut self, names: &mut Names, mistakes: &mut Vec<Finding>) -> bool {
        let before = mistakes.len();
        self.stages.retain(|stage| stage.id.get().is_some_and(|id| names.define(Kind::Stage, id, mistakes)));
        macro_rules! define_all {
            ($($field:ident),*) => {
                $(define(&self.$field, names, mistakes);)*
            };
        }
        define_all!(dimensions, departments, roles, people, activities, decisions, handoffs, escalations, indicators);
        for kind in [Kind::Dimension, Kind::Department, Kind::Role, Kind::Person, Kind::Escalation] {
            names.number_by_id(kind);
        }
        self.incomplete || names.lost().is_any() || mistakes.len() > before
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

/// Says that tables which stand in `raci.toml` stand elsewhere.
fn only_in_main(file: &syntax::File, mistakes: &mut Vec<Finding>) {
    let stages = file.stages.get().and_then(|stages| stages.first()).map(|stage| ("[[stages]]", stage.place));
    let matrix = file.matrix.get().map(|matrix| ("[matrix]", matrix.place));
    let lint = file.lint.get().map(|lint| ("[lint]", lint.place));
    for (table, place) in [matrix, stages, lint].into_iter().flatten() {
        let message = format!("`{table}` stands in `raci.toml` only");
        mistakes.push(
            Mistake::UnknownKey
                .finding(Subject::Matrix, place, message)
                .help("move it to the `raci.toml` of the policy"),
        );
    }
}

struct Builder<'a> {
    names: &'a Names,
    mistakes: Vec<Finding>,
    unknown: Vec<Unknown>,
    unresolved: BTreeSet<Kind>,
}

impl<'a> Builder<'a> {
    fn model(&mut self, all: All, main: FileId) -> Model {
        let start = Place::new(main, Span::new(0, 0));
        let is_lost = all.incomplete || !self.names.lost().texts.is_empty();
        let unread = syntax::Matrix::unreadable().filter(|_| is_lost).unwrap_or_default();
        let matrix = all.matrix.unwrap_or(syntax::Matrix { place: start, ..unread });
        let letters = all.activities.iter().flatten().flat_map(|activity| activity.body.letters_in_use());
        let matrix = self.about(Subject::Matrix, |resolver| Matrix::resolve(matrix, letters, resolver));
        let dimensions = Dimensions::new(self.all(all.dimensions, Dimension::resolve));
        let roles = self.all(all.roles, |role, resolver| Role::resolve(role, &matrix.levels, resolver));
        let mut activities = self.all(all.activities, |activity, resolver| {
            Activity::resolve(activity, matrix.scheme, &dimensions, resolver)
        });
        let mut decisions =
            self.all(all.decisions, |decision, resolver| Decision::resolve(decision, &dimensions, resolver));
        self.mistakes.extend(room::give(&mut activities, &mut decisions, &dimensions));
        Model {
            stages: all.stages.into_iter().filter_map(Stage::resolve).map(|(_, stage)| stage).collect(),
            departments: self.all(all.departments, Department::resolve),
            people: self.all(all.people, |person, resolver| Person::resolve(person, &dimensions, resolver)),
            handoffs: self.all(all.handoffs, Handoff::resolve),
            escalations: self.all(all.escalations, Escalation::resolve),
            indicators: self.all(all.indicators, Indicator::resolve),
            separations: self.each(all.separations, |one, resolver| Some(Separation::resolve(one, resolver))),
            delegations: self
                .each(all.delegations, |one, resolver| Some(Delegation::resolve(one, &dimensions, resolver))),
            examples: self.each(all.examples, |one, resolver| {
                Example::resolve(one, &dimensions, &activities, &decisions, resolver)
            }),
            waivers: self.each(all.waivers, |one, resolver| Some(Waiver::resolve(one, resolver))),
            lint: all.lint.map_or_else(Lint::default, Lint::from),
            unknown: BTreeSet::new(),
            matrix,
            dimensions,
            roles,
            activities,
            decisions,
        }
    }

    fn about<T>(&mut self, subject: Subject, resolve: impl FnOnce(&mut Resolver<'a>) -> T) -> T {
        let mut resolver = Resolver::new(self.names, subject);
        let resolved = resolve(&mut resolver);
        self.take(resolver.mistakes, resolver.unknown, resolver.unresolved);
        resolved
    }

    fn take(&mut self, mistakes: Vec<Finding>, unknown: Vec<Unknown>, unresolved: impl IntoIterator<Item = Kind>) {
        self.mistakes.extend(mistakes);
        self.unknown.extend(unknown);
        self.unresolved.extend(unresolved);
    }

    /// Resolves all things of a kind, side by side; what is wrong with them comes in their order.
    fn all<T: Target + Send, U: Send>(
        &mut self,
        named: ByFile<T>,
        resolve: impl Fn(Named<T>, &mut Resolver<'a>) -> U + Sync,
    ) -> List<U> {
        let names = self.names;
        let mut resolved = Vec::with_capacity(named.iter().map(Vec::len).sum());
        let parts: Vec<_> = named
            .into_par_iter()
            .flat_map(|file| file.into_par_iter().with_min_len(256))
            .fold(Portion::default, |mut part: Portion<U>, named| {
                let mut resolver = Resolver::new(names, Subject::Of(T::KIND, named.id.value.clone()));
                let is_double = names.is_double(named.id.place);
                let thing = resolve(named, &mut resolver);
                part.things.extend((!is_double).then_some(thing));
                part.mistakes.append(&mut resolver.mistakes);
                part.unknown.append(&mut resolver.unknown);
                part.unresolved.append(&mut resolver.unresolved);
                part
            })
            .collect();
        for mut part in parts {
            resolved.append(&mut part.things);
            self.take(part.mistakes, part.unknown, part.unresolved);
        }
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

/// What one thread resolved.
struct Portion<U> {
    things: Vec<U>,
    mistakes: Vec<Finding>,
    unknown: Vec<Unknown>,
    unresolved: BTreeSet<Kind>,
}

impl<U> Default for Portion<U> {
    fn default() -> Self {
        Self { things: Vec::new(), mistakes: Vec::new(), unknown: Vec::new(), unresolved: BTreeSet::new() }
    }
}
