//! Reporting lines as a forest: numbered so that "is above" takes no walk.

use super::circle;
use crate::model::{Id, Role};

/// Who answers to whom.
#[derive(Debug)]
pub(super) struct Lines {
    /// Whom each role answers to, as written.
    written: Vec<Option<Id<Role>>>,
    /// Whom each role answers to here: nobody where it is on a circle.
    superiors: Vec<Option<Id<Role>>>,
    /// Where each role stands among all, each superior before those below it.
    visits: Vec<Visit>,
}

/// The numbers of a role in a walk from superiors to subordinates: those of all roles below it lie between its own two.
#[derive(Debug, Clone, Copy, Default)]
struct Visit {
    enter: usize,
    leave: usize,
    top: Option<Id<Role>>,
    has_subordinates: bool,
}

impl Lines {
    pub(super) fn new(written: Vec<Option<Id<Role>>>) -> Self {
        let mut superiors = written.clone();
        for role in circle::of_followers(&written).into_iter().flatten() {
            if let Some(superior) = superiors.get_mut(role.index()) {
                *superior = None;
            }
        }
        let visits = number(&superiors);
        Self { written, superiors, visits }
    }

    pub(super) fn superior(&self, role: Id<Role>) -> Option<Id<Role>> {
        self.superiors.get(role.index()).copied().flatten()
    }

    pub(super) fn is_above(&self, above: Id<Role>, below: Id<Role>) -> bool {
        match (self.visits.get(above.index()), self.visits.get(below.index())) {
            (Some(above), Some(below)) => above.enter < below.enter && below.enter < above.leave,
            _ => false,
        }
    }

    /// The numbers between which all roles below it have theirs.
    pub(super) fn visit(&self, role: Id<Role>) -> Option<(usize, usize)> {
        self.visits.get(role.index()).map(|visit| (visit.enter, visit.leave))
    }

    /// The role at the top of the line.
    pub(super) fn top(&self, role: Id<Role>) -> Option<Id<Role>> {
        self.visits.get(role.index())?.top
    }

    /// For each role, the first in its line, from itself upward, of which `is_sought` is true.
    pub(super) fn nearest(&self, is_sought: impl Fn(Id<Role>) -> bool) -> Vec<Option<Id<Role>>> {
        let mut from_the_top: Vec<Id<Role>> = crate::model::ids(self.superiors.len()).collect();
        from_the_top.sort_by_key(|role| self.visits.get(role.index()).map(|visit| visit.enter));
        let mut nearest = vec![None; self.superiors.len()];
        for role in from_the_top {
            let above = self.superior(role).and_then(|superior| nearest.get(superior.index()).copied().flatten());
            if let Some(found) = nearest.get_mut(role.index()) {
                *found = if is_sought(role) { Some(role) } else { above };
            }
        }
        nearest
    }

    /// Whether the role answers to nobody, by what is written.
    pub(super) fn is_top(&self, role: Id<Role>) -> bool {
        self.written.get(role.index()).is_some_and(Option::is_none)
    }

    pub(super) fn exist(&self) -> bool {
        self.written.iter().any(Option::is_some)
    }

    pub(super) fn is_in_one(&self, role: Id<Role>) -> bool {
        let answers = self.written.get(role.index()).copied().flatten().is_some();
        answers || self.visits.get(role.index()).is_some_and(|visit| visit.has_subordinates)
    }

    pub(super) fn circles(&self) -> Vec<Vec<Id<Role>>> {
        circle::of_followers(&self.written)
    }
}

/// Numbers a forest, given by whom each follows, in one walk without recursion.
fn number(superiors: &[Option<Id<Role>>]) -> Vec<Visit> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); superiors.len()];
    let mut tops = Vec::new();
    for (role, superior) in crate::model::ids::<Role>(superiors.len()).zip(superiors) {
        match superior.and_then(|superior| below.get_mut(superior.index())) {
            Some(subordinates) => subordinates.push(role.index()),
            None => tops.push(role),
        }
    }
    let mut visits = vec![Visit::default(); superiors.len()];
    let mut clock = 0_usize;
    for top in tops {
        let mut open = vec![(top.index(), 0)];
        while let Some((role, done)) = open.pop() {
            let (Some(visit), Some(subordinates)) = (visits.get_mut(role), below.get(role)) else { continue };
            if done == 0 {
                clock = clock.saturating_add(1);
                *visit = Visit { enter: clock, leave: 0, top: Some(top), has_subordinates: !subordinates.is_empty() };
            }
            match subordinates.get(done) {
                Some(next) => open.extend([(role, done.saturating_add(1)), (*next, 0)]),
                None => {
                    clock = clock.saturating_add(1);
                    visit.leave = clock;
                }
            }
        }
    }
    visits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids;

    fn id(number: usize) -> Id<Role> {
        ids(number + 1).next_back().unwrap()
    }

    #[test]
    fn above_is_directly_or_not_and_never_oneself() {
        let lines = Lines::new([None, Some(0), Some(1), Some(0), None].map(|to| to.map(id)).to_vec());
        assert!(lines.is_above(id(0), id(2)) && lines.is_above(id(1), id(2)));
        assert!(!lines.is_above(id(2), id(0)) && !lines.is_above(id(1), id(3)) && !lines.is_above(id(0), id(0)));
        assert_eq!(lines.top(id(2)), lines.top(id(3)));
        assert_ne!(lines.top(id(2)), lines.top(id(4)));
        assert!(!lines.is_in_one(id(4)) && lines.is_in_one(id(0)));
    }

    #[test]
    fn nobody_is_above_anybody_on_a_circle() {
        let lines = Lines::new([Some(1), Some(0), Some(0)].map(|to| to.map(id)).to_vec());
        assert!(!lines.is_above(id(0), id(1)) && !lines.is_above(id(1), id(0)));
        assert!(lines.is_above(id(0), id(2)));
        assert_eq!(lines.circles(), [vec![id(0), id(1)]]);
    }

    #[test]
    fn a_hundred_thousand_roles_in_a_chain() {
        let lines = Lines::new((0..100_000).map(|n: usize| n.checked_sub(1).map(id)).collect());
        assert!(lines.is_above(id(0), id(99_999)));
    }
}
