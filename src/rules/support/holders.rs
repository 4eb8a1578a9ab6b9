//! Roles that hold one letter of an activity together, in every case or in some, as findings.

use std::collections::BTreeMap;

use case_space::Overlap;

use super::places::with_places;
use super::regions::Covered;
use super::words::few;
use crate::cases::Cases;
use crate::finding::Finding;
use crate::model::{Activity, Coverage, Holders, Id, Role, Spread};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Text;
use crate::syntax::Letter;

/// What is looked for: so many roles that hold a letter together.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Wanted<'a> {
    pub(in crate::rules) activity: &'a Activity,
    pub(in crate::rules) letter: Letter,
    /// How many there must be, at least one.
    pub(in crate::rules) least: usize,
    /// Which roles count.
    pub(in crate::rules) counts: &'a dyn Fn(Id<Role>) -> bool,
}

/// Roles that hold a letter together.
pub(in crate::rules) struct Together<'a> {
    pub(in crate::rules) activity: &'a Activity,
    /// Each role, and where it is named first; by their definition.
    pub(in crate::rules) roles: BTreeMap<Id<Role>, Place>,
    /// The lists that name them, in the order in which they are written; at least one.
    pub(in crate::rules) lists: Vec<Place>,
    /// " when …", or nothing for every case.
    pub(in crate::rules) when: String,
}

impl Together<'_> {
    /// A finding at the list that comes last, with the others.
    pub(in crate::rules) fn finding(&self, found: &Found, message: String) -> Finding {
        let (last, others) = self.lists.split_last().unwrap_or((&self.activity.place, &[]));
        let finding = found.finding(self.activity.subject(), *last, message);
        with_places(finding, others.iter().map(|place| (*place, "and here")))
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

/// Adds a finding for each group of roles that is wanted and each region of cases in which they are together.
pub(in crate::rules) fn each_group(
    cx: &Context<'_>,
    wanted: Wanted<'_>,
    found: &mut Found,
    finding: impl Fn(&Found, &Together<'_>) -> Finding,
) {
    let Wanted { activity, letter, least, counts } = wanted;
    if activity.holders(letter).filter(|holder| counts(holder.value)).nth(least.saturating_sub(1)).is_none() {
        return;
    }
    match activity.spread(letter) {
        Some(Spread::Everywhere(Some(holders))) => {
            let together = together(wanted, &[holders], counts, "");
            found.add(finding(found, &together).cases(Cases::default()));
        }
        Some(Spread::ByCase(coverage)) => {
            let coverage = coverage.renamed(|role| counts(role).then_some(role));
            Covered::activity(activity, &coverage).each_crowd(cx, least, found, |found, overlap, when| {
                let holds = |role: Id<Role>| overlap.values.binary_search(&role).is_ok();
                Some(finding(found, &together(wanted, &lists(wanted, &coverage, overlap), holds, when)))
            });
        }
        Some(Spread::Everywhere(None)) | None => {}
    }
}

/// The lists that meet in an overlap.
fn lists<'a>(wanted: Wanted<'a>, coverage: &Coverage<Id<Role>>, overlap: &Overlap<Id<Role>>) -> Vec<&'a Holders> {
    let origins = overlap.origins.iter().map(|origin| coverage.origin(*origin));
    origins.filter_map(|origin| wanted.activity.holders_at(wanted.letter, origin)).collect()
}

/// Those of the lists that are `meant`, together.
fn together<'a>(wanted: Wanted<'a>, lists: &[&Holders], meant: impl Fn(Id<Role>) -> bool, when: &str) -> Together<'a> {
    let mut roles = BTreeMap::new();
    for named in lists.iter().flat_map(|holders| &holders.roles.items).filter(|named| meant(named.value)) {
        roles.entry(named.value).or_insert(named.place);
    }
    Together {
        activity: wanted.activity,
        roles,
        lists: lists.iter().map(|list| list.place).collect(),
        when: when.to_owned(),
    }
}
