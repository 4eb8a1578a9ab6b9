//! Who is asked before a decision, and told of it after.

use case_space::{Budget, Claim, Condition, Cover, Part, Selection};

use super::change::{Change, Version};
use super::common::{Pair, Side};
use super::holders::{Held, Holders, number_of};
use crate::finding::{Kind, Subject, Text};
use crate::model::{Body, Decision, Refs, Right, Role, Step};
use crate::source::Place;

/// The roles that are asked, or those that are told.
#[derive(Clone, Copy)]
struct Which {
    held: Held,
    of_right: fn(&Right) -> &Refs<Role>,
    of_step: fn(&Step) -> &Refs<Role>,
}

const BOTH: [Which; 2] = [
    Which { held: Held::Consulted, of_right: |right| &right.consults, of_step: |step| &step.consults },
    Which { held: Held::Informed, of_right: |right| &right.informs, of_step: |step| &step.informs },
];

/// Adds what is different about who is asked and told.
pub(super) fn compare(
    pair: &Pair<'_>,
    id: &Text,
    [old, new]: [&Decision; 2],
    budget: &Budget,
    changes: &mut Vec<Change>,
) {
    for which in BOTH {
        if !which.names_anybody(old) && !which.names_anybody(new) {
            continue;
        }
        let holders = Holders {
            pair,
            subject: Subject::Of(Kind::Decision, id.clone()),
            id,
            held: which.held,
            covers: [Some(which.cover(&pair.old, old)), Some(which.cover(&pair.new, new))],
        };
        let place = |version, origin: u32| {
            let decision = if version == Version::Old { old } else { new };
            which.places(decision).nth(origin as usize)
        };
        holders.compare(place, budget, changes);
    }
}

impl Which {
    fn names_anybody(self, decision: &Decision) -> bool {
        decision.rights().map(self.of_right).chain(decision.steps().map(self.of_step)).any(|roles| !roles.is_empty())
    }

    /// Who is asked or told in which cases.
    fn cover(self, side: &Side<'_>, decision: &Decision) -> Cover {
        let mut origin = 0;
        let top = self.parts(side, &decision.top, &Condition::always(), &mut origin);
        let claims = decision.cases.iter().map(|case| {
            let when = case.when.condition();
            Claim { parts: self.parts(side, &case.right, &when, &mut origin), when }
        });
        let claims: Vec<Claim> = claims.collect();
        Cover::layered(side.model.dimensions.domains(), &top, &claims)
    }

    fn parts(self, side: &Side<'_>, right: &Right, when: &Condition, origin: &mut u32) -> Vec<Part> {
        let mut part = |when: Condition, roles: &[&Refs<Role>]| {
            let roles = roles.iter().flat_map(|roles| roles.ids()).filter_map(|role| number_of(side, role));
            let part = Part { when, held: case_space::Held::all(roles), origin: *origin };
            *origin = origin.saturating_add(1);
            part
        };
        let own = (self.of_right)(right);
        match &right.body {
            Body::Silent | Body::Unreadable => Vec::new(),
            Body::Plain(..) => vec![part(when.clone(), &[own])],
            Body::Ladder(ladder) => {
                let within =
                    |step: &Step| when.clone().and(ladder.measure.index(), Selection::numbers([step.interval.clone()]));
                ladder.steps.iter().map(|step| part(within(step), &[own, (self.of_step)(step)])).collect()
            }
        }
    }

    /// Where each part of the cover is written, by its origin.
    fn places(self, decision: &Decision) -> impl Iterator<Item = Place> {
        decision.written_answers().map(|(_, place)| place)
    }
}
