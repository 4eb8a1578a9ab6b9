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
    /// For each role, the first in its line, from itself upward, that begins a step.
    next: Vec<Option<Id<Role>>>,
    /// The roles to which a step of an escalation leads.
    asked: HashSet<Id<Role>>,
}

/// Whom somebody comes to: some roles, and all that are above them.
#[derive(Debug)]
pub struct Reached {
    /// Where the roles stand in the lines, in order.
    starts: Vec<usize>,
}

impl Reached {
    /// Whether somebody comes to the role.
    pub(super) fn has(&self, lines: &Lines, role: Id<Role>) -> bool {
        let Some((enter, leave)) = lines.visit(role) else { return false };
        let first = self.starts.partition_point(|start| *start < enter);
        self.starts.get(first).is_some_and(|start| *start < leave)
    }

    /// From how many roles they are found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}

impl Asks {
    pub(super) fn new(lines: &Lines, steps: impl Iterator<Item = (Id<Role>, Id<Role>)>) -> Self {
        let distinct: BTreeSet<_> = steps.collect();
        let asked = distinct.iter().map(|(_, to)| *to).collect();
        let mut steps: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (from, to) in distinct {
            steps.entry(from).or_default().push(to);
        }
        let next = lines.nearest(|role| steps.contains_key(&role));
        Self { steps, next, asked }
    }

    /// Where somebody comes to who asks upward from `from`. Each step of an escalation is taken once, and the lines between are not
    /// walked. `None` where `spend`, which is asked before each step, allows no more.
    pub(super) fn reached(&self, lines: &Lines, from: Id<Role>, spend: impl Fn() -> bool) -> Option<Reached> {
        let mut taken = HashSet::new();
        let mut open = vec![from];
        let mut starts = Vec::new();
        while let Some(role) = open.pop() {
            if !spend() {
                return None;
            }
            starts.extend(lines.visit(role).map(|(enter, _)| enter));
            let mut begins = self.next(role);
            while let Some(source) = begins.filter(|source| taken.insert(*source)) {
                if !spend() {
                    return None;
                }
                open.extend(self.steps.get(&source).into_iter().flatten());
                begins = lines.superior(source).and_then(|superior| self.next(superior));
            }
        }
        starts.sort_unstable();
        Some(Reached { starts })
    }

    fn next(&self, role: Id<Role>) -> Option<Id<Role>> {
        self.next.get(role.index()).copied().flatten()
    }

    pub(super) fn leads_to(&self, role: Id<Role>) -> bool {
        self.asked.contains(&role)
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

    fn asks(superiors: &[Option<usize>], steps: &[(usize, usize)]) -> (Lines, Asks) {
        let lines = Lines::new(superiors.iter().map(|superior| superior.map(id)).collect());
        let asks = Asks::new(&lines, steps.iter().map(|(from, to)| (id(*from), id(*to))));
        (lines, asks)
    }

    #[test]
    fn steps_are_taken_from_anywhere_up_the_line_and_lead_up_from_where_they_end() {
        // 2 answers to 1 answers to 0; 5 answers to 4 answers to 3
        let (lines, asks) = asks(&[None, Some(0), Some(1), None, Some(3), Some(4), None], &[(1, 4), (3, 6)]);
        let reached = |from| {
            let reached = asks.reached(&lines, id(from), || true).unwrap();
            (0..7).filter(|to| reached.has(&lines, id(*to))).collect::<Vec<_>>()
        };
        assert_eq!(reached(2), [0, 1, 2, 3, 4, 6]);
        assert_eq!((reached(0), reached(5)), (vec![0], vec![3, 4, 5, 6]));
    }

    #[test]
    fn circles_end_and_long_lines_are_not_walked() {
        let chain: Vec<_> = (0..100_000).map(|role: usize| role.checked_sub(1)).collect();
        let (lines, asks) = asks(&chain, &[(5, 3), (3, 5), (5, 5)]);
        for role in 0..100_000 {
            let reached = asks.reached(&lines, id(role), || true).unwrap();
            assert!(reached.has(&lines, id(0)) && reached.len() <= 4);
            assert!(role > 9 || !reached.has(&lines, id(99_999)));
        }
    }
}
