//! Reporting, escalation and standing in, as graphs. Everything here is safe on a hundred thousand roles in a chain or a circle.

mod circle;
mod line;
mod reach;

use crate::model::{Escalation, Id, Model, Role};
use line::Lines;
use reach::Asks;
pub use reach::Reached;

/// Who is above whom, who is asked when something cannot be settled, and who stands in for whom.
#[derive(Debug)]
pub struct Org {
    lines: Lines,
    asks: Asks,
    levels: Vec<Option<usize>>,
    /// Those who stand in for each role in every case.
    deputies: Vec<Vec<Id<Role>>>,
    /// Whether somebody stands in for each role in some cases alone, or may do so.
    differs: Vec<bool>,
    /// Whether it could be read whom each role answers to.
    readable: Vec<bool>,
}

/// Those who stand in for a role in every case.
fn always(model: &Model, role: Id<Role>) -> Vec<Id<Role>> {
    let named = model.stand_ins(role).filter(|_| !model.roles[role].deputies.is_empty());
    named.filter(|deputy| deputy.when.is_none()).map(|deputy| deputy.role.value).collect()
}

/// Whether somebody stands in for a role in some cases alone, or may do so.
fn differs(model: &Model, role: Id<Role>) -> bool {
    model.roles[role].deputies.has_unread || model.stand_ins(role).any(|deputy| deputy.when.is_some())
}

impl Org {
    /// The graphs of a model.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let of_each = |pick: fn(&Role) -> Option<Id<Role>>| model.roles.values().iter().map(pick).collect::<Vec<_>>();
        let superiors = of_each(|role| role.reports_to.get().map(|to| to.value));
        let steps = model.escalations.values().iter().flat_map(Escalation::steps);
        let lines = Lines::new(superiors);
        Self {
            asks: Asks::new(&lines, steps.map(|(from, to)| (from.value, to.value))),
            lines,
            levels: model.roles.values().iter().map(|role| role.level.get().map(|level| level.value)).collect(),
            deputies: model.roles.ids().map(|role| always(model, role)).collect(),
            differs: model.roles.ids().map(|role| differs(model, role)).collect(),
            readable: model.roles.values().iter().map(|role| !role.reports_to.is_unread()).collect(),
        }
    }

    /// The role that `role` answers to, unless the two are on a circle.
    #[must_use]
    pub fn superior(&self, role: Id<Role>) -> Option<Id<Role>> {
        self.lines.superior(role)
    }

    /// The roles above `role`, the nearest first.
    pub fn superiors(&self, role: Id<Role>) -> impl Iterator<Item = Id<Role>> {
        std::iter::successors(self.superior(role), |above| self.superior(*above))
    }

    /// The role at the top of the line of `role`, which may be itself.
    #[must_use]
    pub fn top(&self, role: Id<Role>) -> Id<Role> {
        self.lines.top(role).unwrap_or(role)
    }

    /// Whether `below` answers to `above`, directly or not.
    #[must_use]
    pub fn is_above(&self, above: Id<Role>, below: Id<Role>) -> bool {
        self.lines.is_above(above, below)
    }

    /// Whether `above` stands on a higher level than `below`; `None` where a level is not known.
    #[must_use]
    pub fn is_higher(&self, above: Id<Role>, below: Id<Role>) -> Option<bool> {
        let level = |role: Id<Role>| self.levels.get(role.index()).copied().flatten();
        Some(level(above)? > level(below)?)
    }

    /// Whether `above` is known to stand above `below`, in the line or by its level.
    #[must_use]
    pub fn is_above_or_higher(&self, above: Id<Role>, below: Id<Role>) -> bool {
        self.is_above(above, below) || self.is_higher(above, below) == Some(true)
    }

    /// Whether `above` stands above `below`, in the line or by its level; `None` where neither tells. Of a role that is in no line the
    /// lines tell nothing.
    #[must_use]
    pub fn outranks(&self, above: Id<Role>, below: Id<Role>) -> Option<bool> {
        if self.is_above_or_higher(above, below) {
            return Some(true);
        }
        let is_lower = self.is_above_or_higher(below, above);
        let are_in_lines = !self.has_lines() || [above, below].iter().all(|role| self.is_in_a_line(*role));
        let are_compared = self.is_higher(above, below).is_some() || self.share_a_superior(above, below);
        (self.knows_superiors(below) && (is_lower || are_in_lines && are_compared)).then_some(false)
    }

    /// Whether everybody above the role is known: no line on the way up that could not be read, and none that runs in a circle.
    #[must_use]
    pub fn knows_superiors(&self, role: Id<Role>) -> bool {
        self.lines.top(role).is_some_and(|top| self.readable.get(top.index()) == Some(&true) && self.lines.is_top(top))
    }

    /// Whether `below` answers to somebody, all above it are known, and `other` stands in another line.
    #[must_use]
    pub fn are_in_two_lines(&self, other: Id<Role>, below: Id<Role>) -> bool {
        let is_below_somebody = self.superior(below).is_some() && self.knows_superiors(below);
        is_below_somebody && self.is_in_a_line(other) && !self.share_a_superior(other, below)
    }

    /// For each role, whether `has` is true of it or of somebody above it.
    #[must_use]
    pub fn has_or_above(&self, has: impl Fn(Id<Role>) -> bool) -> Vec<bool> {
        self.lines.nearest(has).into_iter().map(|nearest| nearest.is_some()).collect()
    }

    /// Whether anybody answers to anybody.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        self.lines.exist()
    }

    /// Whether the role answers to somebody, or somebody to it.
    #[must_use]
    pub fn is_in_a_line(&self, role: Id<Role>) -> bool {
        self.lines.is_in_one(role)
    }

    /// Whether two roles have a superior in common, or one is above the other.
    #[must_use]
    pub fn share_a_superior(&self, one: Id<Role>, other: Id<Role>) -> bool {
        self.lines.top(one) == self.lines.top(other)
    }

    /// Where somebody comes to who asks upward from `from`: by reporting lines and escalations together, in either order. `None` where
    /// `spend`, which is asked before each step, allows no more.
    #[must_use]
    pub fn reached(&self, from: Id<Role>, spend: impl Fn() -> bool) -> Option<Reached> {
        self.asks.reached(&self.lines, from, spend)
    }

    /// Whether somebody comes to the role: it shares a superior with one of those that are reached.
    #[must_use]
    pub fn comes_to(&self, reached: &Reached, role: Id<Role>) -> bool {
        reached.has(&self.lines, self.top(role))
    }

    /// Whether an escalation path leads to the role, from wherever.
    #[must_use]
    pub fn is_escalated_to(&self, role: Id<Role>) -> bool {
        self.asks.leads_to(role)
    }

    /// Roles that answer to each other in a circle, each circle in the order of its lines.
    #[must_use]
    pub fn reporting_circles(&self) -> Vec<Vec<Id<Role>>> {
        self.lines.circles()
    }

    /// Roles that stand in for each other in a circle that nobody outside it ends, each circle in order: one of itself, and those of three
    /// or more. Two who stand in for each other are none.
    #[must_use]
    pub fn deputy_circles(&self) -> Vec<Vec<Id<Role>>> {
        circle::without_end(&self.deputies, &self.differs)
    }

    /// Roles that escalation paths lead around in a circle, one such circle of each knot of paths, in order.
    #[must_use]
    pub fn escalation_circles(&self) -> Vec<Vec<Id<Role>>> {
        self.asks.circles()
    }
}
