//! Who holds which letters of an activity in one and the same case.

use std::collections::HashMap;

use super::{Context, Found};
use crate::model::{Activity, Coverage, Id, Role};
use crate::source::Place;
use crate::space::{Cover, Held, Piece};
use crate::syntax::Letter;

/// A role that holds a letter.
pub(super) type Holding = (Letter, Id<Role>);

/// The covers of several letters of one activity, as one.
pub(super) struct Joint<'a> {
    activity: &'a Activity,
    coverage: Coverage,
    /// Each letter, and how many origins come before its own.
    letters: Vec<(Letter, usize)>,
    /// Of each holding, by its number, the pieces in which it is.
    pieces: HashMap<u32, Vec<usize>>,
    /// How many roles there are, by which holdings are numbered.
    roles: usize,
}

/// Where a role is named for a letter.
pub(super) struct Mention {
    pub(super) letter: Letter,
    pub(super) role: Id<Role>,
    pub(super) place: Place,
}

impl<'a> Joint<'a> {
    /// The covers of these letters, which are different; `None` where one of them could not be read, or where the cases are too many
    /// to join them, which is then said.
    pub(super) fn new(cx: &Context<'_>, activity: &'a Activity, letters: &[Letter], found: &mut Found) -> Option<Self> {
        let roles = cx.model.roles.len();
        let mut budget = cx.budget();
        let mut joint: Option<Coverage> = None;
        let mut starts = Vec::with_capacity(letters.len());
        for (at, letter) in letters.iter().enumerate() {
            let own = activity.coverage(*letter, &cx.model.dimensions)?;
            let own = own.renamed(|role| number(at, role as usize, roles));
            starts.push((*letter, joint.as_ref().map_or(0, |joint| joint.origins.len())));
            let Some(before) = joint else {
                joint = Some(own);
                continue;
            };
            let both = before.joined(&own, &mut budget);
            if !both.is_proven() {
                found.unproven(activity.subject(), activity.place, "not all of its cases were checked");
                return None;
            }
            joint = Some(both.into_found());
        }
        let coverage = joint?;
        Some(Self { activity, letters: starts, pieces: by_value(&coverage.cover), coverage, roles })
    }

    /// A cover in which the number of a side holds wherever one of its holdings does; its origins are those of the whole. `None` where
    /// no two sides meet in any case.
    pub(super) fn of_sides(&self, sides: &[Vec<Holding>]) -> Option<Coverage> {
        let space = self.coverage.cover.space();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut do_meet = false;
        for (side, holdings) in (0..).zip(sides) {
            let before = pieces.len();
            for piece in holdings.iter().flat_map(|holding| self.pieces_of(*holding)) {
                let others = pieces.iter().take(before);
                do_meet = do_meet || others.into_iter().any(|other| space.meets(&other.region, &piece.region));
                pieces.push(Piece { held: Held::one(side), ..piece.clone() });
            }
        }
        let cover = do_meet.then(|| Cover::of_pieces(space.clone(), pieces))?;
        Some(Coverage { cover, origins: Vec::new() })
    }

    /// Where those of the holdings that are `meant` are named by pieces of these origins, in the order of the letters.
    pub(super) fn mentions(&self, origins: &[u32], meant: impl Fn(Holding) -> bool) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for origin in origins {
            let letter = self.letters.iter().rev().find(|(_, start)| *start <= *origin as usize);
            let Some((letter, _)) = letter.copied() else { continue };
            let holders = self.activity.holders_at(letter, self.coverage.origin(*origin));
            let named = holders.into_iter().flat_map(|holders| &holders.roles.items);
            let named = named.filter(|named| meant((letter, named.value)));
            mentions.extend(named.map(|named| Mention { letter, role: named.value, place: named.place }));
        }
        mentions
    }

    fn pieces_of(&self, (letter, role): Holding) -> impl Iterator<Item = &Piece> {
        let at = self.letters.iter().position(|(own, _)| *own == letter);
        let number = at.and_then(|at| number(at, role.index(), self.roles));
        let indices = number.and_then(|number| self.pieces.get(&number)).into_iter().flatten();
        indices.filter_map(|index| self.coverage.cover.pieces().get(*index))
    }
}

/// The number of a holding: of the role of this number, and the letter at this place.
fn number(letter: usize, role: usize, roles: usize) -> Option<u32> {
    u32::try_from(letter.checked_mul(roles)?.checked_add(role)?).ok()
}

fn by_value(cover: &Cover) -> HashMap<u32, Vec<usize>> {
    let mut pieces: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, piece) in cover.pieces().iter().enumerate() {
        for value in piece.held.values() {
            pieces.entry(*value).or_default().push(index);
        }
    }
    pieces
}
