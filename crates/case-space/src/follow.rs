//! What follows on what along a dimension of numbers, all else alike.
//!
//! It is judged of what holds, never of the pieces in which it is written: a case that is written twice, or as two that meet, is one. First
//! the cases are sought in which a pair follows that is asked for, which are few; then, for these alone, all that holds along the dimension
//! is read off from end to end.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::axis::Axis;
use super::beside::Way;
use super::budget::{Budget, Outcome};
use super::course::{Course, Reach, Sought, beyond};
use super::cover::{Cover, Piece};
use super::difference::AllHeld;
use super::ends::{Met, Pieces};
use super::merge::{self, merge_each};
use super::region::Region;
use super::search::{Query, Verdict, search};
use super::{Space, bits};

/// So many pieces are compared pair by pair before they are searched for what follows on what.
const FEW: usize = 16;

/// How many steps it takes to tell a piece from a place.
const LOOKS: usize = 4;

/// So many places are walked, the largest; what follows in others is only counted.
const MOST_PLACES: usize = 1024;

/// Numbers that follow on one another, for all of which the same holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<V> {
    /// What holds.
    pub held: AllHeld<V>,
    cells: Range<usize>,
}

/// Cases in which one value holds alone, where they follow on cases, alike but for one number, in which another does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following<V> {
    /// The value on which it follows.
    pub before: V,
    /// The value that holds.
    pub after: V,
    /// Where it holds, as large as it can be.
    pub region: Region,
    /// Some of the cases on which it follows.
    pub lighter: Region,
}

/// Followings that were found, and how many there are beyond those listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followings<V> {
    /// The largest; by values, then from low to high.
    pub found: Vec<Following<V>>,
    /// How many more there are. Where these are too many to be looked at, each part of them counts.
    pub more: usize,
}

impl<V> Followings<V> {
    const NONE: Self = Self { found: Vec::new(), more: 0 };
}

impl<V: Copy + Ord> Cover<V> {
    /// Where one of the `sought` pairs of values follow on each other, along a course. `walk` is given all that holds along it, in order, and
    /// picks the stretches that are meant: the one that is followed, and the one that follows, in each of which one value holds alone. At
    /// most `limit` regions, the largest.
    pub fn followings(
        &self,
        course: Course,
        sought: Sought<'_, V>,
        walk: impl Fn(&[Stretch<V>]) -> Vec<(usize, usize)>,
        limit: usize,
        budget: &Budget,
    ) -> Outcome<Followings<V>> {
        let axis = self.space.axis(course.dimension).filter(|axis| axis.cells.are_numbers() && !sought.is_nothing());
        let (Some(axis), Some(all)) = (axis, self.space.all()) else { return Outcome::Proven(Followings::NONE) };
        // where cases do not exist, what follows on each other may lie further apart
        let reach = if self.space.absent().is_empty() { course.reach } else { Reach::Further };
        let course = Course { reach, ..course };
        if self.plainly_follow_nowhere(axis, course, sought) {
            return Outcome::Proven(Followings::NONE);
        }
        let resolved = self.resolved(budget);
        let is_known = resolved.is_proven();
        let pieces = resolved.into_found();
        let along = Track { space: &self.space, axis, course, pieces: &pieces, all: &all };
        let (mut places, complete) = along.places(sought, budget);
        if places.is_empty() {
            return Outcome::new(is_known && complete, Followings::NONE);
        }
        let beyond = places.len().saturating_sub(MOST_PLACES);
        places.truncate(MOST_PLACES);
        let (found, whole) = along.walked(&places, walk, budget);
        let mut followings = budget.aside(merge::WORK, |work| merged(&self.space, found, limit, work));
        // where nothing is meant in those that were walked, nothing is known of the others
        let is_told = beyond == 0 || !followings.found.is_empty();
        followings.more = followings.more.saturating_add(if is_told { beyond } else { 0 });
        Outcome::new(is_known && complete && whole && is_told, followings)
    }

    /// Whether none of a few pieces follows on another as sought, whatever claims take from them: which is soon told.
    fn plainly_follow_nowhere(&self, axis: &Axis, course: Course, sought: Sought<'_, V>) -> bool {
        let is_followed = |before: &Piece<V>| {
            let values = |piece: &Piece<V>| piece.held.values().iter().copied().collect::<BTreeSet<V>>();
            let own = values(before);
            let next = beyond(axis, &before.region, course);
            next.is_some_and(|next| {
                let mut following = self.pieces.iter().filter(|piece| self.space.meets(&piece.region, &next));
                following.any(|piece| sought.is_among(&own, &values(piece)))
            })
        };
        self.pieces.len() <= FEW && !self.pieces.iter().any(is_followed)
    }

    /// The cases of `within` in which one of `values` holds, as the fewest regions that are as large as they can be; at most `limit` of
    /// them, the largest, and how many more.
    pub fn held_where(&self, values: &[V], within: &Region, limit: usize, budget: &Budget) -> Outcome<merge::Regions> {
        self.resolved(budget).map(|pieces| {
            let holds = |piece: &&Piece<V>| piece.held.values().iter().any(|value| values.contains(value));
            let meeting = pieces.iter().filter(holds).filter_map(|piece| self.space.meet(&piece.region, within));
            let regions: Vec<Region> = meeting.filter(|region| self.space.any_exists(region)).collect();
            budget.aside(merge::WORK, |work| self.merged_regions(&regions, limit, work))
        })
    }
}

/// What holds along one course.
struct Track<'a, V> {
    space: &'a Space,
    axis: &'a Axis,
    course: Course,
    /// The pieces that really hold.
    pieces: &'a [Piece<V>],
    all: &'a Region,
}

/// What was found, by the values that follow on each other: where, and where the first of the two holds.
type ByPair<V> = BTreeMap<(V, V), Vec<(Region, Region)>>;

impl<V: Copy + Ord> Track<'_, V> {
    /// The cases, whatever their number on the axis, among which a sought pair follows; and whether the budget sufficed.
    fn places(&self, sought: Sought<'_, V>, budget: &Budget) -> (Vec<Region>, bool) {
        let wanted = sought.values();
        let regions = Pieces::new(self.space, self.pieces.iter().map(|piece| &piece.region));
        let mut alone = Soles { pieces: self.pieces, wanted: wanted.as_ref(), boxes: Vec::new() };
        let complete = search(self.all, &regions, &mut alone, budget);
        let soles = alone.boxes;
        let moved = soles.iter().filter(|(value, _)| sought.begins_with(*value));
        let before: Vec<(V, Region)> =
            moved.filter_map(|(value, region)| Some((*value, beyond(self.axis, region, self.course)?))).collect();
        if !budget.keep(before.len().saturating_mul(self.space.words)) {
            return (Vec::new(), false);
        }
        let regions = Pieces::new(self.space, before.iter().chain(&soles).map(|(_, region)| region));
        let mut question = Follows { before: &before, after: &soles, sought, found: Vec::new() };
        let whole = search(self.all, &regions, &mut question, budget);
        let mut places: Vec<Region> = question.found.iter().map(|part| self.across(part)).collect();
        places.sort_unstable();
        places.dedup();
        places.sort_by_cached_key(|place| Reverse(self.space.size(place)));
        (places, complete && whole)
    }

    /// The region with every number of the axis.
    fn across(&self, region: &Region) -> Region {
        region.with(&self.axis.column, self.all.column(&self.axis.column))
    }

    /// What `walk` picks in these places, and whether the budget sufficed.
    fn walked(
        &self,
        places: &[Region],
        walk: impl Fn(&[Stretch<V>]) -> Vec<(usize, usize)>,
        budget: &Budget,
    ) -> (ByPair<V>, bool) {
        let count = self.pieces.len().saturating_add(places.len());
        if !budget.keep(count.saturating_mul(self.space.words)) {
            return (ByPair::new(), false);
        }
        let across: Vec<Region> = self.pieces.iter().map(|piece| self.across(&piece.region)).collect();
        let absent: Vec<Region> = self.space.absent().iter().map(|absent| self.across(absent)).collect();
        let regions = Pieces::new(self.space, across.iter().chain(places).chain(&absent));
        let places = self.pieces.len()..self.pieces.len().saturating_add(places.len());
        let mut question = Walked { along: self, places, walk, found: ByPair::new() };
        let complete = search(self.all, &regions, &mut question, budget);
        (question.found, complete)
    }

    /// What holds along the axis where these pieces do, in the order of the course; cells in which no case exists are passed over.
    fn stretches<'p>(&self, pieces: impl Iterator<Item = &'p Piece<V>>, absent: &[u64]) -> Vec<Stretch<V>>
    where
        V: 'p,
    {
        let mut held = vec![AllHeld::default(); self.axis.cells.count()];
        for piece in pieces {
            for cell in bits::ones(piece.region.column(&self.axis.column)) {
                if let Some(held) = held.get_mut(cell) {
                    held.also(&piece.held);
                }
            }
        }
        let mut stretches: Vec<Stretch<V>> = Vec::new();
        let held = held.into_iter().enumerate().filter(|(cell, _)| !bits::contains(absent, *cell));
        for (cell, held) in held {
            match stretches.last_mut() {
                Some(last) if last.held == held => last.cells.end = cell.saturating_add(1),
                _ => stretches.push(Stretch { held, cells: cell..cell.saturating_add(1) }),
            }
        }
        if self.course.way == Way::Down {
            stretches.reverse();
        }
        stretches
    }

    /// Of a part of the space, what lies within a stretch.
    fn within(&self, part: &Region, stretch: &Stretch<V>) -> Region {
        let mut cells = vec![0; self.axis.column.len()];
        bits::insert_run(&mut cells, &stretch.cells);
        part.with(&self.axis.column, &cells)
    }
}

fn merged<V: Copy + Ord>(space: &Space, found: ByPair<V>, limit: usize, budget: &Budget) -> Followings<V> {
    let boxes = found.iter().map(|(pair, found)| (*pair, found.iter().map(|(region, _)| region.clone()).collect()));
    let (regions, more) = merge_each(space, boxes.collect(), limit, budget);
    let following = |((before, after), region): ((V, V), Region)| {
        let meeting = found.get(&(before, after))?.iter().filter(|(own, _)| space.meets(own, &region));
        let (_, lighter) = meeting.min_by_key(|(own, _)| space.reading_order(own))?;
        Some(Following { before, after, lighter: lighter.clone(), region })
    };
    Followings { found: regions.into_iter().filter_map(following).collect(), more }
}

/// Where each of some values holds alone.
struct Soles<'a, V> {
    pieces: &'a [Piece<V>],
    /// The values; `None` for all.
    wanted: Option<&'a BTreeSet<V>>,
    boxes: Vec<(V, Region)>,
}

impl<V: Copy + Ord> Soles<'_, V> {
    fn answer<'m>(&self, met: impl Iterator<Item = &'m Met>) -> AllHeld<V> {
        let mut answer = AllHeld::default();
        met.filter_map(|met| self.pieces.get(met.piece as usize)).for_each(|piece| answer.also(&piece.held));
        answer
    }
}

impl<V: Copy + Ord> Query for Soles<'_, V> {
    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        let all = self.answer(met.iter());
        if self.wanted.is_some_and(|wanted| all.values.is_disjoint(wanted)) {
            return Verdict::Answered;
        }
        if all != self.answer(met.iter().filter(|met| met.open == 0)) {
            return Verdict::Cut;
        }
        let Some(only) = all.only() else { return Verdict::Answered };
        self.boxes.push((only, part.clone()));
        Verdict::Found
    }
}

/// Where sought values follow on each other.
struct Follows<'a, V> {
    /// Where a value follows on each of these.
    before: &'a [(V, Region)],
    after: &'a [(V, Region)],
    sought: Sought<'a, V>,
    found: Vec<Region>,
}

impl<V: Copy + Ord> Follows<'_, V> {
    fn some_sought<'m>(&self, met: impl Iterator<Item = &'m Met>) -> bool {
        let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
        for number in met.map(|met| met.piece as usize) {
            match number.checked_sub(self.before.len()) {
                None => before.extend(self.before.get(number).map(|(value, _)| *value)),
                Some(number) => after.extend(self.after.get(number).map(|(value, _)| *value)),
            }
        }
        self.sought.is_among(&before, &after)
    }
}

impl<V: Copy + Ord> Query for Follows<'_, V> {
    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        if !self.some_sought(met.iter()) {
            return Verdict::Answered;
        }
        if !self.some_sought(met.iter().filter(|met| met.open == 0)) {
            return Verdict::Cut;
        }
        self.found.push(part.clone());
        Verdict::Found
    }
}

/// What is picked along the axis. Pieces and places hold every number of it, so that it is never cut.
struct Walked<'a, V, W> {
    along: &'a Track<'a, V>,
    /// Which of what is met are places; what comes after them does not exist.
    places: Range<usize>,
    walk: W,
    found: ByPair<V>,
}

impl<V: Copy + Ord, W: Fn(&[Stretch<V>]) -> Vec<(usize, usize)>> Walked<'_, V, W> {
    /// The piece, where it is one.
    fn piece(&self, met: &Met) -> Option<&Piece<V>> {
        self.along.pieces.get(met.piece as usize)
    }

    fn is_place(&self, met: &Met) -> bool {
        self.places.contains(&(met.piece as usize))
    }

    /// The cells of the axis in which no case exists.
    fn absent(&self, met: &[Met]) -> Vec<u64> {
        let column = &self.along.axis.column;
        let mut absent = vec![0; column.len()];
        let regions = met.iter().filter_map(|met| (met.piece as usize).checked_sub(self.places.end));
        for region in regions.filter_map(|index| self.along.space.absent().get(index)) {
            bits::add(&mut absent, region.column(column));
        }
        absent
    }
}

impl<V: Copy + Ord, W: Fn(&[Stretch<V>]) -> Vec<(usize, usize)>> Query for Walked<'_, V, W> {
    fn work(&self, met: &[Met]) -> usize {
        let cells = self.along.axis.cells.count();
        // where nothing is left to be cut, each piece is read off cell by cell
        let read = if met.iter().all(|met| met.open == 0) { met.len().saturating_mul(cells) } else { cells };
        met.len().saturating_mul(LOOKS).saturating_add(read)
    }

    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        let mut places = met.iter().filter(|met| self.is_place(met)).peekable();
        if places.peek().is_none() {
            return Verdict::Answered;
        }
        let is_one_place = places.any(|place| place.open == 0);
        if !is_one_place || met.iter().any(|met| met.open > 0 && !self.is_place(met)) {
            return Verdict::Cut;
        }
        let stretches = self.along.stretches(met.iter().filter_map(|met| self.piece(met)), &self.absent(met));
        let mut found = Verdict::Answered;
        for (before, after) in (self.walk)(&stretches) {
            let (Some(before), Some(after)) = (stretches.get(before), stretches.get(after)) else { continue };
            let (Some(one), Some(other)) = (before.held.only(), after.held.only()) else { continue };
            let [region, lighter] = [after, before].map(|stretch| self.along.within(part, stretch));
            self.found.entry((one, other)).or_default().push((region, lighter));
            found = Verdict::Found;
        }
        found
    }
}
