//! Asking upward: whom somebody comes to by reporting lines and escalations together.

use std::collections::{HashMap, HashSet};

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::Dfs;

use super::circle;
use crate::model::{Id, Role};

/// Who asks whom.
#[derive(Debug)]
pub(super) struct Asks {
    /// Reporting lines and escalation steps.
    upward: DiGraph<Id<Role>, ()>,
    /// Escalation steps only, and the roles on them.
    escalation: DiGraph<Id<Role>, ()>,
    /// The roles on escalation paths.
    on_paths: HashSet<Id<Role>>,
}

impl Asks {
    pub(super) fn new(superiors: &[Option<Id<Role>>], steps: impl Iterator<Item = (Id<Role>, Id<Role>)>) -> Self {
        let mut upward = DiGraph::with_capacity(superiors.len(), superiors.len());
        for role in crate::model::ids(superiors.len()) {
            upward.add_node(role);
        }
        let lines = crate::model::ids::<Role>(superiors.len()).zip(superiors);
        for (role, superior) in lines.filter_map(|(role, superior)| Some((role, (*superior)?))) {
            upward.add_edge(node(role), node(superior), ());
        }
        let mut escalation = DiGraph::new();
        let mut nodes = HashMap::new();
        for (from, to) in steps {
            upward.update_edge(node(from), node(to), ());
            let [from, to] = [from, to].map(|role| *nodes.entry(role).or_insert_with(|| escalation.add_node(role)));
            escalation.update_edge(from, to, ());
        }
        let on_paths = escalation.node_weights().copied().collect();
        Self { upward, escalation, on_paths }
    }

    /// Whether somebody comes from `from` to `to` by some escalation; by lines alone is not asked here.
    pub(super) fn reaches(&self, from: Id<Role>, to: Id<Role>) -> bool {
        if self.on_paths.is_empty() {
            return false;
        }
        let mut walk = Dfs::new(&self.upward, node(from));
        std::iter::from_fn(|| walk.next(&self.upward)).any(|reached| reached == node(to))
    }

    pub(super) fn is_on_a_path(&self, role: Id<Role>) -> bool {
        self.on_paths.contains(&role)
    }

    pub(super) fn circles(&self) -> Vec<Vec<Id<Role>>> {
        circle::of_graph(&self.escalation)
    }
}

/// The node of a role: nodes are added in the order of the roles.
fn node(role: Id<Role>) -> NodeIndex {
    NodeIndex::new(role.index())
}
