//! Which cases of a decision stand over which.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use case_space::Over;

use super::decision_case::{DecisionCase, Precedence};

/// Which cases of a decision stand over which, but for those that stand over each other in a circle. One that names a case which stands
/// over all stands over that.
#[derive(Debug, Default)]
pub struct Seniority {
    /// Of each case, those that it names, in order.
    below: Vec<Vec<usize>>,
    /// Of each case, those that name it, in order.
    above: Vec<Vec<usize>>,
    /// Those that stand over all, each with those that it spares, in order: they stand over it themselves.
    over_all: BTreeMap<usize, BTreeSet<usize>>,
    /// Of each case, those over all others that spare it.
    spared_by: HashMap<usize, Vec<usize>>,
}

impl Seniority {
    pub(super) fn new(cases: &[DecisionCase], circles: &[Vec<usize>]) -> Self {
        let mut circle_of: HashMap<usize, usize> = HashMap::new();
        for (circle, numbers) in circles.iter().enumerate() {
            circle_of.extend(numbers.iter().map(|number| (*number, circle)));
        }
        let in_a_circle =
            |one: usize, other: usize| circle_of.get(&one).is_some_and(|circle| circle_of.get(&other) == Some(circle));
        let mut seniority = Self { above: vec![Vec::new(); cases.len()], ..Self::default() };
        for (number, case) in cases.iter().enumerate() {
            let named = case.over.named().iter().map(|below| below.value);
            let mut below: Vec<usize> = named.filter(|below| !in_a_circle(number, *below)).collect();
            below.sort_unstable();
            for named in &below {
                seniority.above.get_mut(*named).into_iter().for_each(|above| above.push(number));
            }
            seniority.below.push(below);
        }
        let over_all = cases.iter().enumerate().filter(|(_, case)| matches!(case.over, Precedence::All(_)));
        seniority.over_all = over_all.map(|(number, _)| (number, seniority.all_above(number))).collect();
        for (above, spared) in &seniority.over_all {
            for one in spared {
                seniority.spared_by.entry(*one).or_default().push(*above);
            }
        }
        seniority
    }

    /// The cases that stand over one by its id, or over one that does.
    fn all_above(&self, case: usize) -> BTreeSet<usize> {
        let mut above = BTreeSet::new();
        let mut open = vec![case];
        while let Some(one) = open.pop() {
            let naming = self.above.get(one).into_iter().flatten().copied();
            open.extend(naming.filter(|number| above.insert(*number)));
        }
        above
    }

    /// What each case stands over, as a claim.
    pub(super) fn over(&self, case: usize) -> Over {
        match (self.over_all.get(&case), self.below.get(case)) {
            (Some(spared), _) if spared.is_empty() => Over::All,
            (Some(spared), _) => Over::AllBut(spared.iter().copied().collect()),
            (None, Some(below)) if !below.is_empty() => Over::These(below.clone()),
            (None, _) => Over::Nothing,
        }
    }

    /// Whether the one stands over the other.
    #[must_use]
    pub fn stands_over(&self, above: usize, below: usize) -> bool {
        let names = self.above.get(below).is_some_and(|naming| naming.binary_search(&above).is_ok());
        let is_under_all = || !self.over_all.contains_key(&below);
        names || self.over_all.get(&above).is_some_and(|spared| is_under_all() && !spared.contains(&below))
    }

    /// Those that stand over a case.
    pub fn over_one(&self, below: usize) -> impl Iterator<Item = usize> {
        let naming = self.above.get(below).into_iter().flatten().copied();
        let is_under_all = !self.over_all.contains_key(&below);
        let all = self.over_all.iter().filter(move |(_, spared)| is_under_all && !spared.contains(&below));
        naming.chain(all.map(|(above, _)| *above))
    }

    /// Those that stand over `other` and not over `case`.
    pub fn over_one_alone(&self, other: usize, case: usize) -> impl Iterator<Item = usize> {
        let naming = self.above.get(other).into_iter().flatten().copied();
        let naming = naming.filter(move |above| !self.stands_over(*above, case));
        // whoever stands over all stands over both, unless one of them is such itself, or is spared
        let is_over_all = self.over_all.contains_key(&case);
        let all = self.over_all.keys().filter(move |_| is_over_all);
        let sparing = self.spared_by.get(&case).into_iter().flatten().filter(move |_| !is_over_all);
        naming.chain(all.chain(sparing).copied().filter(move |above| self.stands_over(*above, other)))
    }
}
