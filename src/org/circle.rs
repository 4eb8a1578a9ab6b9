//! Circles: in graphs where each follows at most one, and in any graph.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{Id, Role};

/// The circles of a graph in which each role follows at most one other. Each begins with the role that is defined first, and they come
/// in the order of those.
pub(super) fn of_followers(follows: &[Option<Id<Role>>]) -> Vec<Vec<Id<Role>>> {
    let next = |role: Id<Role>| follows.get(role.index()).copied().flatten();
    // the number of the walk in which a role was met; 0 for never
    let mut met = vec![0_usize; follows.len()];
    let mut circles = Vec::new();
    for (walk, start) in crate::model::ids::<Role>(follows.len()).enumerate() {
        let walk = walk.saturating_add(1);
        let mut here = Some(start);
        while let Some(role) = here {
            match met.get_mut(role.index()) {
                Some(seen @ 0) => *seen = walk,
                Some(seen) if *seen == walk => {
                    circles.push(from_first(around(role, next)));
                    break;
                }
                _ => break,
            }
            here = next(role);
        }
    }
    circles.sort();
    circles
}

/// The roles from `start` around to itself.
fn around(start: Id<Role>, next: impl Fn(Id<Role>) -> Option<Id<Role>>) -> Vec<Id<Role>> {
    let mut circle = vec![start];
    let mut here = next(start);
    while let Some(role) = here.filter(|role| *role != start) {
        circle.push(role);
        here = next(role);
    }
    circle
}

/// The circle turned so that it begins with the role that is defined first.
fn from_first(mut circle: Vec<Id<Role>>) -> Vec<Id<Role>> {
    let first = circle.iter().enumerate().min_by_key(|(_, role)| **role).map_or(0, |(at, _)| at);
    circle.rotate_left(first);
    circle
}

/// One circle, a shortest through the role that is defined first, of each set of roles that lead to each other.
pub(super) fn of_graph(graph: &DiGraph<Id<Role>, ()>) -> Vec<Vec<Id<Role>>> {
    let mut circles: Vec<_> = kosaraju_scc(graph).into_iter().filter_map(|knot| shortest(graph, &knot)).collect();
    circles.sort();
    circles
}

/// The shortest way from the first of the knot back to it.
fn shortest(graph: &DiGraph<Id<Role>, ()>, knot: &[NodeIndex]) -> Option<Vec<Id<Role>>> {
    let role = |node: NodeIndex| graph.node_weight(node).copied();
    let start = knot.iter().copied().min_by_key(|node| role(*node))?;
    let mut came_from = vec![None; graph.node_count()];
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut onward: Vec<_> = graph.neighbors(node).collect();
        onward.sort_by_key(|node| role(*node));
        for next in onward {
            let Some(from @ None) = came_from.get_mut(next.index()) else { continue };
            *from = Some(node);
            if next == start {
                let mut way: Vec<_> = std::iter::successors(Some(node), |node| {
                    came_from.get(node.index()).copied().flatten().filter(|_| *node != start)
                })
                .filter_map(role)
                .collect();
                way.reverse();
                return Some(way);
            }
            queue.push_back(next);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids;

    fn id(number: usize) -> Id<Role> {
        ids(number + 1).next_back().unwrap()
    }

    #[test]
    fn a_circle_begins_with_the_first_role_and_leaves_out_those_who_lead_to_it() {
        let follows = [Some(2), Some(0), Some(3), Some(2), None, Some(5)].map(|to| to.map(id));
        assert_eq!(of_followers(&follows), [vec![id(2), id(3)], vec![id(5)]]);
    }

    #[test]
    fn a_hundred_thousand_roles_in_a_circle() {
        let count = 100_000;
        let follows: Vec<_> = (0..count).map(|n| Some(id((n + 1) % count))).collect();
        assert_eq!(of_followers(&follows).first().map(Vec::len), Some(count));
    }

    #[test]
    fn one_shortest_circle_of_each_knot() {
        let mut graph = DiGraph::new();
        let nodes: Vec<_> = (0..5).map(|n| graph.add_node(id(n))).collect();
        for (from, to) in [(0, 1), (1, 2), (2, 0), (1, 0), (3, 4)] {
            graph.add_edge(nodes[from], nodes[to], ());
        }
        assert_eq!(of_graph(&graph), [vec![id(0), id(1)]]);
    }
}
