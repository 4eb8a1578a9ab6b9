//! The cases in which nothing holds.

use super::budget::{Budget, Outcome};
use super::cover::{Claimed, Cover};
use super::ends::Pieces;
use super::merge::{self, Regions, merge};
use super::region::Region;
use super::search::uncovered;

impl<V: Copy + Ord> Cover<V> {
    /// The cases in which nothing holds, as the fewest regions that are as large as they can be; at most `limit` of
    /// them, the largest, and how many more.
    pub fn gaps(&self, limit: usize, budget: &Budget) -> Outcome<Regions> {
        let (boxes, complete) = self.gap_boxes(budget);
        let regions = budget.aside(merge::WORK, |work| self.merged_regions(&boxes, limit, work));
        Outcome::new(complete, regions)
    }

    /// The fewest regions that hold these boxes, and perhaps cases that do not exist.
    pub(super) fn merged_regions(&self, boxes: &[Region], limit: usize, budget: &Budget) -> Regions {
        merge(&self.space, boxes, &self.over_claims(), limit, budget)
    }

    /// The gaps as boxes: what neither the default nor a claim holds, and the holes that claims leave.
    fn gap_boxes(&self, budget: &Budget) -> (Vec<Region>, bool) {
        let Some(all) = self.space.all() else { return (Vec::new(), true) };
        let default = self.default_pieces().iter().map(|piece| &piece.region);
        let known = Pieces::new(&self.space, default.chain(self.over_default()));
        let (mut boxes, mut complete) = uncovered(&all, &known, budget);
        for claim in &self.claims {
            complete &= self.holes(claim, &mut boxes, budget);
        }
        (boxes, complete)
    }

    /// Adds what a claim's own pieces leave and no other claim's piece fills; false where the budget ended.
    fn holes(&self, claim: &Claimed, boxes: &mut Vec<Region>, budget: &Budget) -> bool {
        let own = self.pieces.get(claim.own.clone()).unwrap_or_default();
        let own = Pieces::new(&self.space, own.iter().map(|piece| &piece.region));
        let (left, mut complete) = uncovered(&claim.region, &own, budget);
        if left.is_empty() {
            return complete;
        }
        if !budget.spend(self.claim_pieces().len().saturating_mul(self.space.axes.len())) {
            return false;
        }
        let near = self.claim_pieces().iter().map(|piece| &piece.region);
        let near = Pieces::new(
            &self.space,
            near.chain(self.space.absent()).filter(|region| self.space.meets(region, &claim.region)),
        );
        for hole in left {
            let (open, whole) = uncovered(&hole, &near, budget);
            boxes.extend(open);
            complete &= whole;
        }
        complete
    }
}
