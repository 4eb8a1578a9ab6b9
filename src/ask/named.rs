//! What roles, dimensions and values are called by.

use crate::meant::Known;
use crate::model::{Dimension, Id, Model, Role};

/// The roles, by ids, names and aliases.
#[must_use]
pub fn roles(model: &Model) -> Vec<Known<'_, Id<Role>>> {
    let names = model.roles.iter().map(|(thing, role)| {
        let names = [&role.name].into_iter().chain(&role.aliases).map(|name| name.value.as_str());
        Known { thing, id: &role.id, names: names.collect() }
    });
    names.collect()
}

/// The dimensions, by ids and names.
pub(super) fn dimensions(model: &Model) -> Vec<Known<'_, Id<Dimension>>> {
    let all = model.dimensions.iter();
    all.map(|(thing, dimension)| Known { thing, id: &dimension.id, names: vec![&dimension.name] }).collect()
}

/// The values of a dimension.
pub(super) fn values(dimension: &Dimension) -> Vec<Known<'_, usize>> {
    let values = dimension.values.iter().enumerate();
    let names = |thing| dimension.value_name(thing).into_iter().map(|name| name.as_str()).collect();
    values.map(|(thing, id)| Known { thing, id, names: names(thing) }).collect()
}
