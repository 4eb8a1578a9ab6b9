//! Asking upward: whom somebody comes to by reporting lines and escalations together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use petgraph::graph::DiGraph;

use super::circle;
use super::line::Lines;
use crate::model::{Id, Role};

/// Who asks whom, beside the reporting lines.
#[derive(Debug)]
pub(super) struct Asks {
    /// Whom each role asks that begins a step of an escalation.
    steps: BTreeMap<Id<Role>, Vec<Id<Role>>>,
    /// The roles on escalation paths.
    on_paths: HashSet<Id<Role>>,
}

impl Asks {
    pub(super) fn new(steps: impl Iterator<Item = (Id<Role>, Id<Role>)>) -> Self {
        let distinct: BTreeSet<_> = steps.collect();
        let on_paths = distinct.iter().flat_map(|(from, to)| [*from, *to]).collect();
        let mut steps: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (from, to) in distinct {
            steps.entry(from).or_default().push(to);
        }
        Self { steps, on_paths }
    }

    /// Everybody to whom somebody comes who asks upward from `from`, each walked over once.
    pub(super) fn reached(&self, lines: &Lines, from: Id<Role>) -> HashSet<Id<Role>> {
        let mut reached = HashSet::new();
        let mut open = vec![from];
        while let Some(start) = open.pop() {
            let mut here = Some(start);
            while let Some(role) = here.filter(|role| reached.insert(*role)) {
                open.extend(self.steps.get(&role).into_iter().flatten());
                here = lines.superior(role);
            }
        }
        reached
    }

    pub(super) fn is_on_a_path(&self, role: Id<Role>) -> bool {
        self.on_paths.contains(&role)
    }

    /// Roles that escalation steps lead around in a circle.
    pub(super) fn circles(&self) -> Vec<Vec<Id<Role>>> {
        let mut graph = DiGraph::new();
        let mut nodes = HashMap::new();
        for (from, to) in self.steps.iter().flat_map(|(from, to)| to.iter().map(move |to| (*from, *to))) {
            let [from, to] = [from, to].map(|role| *nodes.entry(role).or_insert_with(|| graph.add_node(role)));
            graph.add_edge(from, to, ());
        }
        circle::of_graph(&graph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids;

    fn id(number: usize) -> Id<Role> {
        ids(number + 1).next_back().unwrap()
    }

    fn reached(superiors: &[Option<usize>], steps: &[(usize, usize)], from: usize) -> Vec<usize> {
        let lines = Lines::new(superiors.iter().map(|superior| superior.map(id)).collect());
        let asks = Asks::new(steps.iter().map(|(from, to)| (id(*from), id(*to))));
        let mut reached: Vec<usize> = asks.reached(&lines, id(from)).into_iter().map(Id::index).collect();
        reached.sort_unstable();
        reached
    }

    #[test]
    fn steps_are_taken_from_anywhere_up_the_line_and_lead_up_from_where_they_end() {
        // 2 answers to 1 answers to 0; 5 answers to 4 answers to 3
        let reached = |from| reached(&[None, Some(0), Some(1), None, Some(3), Some(4), None], &[(1, 4), (3, 6)], from);
        assert_eq!(reached(2), [0, 1, 2, 3, 4, 6]);
        assert_eq!((reached(0), reached(5)), (vec![0], vec![3, 4, 5, 6]));
    }

    #[test]
    fn circles_end_and_every_role_is_walked_over_once() {
        let chain: Vec<_> = (0..100_000).map(|role: usize| role.checked_sub(1)).collect();
        let steps: Vec<_> = (0..100_000).map(|role| (role, 99_999 - role)).chain([(5, 5)]).collect();
        assert_eq!(reached(&chain, &steps, 3).len(), 100_000);
        assert_eq!(reached(&chain, &[(5, 3), (3, 5), (5, 5)], 9).len(), 10);
    }
}
