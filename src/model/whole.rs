//! The model as a whole: the parts together, and what only all of them tell.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Selection, Space};

use super::activity::{Activity, Spread};
use super::case_set::CaseSet;
use super::decision::Decision;
use super::delegation::Delegation;
use super::dimension::Dimensions;
use super::escalation::Escalation;
use super::example::Example;
use super::footing::Footing;
use super::handoff::Handoff;
use super::id::{Id, List};
use super::impossible::Impossible;
use super::indicator::Indicator;
use super::known::Unsure;
use super::lendable::Lendable;
use super::lint::Lint;
use super::matrix::Matrix;
use super::person::Person;
use super::relative::{Kin, Rank};
use super::role::{Department, Role};
use super::role_in_cases::{RoleInCases, RolesInCases};
use super::separation::Separation;
use super::stage::Stage;
use super::waiver::Waiver;
use crate::source::{Place, Span};
use crate::subject::{Kind, Text};
use crate::syntax::{Capacity, Located};

/// A responsibility matrix, every reference resolved.
#[derive(Debug)]
pub struct Model {
    /// The matrix as a whole.
    pub matrix: Matrix,
    /// The stages of the cycle, in order.
    pub stages: List<Stage>,
    /// What cases are told apart by.
    pub dimensions: Dimensions,
    /// The parts of the organisation.
    pub departments: List<Department>,
    /// Who can do and decide: posts, functions, committees, outside parties.
    pub roles: List<Role>,
    /// Who holds the roles.
    pub people: List<Person>,
    /// What is done.
    pub activities: List<Activity>,
    /// What is decided.
    pub decisions: List<Decision>,
    /// The interfaces between roles or departments.
    pub handoffs: List<Handoff>,
    /// Whom to ask when something cannot be settled.
    pub escalations: List<Escalation>,
    /// Duties that are measured.
    pub indicators: List<Indicator>,
    /// Duties that are kept apart.
    pub separations: Vec<Separation>,
    /// Decision rights that are lent.
    pub delegations: Vec<Delegation>,
    /// What may be lent; everything where nothing is said of it.
    pub lendable: Vec<Lendable>,
    /// Cases that do not exist, for every subject.
    pub impossible: Vec<Impossible>,
    /// What the matrix must answer.
    pub examples: Vec<Example>,
    /// Exceptions, on the record.
    pub waivers: Vec<Waiver>,
    /// Which rules are run.
    pub lint: Lint,
    /// The numbers that are written with exactly three digits after one point, as they are written: they may be meant in groups of three.
    pub in_threes: BTreeMap<Place, Text>,
    /// Who stands in for each role, by its number.
    pub(super) deputies: Vec<RolesInCases>,
    /// The kinds of which a use may be missing.
    pub(super) unsure: Unsure,
}

/// A role that stands in for another.
#[derive(Debug, Clone, Copy)]
pub struct StandIn<'m> {
    /// The role, and where that is said.
    pub role: Located<Id<Role>>,
    /// The cases in which it does; `None` for every case.
    pub when: Option<&'m CaseSet>,
}

impl Model {
    /// Whether the policy says nothing yet: it describes no matrix, and defines no role, activity or decision.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let defines = !self.roles.is_empty() || !self.activities.is_empty() || !self.decisions.is_empty();
        !defines && self.matrix.place.span.is_empty()
    }

    pub(super) fn footing(&self) -> Footing<'_> {
        let levels = &self.matrix.levels;
        Footing { dimensions: &self.dimensions, kin: Kin::new(&self.roles, &self.departments, levels), levels }
    }

    /// Whether the role is of this rank or higher.
    #[must_use]
    pub fn is_of_rank(&self, role: Id<Role>, rank: &Rank) -> bool {
        self.footing().kin.is_of_rank(role, rank)
    }

    /// The numbers within a place that may be meant in groups of three.
    pub fn in_threes_within(&self, place: Place) -> impl Iterator<Item = (Place, &Text)> {
        let at = |offset| Place::new(place.file, Span::new(offset, offset));
        let within = self.in_threes.range(at(place.span.start)..at(place.span.end));
        within.map(|(place, text)| (*place, text))
    }

    /// Whether every use of things of this kind is known, so that the absence of one means something.
    #[must_use]
    pub fn is_sure_of(&self, kind: Kind) -> bool {
        !self.unsure.contains(&kind)
    }
}

impl Model {
    /// Every set of cases that the policy speaks of: of the cases of activities and decisions, of people, deputies, delegations and what
    /// may be lent.
    pub fn case_sets(&self) -> impl Iterator<Item = &CaseSet> {
        let activities =
            self.activities.values().iter().flat_map(|activity| activity.cases.iter().map(|case| &case.when));
        let decisions = self.decisions.values().iter().flat_map(Decision::case_sets);
        let people = self.people.values().iter().flat_map(|person| &person.posts.items);
        let deputies = self.deputies.iter().flat_map(|deputies| &deputies.items);
        let roles = people.chain(deputies).map(|role| &role.when);
        let delegations = self.delegations.iter().map(|delegation| &delegation.when);
        let delegations = delegations.chain(self.lendable.iter().map(|lendable| &lendable.when));
        let impossible = self.impossible.iter().map(|one| &one.when);
        activities.chain(decisions).chain(roles).chain(delegations).chain(impossible)
    }

    /// The roles that a set of cases names as the ones who ask.
    pub fn named_as_asking(&self) -> impl Iterator<Item = Id<Role>> {
        let asked = self.dimensions.requested_by();
        let conditions = self.case_sets().filter_map(move |set| set.conditions.get(&asked?));
        conditions.flat_map(Selection::named_values).filter_map(|role| Id::numbered(*role))
    }

    /// The deputies that a role names, in this order.
    pub fn deputies_of(&self, role: Id<Role>) -> impl Iterator<Item = &RoleInCases> {
        self.deputies.get(role.index()).into_iter().flat_map(|deputies| &deputies.items)
    }

    /// Who stands in for a role, in this order: its deputies or, where it names none and the policy says so, its superior.
    pub fn stand_ins(&self, role: Id<Role>) -> impl Iterator<Item = StandIn<'_>> {
        let own = &self.roles[role];
        let superior = own.reports_to.get().filter(|superior| {
            let is_meant = self.matrix.superior_stands_in && own.deputies.is_empty() && own.is_post();
            is_meant && superior.value != role
        });
        let deputies = self.deputies_of(role).map(|deputy| (deputy.role, Some(&deputy.when)));
        let all = deputies.chain(superior.map(|superior| (*superior, None)));
        all.map(|(role, when)| StandIn { role, when: when.filter(|when| !when.is_every_case()) })
    }

    /// The roles by which a body acts: its members and, where one of them is a body, the members of that. None for what is no body.
    #[must_use]
    pub fn members(&self, body: Id<Role>) -> BTreeSet<Id<Role>> {
        let mut members = BTreeSet::new();
        let mut open = vec![body];
        while let Some(body) = open.pop() {
            let own = self.roles[body].body.iter().flat_map(|council| council.members.ids());
            open.extend(own.filter(|member| members.insert(*member)));
        }
        members
    }

    /// The cases that are told apart of each decision, and of each activity whose accountability depends on the case.
    pub fn spaces(&self) -> impl Iterator<Item = &Space> {
        let decisions =
            self.decisions.values().iter().filter_map(|decision| Some(decision.coverage.as_ref()?.cover.space()));
        let activities =
            self.activities.values().iter().filter_map(|activity| match activity.spread(Capacity::Accountable) {
                Some(Spread::ByCase(coverage)) => Some(coverage.cover.space()),
                _ => None,
            });
        decisions.chain(activities)
    }

    /// An equal part of so many steps for each activity and decision: for who looks at all of them.
    #[must_use]
    pub fn share_of(&self, steps: u64) -> Budget {
        let subjects = self.activities.len().saturating_add(self.decisions.len()).max(1);
        Budget::steps(steps / u64::try_from(subjects).unwrap_or(u64::MAX))
    }
}
