//! What an absence makes of one situation.

use std::collections::BTreeSet;

use case_space::{Budget, Outcome};

use crate::hands::{ActsBy, Cast, Fewer, Hand, Hands, Need, Situation};
use crate::model::{Id, Role};

/// What an absence makes of an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fallout {
    /// Nobody can give it: too few are left to sign for these roles.
    Stalls(Vec<Id<Role>>),
    /// Fewer give it than before, and than it says.
    FewHands {
        /// How many people it says.
        says: u32,
        /// Who give it.
        hands: Vec<Hand>,
    },
    /// Others act.
    Covered(Vec<Relief>),
}

/// That somebody acts for a role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relief {
    /// The role that is acted for.
    pub role: Id<Role>,
    /// Who acts.
    pub hand: Hand,
    /// The role that this one holds.
    pub holds: Id<Role>,
    /// By what it acts.
    pub through: ActsBy,
}

/// One situation of a decision, and who is away.
pub(super) struct Judging<'a> {
    pub(super) hands: &'a Hands,
    pub(super) situation: &'a Situation,
    pub(super) away: &'a BTreeSet<Hand>,
}

impl Judging<'_> {
    /// What the absence makes of it; `None` where that is too much to look at. Of several who are away, with `beyond`, only that it stalls
    /// where it would not without any one of them, who are there but for that.
    pub(super) fn fallout(&self, beyond: bool, budget: &Budget) -> Option<Vec<Fallout>> {
        let Some(need) = self.hands.need(self.situation) else { return Some(Vec::new()) };
        let is_there =
            |hand: &Hand| if beyond { self.hands.is_there(self.situation, hand) } else { self.was_there(hand) };
        let before = self.hands.cast_of(self.situation, &[need], is_there);
        let signing: Vec<_> = need.roles().into_iter().flat_map(|role| before.acting(role)).collect();
        if !budget.spend(signing.len().saturating_add(1)) {
            return None;
        }
        let concerns = signing.iter().any(|acting| self.away.contains(&acting.hand));
        if !concerns || !need.is_met_by(&before, |_, _| true) {
            return Some(Vec::new());
        }
        let is_left = |hand: &Hand| !self.away.contains(hand);
        if need.is_met_by(&before, |_, acting| is_left(&acting.hand)) {
            return if beyond { Some(Vec::new()) } else { self.meanwhile(need, budget) };
        }
        let stalls_without = |gone: &Hand| !need.is_met_by(&before, |_, acting| acting.hand != *gone);
        if beyond && self.away.iter().any(stalls_without) {
            return Some(Vec::new());
        }
        Some(vec![Fallout::Stalls(self.missing(need, &before))])
    }

    fn was_there(&self, hand: &Hand) -> bool {
        self.away.contains(hand) || self.hands.is_there(self.situation, hand)
    }

    /// The roles for which too few sign, and did not before.
    fn missing(&self, need: &Need, before: &Cast) -> Vec<Id<Role>> {
        let known = need.missing(before, |_| true);
        let missing = need.missing(before, |acting| !self.away.contains(&acting.hand));
        let mut roles: Vec<_> = missing.into_iter().filter(|one| !known.contains(one)).map(|(role, ..)| role).collect();
        roles.dedup();
        roles
    }

    /// Who acts where somebody still does.
    fn meanwhile(&self, need: &Need, budget: &Budget) -> Option<Vec<Fallout>> {
        let is_left = |hand: &Hand| !self.away.contains(hand) && self.hands.is_there(self.situation, hand);
        let before = self.hands.acting_now(self.situation, &[need], |hand| self.was_there(hand));
        let after = self.hands.acting_now(self.situation, &[need], is_left);
        let mut upshots = Vec::new();
        let mut reliefs = Vec::new();
        for role in need.roles() {
            let known: BTreeSet<&Hand> = before.acting(role).iter().map(|acting| &acting.hand).collect();
            let new = after.acting(role).iter().filter(|acting| !known.contains(&acting.hand));
            reliefs.extend(new.map(|acting| Relief {
                role,
                hand: acting.hand.clone(),
                holds: acting.holds,
                through: acting.through,
            }));
        }
        if reliefs.is_empty() {
            return Some(upshots);
        }
        upshots.extend(few_hands(need, (&before, &after), budget)?);
        upshots.push(Fallout::Covered(reliefs));
        Some(upshots)
    }
}

/// Those who give an answer that takes more, where they are fewer than before; the outer `None` where that is too much to look at.
#[expect(clippy::option_option, reason = "one says what was found, the other that it was looked at")]
fn few_hands(need: &Need, (before, after): (&Cast, &Cast), budget: &Budget) -> Option<Option<Fallout>> {
    let Outcome::Proven(now) = need.fewer(after, budget) else { return None };
    let Some(Fewer { says, hands }) = now else { return Some(None) };
    let Outcome::Proven(known) = need.fewer(before, budget) else { return None };
    let is_new = known.is_none_or(|known| hands.len() < known.hands.len());
    Some(is_new.then_some(Fallout::FewHands { says, hands }))
}
