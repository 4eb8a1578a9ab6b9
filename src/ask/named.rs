//! What roles, people, dimensions and values are called by.

use crate::meant::Known;
use crate::model::{BuiltIn, Dimension, Id, Model, Person, Role};

/// The roles, by ids, names and aliases.
#[must_use]
pub fn roles(model: &Model) -> Vec<Known<'_, Id<Role>>> {
    let names = model.roles.iter().map(|(thing, role)| {
        let names = [&role.name].into_iter().chain(&role.aliases).map(|name| name.value.as_str());
        Known { thing, id: &role.id, names: names.collect() }
    });
    names.collect()
}

/// The people, by ids and names.
#[must_use]
pub fn people(model: &Model) -> Vec<Known<'_, Id<Person>>> {
    let all = model.people.iter();
    all.map(|(thing, person)| Known { thing, id: &person.id, names: vec![&person.name] }).collect()
}

/// The dimensions, by ids and names.
pub(super) fn dimensions(model: &Model) -> Vec<Known<'_, Id<Dimension>>> {
    let names = |dimension: &Dimension| match dimension.built_in {
        Some(BuiltIn::RequestedBy) => &["requester", "申请人"][..],
        Some(BuiltIn::Date) | None => &[],
    };
    let all = model.dimensions.iter().map(|(thing, dimension)| {
        let own = [dimension.name.as_str()].into_iter();
        Known { thing, id: &dimension.id, names: own.chain(names(dimension).iter().copied()).collect() }
    });
    all.collect()
}

/// The values of a dimension.
pub(super) fn values(dimension: &Dimension) -> Vec<Known<'_, usize>> {
    let values = dimension.values.iter().enumerate();
    let names = |thing| dimension.value_name(thing).into_iter().map(|name| name.as_str()).collect();
    values.map(|(thing, id)| Known { thing, id, names: names(thing) }).collect()
}
