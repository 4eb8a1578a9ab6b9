//! The fewest of some boxes that together hold what all of them hold.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Space;
use super::budget::Budget;
use super::ends::{Met, Pieces};
use super::region::Region;
use super::search::{Query, Verdict, search};

/// Boxes by their index, in order: those that share some cases that no other box holds.
type Alternatives = BTreeSet<usize>;

/// As few of `candidates` as hold all of `wanted`, which all of them together do: the fewest where that can be
/// told with little work, and otherwise so that none can be left out. Earlier candidates are preferred.
pub(super) fn choose(space: &Space, wanted: &[Region], candidates: Vec<Region>, budget: &Budget) -> Vec<Region> {
    let Some(groups) = groups(space, wanted, &candidates, budget) else {
        return one_for_each(wanted, candidates);
    };
    let Some(chosen) = few_of_all(&groups, budget) else { return one_for_each(wanted, candidates) };
    candidates.into_iter().enumerate().filter(|(index, _)| chosen.contains(index)).map(|(_, one)| one).collect()
}

/// The groups of candidates of which at least one must be chosen; those that hold another group left out.
fn groups(space: &Space, wanted: &[Region], candidates: &[Region], budget: &Budget) -> Option<Vec<Alternatives>> {
    let pieces = Pieces::new(space, candidates);
    let mut classes = Classes(BTreeSet::new());
    if !wanted.iter().all(|start| search(start, &pieces, &mut classes, budget)) {
        return None;
    }
    let mut groups: Vec<Alternatives> = classes.0.into_iter().collect();
    groups.sort_by_key(Alternatives::len);
    let mut least: Vec<Alternatives> = Vec::new();
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

struct Classes(BTreeSet<Alternatives>);

impl Query for Classes {
    fn work(&self, met: &[Met]) -> usize {
        met.len().saturating_add(1).saturating_mul(self.0.len().saturating_add(1))
    }

    fn judge(&mut self, _: &Region, met: &[Met]) -> Verdict {
        let filling: Alternatives = met.iter().filter(|met| met.open == 0).map(|met| met.piece as usize).collect();
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

/// A choice that has a member in every group: the smallest, where that can be told with little work, and otherwise none without which
/// it would do.
fn few_of_all(groups: &[Alternatives], budget: &Budget) -> Option<BTreeSet<usize>> {
    let some = without_spare(greedy(groups, budget)?, groups);
    Some(fewer_than(some.len(), groups, budget).unwrap_or(some))
}

/// Again and again the candidate that is in most of the groups that are left; `None` where the budget ended.
fn greedy(groups: &[Alternatives], budget: &Budget) -> Option<BTreeSet<usize>> {
    let mut chosen = BTreeSet::new();
    let mut left: Vec<&Alternatives> = groups.iter().collect();
    while !left.is_empty() {
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        for group in &left {
            if !budget.spend(group.len()) {
                return None;
            }
            group.iter().for_each(|member| *uses.entry(*member).or_default() += 1);
        }
        let best = uses.into_iter().min_by_key(|(member, uses)| (Reverse(*uses), *member));
        let Some((best, _)) = best else { break };
        chosen.insert(best);
        left.retain(|group| !group.contains(&best));
    }
    Some(chosen)
}

/// Leaves out, from the last, each that the others make up for.
fn without_spare(mut chosen: BTreeSet<usize>, groups: &[Alternatives]) -> BTreeSet<usize> {
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
fn fewer_than(count: usize, groups: &[Alternatives], budget: &Budget) -> Option<BTreeSet<usize>> {
    let mut tries = TRIES;
    (1..count).find_map(|size| of_size(size, groups, &mut tries, budget))
}

/// A choice of `size` that has a member in every group: depth first, on a stack of its own.
fn of_size(size: usize, groups: &[Alternatives], tries: &mut usize, budget: &Budget) -> Option<BTreeSet<usize>> {
    let mut stack = vec![BTreeSet::new()];
    while let Some(chosen) = stack.pop() {
        *tries = tries.checked_sub(1).filter(|_| budget.spend(groups.len()))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Stars of three branches, each of two edges: the centre is in most of the groups and is chosen first, and those next to it have to
    /// be chosen after all.
    fn stars(count: usize) -> Vec<Alternatives> {
        let star = |number: usize| {
            let [centre, first] = [number * 7, number * 7 + 1];
            (first..first + 3).flat_map(move |near| [[centre, near], [near, near + 3]])
        };
        (0..count).flat_map(star).map(BTreeSet::from).collect()
    }

    #[test]
    fn a_few_are_told_from_one_more() {
        assert_eq!(greedy(&stars(1), &Budget::default()).unwrap().len(), 4);
        assert_eq!(few_of_all(&stars(1), &Budget::default()).unwrap(), BTreeSet::from([1, 2, 3]));
    }

    #[test]
    fn where_the_fewest_are_too_many_to_try_none_is_needless() {
        assert_eq!(fewer_than(28, &stars(7), &Budget::default()), None, "too many tries");
        assert_eq!(few_of_all(&stars(7), &Budget::default()).unwrap().len(), 21);
    }
}
