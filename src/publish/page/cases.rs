//! Sets of cases as the form reads them, with exact numbers as text.

use case_space::{Extents, Interval};
use serde_json::{Map, Value, json};

use crate::model::Model;

/// What must hold on each dimension that is restricted.
pub(super) fn conditions(model: &Model, described: &[(usize, Extents)]) -> Vec<Value> {
    described.iter().map(|(number, extents)| json!([number, admitted(model, *number, extents)])).collect()
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
