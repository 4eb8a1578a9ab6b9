//! Covers made of others: with other names for their values, side by side, of some of their pieces.

use super::Space;
use super::budget::{Budget, Outcome};
use super::cover::{Claimed, Cover, Held, Piece};

impl Cover {
    /// The same with each value under another name; a value that has none is left out.
    #[must_use]
    pub fn renamed(&self, name: impl Fn(u32) -> Option<u32>) -> Self {
        let mut pieces = Vec::with_capacity(self.pieces.len());
        // of each piece, how many are kept before it
        let mut kept = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            kept.push(pieces.len());
            pieces.extend(renamed(piece, &name));
        }
        let moved = |index: usize| kept.get(index).copied().unwrap_or(pieces.len());
        let claims = self.claims.iter().map(|claim| {
            let own = moved(claim.own.start)..moved(claim.own.end);
            Claimed { region: claim.region.clone(), own }
        });
        Self { space: self.space.clone(), defaults: moved(self.defaults), claims: claims.collect(), pieces }
    }

    /// What holds in either, over the cases that both tell apart. The origins of `other` count from `origins`. Both must be over the
    /// same domains.
    pub fn joined(&self, other: &Self, origins: u32, budget: &mut Budget) -> Outcome<Self> {
        let space = self.space.common(&other.space);
        let one = self.over(&space).resolved(budget);
        let other = other.over(&space).resolved(budget);
        let complete = one.is_proven() && other.is_proven();
        let moved = |piece: Piece| Piece { origin: piece.origin.saturating_add(origins), ..piece };
        let mut pieces = one.into_found();
        pieces.extend(other.into_found().into_iter().map(moved));
        Outcome::new(complete, Self::of_pieces(space, pieces))
    }

    /// Pieces of `space`, none of which stands over another.
    #[must_use]
    pub fn of_pieces(space: Space, pieces: Vec<Piece>) -> Self {
        Self { space, defaults: pieces.len(), pieces, claims: Vec::new() }
    }

    /// The pieces: first those of the default, also where a claim stands over them.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

/// The piece with its values under their names; `None` where none of them has one.
fn renamed(piece: &Piece, name: impl Fn(u32) -> Option<u32>) -> Option<Piece> {
    let held = match &piece.held {
        Held::Unknown => Held::Unknown,
        Held::Values(values) => Held::all(values.iter().filter_map(|value| name(*value))),
    };
    let is_nothing = matches!(&held, Held::Values(values) if values.is_empty());
    (!is_nothing).then(|| Piece { held, ..piece.clone() })
}
