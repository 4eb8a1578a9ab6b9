//! From the declarations of all files to one model.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::activity::Activity;
use super::case::{Dimension, Dimensions};
use super::decision::Decision;
use super::duties::{Escalation, Handoff, Indicator, Separation};
use super::id::List;
use super::names::{Names, Resolver};
use super::organisation::{Department, Matrix, Person, Role, Stage};
use super::record::{Delegation, Example, Waiver};
use super::{Lint, Model};
use crate::finding::{Finding, Kind, Subject};
use crate::source::{FileId, Place, Span};
use crate::syntax::{self, Mistake, Named, Target};

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
}

/// Makes one model of the files of a policy, given in the order of their names.
#[must_use]
pub fn build(inputs: Vec<Input<'_>>) -> Built {
    let lost: Vec<String> = inputs.iter().flat_map(|input| input.lost.iter().map(|text| (*text).to_owned())).collect();
    let anything_lost = !lost.is_empty();
    let main = inputs.iter().find(|input| input.is_main).or(inputs.first()).map_or(FileId::default(), |input| input.id);
    let mut all = All::default();
    let mut mistakes = Vec::new();
    for input in inputs {
        all.add(input, &mut mistakes);
    }
    let mut names = Names::new(lost);
    let named = all.name(&mut names, &mut mistakes);
    let anything_lost = anything_lost || named.incomplete;
    let mut builder = Builder { names: &names, mistakes, unknown: BTreeSet::new() };
    let mut model = builder.model(named, main);
    if anything_lost {
        builder.unknown.extend(Kind::ALL);
    }
    model.unknown = builder.unknown;
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
    /// Whether a whole table could not be read, or was left out because its id is taken.
    incomplete: bool,
}

impl All {
    fn add(&mut self, input: Input<'_>, mistakes: &mut Vec<Finding>) {
        let file = input.file;
        if !input.is_main {
            only_in_main(&file, mistakes);
        }
        macro_rules! take {
            ($field:ident) => {{
                self.incomplete |= file.$field.is_unreadable();
                file.$field.take()
            }};
        }
        self.matrix = self.matrix.take().or(take!(matrix));
        self.lint = self.lint.take().or(take!(lint));
        append(&mut self.stages, take!(stages));
        self.dimensions.extend(take!(dimensions));
        self.departments.extend(take!(departments));
        self.roles.extend(take!(roles));
        self.people.extend(take!(people));
        self.activities.extend(take!(activities));
        self.decisions.extend(take!(decisions));
        self.handoffs.extend(take!(handoffs));
        self.escalations.extend(take!(escalations));
        self.indicators.extend(take!(indicators));
        append(&mut self.separations, take!(separations));
        append(&mut self.delegations, take!(delegations));
        append(&mut self.examples, take!(examples));
        append(&mut self.waivers, take!(waivers));
    }

    /// Notes every id, and leaves out what is defined a second time.
    fn name(mut self, names: &mut Names, mistakes: &mut Vec<Finding>) -> Self {
        let before = mistakes.len();
        self.stages.retain(|stage| stage.id.get().is_some_and(|id| names.define_stage(id, mistakes)));
        macro_rules! keep_first {
            ($($field:ident),*) => {
                $(self.$field.iter_mut().for_each(|named| names.keep_first(named, mistakes));)*
            };
        }
        keep_first!(dimensions, departments, roles, people, activities, decisions, handoffs, escalations, indicators);
        self.incomplete |= mistakes.len() > before;
        self
    }
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
    unknown: BTreeSet<Kind>,
}

impl<'a> Builder<'a> {
    fn model(&mut self, all: All, main: FileId) -> Model {
        let start = Place::new(main, Span::new(0, 0));
        let matrix = syntax::Matrix { place: start, ..syntax::Matrix::default() };
        let matrix = self.about(Subject::Matrix, |resolver| Matrix::resolve(all.matrix.unwrap_or(matrix), resolver));
        let dimensions = Dimensions::new(self.all(all.dimensions, Dimension::resolve));
        let roles = self.all(all.roles, |role, resolver| Role::resolve(role, &matrix.levels, resolver));
        let activities = self.all(all.activities, |activity, resolver| {
            Activity::resolve(activity, matrix.scheme, &dimensions, resolver)
        });
        let decisions =
            self.all(all.decisions, |decision, resolver| Decision::resolve(decision, &dimensions, resolver));
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
            examples: self.each(all.examples, |one, resolver| Example::resolve(one, &dimensions, resolver)),
            waivers: self.each(all.waivers, Waiver::resolve),
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
        self.take(resolver.mistakes, resolver.unresolved);
        resolved
    }

    fn take(&mut self, mistakes: Vec<Finding>, unresolved: impl IntoIterator<Item = Kind>) {
        self.mistakes.extend(mistakes);
        self.unknown.extend(unresolved);
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
            .fold(Part::default, |mut part: Part<U>, named| {
                let mut resolver = Resolver::new(names, Subject::Of(T::KIND, named.id.value.clone()));
                part.things.push(resolve(named, &mut resolver));
                part.mistakes.append(&mut resolver.mistakes);
                part.unresolved.append(&mut resolver.unresolved);
                part
            })
            .collect();
        for mut part in parts {
            resolved.append(&mut part.things);
            self.take(part.mistakes, part.unresolved);
        }
        resolved.into()
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
struct Part<U> {
    things: Vec<U>,
    mistakes: Vec<Finding>,
    unresolved: BTreeSet<Kind>,
}

impl<U> Default for Part<U> {
    fn default() -> Self {
        Self { things: Vec::new(), mistakes: Vec::new(), unresolved: BTreeSet::new() }
    }
}
