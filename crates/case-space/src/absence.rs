//! What is said of cases that do not exist.

use std::collections::BTreeSet;

use super::domain::Condition;
use super::region::Region;

/// Cases that do not exist.
///
/// Nothing need hold in them and nothing is found in them, as with the "don't care" of a logic function that is made as small as it can
/// be: a region may run over them where that makes it larger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absent {
    /// None of these cases exists. A condition that names a dimension which the space does not have says nothing of it.
    pub conditions: Vec<Condition>,
    /// Pairs of dimensions of numbers: the number on the first is never above that on the second.
    pub orders: Vec<(usize, usize)>,
}

impl Absent {
    /// Whether every case exists.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty() && self.orders.is_empty()
    }

    /// What does not exist by one or by the other.
    pub(super) fn or(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.conditions.extend(other.conditions.iter().filter(|one| !self.conditions.contains(one)).cloned());
        both.orders.extend(other.orders.iter().filter(|one| !self.orders.contains(one)));
        both
    }

    /// Every order that follows from those that are written; one that would close a circle says nothing.
    pub(super) fn closed_orders(&self) -> BTreeSet<(usize, usize)> {
        let mut closed: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (part, whole) in &self.orders {
            if part == whole || closed.contains(&(*whole, *part)) {
                continue;
            }
            let parts = closed.iter().filter(|(_, known)| known == part).map(|(lower, _)| *lower).chain([*part]);
            let parts: Vec<usize> = parts.collect();
            let wholes = closed.iter().filter(|(known, _)| known == whole).map(|(_, higher)| *higher).chain([*whole]);
            let wholes: Vec<usize> = wholes.collect();
            closed.extend(parts.iter().flat_map(|lower| wholes.iter().map(|higher| (*lower, *higher))));
        }
        closed
    }
}

/// The cases of a space that do not exist.
#[derive(Debug, Clone)]
pub(super) struct Absence {
    pub(super) written: Absent,
    /// Those that no axis leaves out by itself: first by conditions, then by orders.
    pub(super) regions: Vec<Region>,
    /// How many of the regions are by conditions.
    pub(super) by_conditions: usize,
    /// The pairs of axes, by their index, on which the number of the first is never above that of the second, and all that follow.
    pub(super) orders: Vec<(usize, usize)>,
}
