//! All that is written about one subject, and how a cover is made of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Space;
use super::absence::Absent;
use super::budget::Budget;
use super::cover::{Claimed, Cover, Held, OriginId, Part, Piece};
use super::domain::{Condition, Domain};
use super::ends::Pieces;
use super::region::Region;
use super::search::uncovered;

/// Which other claims a claim stands over: it keeps them out of all its cases, even where its own parts leave holes, and whether or not
/// it is kept out there itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Over {
    /// None.
    #[default]
    Nothing,
    /// Every claim that does not stand over all others too.
    All,
    /// Every claim that does not stand over all others too, but for these, by their index among the claims.
    AllBut(Vec<usize>),
    /// These, by their index among the claims.
    These(Vec<usize>),
}

/// Cases that stand over the default: in all of them only the parts of claims hold, even where these leave holes.
#[derive(Debug, Clone)]
pub struct Claim<V> {
    /// All the cases that are claimed.
    pub when: Condition,
    /// What holds in them; each part only within the claim.
    pub parts: Vec<Part<V>>,
    /// Which other claims are kept out of them.
    pub over: Over,
}

/// All that is written about one subject.
#[derive(Debug)]
pub struct Stack<'a, V> {
    /// What holds where no claim does.
    pub default: &'a [Part<V>],
    /// What stands over the default.
    pub claims: &'a [Claim<V>],
    /// What does not exist.
    pub absent: &'a Absent,
    /// Conditions that tell cases apart as well: the cases in which something is added.
    pub beside: &'a [Condition],
}

impl Over {
    /// Whether it is over all others that are not so too, or all but some of them.
    fn is_over_all(&self) -> bool {
        matches!(self, Self::All | Self::AllBut(_))
    }

    /// Whether one over all others spares the claim with this index.
    fn spares(&self, index: usize) -> bool {
        matches!(self, Self::AllBut(spared) if spared.contains(&index))
    }
}

/// The work that it may take to keep claims out of the cases of others.
const WORK: u64 = 50_000_000;

impl<V: Copy + Ord> Cover<V> {
    /// What `default` and `claims` say together: the default holds wherever no claim does.
    ///
    /// A part that can hold in no case, or in which nothing holds, is no piece of the cover.
    #[must_use]
    pub fn layered(domains: &Arc<[Domain]>, default: &[Part<V>], claims: &[Claim<V>]) -> Self {
        Self::of_layers(domains, Stack { default, claims, absent: &Absent::default(), beside: &[] })
    }

    /// What is written in some layers: the default holds wherever no claim does, and a claim wherever none that stands over it does.
    ///
    /// A part that can hold in no case, or in which nothing holds, is no piece of the cover. Where it takes too much work to keep a claim
    /// out of the cases of others, it is not known what holds in its cases.
    #[must_use]
    pub fn of_layers(domains: &Arc<[Domain]>, layers: Stack<'_, V>) -> Self {
        let space = layers.divide(domains);
        let places = layers.places(&space);
        layers.placed(space, places)
    }

    /// What is written in some layers, as [`Cover::of_layers`], where that takes at most so many words of eight bytes and it is known what
    /// holds in the cases of each claim.
    ///
    /// # Errors
    /// How many words it takes, where they are more; the most there are where it takes too much work to keep a claim out of others' cases.
    pub fn layered_within(domains: &Arc<[Domain]>, layers: Stack<'_, V>, most: usize) -> Result<Self, usize> {
        let space = layers.divide(domains);
        let places = layers.places(&space);
        let words = layers.regions(&places).saturating_mul(space.words);
        if words > most { Err(words) } else { Ok(layers.placed(space, places)) }
    }
}

/// What remains of a claim where others stand over it.
enum Remains {
    /// In these cases, as boxes that share none.
    Boxes(Vec<Region>),
    /// Within these, but nobody knows where.
    Unknown(Region),
}

impl<V: Copy + Ord> Stack<'_, V> {
    /// The space that is told apart by all that is written.
    fn divide(&self, domains: &Arc<[Domain]>) -> Space {
        let of_claims =
            self.claims.iter().flat_map(|claim| claim.parts.iter().map(|part| &part.when).chain([&claim.when]));
        let conditions: Vec<&Condition> =
            self.default.iter().map(|part| &part.when).chain(of_claims).chain(self.beside).collect();
        Space::new(domains, &conditions).without(self.absent)
    }

    /// Where each claim holds that is not kept out of all its cases; `None` where none stands over another.
    fn places(&self, space: &Space) -> Option<Vec<Option<Remains>>> {
        if self.claims.iter().all(|claim| claim.over == Over::Nothing) {
            return None;
        }
        let regions: Vec<Option<Region>> = self.claims.iter().map(|claim| space.region(&claim.when)).collect();
        let mut over_all: Vec<usize> = Vec::new();
        let mut over_one: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, claim) in self.claims.iter().enumerate() {
            match &claim.over {
                Over::Nothing => {}
                Over::All | Over::AllBut(_) => over_all.push(index),
                Over::These(others) => {
                    others
                        .iter()
                        .filter(|other| **other != index)
                        .for_each(|other| over_one.entry(*other).or_default().push(index));
                }
            }
        }
        let budget = Budget::steps(WORK);
        let place = |(index, claim): (usize, &super::layers::Claim<V>)| {
            let region = regions.get(index)?.as_ref()?;
            let by_all = if claim.over.is_over_all() { &[][..] } else { &over_all };
            let spares = |above: &usize| self.claims.get(*above).is_some_and(|above| above.over.spares(index));
            let by_all = by_all.iter().filter(|above| !spares(above));
            let above = by_all.chain(over_one.get(&index).into_iter().flatten());
            let above =
                above.filter_map(|above| regions.get(*above)?.as_ref()).filter(|above| space.meets(above, region));
            let (left, complete) = uncovered(region, &Pieces::new(space, above), &budget);
            Some(if complete { Remains::Boxes(left) } else { Remains::Unknown(region.clone()) })
        };
        Some(self.claims.iter().enumerate().map(place).collect())
    }

    /// How many regions that takes.
    fn regions(&self, places: &Option<Vec<Option<Remains>>>) -> usize {
        let each = |claim: &Claim<V>| claim.parts.len().saturating_add(1);
        let of_claims = match places {
            None => self.claims.iter().map(each).fold(0, usize::saturating_add),
            Some(places) => {
                let boxes = |spot: &Option<Remains>| match spot {
                    Some(Remains::Boxes(boxes)) => boxes.len(),
                    Some(Remains::Unknown(_)) => usize::MAX,
                    None => 0,
                };
                let all = self.claims.iter().zip(places).map(|(claim, spot)| each(claim).saturating_mul(boxes(spot)));
                all.fold(0, usize::saturating_add)
            }
        };
        of_claims.saturating_add(self.default.len())
    }

    fn placed(&self, space: Space, places: Option<Vec<Option<Remains>>>) -> Cover<V> {
        let pieces: Vec<Piece<V>> = self.default.iter().filter_map(|part| placed(&space, part, None)).collect();
        let mut cover = Cover { defaults: pieces.len(), claims: Vec::with_capacity(self.claims.len()), pieces, space };
        let Some(places) = places else {
            for claim in self.claims {
                if let Some(region) = cover.space.region(&claim.when) {
                    cover.claim(region, &claim.parts);
                }
            }
            return cover;
        };
        for (claim, spot) in self.claims.iter().zip(places) {
            match spot {
                None => {}
                Some(Remains::Boxes(boxes)) => boxes.into_iter().for_each(|region| cover.claim(region, &claim.parts)),
                Some(Remains::Unknown(region)) => cover.claim_all(region, Held::Unknown, OriginId::NOWHERE),
            }
        }
        cover
    }
}

impl<V: Copy + Ord> Cover<V> {
    /// Adds a claim of these parts.
    fn claim(&mut self, region: Region, parts: &[Part<V>]) {
        let first = self.pieces.len();
        self.pieces.extend(parts.iter().filter_map(|part| placed(&self.space, part, Some(&region))));
        self.claims.push(Claimed { region, own: first..self.pieces.len() });
    }

    /// Adds a claim in all of which the same holds.
    pub(super) fn claim_all(&mut self, region: Region, held: Held<V>, origin: OriginId) {
        let own = self.pieces.len()..self.pieces.len().saturating_add(1);
        self.pieces.push(Piece { region: region.clone(), held, origin });
        self.claims.push(Claimed { region, own });
    }
}

fn placed<V: Copy + Ord>(space: &Space, part: &Part<V>, claim: Option<&Region>) -> Option<Piece<V>> {
    let region = space.cells_of(&part.when).filter(|_| !part.held.is_nothing())?;
    let region = match claim {
        Some(claim) => space.meet(&region, claim)?,
        None => region,
    };
    space.any_exists(&region).then(|| Piece { region, held: part.held.clone(), origin: part.origin })
}
