//! Roles that are in a capacity on too large a share of all activities, as findings.

use super::words::whole;
use crate::finding::Finding;
use crate::model::Role;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::Capacity;

/// A share means something only of so many activities.
const LEAST_ACTIVITIES: usize = 8;

/// So many of the activities are shown.
const MOST_PLACES: usize = 5;

/// A capacity in which one role should not be too often, and how to say so.
pub(in crate::rules) struct Overload {
    pub(in crate::rules) capacity: Capacity,
    /// What the role is: `accountable`.
    pub(in crate::rules) is: &'static str,
    pub(in crate::rules) label: &'static str,
    pub(in crate::rules) help: &'static str,
}

/// How often a role is in the capacity.
struct Load {
    /// On how many activities it is, in some case.
    held: usize,
    /// Where the role is named on the first few.
    places: Vec<Place>,
    /// The number of the activity that was counted last.
    last: Option<usize>,
}

impl Overload {
    /// Adds a finding for each role that is in the capacity on more than the threshold's per cent of all activities.
    pub(in crate::rules) fn each(&self, cx: &Context<'_>, found: &mut Found) {
        let all = cx.model.activities.len();
        if all < LEAST_ACTIVITIES {
            return;
        }
        let Some(percent) = found.threshold().map(|threshold| cx.threshold(threshold)) else { return };
        let most = &percent * &whole(all);
        for (role, load) in cx.model.roles.values().iter().zip(loads(cx, self.capacity)) {
            if &whole(load.held) * &whole(100) > most {
                found.add(self.finding(found, role, &load, all));
            }
        }
    }

    fn finding(&self, found: &Found, role: &Role, load: &Load, all: usize) -> Finding {
        let message = format!("`{}` is {} for {} of {all} activities", role.id, self.is, load.held);
        let finding = found.finding(role.subject(), role.place, message).label(self.label).help(self.help);
        let finding = finding.roles([role.id.clone()]);
        finding.also_each(load.places.iter().map(|place| (*place, "here")))
    }
}

/// How often each role is in the capacity.
fn loads(cx: &Context<'_>, capacity: Capacity) -> Vec<Load> {
    let none = || Load { held: 0, places: Vec::new(), last: None };
    let mut loads: Vec<Load> = cx.model.roles.ids().map(|_| none()).collect();
    let activities = cx.model.activities.values().iter().enumerate();
    for (number, activity) in activities.filter(|(_, activity)| activity.scheme.is_sure()) {
        for holder in activity.holders(capacity) {
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
