//! A cover among other domains, in which there are more cases than in its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::absence::Absent;
use super::axis::Cells;
use super::cover::{Claimed, Cover, Held, OriginId, Part, Piece};
use super::domain::{Condition, Domain, Numbers, Selection};
use super::point::Coordinate;
use super::region::Region;
use super::{Interval, Space, bits};

/// Where a dimension is found among other domains, which hold all that it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Its index there.
    pub dimension: usize,
    /// Of each of its values, the index there; none for numbers.
    pub values: Vec<usize>,
}

/// A value among other domains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Elsewhere<V> {
    /// What holds as it did before.
    Kept(V),
    /// What holds, and nothing else, in the cases that there were not before.
    Beyond,
}

impl<V: Copy + Ord> Cover<V> {
    /// The cover among other domains: `homes` says of each dimension, by its index, where it is found there.
    ///
    /// The cases that there were not before are told apart on the dimensions that matter to the cover, and on those of `more` besides,
    /// by their indices here.
    #[must_use]
    pub fn elsewhere(&self, domains: &Arc<[Domain]>, homes: &[Home], more: &[usize]) -> Cover<Elsewhere<V>> {
        let cover = self.elsewhere_whole(domains, homes, more);
        match self.absent_elsewhere(homes) {
            Some(absent) => cover.over(&cover.space.clone().without(&absent)),
            None => cover,
        }
    }

    /// What does not exist here, among other domains.
    #[must_use]
    pub fn absent_elsewhere(&self, homes: &[Home]) -> Option<Absent> {
        self.space.written_absent().map(|absent| absent.elsewhere(&self.space.domains, homes))
    }

    /// The cover among other domains, with the cases that do not exist.
    #[must_use]
    pub fn elsewhere_whole(&self, domains: &Arc<[Domain]>, homes: &[Home], more: &[usize]) -> Cover<Elsewhere<V>> {
        let mut dimensions: Vec<usize> = self.space.dimensions().chain(more.iter().copied()).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        let moved = dimensions.into_iter().filter_map(|dimension| {
            let home = homes.get(dimension)?;
            Some((home.dimension, Moved::new(&self.space, dimension, home, domains.get(home.dimension)?)?))
        });
        let moved: BTreeMap<usize, Moved> = moved.collect();
        let space = Space::of_cells(domains, moved.iter().map(|(home, moved)| (*home, moved.cells.clone())));
        let Some(all) = space.all() else { return Cover::of_pieces(space, Vec::new()) };
        let carry = |region: &Region| carried(&self.space, region, &all, &space, &moved);
        let pieces = self.pieces.iter().map(|piece| Piece {
            region: carry(&piece.region),
            held: piece.held.renamed(|value| Some(Elsewhere::Kept(value))),
            origin: piece.origin,
        });
        let claims = self.claims.iter().map(|claim| Claimed { region: carry(&claim.region), own: claim.own.clone() });
        let mut cover =
            Cover { pieces: pieces.collect(), defaults: self.defaults, claims: claims.collect(), space: space.clone() };
        for axis in space.axes.iter() {
            let mut outside = all.column(&axis.column).to_vec();
            if let Some(moved) = moved.get(&axis.dimension) {
                moved.inside.iter().for_each(|cell| bits::take_out(&mut outside, *cell));
            }
            if !bits::is_empty(&outside) {
                cover.claim_all(all.with(&axis.column, &outside), Held::one(Elsewhere::Beyond), OriginId::NOWHERE);
            }
        }
        cover
    }
}

impl<V: Copy + Ord> Cover<Elsewhere<V>> {
    /// What there is of a cover that there was not: no case is one that there was before.
    #[must_use]
    pub fn all_beyond(domains: &Arc<[Domain]>) -> Self {
        let held = Held::one(Elsewhere::Beyond);
        Self::layered(domains, &[Part { when: Condition::always(), held, origin: OriginId::NOWHERE }], &[])
    }

    /// The cover where the cases of `beyond` are none that there were before, and those of `absent` do not exist at all.
    #[must_use]
    pub fn but_for(&self, beyond: &[Condition], absent: &Absent) -> Self {
        let own = &self.space;
        let said: Vec<&Condition> = beyond.iter().filter(|one| own.has_all_of(one)).collect();
        let cells = own.axes.iter().map(|axis| (axis.dimension, own.cut_further(axis, &said)));
        let finer = Space::of_cells(&own.domains, cells).without(absent);
        let mut cover = self.over(&finer);
        for region in said.into_iter().filter_map(|one| finer.cells_of(one)) {
            cover.claim_all(region, Held::one(Elsewhere::Beyond), OriginId::NOWHERE);
        }
        cover
    }
}

impl Absent {
    /// What does not exist, among other domains; what is said of a dimension without a place there is left out.
    fn elsewhere(&self, domains: &[Domain], homes: &[Home]) -> Self {
        let conditions = self.conditions.iter().filter_map(|condition| {
            let mut moved = Condition::always();
            for (dimension, selection) in condition.selections() {
                let (domain, home) = (domains.get(*dimension)?, homes.get(*dimension)?);
                for selection in selection.elsewhere(domain, home) {
                    moved = moved.and(home.dimension, selection);
                }
            }
            Some(moved)
        });
        let place = |dimension: usize| homes.get(dimension).map(|home| home.dimension);
        let orders = self.orders.iter().filter_map(|(part, whole)| Some((place(*part)?, place(*whole)?)));
        Self { conditions: conditions.collect(), orders: orders.collect() }
    }
}

impl Selection {
    /// The same of what there was before, among other domains.
    fn elsewhere(&self, domain: &Domain, home: &Home) -> Vec<Self> {
        match domain {
            Domain::Values { count } => {
                let selected = (0..*count).filter(|value| self.contains(&Coordinate::Value(*value)));
                vec![Self::values(selected.filter_map(|value| home.values.get(value).copied()))]
            }
            Domain::Numbers(numbers) => vec![self.clone(), Self::numbers([numbers.within.clone()])],
        }
    }
}

/// A region of `from` in `space`.
fn carried(from: &Space, region: &Region, all: &Region, space: &Space, moved: &BTreeMap<usize, Moved>) -> Region {
    let mut carried = all.clone();
    for axis in space.axes.iter() {
        let Some(moved) = moved.get(&axis.dimension) else { continue };
        let own = from.axis(moved.dimension);
        let words = carried.column_mut(&axis.column);
        words.fill(0);
        for (cell, home) in moved.inside.iter().enumerate() {
            if own.is_none_or(|own| bits::contains(region.column(&own.column), cell)) {
                bits::insert(words, *home);
            }
        }
    }
    carried
}

/// A dimension among other domains.
struct Moved {
    /// Its index before.
    dimension: usize,
    /// Its cells there.
    cells: Cells,
    /// Of each cell that it had before, the number there.
    inside: Vec<usize>,
}

impl Moved {
    fn new(space: &Space, dimension: usize, home: &Home, domain: &Domain) -> Option<Self> {
        let own = match space.axis(dimension) {
            Some(axis) => axis.cells.clone(),
            None => Cells::cut(space.domains.get(dimension)?, std::iter::empty()),
        };
        let (cells, inside) = match (own, domain) {
            (Cells::Values(_), Domain::Values { count }) => (Cells::Values(*count), home.values.clone()),
            (Cells::Numbers(own), Domain::Numbers(numbers)) => with_gaps_between(&own, numbers),
            _ => return None,
        };
        Some(Self { dimension, cells, inside })
    }
}

/// Cells from low to high, and of those that there were, their numbers among them: between them, cells for the numbers that exist now
/// and did not before.
fn with_gaps_between(own: &[Interval], numbers: &Numbers) -> (Cells, Vec<usize>) {
    let mut cells: Vec<Interval> = Vec::with_capacity(own.len());
    let mut inside = Vec::with_capacity(own.len());
    let mut left = numbers.within.clone();
    for cell in own {
        cells.extend(Some(left.clone().meet(&cell.lower())).filter(|gap| numbers.any_in(gap)));
        inside.push(cells.len());
        cells.push(cell.clone());
        left = left.meet(&cell.higher());
    }
    cells.extend(Some(left).filter(|gap| numbers.any_in(gap)));
    (Cells::Numbers(cells.into_boxed_slice()), inside)
}

#[cfg(test)]
mod tests {
    use super::Elsewhere::{Beyond, Kept};
    use super::*;
    use crate::{Claim, Coordinate, Number, Point, Selection, Spacing};

    fn number(number: i64) -> Number {
        Number::from(number)
    }

    /// From 0 up, in these steps.
    fn from_nought(low: i64, step: Option<i64>) -> Domain {
        let step = step.and_then(|size| Spacing::new(number(size)));
        Domain::Numbers(Numbers { within: Interval::ALL.at_least(number(low)), step, falls: false })
    }

    fn part(when: Condition, value: u32) -> Part<u32> {
        Part { when, held: Held::one(value), origin: OriginId::new(0) }
    }

    fn at_most(limit: i64) -> Condition {
        Condition::always().and(0, Selection::numbers([Interval::ALL.at_most(number(limit))]))
    }

    /// What holds where, of a cover that says 0 up to 10 and 1 from 20 on, and 2 for the second of two values.
    fn seen(domains: [Domain; 2], homes: [Home; 2]) -> impl Fn(i64, usize) -> Vec<Elsewhere<u32>> {
        let own: Arc<[Domain]> = Arc::new([from_nought(0, Some(10)), Domain::Values { count: 2 }]);
        let second = Condition::always().and(1, Selection::values([1]));
        let claim = Claim { over: crate::Over::Nothing, when: second.clone(), parts: vec![part(second, 2)] };
        let above = Condition::always().and(0, Selection::numbers([Interval::ALL.at_least(number(20))]));
        let cover = Cover::layered(&own, &[part(at_most(10), 0), part(above, 1)], &[claim]);
        let cover = cover.elsewhere(&Arc::from(domains), &homes, &[]);
        move |amount, value| {
            let point = Point::default().at(1, Coordinate::Number(number(amount))).at(0, Coordinate::Value(value));
            let holding = cover.evaluate(&point).unwrap();
            let mut values: Vec<Elsewhere<u32>> =
                holding.iter().flat_map(|piece| piece.held.values().to_vec()).collect();
            values.dedup();
            values
        }
    }

    #[test]
    fn cases_that_there_were_not_are_beyond() {
        let homes = [Home { dimension: 1, values: vec![] }, Home { dimension: 0, values: vec![2, 0] }];
        let held = seen([Domain::Values { count: 3 }, from_nought(-10, Some(1))], homes);
        assert_eq!([held(0, 2), held(10, 2), held(20, 2), held(5, 2)], [0, 0, 1, 0].map(|value| vec![Kept(value)]));
        assert_eq!([held(0, 0), held(20, 0)], [[Kept(2)], [Kept(2)]]);
        assert_eq!([held(-1, 2), held(-1, 0), held(0, 1), held(-1, 1)], [[Beyond], [Beyond], [Beyond], [Beyond]]);
        assert_eq!([held(11, 2), held(19, 2)], [[Beyond], [Beyond]], "between the steps of a limit there was nothing");
    }
}
