//! Cases that can never apply, and cases that others make superfluous.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use case_space::{Absent, Budget, Condition, Domain, Outcome, Region, Space};

use super::around::Around;
use crate::model::{Id, Meaning, Role, Seniority};
use crate::syntax::Letter;

/// What a case says somewhere: equal where it means the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Tenor {
    /// The case stands over the top.
    Claims,
    /// These hold the letter.
    Holders(Letter, BTreeSet<Id<Role>>),
    /// This is the answer, if one is given, and what stands around it; whether nothing is added to it.
    Answer(Option<Meaning>, Around, bool),
    /// Something that could not be read: no other says the same.
    Unknown,
}

/// A case, and what it says where.
pub(in crate::rules) struct Precept {
    /// All that it is for.
    pub(in crate::rules) when: Condition,
    /// What it says in which part of that.
    pub(in crate::rules) parts: Vec<(Condition, Tenor)>,
}

/// Why a case has no effect.
pub(in crate::rules) enum Dead {
    /// There is no such case.
    Never,
    /// In all of the region, which is what the case is for, these others stand over it.
    Under(Region, Vec<usize>),
    /// In all of the region, which is what the case is for, these others say the same: the one that does so everywhere, or those that do
    /// so together, the largest first.
    Superfluous(Region, Vec<usize>),
}

/// What came of the search for cases that have no effect.
pub(in crate::rules) struct DeadCases {
    /// The space that all of them tell apart.
    pub(in crate::rules) space: Space,
    /// The numbers of those that have none, and why. Of two that say the same it is the later one.
    pub(in crate::rules) dead: BTreeMap<usize, Dead>,
    /// How many more may have none.
    pub(in crate::rules) more: usize,
    /// Whether all of them were looked at to the end.
    pub(in crate::rules) is_proven: bool,
}

impl DeadCases {
    /// Looks for at most so many of them.
    pub(in crate::rules) fn new(
        (domains, absent): (&Arc<[Domain]>, &Absent),
        cases: &[Precept],
        seniority: &Seniority,
        most: usize,
        budget: &Budget,
    ) -> Self {
        let whens = cases.iter().map(|case| &case.when);
        let parts = cases.iter().flat_map(|case| case.parts.iter().map(|(condition, _)| condition));
        let conditions: Vec<Condition> = whens.chain(parts).cloned().collect();
        let (space, regions) = Space::divided_without(domains, &conditions, absent);
        let mut regions = regions.into_iter();
        let whens: Vec<Option<Region>> = regions.by_ref().take(cases.len()).collect();
        let mut groups = Tenors::default();
        for (number, case) in cases.iter().enumerate() {
            for ((_, said), region) in case.parts.iter().zip(regions.by_ref()) {
                groups.add(number, said, region);
            }
        }
        let mut dead = never(&whens);
        let are_under = kept_out(seniority, &whens, &space, budget);
        for number in are_under.found().keys() {
            groups.remove(*number);
        }
        let rivals = Rivals { seniority, whens: &whens };
        let candidates = groups.candidates(&space, budget);
        let is_proven = candidates.is_proven() && are_under.is_proven();
        dead.extend(are_under.into_found());
        let mut search = Self { dead, more: 0, is_proven, space };
        let mut left = groups.in_order(candidates.into_found(), &whens, &search.space);
        // what one other says is not left to what several say together, whichever of them is looked at first
        for inclusion in [Inclusion::Within, Inclusion::Twin] {
            left.retain(|number| {
                let is_open = search.dead.len() < most && budget.spend(groups.rivals_of(*number));
                let including =
                    if is_open { groups.including(*number, inclusion, &rivals, &search.space) } else { None };
                including.is_none_or(|other| !search.say(*number, vec![other], &mut groups, &rivals))
            });
        }
        for (looked_at, number) in left.iter().enumerate() {
            if search.dead.len() >= most {
                search.more = left.len().saturating_sub(looked_at);
                break;
            }
            match groups.saying_the_same(*number, &rivals, &search.space, budget) {
                Some(Outcome::Proven(others)) => {
                    let others = groups.largest_first(others, &rivals, &search.space);
                    search.say(*number, others, &mut groups, &rivals);
                }
                Some(Outcome::Exhausted(_)) => {
                    search.is_proven = false;
                    break;
                }
                None => {}
            }
        }
        search
    }

    /// Notes that others make a case superfluous, which is there.
    fn say(&mut self, number: usize, others: Vec<usize>, groups: &mut Tenors, rivals: &Rivals<'_>) -> bool {
        let Some(when) = rivals.at(number) else { return false };
        groups.remove(number);
        self.dead.insert(number, Dead::Superfluous(when.clone(), others));
        true
    }
}

/// How one case lies in another that says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inclusion {
    /// The other is for more.
    Within,
    /// Each lies in the other.
    Twin,
}

/// The cases that do not exist.
fn never(whens: &[Option<Region>]) -> BTreeMap<usize, Dead> {
    let none = whens.iter().enumerate().filter(|(_, when)| when.is_none());
    none.map(|(number, _)| (number, Dead::Never)).collect()
}

/// The cases over which others stand everywhere.
fn kept_out(
    seniority: &Seniority,
    whens: &[Option<Region>],
    space: &Space,
    budget: &Budget,
) -> Outcome<BTreeMap<usize, Dead>> {
    let (mut dead, mut is_proven) = (BTreeMap::new(), true);
    for (number, when) in whens.iter().enumerate() {
        let Some(when) = when else { continue };
        let mut above =
            seniority.over_one(number).filter_map(|above| Some((above, whens.get(above)?.as_ref()?))).peekable();
        if above.peek().is_none() {
            continue;
        }
        let (numbers, regions): (Vec<usize>, Vec<&Region>) = above.filter(|(_, at)| space.meets(at, when)).unzip();
        match space.covers(&regions, when, budget) {
            Outcome::Proven(true) => drop(dead.insert(number, Dead::Under(when.clone(), numbers))),
            Outcome::Proven(false) => {}
            Outcome::Exhausted(_) => is_proven = false,
        }
    }
    if is_proven { Outcome::Proven(dead) } else { Outcome::Exhausted(dead) }
}

/// The cases, and where each of them is: for those that stand over one another.
struct Rivals<'a> {
    seniority: &'a Seniority,
    whens: &'a [Option<Region>],
}

impl Rivals<'_> {
    /// Where a case is.
    fn at(&self, number: usize) -> Option<&Region> {
        self.whens.get(number).and_then(Option::as_ref)
    }

    /// Whether something stands over `other` where `case` is, and not over `case`.
    fn may_outrank(&self, case: usize, other: usize, space: &Space) -> bool {
        self.seniority.over_one_alone(other, case).any(|above| {
            let (Some(above), Some(own)) = (self.at(above), self.at(case)) else { return false };
            space.meets(above, own)
        })
    }
}

/// What cases say, by what it means.
#[derive(Default)]
struct Tenors {
    /// Which cases say it, and where.
    said: BTreeMap<Tenor, Vec<(usize, Region)>>,
    /// What each case says.
    by_case: BTreeMap<usize, BTreeSet<Tenor>>,
    /// The cases that say something that no other can say.
    unlike_any: BTreeSet<usize>,
}

impl Tenors {
    /// Notes what a case says; `None` for a region is nowhere.
    fn add(&mut self, case: usize, said: &Tenor, region: Option<Region>) {
        let Some(region) = region else { return };
        if *said == Tenor::Unknown {
            self.unlike_any.insert(case);
        }
        self.said.entry(said.clone()).or_default().push((case, region));
        self.by_case.entry(case).or_default().insert(said.clone());
    }

    fn remove(&mut self, case: usize) {
        for said in self.by_case.remove(&case).into_iter().flatten() {
            self.said.entry(said).or_default().retain(|(other, _)| *other != case);
        }
    }

    /// The smaller first, then by what they say and when; of those that say the same at the same time the last that is written. So it makes
    /// no difference to how many are found in what order they stand.
    fn in_order(&self, cases: BTreeSet<usize>, whens: &[Option<Region>], space: &Space) -> Vec<usize> {
        let mut ordered: Vec<usize> = cases.into_iter().collect();
        ordered.sort_by_cached_key(|case| {
            let when = whens.get(*case).and_then(Option::as_ref);
            (when.map(|when| space.size(when)), when.cloned(), self.by_case.get(case).cloned(), Reverse(*case))
        });
        ordered
    }

    /// The cases that nowhere are the only ones to say what they say: others may make them superfluous.
    fn candidates(&self, space: &Space, budget: &Budget) -> Outcome<BTreeSet<usize>> {
        let mut candidates: BTreeSet<usize> = self.by_case.keys().copied().collect();
        candidates.retain(|case| !self.unlike_any.contains(case));
        let mut exhausted = false;
        for group in self.said.values() {
            let regions: Vec<&Region> = group.iter().map(|(_, region)| region).collect();
            let alone = space.alone(&regions, budget);
            exhausted |= !alone.is_proven();
            for ((case, _), _) in group.iter().zip(alone.into_found()).filter(|(_, alone)| *alone) {
                candidates.remove(case);
            }
        }
        if exhausted { Outcome::Exhausted(candidates) } else { Outcome::Proven(candidates) }
    }

    /// How many parts say what a case says.
    fn rivals_of(&self, case: usize) -> usize {
        let said = self.by_case.get(&case).into_iter().flatten();
        said.filter_map(|said| self.said.get(said)).map(Vec::len).sum()
    }

    /// The one other case that says all that this one says, and so includes it; of several the largest.
    fn including(&self, case: usize, inclusion: Inclusion, rivals: &Rivals<'_>, space: &Space) -> Option<usize> {
        let first = self.by_case.get(&case)?.iter().next()?;
        let mut owners: Vec<usize> = self.said.get(first)?.iter().map(|(owner, _)| *owner).collect();
        owners.dedup();
        let is_meant = |other: &usize| {
            *other != case
                && self.is_within(case, *other)
                && self.is_within(*other, case) == (inclusion == Inclusion::Twin)
                && !rivals.may_outrank(case, *other, space)
        };
        owners.retain(is_meant);
        self.largest_first(owners, rivals, space).first().copied()
    }

    /// Whether all that one case says, another says in the same cases and more.
    fn is_within(&self, case: usize, other: usize) -> bool {
        self.by_case.get(&case).into_iter().flatten().all(|said| {
            let [own, larger] = [case, other].map(|number| self.parts_of(said, number));
            own.iter().all(|(_, region)| larger.iter().any(|(_, larger)| region.is_within(larger)))
        })
    }

    /// Where a case says it: the parts of each case stand together, in the order of the cases.
    fn parts_of(&self, said: &Tenor, case: usize) -> &[(usize, Region)] {
        let parts = self.said.get(said).map_or(&[][..], Vec::as_slice);
        let first = parts.partition_point(|(owner, _)| *owner < case);
        let end = parts.partition_point(|(owner, _)| *owner <= case);
        parts.get(first..end).unwrap_or_default()
    }

    /// The cases by how much they are for, and where those are alike by when and what they say.
    fn largest_first(&self, cases: impl IntoIterator<Item = usize>, rivals: &Rivals<'_>, space: &Space) -> Vec<usize> {
        let mut ordered: Vec<usize> = cases.into_iter().collect();
        ordered.sort_by_cached_key(|case| {
            let when = rivals.at(*case);
            (Reverse(when.map(|when| space.size(when))), when.cloned(), self.by_case.get(case).cloned(), *case)
        });
        ordered
    }

    /// The other cases that together say all that this one says; `None` where there are none.
    fn saying_the_same(
        &self,
        case: usize,
        rivals: &Rivals<'_>,
        space: &Space,
        budget: &Budget,
    ) -> Option<Outcome<BTreeSet<usize>>> {
        let mut all = BTreeSet::new();
        for said in self.by_case.get(&case)? {
            let (own, others): (Vec<_>, Vec<_>) = self.said.get(said)?.iter().partition(|(other, _)| *other == case);
            for (_, region) in own {
                let holding = others.iter().filter(|(other, _)| !rivals.may_outrank(case, *other, space));
                let meeting = holding.filter(|(_, other)| space.meets(other, region));
                let (numbers, regions): (Vec<usize>, Vec<&Region>) = meeting.map(|(other, at)| (*other, at)).unzip();
                match space.covers(&regions, region, budget) {
                    Outcome::Proven(true) => all.extend(numbers),
                    Outcome::Proven(false) => return None,
                    Outcome::Exhausted(_) => return Some(Outcome::Exhausted(all)),
                }
            }
        }
        Some(Outcome::Proven(all))
    }
}
