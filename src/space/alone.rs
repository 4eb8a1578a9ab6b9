//! Which regions are needed, and which others make superfluous.

use super::Space;
use super::budget::{Budget, Outcome};
use super::ends::Pieces;
use super::region::Region;
use super::search::{Met, Question, Verdict, search, uncovered};

impl Space {
    /// For each of `regions`, whether in some case it holds and no other of them does.
    pub fn alone(&self, regions: &[&Region], budget: &Budget) -> Outcome<Vec<bool>> {
        let pieces = Pieces::new(self, regions.iter().copied());
        let mut question = Alone { found: vec![false; regions.len()] };
        let complete = self.all().is_none_or(|all| search(&all, &pieces, &mut question, budget));
        Outcome::new(complete, question.found)
    }

    /// Whether in every case of `region` one of `others` holds.
    pub fn covers(&self, others: &[&Region], region: &Region, budget: &Budget) -> Outcome<bool> {
        let (left, complete) = uncovered(region, &Pieces::new(self, others.iter().copied()), budget);
        Outcome::new(complete || !left.is_empty(), left.is_empty())
    }
}

/// Which regions hold alone somewhere.
struct Alone {
    found: Vec<bool>,
}

impl Question for Alone {
    const SETTLED_BY_ANY: bool = false;

    fn judge(&mut self, _: &Region, met: &[Met]) -> Verdict {
        if let [only] = met {
            self.found.get_mut(only.piece as usize).into_iter().for_each(|found| *found = true);
            return Verdict::Answered;
        }
        let none_alone = met.iter().filter(|met| met.open == 0).nth(1).is_some();
        let none_new = met.iter().all(|met| self.found.get(met.piece as usize).is_none_or(|found| *found));
        if none_alone || none_new { Verdict::Answered } else { Verdict::Cut }
    }
}
