//! The cases in which nothing holds.

use super::budget::{Budget, Outcome};
use super::cover::{Claimed, Cover};
use super::merge::{self, Regions, merge};
use super::region::Region;
use super::search::uncovered;

impl Cover {
    /// The cases in which nothing holds, as the fewest regions that are as large as they can be; at most `limit` of
    /// them, the largest, and how many more.
    pub fn gaps(&self, limit: usize, budget: &mut Budget) -> Outcome<Regions> {
        let (boxes, complete) = self.gap_boxes(budget);
        let regions = merge(&self.space, &boxes, &boxes, limit, &mut merge::budget());
        Outcome::new(complete, regions)
    }

    /// The gaps as boxes: what neither the default nor a claim holds, and the holes that claims leave.
    fn gap_boxes(&self, budget: &mut Budget) -> (Vec<Region>, bool) {
        let Some(all) = self.space.all() else { return (Vec::new(), true) };
        let default = self.default_pieces().iter().map(|piece| &piece.region);
        let known: Vec<&Region> = default.chain(self.claimed()).collect();
        let (mut boxes, mut complete) = uncovered(&self.space, &all, &known, budget);
        for claim in &self.claims {
            complete &= self.holes(claim, &mut boxes, budget);
        }
        (boxes, complete)
    }

    /// Adds what a claim's own pieces leave and no other claim's piece fills; false where the budget ended.
    fn holes(&self, claim: &Claimed, boxes: &mut Vec<Region>, budget: &mut Budget) -> bool {
        let own = self.pieces.get(claim.own.clone()).unwrap_or_default();
        let own: Vec<&Region> = own.iter().map(|piece| &piece.region).collect();
        let (left, mut complete) = uncovered(&self.space, &claim.region, &own, budget);
        if left.is_empty() {
            return complete;
        }
        let all: Vec<&Region> = self.claim_pieces().iter().map(|piece| &piece.region).collect();
        for hole in left {
            let (open, whole) = uncovered(&self.space, &hole, &all, budget);
            boxes.extend(open);
            complete &= whole;
        }
        complete
    }
}
