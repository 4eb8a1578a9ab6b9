//! Which roles are in a capacity of an activity together, in which cases, and are they too many?

use std::collections::BTreeMap;

use super::MOST_PLACES;
use super::regions::Covered;
use super::words::{few, whole};
use crate::cases::Cases;
use crate::finding::Finding;
use crate::model::{Activity, Holders, Id, Role, Spread};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Text;
use crate::syntax::{Capacity, Scheme};

/// Roles that are in a capacity of an activity together.
pub(in crate::rules) struct Team<'a> {
    pub(in crate::rules) activity: &'a Activity,
    /// Each role, and where it is named first; by their definition.
    pub(in crate::rules) roles: BTreeMap<Id<Role>, Place>,
    /// The lists that name them, in the order in which they are written; at least one.
    pub(in crate::rules) lists: Vec<Place>,
    /// " when …", or nothing for every case.
    pub(in crate::rules) when: String,
}

impl Team<'_> {
    /// A finding at the list that comes last, with the others.
    pub(in crate::rules) fn finding(&self, found: &Found, message: String) -> Finding {
        let (last, others) = self.lists.split_last().unwrap_or((&self.activity.place, &[]));
        let finding = found.finding(self.activity.subject(), *last, message);
        finding.also_each(others.iter().map(|place| (*place, "and here")).take(MOST_PLACES))
    }

    /// The first few in words.
    pub(in crate::rules) fn names(&self, cx: &Context<'_>) -> String {
        few(self.roles.keys().map(|role| cx.role_id(*role)))
    }

    /// All of them, as findings name them.
    pub(in crate::rules) fn ids(&self, cx: &Context<'_>) -> impl Iterator<Item = Text> {
        self.roles.keys().map(|role| cx.role_id(*role))
    }
}

/// Teams that are looked for: so many roles that are in a capacity together.
pub(in crate::rules) struct Teams<'a> {
    pub(in crate::rules) activity: &'a Activity,
    pub(in crate::rules) capacity: Capacity,
    /// How many there must be, at least one.
    pub(in crate::rules) least: usize,
    /// Which roles count.
    pub(in crate::rules) counts: &'a dyn Fn(Id<Role>) -> bool,
}

impl<'a> Teams<'a> {
    /// Adds a finding for each such team and each region of cases in which it is together.
    pub(in crate::rules) fn each(
        &self,
        cx: &Context<'_>,
        found: &mut Found,
        finding: impl Fn(&Found, &Team<'_>) -> Finding,
    ) {
        let Self { activity, capacity, least, counts } = *self;
        if activity.holders(capacity).filter(|holder| counts(holder.value)).nth(least.saturating_sub(1)).is_none() {
            return;
        }
        match activity.spread(capacity) {
            Some(Spread::Everywhere(Some(_))) => {
                let lists: Vec<_> = activity.letters.of(capacity).map(|(_, holders)| holders).collect();
                found.add(finding(found, &self.team(lists, counts, "")).cases(Cases::default()));
            }
            Some(Spread::ByCase(coverage)) => {
                let coverage = coverage.renamed(|role| counts(role).then_some(role));
                Covered::activity(activity, &coverage).each_crowd(cx, least, found, |found, overlap, when| {
                    let origins = overlap.origins.iter().map(|origin| coverage.origin(*origin));
                    let lists: Vec<_> = origins
                        .filter_map(|origin| activity.holders_at(capacity, origin).map(|(_, holders)| holders))
                        .collect();
                    let holds = |role: Id<Role>| overlap.values.binary_search(&role).is_ok();
                    Some(finding(found, &self.team(lists, holds, when)))
                });
            }
            Some(Spread::Everywhere(None)) | None => {}
        }
    }

    /// Those of the lists that are `meant`, together.
    fn team(&self, mut lists: Vec<&Holders>, meant: impl Fn(Id<Role>) -> bool, when: &str) -> Team<'a> {
        lists.sort_by_key(|list| list.place);
        let mut roles = BTreeMap::new();
        for named in lists.iter().flat_map(|holders| &holders.roles.items).filter(|named| meant(named.value)) {
            roles.entry(named.value).or_insert(named.place);
        }
        let lists = lists.iter().map(|list| list.place).collect();
        Team { activity: self.activity, roles, lists, when: when.to_owned() }
    }
}

/// A capacity in which not many should be, and how to say so.
pub(in crate::rules) struct Crowd {
    pub(in crate::rules) capacity: Capacity,
    /// What the roles are: `consulted`.
    pub(in crate::rules) are: &'static str,
    pub(in crate::rules) label: &'static str,
    /// What to do, as the letters of a scheme say it.
    pub(in crate::rules) help: fn(&Scheme) -> String,
}

impl Crowd {
    /// Adds a finding for each activity and region of cases in which there are more of them than the threshold allows.
    pub(in crate::rules) fn each(&self, cx: &Context<'_>, found: &mut Found) {
        let Some(most) = found.threshold().map(|threshold| cx.threshold(threshold)) else { return };
        let Some(least) = (1..=cx.model.roles.len()).find(|count| whole(*count) > most) else { return };
        for activity in cx.model.activities.values() {
            let teams = Teams { activity, capacity: self.capacity, least, counts: &|_| true };
            teams.each(cx, found, |found, team| self.finding(cx, found, team));
        }
    }

    fn finding(&self, cx: &Context<'_>, found: &Found, team: &Team<'_>) -> Finding {
        let roles_are = match team.roles.len() {
            1 => "1 role is".to_owned(),
            count => format!("{count} roles are"),
        };
        let message = format!("{roles_are} {} on `{}`{}", self.are, team.activity.id, team.when);
        team.finding(found, message).label(self.label).help((self.help)(&team.activity.scheme)).roles(team.ids(cx))
    }
}
