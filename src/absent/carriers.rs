//! Who can carry a chain of duties from its first to its last, alone or in pairs, without a third.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Cover, Held, OriginId, Part, Region, Space, Stack};

use super::absences::Absences;
use super::chain::DutyChain;
use super::judged::Relief;
use super::outage::OutageCases;
use super::ways::WayToCarry;
use crate::hands::Hand;
use crate::options::STEPS;

/// Who can carry a chain.
#[derive(Debug, Clone)]
pub struct Carriers {
    /// What is carried.
    pub chain: DutyChain,
    /// Those who can do so alone.
    pub alone: Between,
    /// Each two of the others who can do so together; who carries the most of it first.
    pub pairs: Between,
    /// Whether all of it could be looked at.
    pub is_proven: bool,
}

/// Those between whom a chain can be carried.
#[derive(Debug, Clone, Default)]
pub struct Between {
    /// So many as were asked for.
    pub listed: Vec<CarriedBy>,
    /// How many more there are.
    pub more: usize,
}

/// Some who can carry a chain between them.
#[derive(Debug, Clone)]
pub struct CarriedBy {
    /// Who: one or two.
    pub hands: Vec<Hand>,
    /// For each duty, in the order of the chain, who of them carries it; nobody where it takes no signature.
    pub shares: Vec<Vec<Relief>>,
    /// In which cases.
    pub cases: Vec<OutageCases>,
    /// How many more regions of cases there are.
    pub more: usize,
}

/// At most so many regions of cases are listed of one set of people.
const MOST_REGIONS: usize = 6;

impl Absences<'_> {
    /// Who can carry each chain without a third, of each at most so many.
    #[must_use]
    pub fn carriers(&self, most: usize) -> Vec<Carriers> {
        self.chains().into_iter().map(|chain| self.carrying(chain, most)).collect()
    }

    fn carrying(&self, chain: DutyChain, most: usize) -> Carriers {
        let budget = self.model.share_of(STEPS);
        let mut ways = Vec::new();
        let mut is_proven = true;
        for (number, duty) in chain.duties.iter().enumerate() {
            let own = self.ways(number, *duty, &budget);
            is_proven &= own.is_some();
            ways.extend(own.into_iter().flatten());
        }
        let all_ways = WaysOfChain { absences: self, ways, duties: chain.duties.len() };
        let all = if is_proven { all_ways.alone_or_in_pairs(&budget) } else { None };
        let is_proven = is_proven && all.is_some() && !budget.has_ended();
        let (alone, pairs) = all.unwrap_or_default();
        Carriers { chain, alone: Between::at_most(most, alone), pairs: Between::at_most(most, pairs), is_proven }
    }
}

impl Between {
    fn at_most(most: usize, mut all: Vec<CarriedBy>) -> Self {
        let more = all.len().saturating_sub(most);
        all.truncate(most);
        Self { listed: all, more }
    }
}

/// The ways to carry each duty of a chain.
struct WaysOfChain<'a> {
    absences: &'a Absences<'a>,
    ways: Vec<WayToCarry>,
    duties: usize,
}

impl WaysOfChain<'_> {
    /// Those who can carry it alone, and each two of the others who can; `None` where that is too much to look at.
    fn alone_or_in_pairs(&self, budget: &Budget) -> Option<(Vec<CarriedBy>, Vec<CarriedBy>)> {
        let mut own = self.carried_alone(budget)?;
        let all = own.iter().filter(|(_, carried)| carried.len() == self.duties).map(|(hand, _)| *hand);
        let alone: Vec<CarriedBy> = all.filter_map(|hand| self.carried_by(&[hand], budget)).collect();
        own.retain(|hand, _| !alone.iter().any(|by| by.hands.contains(hand)));
        let mut pairs = Vec::new();
        for (number, (one, by_one)) in own.iter().enumerate() {
            for (other, by_other) in own.iter().skip(number.saturating_add(1)) {
                if !budget.spend(self.duties.saturating_add(1)) {
                    return None;
                }
                let mut left = (0..self.duties).filter(|duty| !by_one.contains(duty) && !by_other.contains(duty));
                if left.all(|duty| self.of(duty).any(|way| way.is_open_to(&[one, other]))) {
                    pairs.push((by_one.len().max(by_other.len()), [*one, *other]));
                }
            }
        }
        pairs.sort_by_key(|(most, _)| Reverse(*most));
        let pairs = pairs.into_iter().filter_map(|(_, pair)| self.carried_by(&pair, budget));
        Some((alone, pairs.collect()))
    }

    /// The ways to carry one duty.
    fn of(&self, duty: usize) -> impl Iterator<Item = &WayToCarry> {
        self.ways.iter().filter(move |way| way.duty == duty)
    }

    /// Everybody who acts, and the duties that each can carry alone; `None` where that is too much to look at.
    fn carried_alone(&self, budget: &Budget) -> Option<BTreeMap<&Hand, BTreeSet<usize>>> {
        let mut own: BTreeMap<&Hand, BTreeSet<usize>> = BTreeMap::new();
        for way in &self.ways {
            let acting = way.acting();
            if !budget.spend(acting.len().saturating_add(1)) {
                return None;
            }
            for (_, acting) in &acting {
                let carried = own.entry(&acting.hand).or_default();
                if !carried.contains(&way.duty) && way.is_open_to(&[&acting.hand]) {
                    carried.insert(way.duty);
                }
            }
        }
        let free: BTreeSet<usize> = self.ways.iter().filter(|way| !way.is_signed()).map(|way| way.duty).collect();
        own.values_mut().for_each(|carried| carried.extend(&free));
        Some(own)
    }

    /// Where these carry it: `None` where they do so in no case.
    fn carried_by(&self, hands: &[&Hand], budget: &Budget) -> Option<CarriedBy> {
        let open: Vec<&WayToCarry> = self.ways.iter().filter(|way| way.is_open_to(hands)).collect();
        let part = |way: &&WayToCarry| {
            let held = Held::one(way.duty);
            let part = move |when| Part { when, held: held.clone(), origin: OriginId::new(0) };
            way.cases.iter().cloned().map(part).collect::<Vec<_>>()
        };
        let parts: Vec<Part<usize>> = open.iter().flat_map(part).collect();
        let dimensions = &self.absences.model.dimensions;
        let layers = Stack { default: &parts, claims: &[], absent: dimensions.absent(), beside: &[] };
        let cover = Cover::of_layers(dimensions.domains(), layers);
        let crowds = cover.crowds(self.duties, MOST_REGIONS, budget).into_found();
        let first = crowds.found.first()?;
        let space = cover.space();
        let shares = (0..self.duties).map(|duty| shares(&open, duty, hands, (space, &first.exactly)));
        Some(CarriedBy {
            hands: hands.iter().map(|hand| (*hand).clone()).collect(),
            shares: shares.collect(),
            cases: crowds.found.iter().map(|crowd| self.absences.outage_cases(space, &crowd.region)).collect(),
            more: crowds.more,
        })
    }
}

/// Who of some carries a duty in a region.
fn shares(open: &[&WayToCarry], duty: usize, hands: &[&Hand], (space, region): (&Space, &Region)) -> Vec<Relief> {
    let case = space.witness(region);
    let meets = |way: &&&WayToCarry| way.duty == duty && way.cases.iter().any(|cases| cases.contains(&case));
    let Some(way) = open.iter().find(meets) else { return Vec::new() };
    let alone = hands.iter().find(|hand| way.is_open_to(&[hand]));
    let meant: Vec<&Hand> = alone.map_or_else(|| hands.to_vec(), |hand| vec![hand]);
    let mut shares: Vec<Relief> = Vec::new();
    for (role, acting) in way.acting().into_iter().filter(|(_, acting)| meant.contains(&&acting.hand)) {
        let share = Relief { role, hand: acting.hand.clone(), holds: acting.holds, through: acting.through };
        if !shares.contains(&share) {
            shares.push(share);
        }
    }
    shares
}
