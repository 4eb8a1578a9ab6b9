//! In which cases do those in several capacities of an activity meet?

use std::collections::BTreeMap;

use case_space::{Cover, OriginId, Overlap};

use super::regions::{Covered, MOST};
use crate::finding::Finding;
use crate::model::{Activity, Coverage, Id, Role};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::{Capacity, Letter};

/// So many pieces are compared with each other before they are searched for cases in which they meet.
const FEW: usize = 64;

/// A capacity, and a role that is in it.
pub(in crate::rules) type Seat = (Capacity, Id<Role>);

/// The covers of several capacities of one activity, as one.
pub(in crate::rules) struct Joint<'a> {
    activity: &'a Activity,
    coverage: Coverage<Seat>,
    /// Each capacity, and how many origins come before its own.
    capacities: Vec<(Capacity, usize)>,
    /// Of each seat the pieces in which it is.
    pieces: BTreeMap<Seat, Vec<usize>>,
}

/// Where a role is named for a letter.
pub(in crate::rules) struct Mention {
    pub(in crate::rules) letter: Letter,
    pub(in crate::rules) role: Id<Role>,
    pub(in crate::rules) place: Place,
}

impl<'a> Joint<'a> {
    /// The covers of these capacities, which are different; `None` where one of them could not be read, or where the cases are too many
    /// to join them, which is then said.
    pub(in crate::rules) fn new(
        cx: &Context<'_>,
        activity: &'a Activity,
        capacities: &[Capacity],
        found: &mut Found,
    ) -> Option<Self> {
        let budget = cx.budget();
        let mut joint: Option<Coverage<Seat>> = None;
        let mut starts = Vec::with_capacity(capacities.len());
        for capacity in capacities {
            let own = activity.coverage(*capacity, &cx.model.dimensions)?;
            let own = own.renamed(|role| Some((*capacity, role)));
            starts.push((*capacity, joint.as_ref().map_or(0, |joint| joint.origins.len())));
            let Some(before) = joint else {
                joint = Some(own);
                continue;
            };
            let both = before.joined(&own, budget);
            if !both.is_proven() {
                found.unproven(activity.subject(), activity.place);
                return None;
            }
            joint = Some(both.into_found());
        }
        let coverage = joint?;
        Some(Self { activity, capacities: starts, pieces: by_value(&coverage.cover), coverage })
    }

    /// Adds a finding for each region of cases in which the sides of one group meet. `finding` is given what the group is about, the
    /// overlap of its sides by their numbers, and " when …", which is empty for every case.
    pub(in crate::rules) fn each_meeting<T>(
        &self,
        cx: &Context<'_>,
        groups: impl IntoIterator<IntoIter: ExactSizeIterator<Item = (T, Vec<Vec<Seat>>)>>,
        found: &mut Found,
        finding: impl Fn(&Found, &T, &Overlap<usize>, &str) -> Finding,
    ) {
        let most = found.len().saturating_add(MOST);
        let mut groups = groups.into_iter();
        while found.len() < most {
            let Some((about, sides)) = groups.next() else { return };
            let Some(coverage) = self.of_sides(&sides) else { continue };
            let covered = Covered::activity(self.activity, &coverage);
            covered.each_crowd(cx, 2, found, |found, overlap, when| Some(finding(found, &about, overlap, when)));
        }
        let more = groups.len().saturating_add(found.len().saturating_sub(most));
        found.truncate(most);
        if more > 0 {
            let subject = self.activity.subject();
            let message = format!("letters of `{subject}` may be held in the same way as many as {more} times more");
            let help = "mend what is listed, and check again";
            found.add(found.finding(subject, self.activity.place, message).help(help));
        }
    }

    /// A cover in which the number of a side holds wherever one of its seats does; its origins are those of the whole. `None` where it is
    /// plain that no two sides meet in any case.
    fn of_sides(&self, sides: &[Vec<Seat>]) -> Option<Coverage<usize>> {
        let cover = &self.coverage.cover;
        let mut side_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (side, seats) in sides.iter().enumerate() {
            let pieces = seats.iter().filter_map(|seat| self.pieces.get(seat)).flatten();
            side_of.extend(pieces.map(|piece| (*piece, side)));
        }
        let region = |piece: usize| cover.pieces().get(piece).map(|piece| &piece.region);
        let meet = |(one, side): (&usize, &usize), (other, beside): (&usize, &usize)| {
            let regions = region(*one).zip(region(*other)).filter(|_| side != beside);
            regions.is_some_and(|(one, other)| cover.space().meets(one, other))
        };
        let may_meet = side_of.len() > FEW || side_of.iter().any(|one| side_of.iter().any(|other| meet(one, other)));
        let cover = may_meet.then(|| cover.of_some(|piece| side_of.get(&piece).copied()))?;
        Some(Coverage { cover, origins: Vec::new() })
    }

    /// Where those of the seats that are `meant` are named by pieces of these origins, in the order of the capacities.
    pub(in crate::rules) fn mentions(&self, origins: &[OriginId], meant: impl Fn(Seat) -> bool) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for origin in origins {
            let capacity = self.capacities.iter().rev().find(|(_, start)| *start <= origin.index());
            let Some((capacity, _)) = capacity.copied() else { continue };
            let Some((letter, holders)) = self.activity.holders_at(capacity, self.coverage.origin(*origin)) else {
                continue;
            };
            let named = holders.roles.items.iter().filter(|named| meant((capacity, named.value)));
            mentions.extend(named.map(|named| Mention { letter, role: named.value, place: named.place }));
        }
        mentions
    }
}

fn by_value(cover: &Cover<Seat>) -> BTreeMap<Seat, Vec<usize>> {
    let mut pieces: BTreeMap<Seat, Vec<usize>> = BTreeMap::new();
    for (index, piece) in cover.pieces().iter().enumerate() {
        for value in piece.held.values() {
            pieces.entry(*value).or_default().push(index);
        }
    }
    pieces
}
