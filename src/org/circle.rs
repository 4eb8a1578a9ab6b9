//! Circles: in graphs where each follows at most one, and in any graph.

use std::collections::{HashSet, VecDeque};

use petgraph::algo::{astar, kosaraju_scc};
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

/// Circles in which the roles stand in for each other, where each has some in this order: knots that lead nowhere else, and roles that
/// follow themselves. `ends` are roles at which it is not known. Two that follow each other make no circle by that.
pub(super) fn without_end(follows: &[Vec<Id<Role>>], ends: &[bool]) -> Vec<Vec<Id<Role>>> {
    if follows.iter().all(|follows| follows.len() < 2) {
        let follows: Vec<_> = follows.iter().map(|follows| follows.first().copied()).collect();
        let circles = of_followers(&follows).into_iter();
        return circles.filter(|circle| circle.len() != 2).collect();
    }
    let mut graph = DiGraph::new();
    let nodes: Vec<_> = crate::model::ids::<Role>(follows.len()).map(|role| graph.add_node(role)).collect();
    let node = |role: Id<Role>| nodes.get(role.index()).copied();
    for (from, follows) in nodes.iter().zip(follows) {
        for to in follows.iter().filter_map(|to| node(*to)) {
            graph.add_edge(*from, to, ());
        }
    }
    let mut knot_of = vec![0; graph.node_count()];
    let knots = kosaraju_scc(&graph);
    for (number, knot) in knots.iter().enumerate() {
        for node in knot {
            if let Some(knot_of) = knot_of.get_mut(node.index()) {
                *knot_of = number;
            }
        }
    }
    let knot = |node: NodeIndex| knot_of.get(node.index());
    let is_open = |node: NodeIndex| {
        ends.get(node.index()) == Some(&true) || graph.neighbors(node).any(|next| knot(next) != knot(node))
    };
    let open: Vec<bool> = knots.iter().map(|knot| knot.iter().any(|node| is_open(*node))).collect();
    let is_own = |(role, follows): &(Id<Role>, &Vec<Id<Role>>)| follows.contains(role);
    let own = crate::model::ids::<Role>(follows.len()).zip(follows).filter(is_own).map(|(role, _)| vec![role]);
    let closed = knots.iter().zip(&open).filter(|(knot, is_open)| !**is_open && knot.len() > 2);
    let mut circles: Vec<_> = own.chain(closed.filter_map(|(knot, _)| around_one_way(&graph, knot))).collect();
    circles.sort();
    circles
}

/// A circle by way of the first role that follows another and not the other way round. The knot leads nowhere else.
fn around_one_way(graph: &DiGraph<Id<Role>, ()>, knot: &[NodeIndex]) -> Option<Vec<Id<Role>>> {
    let ties: HashSet<_> = knot.iter().flat_map(|from| graph.neighbors(*from).map(move |to| (*from, to))).collect();
    let one_way = ties.iter().filter(|(from, to)| !ties.contains(&(*to, *from)));
    let (last, first) = one_way.min_by_key(|(from, to)| (graph.node_weight(*from), graph.node_weight(*to)))?;
    let (_, way) = astar(graph, *first, |node| node == *last, |_| 1_usize, |_| 0)?;
    Some(from_first(way.iter().filter_map(|node| graph.node_weight(*node).copied()).collect()))
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
    let knots = kosaraju_scc(graph);
    let mut walk = Walk { graph, knot_of: vec![0; graph.node_count()], came_from: vec![None; graph.node_count()] };
    for (number, knot) in knots.iter().enumerate() {
        for node in knot {
            if let Some(knot_of) = walk.knot_of.get_mut(node.index()) {
                *knot_of = number;
            }
        }
    }
    let mut circles: Vec<_> = knots.iter().filter_map(|knot| walk.around(knot)).collect();
    circles.sort();
    circles
}

/// A walk through one knot after the other: each node is met in its own knot alone.
struct Walk<'a> {
    graph: &'a DiGraph<Id<Role>, ()>,
    /// The number of the knot that each node is in.
    knot_of: Vec<usize>,
    /// The node from which each was first met.
    came_from: Vec<Option<NodeIndex>>,
}

impl Walk<'_> {
    /// The shortest way from the first role of the knot back to it.
    fn around(&mut self, knot: &[NodeIndex]) -> Option<Vec<Id<Role>>> {
        let start = knot.iter().copied().min_by_key(|node| self.role(*node))?;
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for next in self.onward(node) {
                let Some(from @ None) = self.came_from.get_mut(next.index()) else { continue };
                *from = Some(node);
                if next == start {
                    return Some(self.way(start, node));
                }
                queue.push_back(next);
            }
        }
        None
    }

    /// Where a step leads within the knot, by the order of the roles.
    fn onward(&self, node: NodeIndex) -> Vec<NodeIndex> {
        let knot = |node: NodeIndex| self.knot_of.get(node.index());
        let mut onward: Vec<_> = self.graph.neighbors(node).filter(|next| knot(*next) == knot(node)).collect();
        onward.sort_by_key(|next| self.role(*next));
        onward
    }

    /// The roles from `start` to `end`.
    fn way(&self, start: NodeIndex, end: NodeIndex) -> Vec<Id<Role>> {
        let before = |node: &NodeIndex| self.came_from.get(node.index()).copied().flatten().filter(|_| *node != start);
        let mut way: Vec<_> = std::iter::successors(Some(end), before).filter_map(|node| self.role(node)).collect();
        way.reverse();
        way
    }

    fn role(&self, node: NodeIndex) -> Option<Id<Role>> {
        self.graph.node_weight(node).copied()
    }
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

    #[test]
    fn a_hundred_thousand_roles_on_paths_that_share_them() {
        let mut graph = DiGraph::new();
        let nodes: Vec<_> = (0..100_000).map(|n| graph.add_node(id(n))).collect();
        for pair in nodes.windows(2) {
            graph.add_edge(pair[0], pair[1], ());
        }
        // every tenth asks the one before it
        for back in nodes.windows(2).step_by(10) {
            graph.add_edge(back[1], back[0], ());
        }
        assert_eq!(of_graph(&graph).len(), 10_000);
    }
}
