//! Sets of cases as the form reads them, with exact numbers as text.

use case_space::{Extents, Interval};
use serde_json::{Map, Value, json};

use crate::model::{BuiltIn, Dimension, Dimensions, Model};

/// The dimensions that the form knows: those of the policy, and those that are there without it where one of its decisions uses them.
pub(super) fn known(model: &Model) -> impl Iterator<Item = &Dimension> {
    let is_used = |number: usize| {
        let covers = model.decisions.values().iter().filter_map(|decision| Some(&decision.in_full()?.1.cover));
        covers.flat_map(|cover| cover.space().dimensions()).any(|used| used == number)
    };
    let uses_any = built_in(&model.dimensions).any(is_used);
    let there = built_in(&model.dimensions).filter_map(|number| model.dimensions.numbered(number));
    let declared = model.dimensions.values().iter().filter(|dimension| dimension.built_in.is_none());
    declared.chain(there.filter(move |_| uses_any))
}

/// Where a dimension stands among those that the form knows.
pub(super) fn position(dimensions: &Dimensions, number: usize) -> usize {
    let built_in: Vec<_> = built_in(dimensions).collect();
    let before = built_in.iter().filter(|other| **other < number).count();
    match built_in.iter().position(|other| *other == number) {
        Some(at) => dimensions.len() - built_in.len() + at,
        None => number - before,
    }
}

/// The numbers of those that are there without the policy.
fn built_in(dimensions: &Dimensions) -> impl Iterator<Item = usize> {
    BuiltIn::ALL.into_iter().filter_map(|which| dimensions.built_in(which)).map(|id| id.index())
}

/// What must hold on each dimension that is restricted.
pub(super) fn conditions(model: &Model, described: &[(usize, Extents)]) -> Vec<Value> {
    let condition = |(number, extents): &(usize, Extents)| {
        json!([position(&model.dimensions, *number), admitted(model, *number, extents)])
    };
    described.iter().map(condition).collect()
}

fn admitted(model: &Model, number: usize, extents: &Extents) -> Value {
    match extents {
        Extents::Intervals(intervals) => intervals.iter().map(interval).collect(),
        Extents::Values(values) => {
            let dimension = model.dimensions.numbered(number);
            let named = values.iter().filter_map(|value| dimension?.values.get(*value));
            named.map(|value| Value::from(value.as_str())).collect()
        }
    }
}

pub(super) fn interval(interval: &Interval) -> Value {
    let ends = interval.keys().map(|(bound, number)| (bound.to_owned(), Value::from(number.to_string())));
    Value::Object(ends.collect::<Map<_, _>>())
}
