//! The cases in which two versions say different things about one subject.

use std::collections::BTreeSet;

use case_space::{Absent, AllHeld, Budget, Condition, Cover, Difference, Elsewhere, OriginId, Selection, Shift};

use super::change::{Change, Effect, Version};
use super::common::{Pair, View};
use crate::cases::Cases;
use crate::source::Place;
use crate::subject::{Subject, Text};

/// At most so many regions are told of each pair of answers.
const MOST_REGIONS: usize = 100;

/// One subject, and what each version says of it, by values that mean the same in both; `None` where it has no such subject.
pub(super) struct CaseByCase<'a, V> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) subject: Subject,
    pub(super) covers: [Option<&'a Cover<V>>; 2],
    /// Those who may ask in each version; `None` for everybody.
    pub(super) askers: [Option<BTreeSet<usize>>; 2],
}

/// What holds in some cases of one version: `None` where it has no such cases.
pub(super) type InForce<V> = Option<BTreeSet<V>>;

/// Some cases in which two versions differ.
pub(super) struct Differing<V> {
    pub(super) before: InForce<V>,
    pub(super) after: InForce<V>,
}

impl<V: Copy + Ord> CaseByCase<'_, V> {
    /// What `tell` makes of the cases that differ, as few regions as can be of each pair of what held and holds, and what could not be
    /// compared. `place` turns the origin of a piece into its place.
    pub(super) fn changes(
        &self,
        budget: &Budget,
        place: impl Fn(Version, OriginId) -> Option<Place>,
        tell: impl Fn(&Differing<V>) -> Vec<Change>,
    ) -> Vec<Change> {
        let common = &self.pair.common;
        let [of_old, of_new] = self.dimensions();
        let torn = of_old.iter().find(|dimension| common.twin(**dimension).is_some_and(|twin| of_new.contains(&twin)));
        if let Some(torn) = torn {
            return vec![self.torn(&common.dimension_id(*torn))];
        }
        let [old, new] = self.covers;
        let by_requester = self.pair.new.requested_by().filter(|who| of_old.contains(who) || of_new.contains(who));
        let missing = self.missing(by_requester);
        let shared = shared(&missing, self.covers.map(|cover| cover.is_some()));
        let before = on_common_ground(self.pair, &self.pair.old, old, &of_new);
        let after = on_common_ground(self.pair, &self.pair.new, new, &of_old);
        let [gone, come] = missing.map(|own| own.conditions);
        let (before, after) = (before.but_for(&gone, &shared), after.but_for(&come, &shared));
        let difference = before.difference(&after, MOST_REGIONS, budget);
        let is_proven = difference.is_proven();
        let Difference { space, shifts, more } = difference.into_found();
        let mut changes = Vec::from_iter(self.unproven(is_proven, more));
        for Shift { before: was, after: is, region } in shifts {
            let told = tell(&Differing { before: in_force(was), after: in_force(is) });
            let witness = space.witness(&region);
            let block = space.block_at(&region, &witness);
            // in the new version where it says something, else in the old one
            let place = [(Version::New, &after), (Version::Old, &before)].into_iter().find_map(|(version, cover)| {
                let pieces = cover.evaluate(&witness).ok()?;
                pieces.iter().find_map(|piece| Some((version, place(version, piece.origin)?)))
            });
            changes.extend(told.into_iter().map(|change| Change {
                place,
                when: space.phrase(&block, common),
                cases: Some(Cases::named(&space, &block, block.region(), common)),
                ..change
            }));
        }
        changes
    }

    /// The cases that each version does not have, on common ground.
    fn missing(&self, by_requester: Option<usize>) -> [Absent; 2] {
        let views = self.pair.views().into_iter().zip(self.covers).zip(&self.askers);
        let of_each = views.map(|((view, cover), askers)| {
            let mut absent = cover.and_then(|cover| cover.absent_elsewhere(&view.homes)).unwrap_or_default();
            // who may ask is told by the list alone
            let is_of_requester = |one: &Condition| {
                matches!(one.selections(), [(dimension, _)] if Some(*dimension) == self.pair.new.requested_by())
            };
            absent.conditions.retain(|one| !is_of_requester(one));
            if let (Some(who), Some(askers)) = (by_requester, askers) {
                let others = Selection::values(askers.iter().copied()).complement();
                absent.conditions.push(Condition::always().and(who, others));
            }
            absent
        });
        let mut of_each = of_each;
        [of_each.next().unwrap_or_default(), of_each.next().unwrap_or_default()]
    }

    /// The common dimensions by which each version tells cases apart.
    fn dimensions(&self) -> [Vec<usize>; 2] {
        let [old, new] = self.covers;
        [(&self.pair.old, old), (&self.pair.new, new)].map(|(view, cover)| {
            let own = cover.into_iter().flat_map(|cover| cover.space().dimensions());
            own.filter_map(|own| Some(view.homes.get(own)?.dimension)).collect()
        })
    }

    /// That the two versions tell cases apart by a dimension that is a number in one of them and has values in the other, so that their
    /// cases have nothing in common.
    fn torn(&self, dimension: &Text) -> Change {
        let subject = &self.subject;
        let message = format!(
            "`{subject}` cannot be compared: `{dimension}` is a number in one version and has values in the other"
        );
        Change::new(Effect::Altered, subject.clone(), message)
    }

    /// That not everything was looked at, or that `more` regions are not told.
    fn unproven(&self, is_proven: bool, more: usize) -> Option<Change> {
        let subject = &self.subject;
        let message = match (is_proven, more) {
            (true, 0) => return None,
            (true, more) => format!("`{subject}` differs in {more} more regions of cases"),
            (false, _) => format!("the cases of `{subject}` are too many to compare; there may be more differences"),
        };
        Some(Change::new(Effect::Unproven, subject.clone(), message))
    }
}

/// What neither version has; where one has nothing at all, what the other has not.
fn shared([old, new]: &[Absent; 2], are_there: [bool; 2]) -> Absent {
    match are_there {
        [false, _] => return new.clone(),
        [_, false] => return old.clone(),
        [true, true] => {}
    }
    let in_both = old.conditions.iter().flat_map(|one| new.conditions.iter().filter_map(move |other| both(one, other)));
    let conditions = in_both.collect();
    let mut orders = old.orders.clone();
    orders.extend(new.orders.iter().filter(|order| !old.orders.contains(order)));
    Absent { conditions, orders }
}

/// The cases of both: of one dimension alone, or the very same.
fn both(one: &Condition, other: &Condition) -> Option<Condition> {
    match (one.selections(), other.selections()) {
        ([(dimension, own)], [(second, of_other)]) if dimension == second => {
            Some(Condition::always().and(*dimension, own.clone()).and(*dimension, of_other.clone()))
        }
        _ => (one == other).then(|| one.clone()),
    }
}

/// What a version says of all cases that either has; of `dimensions` too, which matter to the other.
fn on_common_ground<V: Copy + Ord>(
    pair: &Pair<'_>,
    view: &View<'_>,
    cover: Option<&Cover<V>>,
    dimensions: &[usize],
) -> Cover<Elsewhere<V>> {
    let domains = &pair.common.domains;
    let Some(cover) = cover else { return Cover::all_beyond(domains) };
    let more: Vec<usize> = dimensions.iter().filter_map(|common| view.dimension(*common)).collect();
    cover.elsewhere_whole(domains, &view.homes, &more)
}

fn in_force<V: Copy + Ord>(held: AllHeld<Elsewhere<V>>) -> InForce<V> {
    let kept = |value| if let Elsewhere::Kept(value) = value { Some(value) } else { None };
    held.values.into_iter().map(kept).collect()
}
