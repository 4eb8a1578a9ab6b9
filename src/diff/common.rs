//! Two versions on common ground: the same numbers for the same roles and the same cases, however each counts them.
//!
//! The common numbers are in the order of the ids, so that they are the same whichever version comes first.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use case_space::{Domain, Home, Number, Vocabulary};

use super::renames::Renames;
use super::shared::{self, Shared};
use crate::model::{Answer, Decision, Id, List, Model, Role};
use crate::subject::{Kind, Text};
use crate::syntax::day_of_number;

/// What both versions speak of.
pub(super) struct Common {
    /// Every role, as the new version describes it where it does.
    pub(super) roles: List<Role>,
    dimensions: Vec<Shared>,
    pub(super) domains: Arc<[Domain]>,
}

/// One version, as seen from the common ground.
pub(super) struct View<'a> {
    pub(super) model: &'a Model,
    renames: Option<&'a Renames>,
    /// The common role of each role here, by its number here.
    roles: Vec<Id<Role>>,
    /// The common dimension of each dimension here, by its number here.
    pub(super) homes: Vec<Home>,
    /// The number here of each common dimension that there is here.
    own: HashMap<usize, usize>,
}

/// The two versions.
pub(super) struct Pair<'a> {
    pub(super) common: Common,
    pub(super) old: View<'a>,
    pub(super) new: View<'a>,
}

impl<'a> Pair<'a> {
    pub(super) fn new(old: &'a Model, new: &'a Model, renames: &'a Renames) -> Self {
        let (roles, numbers) = common_roles(old, new, renames);
        let dimensions = shared::dimensions(old, new, renames);
        let old = View::new(old, Some(renames), &numbers, &dimensions);
        let new = View::new(new, None, &numbers, &dimensions);
        let domains = dimensions.iter().map(|dimension| dimension.domain.clone()).collect();
        Self { common: Common { roles, dimensions, domains }, old, new }
    }

    /// The old and the new version.
    pub(super) fn views(&self) -> [&View<'a>; 2] {
        [&self.old, &self.new]
    }

    /// Whether the role, by its common id, keeps the matrix in either version.
    pub(super) fn keeps_matrix(&self, role: &Text) -> bool {
        self.views().into_iter().any(|view| {
            let owner = view.model.matrix.owner.get();
            owner.is_some_and(|owner| view.role_id(owner.value) == *role)
        })
    }
}

impl<'a> View<'a> {
    fn new(
        model: &'a Model,
        renames: Option<&'a Renames>,
        roles: &HashMap<Text, Id<Role>>,
        dimensions: &[Shared],
    ) -> Self {
        let called = |kind, id: &Text| renames.map_or_else(|| id.clone(), |renames| renames.called(kind, id));
        let common = |role: &Role| roles.get(&called(Kind::Role, &role.id)).copied();
        let homes = shared::homes(model, called, dimensions);
        Self {
            roles: model.roles.values().iter().filter_map(common).collect(),
            own: homes.iter().zip(0..).map(|(home, own)| (home.dimension, own)).collect(),
            homes,
            model,
            renames,
        }
    }

    /// The common role that this one is.
    pub(super) fn role(&self, role: Id<Role>) -> Option<Id<Role>> {
        self.roles.get(role.index()).copied()
    }

    /// The common id of a thing.
    pub(super) fn called(&self, kind: Kind, id: &Text) -> Text {
        self.renames.map_or_else(|| id.clone(), |renames| renames.called(kind, id))
    }

    /// The common id of a role.
    pub(super) fn role_id(&self, role: Id<Role>) -> Text {
        self.called(Kind::Role, &self.model.roles[role].id)
    }

    /// The answer with the common roles.
    pub(super) fn answer(&self, answer: &Answer) -> Answer {
        answer.with_roles(&|role| self.role(role).unwrap_or(role))
    }

    /// Who asks, as a common dimension.
    pub(super) fn requested_by(&self) -> Option<usize> {
        self.homes.get(self.model.dimensions.requested_by()?.index()).map(|home| home.dimension)
    }

    /// Those who may ask for the decision, as values of that dimension; `None` where everybody may, or that is not known.
    pub(super) fn askers(&self, decision: &Decision) -> Option<BTreeSet<usize>> {
        let home = self.homes.get(self.model.dimensions.requested_by()?.index())?;
        let known = &decision.requested_by;
        let are_known = !known.items.is_empty() && !known.has_unread;
        are_known.then(|| known.ids().filter_map(|role| home.values.get(role.index()).copied()).collect())
    }

    /// The dimension here that is this common one.
    pub(super) fn dimension(&self, common: usize) -> Option<usize> {
        self.own.get(&common).copied()
    }
}

impl Common {
    pub(super) fn role_id(&self, role: Id<Role>) -> Text {
        self.roles[role].id.clone()
    }

    /// The other dimension of the same id, where the two versions disagree whether it is a number.
    pub(super) fn twin(&self, dimension: usize) -> Option<usize> {
        self.dimensions.get(dimension)?.twin
    }

    pub(super) fn dimension_id(&self, dimension: usize) -> Text {
        self.dimensions.get(dimension).map_or_else(Text::default, |dimension| dimension.id.clone())
    }
}

impl Vocabulary for Common {
    fn order(&self, dimension: usize) -> usize {
        dimension
    }

    fn dimension(&self, dimension: usize) -> String {
        self.dimension_id(dimension).to_string()
    }

    fn unit(&self, dimension: usize) -> Option<String> {
        self.dimensions.get(dimension)?.unit.as_ref().map(ToString::to_string)
    }

    fn value(&self, dimension: usize, value: usize) -> String {
        let value = self.dimensions.get(dimension).and_then(|dimension| dimension.values.get(value));
        value.map_or_else(String::new, ToString::to_string)
    }

    fn named(&self, dimension: usize, number: &Number) -> Option<String> {
        self.dimensions.get(dimension).filter(|dimension| dimension.is_day)?;
        day_of_number(number).map(|day| day.to_string())
    }
}

/// Every role, and which one has which common id.
fn common_roles(old: &Model, new: &Model, renames: &Renames) -> (List<Role>, HashMap<Text, Id<Role>>) {
    let both = renames.both(Kind::Role, [&old.roles, &new.roles], |role| &role.id);
    let roles: List<Role> = both.into_iter().filter_map(|[old, new]| new.or(old)).cloned().collect();
    let numbers = roles.iter().map(|(id, role)| (role.id.clone(), id)).collect();
    (roles, numbers)
}
