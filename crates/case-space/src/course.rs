//! A way along a dimension of numbers, and which values are sought to follow on each other on it.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Axis;
use super::beside::Way;
use super::bits;
use super::region::Region;

/// Pairs of values, by the first of the two.
pub type Pairs<V> = BTreeMap<V, BTreeSet<V>>;

/// Which values may follow on each other.
#[derive(Debug, Clone, Copy)]
pub enum Sought<'a, V> {
    /// Any two that differ.
    AnyTwo,
    /// These.
    Pairs(&'a Pairs<V>),
}

impl<V: Copy + Ord> Sought<'_, V> {
    pub(super) fn is_nothing(self) -> bool {
        matches!(self, Self::Pairs(pairs) if pairs.is_empty())
    }

    /// Whether one of `after` may follow on one of `before`.
    pub(super) fn is_among(self, before: &BTreeSet<V>, after: &BTreeSet<V>) -> bool {
        match self {
            Self::AnyTwo => before.iter().any(|one| after.iter().any(|other| one != other)),
            Self::Pairs(pairs) => {
                let mut followers = before.iter().filter_map(|value| pairs.get(value));
                followers.any(|followers| !after.is_disjoint(followers))
            }
        }
    }

    /// Whether something may follow on the value.
    pub(super) fn begins_with(self, value: V) -> bool {
        match self {
            Self::AnyTwo => true,
            Self::Pairs(pairs) => pairs.contains_key(&value),
        }
    }

    /// The values that are in a pair, where these are not all.
    pub(super) fn values(self) -> Option<BTreeSet<V>> {
        match self {
            Self::AnyTwo => None,
            Self::Pairs(pairs) => {
                Some(pairs.iter().flat_map(|(before, after)| after.iter().chain([before])).copied().collect())
            }
        }
    }
}

/// How far off a value may be that another follows on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Next to it.
    Next,
    /// Anywhere before it.
    Further,
}

/// A way along a dimension.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// The dimension, which is one of numbers.
    pub dimension: usize,
    /// Which way.
    pub way: Way,
    /// How far off may be what is sought.
    pub reach: Reach,
}

/// The region moved along an axis: by one cell, or to all that are further on than its first.
pub(super) fn beyond(axis: &Axis, region: &Region, Course { way, reach, .. }: Course) -> Option<Region> {
    let count = axis.cells.count();
    let own = region.column(&axis.column);
    let mut cells = vec![0; axis.column.len()];
    if reach == Reach::Next {
        for cell in bits::ones(own) {
            let next = match way {
                Way::Up => cell.checked_add(1).filter(|next| *next < count),
                Way::Down => cell.checked_sub(1),
            };
            if let Some(next) = next {
                bits::insert(&mut cells, next);
            }
        }
    } else {
        let (first, last) = bits::ends(own)?;
        let further = match way {
            Way::Up => first.saturating_add(1)..count,
            Way::Down => 0..last,
        };
        bits::insert_run(&mut cells, &further);
    }
    (!bits::is_empty(&cells)).then(|| region.with(&axis.column, &cells))
}
