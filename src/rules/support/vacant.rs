//! Cases of an activity in which nobody is in a capacity, as findings.

use case_space::Region;

use super::regions::Covered;
use crate::finding::Finding;
use crate::model::{Activity, CaseSet, Coverage, Holders, Id, Letters, Role, Spread};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::Capacity;

/// Where nobody is in a capacity, and why.
pub(in crate::rules) struct Vacancy {
    /// Where the activity stands, or the list that names nobody.
    pub(in crate::rules) place: Place,
    /// Whether it is such a list.
    pub(in crate::rules) is_emptied: bool,
    /// " when …", or nothing for every case.
    pub(in crate::rules) when: String,
}

/// Whether somebody is in the capacity in every case, as can be told at a glance.
pub(in crate::rules) fn is_surely_held(activity: &Activity, capacity: Capacity) -> bool {
    matches!(activity.spread(capacity), Some(Spread::Everywhere(Some(holders))) if !holders.roles.is_empty())
}

/// Adds a finding for each region of cases that `coverage` leaves without anybody in the capacity.
pub(in crate::rules) fn each_vacancy(
    cx: &Context<'_>,
    activity: &Activity,
    (capacity, coverage): (Capacity, &Coverage<Id<Role>>),
    found: &mut Found,
    finding: impl Fn(&Found, &Vacancy) -> Finding,
) {
    Covered::activity(activity, coverage).each_gap(cx, found, |found, region, when| {
        let emptied = emptied(activity, capacity, coverage, region);
        let place = emptied.map_or(activity.place, |holders| holders.place);
        finding(found, &Vacancy { place, is_emptied: emptied.is_some(), when: when.to_owned() })
    });
}

/// The list that says that nobody is in the capacity in these cases.
fn emptied<'a>(
    activity: &'a Activity,
    capacity: Capacity,
    coverage: &Coverage<Id<Role>>,
    gap: &Region,
) -> Option<&'a Holders> {
    let space = coverage.cover.space();
    let holds_gap = |when: &CaseSet| space.region(&when.condition()).is_some_and(|region| gap.is_within(&region));
    let named = |letters: &'a Letters| letters.of(capacity).map(|(_, holders)| holders).next();
    let cases = activity.cases.iter().filter(|case| names_nobody(named(&case.letters)));
    let mut emptying = cases.filter(|case| holds_gap(&case.when));
    emptying.find_map(|case| named(&case.letters)).or(named(&activity.letters)).filter(|one| names_nobody(Some(one)))
}

fn names_nobody(holders: Option<&Holders>) -> bool {
    holders.is_some_and(|holders| holders.roles.is_empty())
}
