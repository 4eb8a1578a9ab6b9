//! Who acts in which decision, and without whom it stalls: one person, or two of whom each alone would not.

use std::collections::{BTreeMap, BTreeSet};

use case_space::Budget;

use super::absences::Absences;
use crate::hands::{Acting, Cast, Hand, Hands, Need, Situation};
use crate::model::{Decision, Id};
use crate::options::STEPS;

/// Decisions by those whom they concern.
pub(super) type ByHands<K> = BTreeMap<K, BTreeSet<Id<Decision>>>;

/// Who acts where.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// In which decisions somebody acts, as things are.
    pub(super) acting: ByHands<Hand>,
    /// Which decisions stall without two people, and do not without either of them.
    pub(super) pairs: ByHands<[Hand; 2]>,
    /// The decisions that could not be looked at wholly.
    pub(super) unproven: Vec<Id<Decision>>,
}

impl Absences<'_> {
    pub(super) fn census(&self) -> Census {
        let mut census = Census::default();
        for (id, decision) in self.model.decisions.iter() {
            let budget = self.model.share_of(STEPS);
            let Ok(hands) = self.workforce.of(decision) else {
                census.unproven.push(id);
                continue;
            };
            let (there, is_whole) = there(hands, decision, &budget);
            let mut real = hands.situations().filter(|(situation, _)| there.contains(situation));
            let looked = |(_, situation)| census.look(id, (hands, situation), &budget);
            if !real.all(looked) || !is_whole || !hands.is_sure() {
                census.unproven.push(id);
            }
        }
        census
    }
}

impl Census {
    /// Notes who acts in a situation and who stalls it; false where that is too much to look at.
    fn look(&mut self, decision: Id<Decision>, (hands, situation): (&Hands, &Situation), budget: &Budget) -> bool {
        let Some(need) = hands.need(situation) else { return true };
        let now = hands.acting_now(situation, &[need], |hand| hands.is_there(situation, hand));
        for hand in signing(need, &now) {
            self.acting.entry(hand.clone()).or_default().insert(decision);
        }
        let cast = hands.present(situation, &[need]);
        let size = signing(need, &cast).count().saturating_add(1);
        let met_without = |away: &[&Hand]| {
            budget.spend(size).then(|| need.met_by(&cast, |acting: &Acting| !away.contains(&&acting.hand)))
        };
        // whoever stalls it is among those of whom any choice consists
        let Some(first) = met_without(&[]) else { return false };
        for one in first.iter().flatten().filter(|hand| can_be_away(hand)) {
            let Some(second) = met_without(&[one]) else { return false };
            for other in second.iter().flatten().filter(|hand| can_be_away(hand)) {
                let (Some(both), Some(alone)) = (met_without(&[one, other]), met_without(&[other])) else {
                    return false;
                };
                if both.is_none() && alone.is_some() {
                    let pair = if one < other { [one, other] } else { [other, one] };
                    self.pairs.entry(pair.map(Clone::clone)).or_default().insert(decision);
                }
            }
        }
        true
    }
}

/// The situations that there are in some case, and whether all cases could be looked at.
fn there(hands: &Hands, decision: &Decision, budget: &Budget) -> (BTreeSet<Id<Situation>>, bool) {
    let Some(coverage) = hands.coverage(decision) else { return (BTreeSet::new(), false) };
    let pieces = coverage.cover.resolved(budget);
    let there = pieces.found().iter().flat_map(|piece| piece.held.values()).copied().collect();
    (there, pieces.is_proven())
}

/// Those of a cast who can be away, as often as they sign.
fn signing<'c>(need: &Need, cast: &'c Cast) -> impl Iterator<Item = &'c Hand> {
    let all = need.roles().into_iter().flat_map(|role| cast.acting(role));
    all.map(|acting| &acting.hand).filter(|hand| can_be_away(hand))
}

/// Whether it is somebody of whose absence can be spoken: of several of whom it is not said who they are, one stands for each.
fn can_be_away(hand: &Hand) -> bool {
    matches!(hand, Hand::Person(_) | Hand::Holder(_, 0))
}
