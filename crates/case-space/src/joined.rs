//! Covers made of others: with other names for their values, side by side, of some of their pieces.

use super::Space;
use super::budget::{Budget, Outcome};
use super::cover::{Claimed, Cover, Held, OriginId, Piece};
use super::region::Region;

impl<V: Copy + Ord> Cover<V> {
    /// What holds where, with each value under another name; a value that has none is left out.
    #[must_use]
    pub fn renamed<W: Copy + Ord>(&self, name: impl Fn(V) -> Option<W>) -> Cover<W> {
        self.rebuilt(|_, piece| {
            let held = piece.held.renamed(&name);
            (!held.is_nothing()).then_some(held)
        })
    }

    /// The pieces with what `held` says of each piece by its origin; a piece in which nothing holds then is left out.
    #[must_use]
    pub fn with_held<W: Copy + Ord>(&self, held: impl Fn(OriginId) -> Option<Held<W>>) -> Cover<W> {
        self.rebuilt(|_, piece| held(piece.origin).filter(|held| !held.is_nothing()))
    }

    /// Of the pieces that `value` knows by their index, what holds of them: each with that value alone.
    #[must_use]
    pub fn of_some<W: Copy + Ord>(&self, value: impl Fn(usize) -> Option<W>) -> Cover<W> {
        self.rebuilt(|index, _| value(index).map(Held::one))
    }

    /// What holds in either, over the cases that both tell apart. The origins of `other` count from `origins`. Both must be over the
    /// same domains.
    pub fn joined(&self, other: &Self, origins: usize, budget: &Budget) -> Outcome<Self> {
        let space = self.space.common(&other.space);
        let both = self.within(&space, budget).zip(other.within(&space, budget));
        let Some((one, mut other)) = both else { return Outcome::Exhausted(Self::of_pieces(space, Vec::new())) };
        other.pieces.iter_mut().for_each(|piece| piece.origin = piece.origin.after(origins));
        if other.claims.is_empty() {
            return Outcome::Proven(one.with_everywhere(other.pieces));
        }
        if one.claims.is_empty() {
            return Outcome::Proven(other.with_everywhere(one.pieces));
        }
        if one.claimed().eq(other.claimed()) {
            return Outcome::Proven(one.with_claimed_alike(other));
        }
        let (one, other) = (one.resolved(budget), other.resolved(budget));
        let complete = one.is_proven() && other.is_proven();
        let mut pieces = one.into_found();
        pieces.extend(other.into_found());
        Outcome::new(complete, Self::of_pieces(space, pieces))
    }

    /// Pieces of `space`, none of which stands over another.
    #[must_use]
    pub fn of_pieces(space: Space, pieces: Vec<Piece<V>>) -> Self {
        Self { space, defaults: pieces.len(), pieces, claims: Vec::new() }
    }

    /// The pieces: first those of the default, also where a claim stands over them.
    #[must_use]
    pub fn pieces(&self) -> &[Piece<V>] {
        &self.pieces
    }

    /// What holds in each piece is what `rebuild` makes of it, which is given its index; where that is nothing, the piece is left out.
    fn rebuilt<W: Copy + Ord>(&self, rebuild: impl Fn(usize, &Piece<V>) -> Option<Held<W>>) -> Cover<W> {
        let rebuilt = |index: usize, piece: &Piece<V>| {
            rebuild(index, piece).map(|held| Piece { region: piece.region.clone(), held, origin: piece.origin })
        };
        let cover = self.recast(self.space.clone(), rebuilt, |region| Some(region.clone()));
        // without a default there is nothing for the claims to stand over
        if cover.defaults == 0 { Cover::of_pieces(cover.space, cover.pieces) } else { cover }
    }

    /// The cover in which each piece, with its index, has become others, and the region of each claim another: what has become of the
    /// pieces of a claim is its own.
    pub(super) fn recast<W, P: IntoIterator<Item = Piece<W>>>(
        &self,
        space: Space,
        mut become_of: impl FnMut(usize, &Piece<V>) -> P,
        claimed: impl Fn(&Region) -> Option<Region>,
    ) -> Cover<W> {
        let mut pieces = Vec::with_capacity(self.pieces.len());
        // of each piece, how many there are before what has become of it
        let mut before = Vec::with_capacity(self.pieces.len());
        for (index, piece) in self.pieces.iter().enumerate() {
            before.push(pieces.len());
            pieces.extend(become_of(index, piece));
        }
        let moved = |index: usize| before.get(index).copied().unwrap_or(pieces.len());
        let claims = self.claims.iter().filter_map(|claim| {
            let own = moved(claim.own.start)..moved(claim.own.end);
            Some(Claimed { region: claimed(&claim.region)?, own })
        });
        Cover { space, defaults: moved(self.defaults), claims: claims.collect(), pieces }
    }

    /// The cover and pieces that hold within the claims as well as beside them.
    fn with_everywhere(mut self, pieces: Vec<Piece<V>>) -> Self {
        let count = pieces.len();
        if !self.claims.is_empty() {
            self.pieces.extend(pieces.iter().cloned());
        }
        self.pieces.splice(self.defaults..self.defaults, pieces);
        self.defaults += count;
        for claim in &mut self.claims {
            claim.own = claim.own.start + count..claim.own.end + count;
        }
        self
    }

    /// The cover and the pieces of another whose claims are of equal regions.
    fn with_claimed_alike(self, other: Self) -> Self {
        let mut pieces = [self.default_pieces(), other.default_pieces()].concat();
        let defaults = pieces.len();
        let mut claims = Vec::with_capacity(self.claims.len());
        for (one, alike) in self.claims.iter().zip(&other.claims) {
            let first = pieces.len();
            pieces.extend_from_slice(self.own(one));
            pieces.extend_from_slice(other.own(alike));
            claims.push(Claimed { region: one.region.clone(), own: first..pieces.len() });
        }
        pieces.extend_from_slice(self.of_no_claim());
        pieces.extend_from_slice(other.of_no_claim());
        Self { space: self.space, pieces, defaults, claims }
    }

    fn own(&self, claim: &Claimed) -> &[Piece<V>] {
        self.pieces.get(claim.own.clone()).unwrap_or_default()
    }

    /// The pieces that hold within claims and are no claim's own: they come last.
    fn of_no_claim(&self) -> &[Piece<V>] {
        let last = self.claims.last().map_or(self.defaults, |claim| claim.own.end);
        self.pieces.get(last..).unwrap_or_default()
    }
}
