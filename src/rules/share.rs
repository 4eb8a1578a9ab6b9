//! Roles that hold a letter on too large a share of all activities, as findings.

use super::rule::Threshold;
use super::{Context, Found};
use crate::finding::Finding;
use crate::model::{Id, Role};
use crate::source::Place;
use crate::space::Number;
use crate::syntax::Letter;

/// A share means something only of so many activities.
const LEAST_ACTIVITIES: usize = 8;

/// So many of the activities are shown.
const MOST_PLACES: usize = 5;

/// How much of the letter a role holds.
pub(super) struct Load {
    /// On how many activities the role holds it in some case.
    pub(super) held: usize,
    /// How many activities there are.
    pub(super) all: usize,
    /// Where the role is named on the first few.
    pub(super) places: Vec<Place>,
    /// The number of the activity that was counted last.
    last: Option<usize>,
}

/// Adds a finding for each role that holds the letter on more than the threshold's per cent of all activities.
pub(super) fn each_overload(
    cx: &Context<'_>,
    threshold: Threshold,
    letter: Letter,
    found: &mut Found,
    finding: impl Fn(&Found, Id<Role>, &Load) -> Finding,
) {
    let all = cx.model.activities.len();
    if all < LEAST_ACTIVITIES {
        return;
    }
    let most = &cx.threshold(threshold) * &whole(all);
    for (role, load) in cx.model.roles.ids().zip(loads(cx, letter)) {
        if &whole(load.held) * &whole(100) > most {
            found.add(finding(found, role, &load));
        }
    }
}

/// What each role holds of the letter.
fn loads(cx: &Context<'_>, letter: Letter) -> Vec<Load> {
    let all = cx.model.activities.len();
    let none = || Load { held: 0, all, places: Vec::new(), last: None };
    let mut loads: Vec<Load> = cx.model.roles.ids().map(|_| none()).collect();
    for (number, activity) in cx.model.activities.values().iter().enumerate() {
        for holder in activity.holders(letter) {
            let Some(load) = loads.get_mut(holder.value.index()).filter(|load| load.last != Some(number)) else {
                continue;
            };
            load.last = Some(number);
            load.held = load.held.saturating_add(1);
            if load.places.len() < MOST_PLACES {
                load.places.push(holder.place);
            }
        }
    }
    loads
}

fn whole(count: usize) -> Number {
    Number::from(i64::try_from(count).unwrap_or(i64::MAX))
}
