//! Who signs as things are: deputies only where too few are there of those for whom they stand in.

use std::collections::{BTreeMap, BTreeSet};

use super::bond::ActsBy;
use super::cast::{Acting, AsGood, Cast, Hand};
use super::need::Need;
use super::roster::Roster;
use crate::model::{Id, Role};

impl Cast {
    /// Takes those out who stand in for a body that its members are enough for.
    fn dismiss_deputies(&mut self, need: &Need) {
        let Need::Together(_, needs) = need else { return };
        needs.iter().for_each(|need| self.dismiss_deputies(need));
        if let [seats, Need::Proxy(body)] = needs.as_slice()
            && seats.is_met_by(self, |_, _| true)
            && let Some(acting) = self.acting.get_mut(body)
        {
            acting.retain(|acting| acting.through != ActsBy::Deputy);
        }
    }
}

impl Roster {
    /// Who signs where those conditions hold of which `holds` is true, of those of whom `is_there` is.
    pub(super) fn cast_now(
        &self,
        needs: &[&Need],
        holds: impl Fn(usize) -> bool,
        is_there: impl Fn(&Hand) -> bool,
    ) -> Cast {
        let mut asked: BTreeMap<Id<Role>, u32> = BTreeMap::new();
        for need in needs {
            need.each_leaf(&mut |leaf| {
                let (role, count) = match leaf {
                    Need::Signatures(role, count) => (*role, *count),
                    Need::Proxy(role) => (*role, 1),
                    Need::Stranger(_) | Need::Together(..) => return,
                };
                let known = asked.entry(role).or_default();
                *known = count.max(*known);
            });
        }
        let of_role = |(role, asked): (Id<Role>, u32)| (role, self.acting_now(role, asked, &holds, &is_there));
        let mut cast = Cast { acting: asked.into_iter().map(of_role).collect() };
        needs.iter().for_each(|need| cast.dismiss_deputies(need));
        cast
    }

    /// Who acts for a role until so many do, and those to whom it is lent by one that was come to.
    fn acting_now(
        &self,
        role: Id<Role>,
        asked: u32,
        holds: &impl Fn(usize) -> bool,
        is_there: &impl Fn(&Hand) -> bool,
    ) -> Vec<Acting> {
        let mut acting: Vec<Acting> = Vec::new();
        let mut known = BTreeSet::new();
        let mut lent = BTreeSet::from([role]);
        let mut lines = vec![AsGood::own(role)];
        let mut at = 0;
        while let Some(start) = lines.get(at).copied() {
            at = at.saturating_add(1);
            // of those to whom it is lent, one is enough
            let wanted = if start.distance == 0 { asked } else { 1 };
            let mut come_to = BTreeSet::new();
            for from in self.line(start, holds) {
                if come_to.len() >= wanted as usize {
                    break;
                }
                for hand in self.hands_of(from.role, holds, is_there) {
                    come_to.insert(hand.clone());
                    if known.insert(hand.clone()) {
                        acting.push(from.signed_by(hand));
                    }
                }
                let delegates = self.roles.get(&from.role).into_iter().flat_map(|post| &post.delegates);
                for link in delegates.filter(|link| link.is_so(holds)) {
                    if lent.insert(link.role) {
                        lines.push(from.followed_by(link, ActsBy::Delegation));
                    }
                }
            }
        }
        acting
    }

    /// One that acts, and whoever stands in for it, the nearest first.
    fn line(&self, start: AsGood, holds: &impl Fn(usize) -> bool) -> impl Iterator<Item = AsGood> {
        let mut line = vec![start];
        let mut known = BTreeSet::from([start.role]);
        let mut at = 0;
        std::iter::from_fn(move || {
            let from = line.get(at).copied()?;
            at = at.saturating_add(1);
            let stand_ins = self.roles.get(&from.role).into_iter().flat_map(|post| &post.stand_ins);
            for link in stand_ins.filter(|link| link.is_so(holds)) {
                if known.insert(link.role) {
                    line.push(from.followed_by(link, ActsBy::Deputy));
                }
            }
            Some(from)
        })
    }
}
