//! Which regions are needed, and which others make superfluous.

use super::Space;
use super::budget::{Budget, Outcome};
use super::ends::{Met, Pieces};
use super::region::Region;
use super::search::{Query, Verdict, is_covered, search};

/// So many regions are looked at one by one, each beside the others: that takes their number squared, where all at once may take far more.
const FEW: usize = 512;

impl Space {
    /// For each of `regions`, whether in some case that exists it holds and no other of them does.
    pub fn alone(&self, regions: &[&Region], budget: &Budget) -> Outcome<Vec<bool>> {
        if regions.len() <= FEW {
            return self.alone_one_by_one(regions, budget);
        }
        let pieces = Pieces::new(self, regions.iter().copied().chain(self.absent()));
        let mut question = Needed { found: vec![false; regions.len()] };
        let complete = self.all().is_none_or(|all| search(&all, &pieces, &mut question, budget));
        Outcome::new(complete, question.found)
    }

    fn alone_one_by_one(&self, regions: &[&Region], budget: &Budget) -> Outcome<Vec<bool>> {
        let mut complete = true;
        let numbered = || regions.iter().copied().enumerate();
        let alone = numbered().map(|(number, region)| {
            let others: Vec<&Region> =
                numbered().filter(|(other, _)| *other != number).map(|(_, other)| other).collect();
            let covered = self.covers(&others, region, budget);
            complete &= covered.is_proven();
            covered.is_proven() && !covered.into_found()
        });
        let alone = alone.collect();
        Outcome::new(complete, alone)
    }

    /// Whether in every case of `region` that exists one of `others` holds.
    pub fn covers(&self, others: &[&Region], region: &Region, budget: &Budget) -> Outcome<bool> {
        if !budget.spend(others.len().saturating_add(self.absent().len()).saturating_mul(self.axes.len())) {
            return Outcome::Exhausted(false);
        }
        let meeting = others.iter().copied().chain(self.absent()).filter(|other| self.meets(other, region));
        match is_covered(region, &Pieces::new(self, meeting), budget) {
            Some(covered) => Outcome::Proven(covered),
            None => Outcome::Exhausted(false),
        }
    }
}

/// Which regions hold alone somewhere; what comes after them does not exist.
struct Needed {
    found: Vec<bool>,
}

impl Query for Needed {
    fn judge(&mut self, _: &Region, met: &[Met]) -> Verdict {
        if let [only] = met {
            if let Some(found) = self.found.get_mut(only.piece as usize) {
                *found = true;
            }
            return Verdict::Answered;
        }
        let mut filling = met.iter().filter(|met| met.open == 0);
        let is_absent = |met: &Met| met.piece as usize >= self.found.len();
        let none_alone = filling.next().is_some_and(is_absent) || filling.next().is_some();
        let none_new = met.iter().all(|met| self.found.get(met.piece as usize).is_none_or(|found| *found));
        if none_alone || none_new { Verdict::Answered } else { Verdict::Cut }
    }
}
