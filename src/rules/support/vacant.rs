//! Cases of an activity in which nobody holds a letter, as findings.

use case_space::Region;

use super::regions::Covered;
use crate::finding::Finding;
use crate::model::{Activity, CaseSet, Coverage, Holders, Id, Role, Spread};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::Letter;

/// Where nobody holds a letter, and why.
pub(in crate::rules) struct Vacancy {
    /// Where the activity stands, or the list that names nobody.
    pub(in crate::rules) place: Place,
    /// Whether it is such a list.
    pub(in crate::rules) is_emptied: bool,
    /// " when …", or nothing for every case.
    pub(in crate::rules) when: String,
}

/// Whether the letter is held in every case, as can be told at a glance.
pub(in crate::rules) fn is_surely_held(activity: &Activity, letter: Letter) -> bool {
    matches!(activity.spread(letter), Some(Spread::Everywhere(Some(holders))) if !holders.roles.is_empty())
}

/// Adds a finding for each region of cases that `coverage` leaves without a holder of the letter.
pub(in crate::rules) fn each_vacancy(
    cx: &Context<'_>,
    activity: &Activity,
    (letter, coverage): (Letter, &Coverage<Id<Role>>),
    found: &mut Found,
    finding: impl Fn(&Found, &Vacancy) -> Finding,
) {
    Covered::activity(activity, coverage).each_gap(cx, found, |found, region, when| {
        let emptied = emptied(activity, letter, coverage, region);
        let place = emptied.map_or(activity.place, |holders| holders.place);
        finding(found, &Vacancy { place, is_emptied: emptied.is_some(), when: when.to_owned() })
    });
}

/// The list that says that nobody holds the letter in these cases.
fn emptied<'a>(
    activity: &'a Activity,
    letter: Letter,
    coverage: &Coverage<Id<Role>>,
    gap: &Region,
) -> Option<&'a Holders> {
    let space = coverage.cover.space();
    let holds_gap = |when: &CaseSet| space.region(&when.condition()).is_some_and(|region| gap.is_within(&region));
    let cases = activity.cases.iter().filter(|case| names_nobody(case.letters.get(letter)));
    let mut emptying = cases.filter(|case| holds_gap(&case.when));
    emptying
        .find_map(|case| case.letters.get(letter))
        .or(activity.letters.get(letter))
        .filter(|one| names_nobody(Some(one)))
}

fn names_nobody(holders: Option<&Holders>) -> bool {
    holders.is_some_and(|holders| holders.roles.is_empty())
}
