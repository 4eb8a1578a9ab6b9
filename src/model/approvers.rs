//! To whom approvers come who are not named but follow from the requester or from the case.

use std::collections::BTreeMap;

use case_space::{Condition, Coordinate, Point, Selection};

use super::deciders::Deciders;
use super::footing::Footing;
use super::id::Id;
use super::refs::Refs;
use super::relative::Relative;
use super::role::Role;

/// What approvers of one decision follow from.
#[derive(Clone, Copy)]
pub(super) struct Approvers<'a> {
    /// Those who ask for the decision.
    pub(super) requested_by: &'a Refs<Role>,
    pub(super) footing: &'a Footing<'a>,
}

/// There are too many ways in which approvers come to roles for all of them to be told apart.
#[derive(Debug)]
pub(super) struct TooManyWays;

/// So many ways are told apart in which the approvers of one answer come to roles.
const MOST_WAYS: usize = 4096;

/// To whom an approver comes who is not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Comes {
    To(Id<Role>),
    ToNobody,
    /// That could not be read: it stands for itself.
    Unread,
}

impl Comes {
    /// Who that is; `None` where it stands for itself.
    const fn deciders(self) -> Option<Deciders> {
        match self {
            Self::To(role) => Some(Deciders::Role(role)),
            Self::ToNobody => Some(Deciders::NOBODY),
            Self::Unread => None,
        }
    }
}

/// Some requesters and values, and to whom approvers come for all of them.
type Bound = (Condition, BTreeMap<Relative, Comes>);

impl Approvers<'_> {
    /// What something comes to that names `relatives`, for which requesters and values.
    pub(super) fn come_to<T>(
        &self,
        relatives: impl IntoIterator<Item = Relative>,
        replaced: impl Fn(&dyn Fn(&Deciders) -> Option<Deciders>) -> Option<T>,
    ) -> Result<Vec<(Condition, Option<T>)>, TooManyWays> {
        let relatives: Vec<Relative> = relatives.into_iter().filter(|relative| self.is_bound(relative)).collect();
        let mut ways: Vec<Bound> = vec![(Condition::always(), BTreeMap::new())];
        for (dimension, values) in self.axes_of(&relatives) {
            let own: Vec<&Relative> = relatives.iter().filter(|one| self.axis_of(one) == Some(dimension)).collect();
            let outcomes = self.outcomes(&own, dimension, &values);
            if ways.len().saturating_mul(outcomes.len()) > MOST_WAYS {
                return Err(TooManyWays);
            }
            let finer = ways.iter().flat_map(|(when, known)| {
                outcomes.iter().map(|(outcome, values)| {
                    let own = own.iter().map(|relative| (*relative).clone()).zip(outcome.iter().copied());
                    let known = known.clone().into_iter().chain(own).collect();
                    (when.clone().and(dimension, Selection::values(values.iter().copied())), known)
                })
            });
            ways = finer.collect();
        }
        let all = ways.into_iter().map(|(when, known)| {
            let to = |deciders: &Deciders| {
                let Deciders::Relative(relative) = deciders else { return None };
                known.get(relative)?.deciders()
            };
            (when, replaced(&to))
        });
        Ok(all.collect())
    }

    /// To whom some approvers come by the values of one dimension, and for which values each time.
    fn outcomes(&self, own: &[&Relative], dimension: usize, values: &[usize]) -> BTreeMap<Vec<Comes>, Vec<usize>> {
        let mut outcomes: BTreeMap<Vec<Comes>, Vec<usize>> = BTreeMap::new();
        for value in values {
            let outcome = own.iter().map(|relative| self.comes_at(relative, dimension, *value)).collect();
            outcomes.entry(outcome).or_default().push(*value);
        }
        outcomes
    }

    /// Whether it is told who an approver comes to: else it stands for itself.
    pub(super) fn is_bound(&self, relative: &Relative) -> bool {
        match relative {
            Relative::HolderOf(_) => self.axis_of(relative).is_some_and(|dimension| {
                self.footing.dimensions.numbered(dimension).is_some_and(|dimension| dimension.has_holders())
            }),
            _ => !self.requested_by.is_empty() && self.footing.kin.leads_anywhere(relative),
        }
    }

    /// The dimension on which it depends who an approver comes to.
    fn axis_of(&self, relative: &Relative) -> Option<usize> {
        let dimensions = self.footing.dimensions;
        match relative {
            Relative::HolderOf(id) => {
                dimensions.iter().find(|(_, dimension)| dimension.id == *id).map(|(id, _)| id.index())
            }
            _ => dimensions.requested_by().map(Id::index),
        }
    }

    /// The dimensions on which it depends who these come to, and their values.
    pub(super) fn axes_of(&self, relatives: &[Relative]) -> BTreeMap<usize, Vec<usize>> {
        let values =
            |dimension: usize| self.footing.dimensions.numbered(dimension).map_or(0, |known| known.values.len());
        let requesters = |dimension: usize| match self.requested_by.has_unread {
            // it may be anybody who asks
            true => (0..values(dimension)).collect(),
            false => self.requested_by.ids().map(Id::index).collect::<Vec<_>>(),
        };
        let axis = |relative: &Relative| {
            let dimension = self.axis_of(relative)?;
            let values = if relative.follows_from_requester() {
                requesters(dimension)
            } else {
                (0..values(dimension)).collect()
            };
            Some((dimension, values))
        };
        relatives.iter().filter_map(axis).collect()
    }

    /// To whom an approver comes by a value of the dimension on which that depends: a requester is one, too.
    fn comes_at(&self, relative: &Relative, dimension: usize, value: usize) -> Comes {
        let role = match relative {
            Relative::HolderOf(_) => {
                self.footing.dimensions.numbered(dimension).and_then(|dimension| dimension.holder(value))
            }
            _ => match Id::numbered(value) {
                Some(requester) if self.is_unread(relative, requester) => return Comes::Unread,
                requester => requester.and_then(|requester| self.footing.kin.approver(relative, requester)),
            },
        };
        role.map_or(Comes::ToNobody, Comes::To)
    }

    /// Whether it could not be read that this requester asks, or to whom an approver comes for them.
    fn is_unread(&self, relative: &Relative, requester: Id<Role>) -> bool {
        let may_ask = || self.requested_by.ids().any(|known| known == requester);
        self.footing.kin.is_unread(relative, requester) || self.requested_by.has_unread && !may_ask()
    }

    /// Who an approver comes to in one case; `None` where it stands for itself.
    pub(super) fn comes_in(&self, one: &Deciders, point: &Point) -> Option<Deciders> {
        let Deciders::Relative(relative) = one else { return None };
        let axis = self.axis_of(relative).filter(|_| self.is_bound(relative))?;
        let Coordinate::Value(value) = point.coordinate(axis)? else { return None };
        self.comes_at(relative, axis, *value).deciders()
    }
}
