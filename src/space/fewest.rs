//! The fewest of some boxes that together hold what all of them hold.

use std::collections::BTreeSet;

use super::Space;
use super::budget::Budget;
use super::ends::Pieces;
use super::region::Region;
use super::search::{Met, Question, Verdict, search};

/// Boxes by their index, in order: those that share some cases that no other box holds.
type Group = BTreeSet<usize>;

/// As few of `candidates` as hold all of `wanted`, which all of them together do: the fewest where that can be
/// told with little work, and otherwise so that none can be left out. Earlier candidates are preferred.
pub(super) fn choose(space: &Space, wanted: &[Region], candidates: Vec<Region>, budget: &mut Budget) -> Vec<Region> {
    let Some(groups) = groups(space, wanted, &candidates, budget) else {
        return one_for_each(wanted, candidates);
    };
    let some = without_spare(greedy(&groups), &groups);
    let chosen = fewer_than(some.len(), &groups).unwrap_or(some);
    candidates.into_iter().enumerate().filter(|(index, _)| chosen.contains(index)).map(|(_, one)| one).collect()
}

/// The groups of candidates of which at least one must be chosen; those that hold another group left out.
fn groups(space: &Space, wanted: &[Region], candidates: &[Region], budget: &mut Budget) -> Option<Vec<Group>> {
    let pieces = Pieces::new(space, candidates);
    let mut classes = Classes(BTreeSet::new());
    if !wanted.iter().all(|start| search(start, &pieces, &mut classes, budget)) {
        return None;
    }
    let mut groups: Vec<Group> = classes.0.into_iter().collect();
    groups.sort_by_key(Group::len);
    let mut least: Vec<Group> = Vec::new();
    for group in groups {
        if !budget.spend(least.len()) {
            return None;
        }
        if !least.iter().any(|smaller| smaller.is_subset(&group)) {
            least.push(group);
        }
    }
    Some(least)
}

struct Classes(BTreeSet<Group>);

impl Question for Classes {
    const SETTLED_BY_ANY: bool = false;

    fn judge(&mut self, _: &Region, met: &[Met]) -> Verdict {
        let filling: Group = met.iter().filter(|met| met.open == 0).map(|met| met.piece as usize).collect();
        // Of two groups, one within the other, the smaller decides for both.
        if self.0.iter().any(|known| known.is_subset(&filling)) {
            return Verdict::Answered;
        }
        if filling.len() < met.len() {
            return Verdict::Cut;
        }
        self.0.insert(filling);
        Verdict::Answered
    }
}

/// Again and again the candidate that is in most of the groups that are left.
fn greedy(groups: &[Group]) -> BTreeSet<usize> {
    let mut chosen = BTreeSet::new();
    let mut left: Vec<&Group> = groups.iter().collect();
    while !left.is_empty() {
        let members: BTreeSet<usize> = left.iter().flat_map(|group| group.iter().copied()).collect();
        let uses = |member: &usize| left.iter().filter(|group| group.contains(member)).count();
        let best = members.into_iter().min_by_key(|member| (usize::MAX - uses(member), *member));
        let Some(best) = best else { break };
        chosen.insert(best);
        left.retain(|group| !group.contains(&best));
    }
    chosen
}

/// Leaves out, from the last, each that the others make up for.
fn without_spare(mut chosen: BTreeSet<usize>, groups: &[Group]) -> BTreeSet<usize> {
    for one in chosen.clone().into_iter().rev() {
        chosen.remove(&one);
        if groups.iter().any(|group| group.is_disjoint(&chosen)) {
            chosen.insert(one);
        }
    }
    chosen
}

/// How many choices are tried for the fewest.
const TRIES: usize = 20_000;

/// The smallest choice of fewer than `count`, where there is one and it is found within some tries.
fn fewer_than(count: usize, groups: &[Group]) -> Option<BTreeSet<usize>> {
    let mut tries = TRIES;
    (1..count).find_map(|size| of_size(size, groups, &mut tries))
}

/// A choice of `size` that has a member in every group: depth first, on a stack of its own.
fn of_size(size: usize, groups: &[Group], tries: &mut usize) -> Option<BTreeSet<usize>> {
    let mut stack = vec![BTreeSet::new()];
    while let Some(chosen) = stack.pop() {
        *tries = tries.checked_sub(1)?;
        let open = groups.iter().filter(|group| group.is_disjoint(&chosen));
        let Some(group) = open.min_by_key(|group| group.len()) else { return Some(chosen) };
        if chosen.len() < size {
            stack.extend(group.iter().rev().map(|member| {
                let mut more = chosen.clone();
                more.insert(*member);
                more
            }));
        }
    }
    None
}

/// For each box wanted the first candidate that holds it, each once.
fn one_for_each(wanted: &[Region], candidates: Vec<Region>) -> Vec<Region> {
    let first = |one: &Region| candidates.iter().position(|candidate| one.is_within(candidate));
    let chosen: BTreeSet<usize> = wanted.iter().filter_map(first).collect();
    candidates.into_iter().enumerate().filter(|(index, _)| chosen.contains(index)).map(|(_, one)| one).collect()
}
