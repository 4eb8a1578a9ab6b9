//! What follows on what along a dimension of numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Axis;
use super::beside::Way;
use super::budget::{Budget, Outcome};
use super::cover::{Cover, Piece};
use super::difference::Answer;
use super::ends::Pieces;
use super::merge::{self, merge, merge_each};
use super::region::Region;
use super::search::{Met, Question, Verdict, search, uncovered};
use super::{Space, bits};

/// Pairs of values, by the first of the two.
pub type Pairs = BTreeMap<u32, BTreeSet<u32>>;

/// So many pieces are compared pair by pair before they are searched for what follows on what.
const FEW: usize = 16;

/// Cases in which one value holds alone, where they follow on cases, alike but for one number, in which another does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The value on which it follows.
    pub before: u32,
    /// The value that holds.
    pub after: u32,
    /// Where it holds, as large as it can be.
    pub region: Region,
}

/// Followings that were found, and how many there are beyond those listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Followings {
    /// The largest for each pair of values; by values, then from low to high.
    pub found: Vec<Following>,
    /// How many more there are.
    pub more: usize,
}

/// Two pieces, alike but for one number, on which the one begins where the other ends.
#[derive(Debug, Clone)]
pub struct Touching<'a> {
    /// The piece that ends.
    pub before: &'a Piece,
    /// The piece that begins.
    pub after: &'a Piece,
    /// Cases in which the one that begins really holds.
    pub within: Region,
}

impl Cover {
    /// Where, one way along a dimension of numbers, one of the `sought` pairs of values follow on each other; at most `limit`
    /// regions, the largest.
    pub fn followings(
        &self,
        dimension: usize,
        way: Way,
        sought: &Pairs,
        limit: usize,
        budget: &Budget,
    ) -> Outcome<Followings> {
        let axis = self.space.axis(dimension).filter(|axis| axis.cells.are_numbers() && !sought.is_empty());
        let (Some(axis), Some(all)) = (axis, self.space.all()) else { return Outcome::Proven(Followings::default()) };
        if self.plainly_follow_nowhere(axis, way, sought) {
            return Outcome::Proven(Followings::default());
        }
        let resolved = self.resolved(budget);
        let is_known = resolved.is_proven();
        let after = resolved.into_found();
        let moved = after.iter().filter_map(|piece| {
            let region = moved(axis, &piece.region, way)?;
            Some(Piece { region, held: piece.held.clone(), origin: piece.origin })
        });
        let before: Vec<Piece> = moved.collect();
        let regions = Pieces::new(&self.space, before.iter().chain(&after).map(|piece| &piece.region));
        let mut question = Follows { axis, before: &before, after: &after, sought, boxes: BTreeMap::new() };
        let complete = search(&all, &regions, &mut question, budget);
        let followings = budget.aside(merge::WORK, |work| merged(&self.space, question.boxes, limit, work));
        Outcome::new(complete && is_known, followings)
    }

    /// Whether none of a few pieces follows on another as sought, whatever claims take from them: which is soon told.
    fn plainly_follow_nowhere(&self, axis: &Axis, way: Way, sought: &Pairs) -> bool {
        let followers = |piece: &Piece| {
            let followers = piece.held.values().iter().filter_map(|value| sought.get(value));
            followers.flatten().copied().collect::<BTreeSet<u32>>()
        };
        let is_followed = |before: &Piece| {
            let followers = followers(before);
            let next = moved(axis, &before.region, way).filter(|_| !followers.is_empty());
            next.is_some_and(|next| {
                let mut following = self.pieces.iter().filter(|piece| self.space.meets(&piece.region, &next));
                following.any(|piece| piece.held.values().iter().any(|value| followers.contains(value)))
            })
        };
        self.pieces.len() <= FEW && !self.pieces.iter().any(is_followed)
    }

    /// The pieces of the default, and those of claims, that touch on a dimension of numbers and are alike on all others, in order one way
    /// along it. Where the budget ends, some are left out.
    pub fn touching(&self, dimension: usize, way: Way, budget: &Budget) -> Vec<Touching<'_>> {
        let Some(axis) = self.space.axis(dimension).filter(|axis| axis.cells.are_numbers()) else { return Vec::new() };
        let claims = Pieces::new(&self.space, self.claimed());
        let mut pairs = Vec::new();
        for (before, after) in in_flights(axis, self.default_pieces(), way) {
            let (left, _) = uncovered(&after.region, &claims, budget);
            pairs.extend(left.into_iter().next().map(|within| Touching { before, after, within }));
        }
        let claimed = in_flights(axis, self.claim_pieces(), way);
        pairs.extend(claimed.map(|(before, after)| Touching { before, after, within: after.region.clone() }));
        pairs
    }

    /// The cases in which one of `values` holds, as the fewest regions that are as large as they can be; at most `limit` of
    /// them, the largest, and how many more.
    pub fn held_where(&self, values: &[u32], limit: usize, budget: &Budget) -> Outcome<merge::Regions> {
        self.resolved(budget).map(|pieces| {
            let holds = |piece: &Piece| piece.held.values().iter().any(|value| values.contains(value));
            let regions: Vec<Region> = pieces.into_iter().filter(holds).map(|piece| piece.region).collect();
            budget.aside(merge::WORK, |work| merge(&self.space, &regions, &[], limit, work))
        })
    }
}

/// The region moved by one cell along an axis.
fn moved(axis: &Axis, region: &Region, way: Way) -> Option<Region> {
    let mut cells = vec![0; axis.column.len()];
    for cell in bits::ones(region.column(&axis.column)) {
        let next = match way {
            Way::Up => cell.checked_add(1).filter(|next| *next < axis.cells.count()),
            Way::Down => cell.checked_sub(1),
        };
        next.into_iter().for_each(|next| bits::insert(&mut cells, next));
    }
    (!bits::is_empty(&cells)).then(|| region.with(&axis.column, &cells))
}

/// Pairs of pieces that touch on an axis and are alike on all others, each flight of them in order.
fn in_flights<'a>(axis: &Axis, pieces: &'a [Piece], way: Way) -> impl Iterator<Item = (&'a Piece, &'a Piece)> {
    let mut flights: BTreeMap<Region, Vec<(usize, usize, &Piece)>> = BTreeMap::new();
    let nothing = vec![0; axis.column.len()];
    for piece in pieces {
        let cells = piece.region.column(&axis.column);
        if let Some((first, last)) = bits::ends(cells).filter(|_| bits::is_run(cells)) {
            flights.entry(piece.region.with(&axis.column, &nothing)).or_default().push((first, last, piece));
        }
    }
    flights.into_values().flat_map(move |mut flight| {
        flight.sort_by_key(|(first, last, piece)| (*first, *last, piece.origin));
        let neighbours = flight.iter().zip(flight.iter().skip(1));
        let touching = neighbours.filter(|(lower, higher)| lower.1.checked_add(1) == Some(higher.0));
        let pairs = touching.map(|(lower, higher)| (lower.2, higher.2));
        match way {
            Way::Up => pairs.collect::<Vec<_>>(),
            Way::Down => pairs.rev().map(|(lower, higher)| (higher, lower)).collect(),
        }
    })
}

fn merged(space: &Space, boxes: BTreeMap<(u32, u32), Vec<Region>>, limit: usize, budget: &Budget) -> Followings {
    let (found, more) = merge_each(space, boxes, limit, budget);
    let following = |((before, after), region)| Following { before, after, region };
    Followings { found: found.into_iter().map(following).collect(), more }
}

/// Which sought values follow on each other where.
struct Follows<'a> {
    axis: &'a Axis,
    /// The pieces moved by one cell: what holds next to a case.
    before: &'a [Piece],
    after: &'a [Piece],
    sought: &'a Pairs,
    boxes: BTreeMap<(u32, u32), Vec<Region>>,
}

impl Follows<'_> {
    /// The piece, and whether it is one that was moved.
    fn piece(&self, met: &Met) -> Option<(&Piece, bool)> {
        let number = met.piece as usize;
        match number.checked_sub(self.before.len()) {
            None => self.before.get(number).map(|piece| (piece, true)),
            Some(number) => self.after.get(number).map(|piece| (piece, false)),
        }
    }

    fn answers<'m>(&self, met: impl Iterator<Item = &'m Met>) -> (Answer, Answer) {
        let mut answers = (Answer::default(), Answer::default());
        for (piece, is_before) in met.filter_map(|met| self.piece(met)) {
            let side = if is_before { &mut answers.0 } else { &mut answers.1 };
            side.also(&piece.held);
        }
        answers
    }

    fn some_sought(&self, (before, after): &(Answer, Answer)) -> bool {
        let mut followers = before.values.iter().filter_map(|value| self.sought.get(value));
        followers.any(|followers| after.values.iter().any(|value| followers.contains(value)))
    }

    /// All that `after` holds from `part` on, where one piece does.
    fn grown(&self, part: &Region, after: u32, met: &[Met]) -> Region {
        let cells = part.column(&self.axis.column);
        let grown = met.iter().filter(|met| met.open == 0).find_map(|met| {
            let (piece, is_before) = self.piece(met)?;
            if is_before || piece.held.values() != [after] {
                return None;
            }
            let mut own = vec![0; cells.len()];
            for run in bits::runs(piece.region.column(&self.axis.column)) {
                if bits::ones(cells).any(|cell| run.contains(&cell)) {
                    bits::insert_run(&mut own, &run);
                }
            }
            Some(part.with(&self.axis.column, &own))
        });
        grown.unwrap_or_else(|| part.clone())
    }
}

impl Question for Follows<'_> {
    const SETTLED_BY_ANY: bool = false;

    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        let all = self.answers(met.iter());
        if !self.some_sought(&all) {
            return Verdict::Answered;
        }
        if all != self.answers(met.iter().filter(|met| met.open == 0)) {
            return Verdict::Cut;
        }
        let (Some(before), Some(after)) = (all.0.only(), all.1.only()) else { return Verdict::Answered };
        let grown = self.grown(part, after, met);
        self.boxes.entry((before, after)).or_default().push(grown);
        Verdict::Found
    }
}
