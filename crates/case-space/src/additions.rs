//! What some cases need on top of whatever answers them.

use std::collections::BTreeMap;

use super::Space;
use super::budget::Budget;
use super::cover::{Cover, Held, OriginId, Piece};
use super::domain::Condition;
use super::ends::{Met, Pieces};
use super::region::Region;
use super::search::{Query, Verdict, search};

/// The work that it may take to cut pieces at the additions.
const WORK: u64 = 500_000_000;

/// For each set of additions, by their index, the boxes of a piece in which they hold and no other does.
type Cuts = BTreeMap<Vec<usize>, Vec<Region>>;

impl<V: Copy + Ord> Cover<V> {
    /// The cover with what is added in the cases of `additions`, each of which was given to it as `beside`.
    ///
    /// `takes` says of a piece, by its origin, whether anything is added to it; `name` gives what holds of a value and the additions, by
    /// their index and in order, that hold with it. A piece is cut where an addition holds in some of it and not in all.
    ///
    /// # Errors
    /// How many words it takes, where they are more than `most`; the most there are where that takes too much work to tell.
    pub fn with_additions<W: Copy + Ord>(
        &self,
        additions: &[Condition],
        takes: impl Fn(OriginId) -> bool,
        mut name: impl FnMut(V, &[usize]) -> W,
        most: usize,
    ) -> Result<Cover<W>, usize> {
        let added: Vec<Option<Region>> = additions.iter().map(|condition| self.space.region(condition)).collect();
        let budget = Budget::steps(WORK);
        let mut cut = Vec::with_capacity(self.pieces.len());
        let mut regions = self.claims.len();
        for piece in &self.pieces {
            let takes = takes(piece.origin) && piece.held != Held::Unknown;
            let cuts =
                if takes { cuts(&self.space, &piece.region, &added, &budget) } else { Some(whole(&piece.region)) };
            let cuts = cuts.ok_or(usize::MAX)?;
            regions = regions.saturating_add(cuts.values().map(Vec::len).sum());
            cut.push(cuts);
        }
        let words = regions.saturating_mul(self.space.words);
        if words > most {
            return Err(words);
        }
        let mut cut = cut.into_iter();
        let added_to = |_: usize, piece: &Piece<V>| {
            let parts = cut.next().unwrap_or_default().into_iter();
            let parts = parts.flat_map(|(which, boxes)| {
                let held = piece.held.map(|value| name(value, &which));
                boxes.into_iter().map(move |region| (region, held.clone()))
            });
            parts.map(|(region, held)| Piece { region, held, origin: piece.origin }).collect::<Vec<Piece<W>>>()
        };
        Ok(self.recast(self.space.clone(), added_to, |region| Some(region.clone())))
    }
}

fn whole(region: &Region) -> Cuts {
    Cuts::from([(Vec::new(), vec![region.clone()])])
}

/// The parts of a region by the additions that hold there; `None` where the budget ended.
fn cuts(space: &Space, region: &Region, added: &[Option<Region>], budget: &Budget) -> Option<Cuts> {
    if !budget.spend(added.len().saturating_mul(space.words)) {
        return None;
    }
    let numbered = added.iter().enumerate().filter_map(|(index, added)| Some((index, added.as_ref()?)));
    let (indices, met): (Vec<usize>, Vec<&Region>) = numbered.filter(|(_, added)| space.meets(added, region)).unzip();
    if met.iter().all(|added| region.is_within(added)) {
        return Some(Cuts::from([(indices, vec![region.clone()])]));
    }
    let absent = space.absent().iter().filter(|absent| space.meets(absent, region));
    let pieces = Pieces::new(space, met.into_iter().chain(absent));
    let mut question = Cutting { indices: &indices, cuts: Cuts::new() };
    search(region, &pieces, &mut question, budget).then_some(question.cuts)
}

/// Which additions hold in which parts; what comes after them does not exist.
struct Cutting<'a> {
    indices: &'a [usize],
    cuts: Cuts,
}

impl Query for Cutting<'_> {
    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        let addition = |met: &Met| self.indices.get(met.piece as usize).copied();
        if met.iter().any(|met| met.open == 0 && addition(met).is_none()) {
            return Verdict::Answered;
        }
        if met.iter().any(|met| met.open > 0 && addition(met).is_some()) {
            return Verdict::Cut;
        }
        self.cuts.entry(met.iter().filter_map(addition).collect()).or_default().push(part.clone());
        Verdict::Found
    }
}
