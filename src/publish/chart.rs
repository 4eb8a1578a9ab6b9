//! Who answers to whom, and who is asked when something is stuck, as a graph to be drawn.

use std::collections::BTreeMap;

use super::edition::Edition;
use crate::model::{Department, Id};
use crate::subject::Text;
use crate::words::clean;

/// The graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chart {
    /// Departments with their roles; first, without a name, roles that are in none.
    pub(super) groups: Vec<(Option<String>, Vec<ChartRole>)>,
    /// Each role and its superior.
    pub(super) reports: Vec<(usize, usize)>,
    /// Each role that asks, the one that it asks, and by which escalations; those of one pair are one.
    pub(super) escalations: Vec<(usize, usize, String)>,
}

/// A role, by its number in the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChartRole {
    pub(super) number: usize,
    pub(super) name: String,
    /// Whether it acts by its members.
    pub(super) is_body: bool,
}

impl Chart {
    pub(super) fn of(edition: &Edition<'_>) -> Self {
        let model = edition.model;
        let mut roles: BTreeMap<Option<Id<Department>>, Vec<ChartRole>> = BTreeMap::new();
        for (id, role) in model.roles.as_written() {
            let node = ChartRole { number: id.index(), name: clean(&role.name.value), is_body: role.body.is_some() };
            roles.entry(role.department.get().map(|department| department.value)).or_default().push(node);
        }
        let group = |department: Option<Id<Department>>| {
            let name = department.map(|department| clean(&model.departments[department].name));
            Some((name, roles.remove(&department)?))
        };
        let groups = [None]
            .into_iter()
            .chain(model.departments.as_written().map(|(id, _)| Some(id)))
            .filter_map(group)
            .collect();
        let reports =
            model.roles.as_written().filter_map(|(id, role)| Some((id.index(), role.reports_to.get()?.value.index())));
        Self { groups, reports: reports.collect(), escalations: escalations(edition) }
    }
}

impl Chart {
    /// Each role and its superior, by name.
    pub(super) fn named_reports(&self) -> Vec<(&str, &str)> {
        let nodes = self.groups.iter().flat_map(|(_, roles)| roles);
        let names: BTreeMap<_, _> = nodes.map(|node| (node.number, node.name.as_str())).collect();
        let named = |(from, to): &(usize, usize)| Some((*names.get(from)?, *names.get(to)?));
        self.reports.iter().filter_map(named).collect()
    }
}

fn escalations(edition: &Edition<'_>) -> Vec<(usize, usize, String)> {
    let mut pairs: indexmap::IndexMap<(usize, usize), Vec<&Text>> = indexmap::IndexMap::new();
    for (_, escalation) in edition.model.escalations.as_written() {
        for (from, to) in escalation.steps() {
            pairs.entry((from.value.index(), to.value.index())).or_default().push(&escalation.name);
        }
    }
    let named = |names: Vec<&Text>| names.into_iter().map(clean).collect::<Vec<_>>().join(", ");
    pairs.into_iter().map(|((from, to), names)| (from, to, named(names))).collect()
}
