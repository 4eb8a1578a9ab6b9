//! Who is asked before a decision, and told of it after.

use case_space::{Budget, Cover, Held};

use super::change::Change;
use super::common::{Pair, View};
use super::involvement::{InvolvedIn, Involvement};
use crate::model::{Decision, Id, Manner, Origin, Role};
use crate::subject::{Kind, Text};

/// The roles that are asked, or those that are told.
#[derive(Clone, Copy)]
struct Which {
    involvement: Involvement,
    manner: Manner,
}

const BOTH: [Which; 2] = [
    Which { involvement: Involvement::Consulted, manner: Manner::Consults },
    Which { involvement: Involvement::Informed, manner: Manner::Informs },
];

/// What is different about who is asked and told.
pub(super) fn compare(pair: &Pair<'_>, id: &Text, decisions: [&Decision; 2], budget: &Budget) -> Vec<Change> {
    let mut changes = Vec::new();
    for which in BOTH.into_iter().filter(|which| decisions.iter().any(|decision| which.names_anybody(decision))) {
        let [old, new] = decisions;
        let covers = [which.cover(&pair.old, old), which.cover(&pair.new, new)];
        changes.extend(InvolvedIn { pair, kind: Kind::Decision, id, involvement: which.involvement }.changes(
            covers.each_ref().map(Option::as_ref),
            budget,
            |version, origin| Some(version.pick(decisions).coverage.as_ref()?.origins.get(origin.index())?.place),
        ));
    }
    changes
}

impl Which {
    fn names_anybody(self, decision: &Decision) -> bool {
        decision.all_beside().any(|beside| !beside.list(self.manner).is_empty())
    }

    /// Who is asked or told in which cases, by the common roles.
    fn cover(self, view: &View<'_>, decision: &Decision) -> Option<Cover<Id<Role>>> {
        let coverage = decision.coverage.as_ref()?;
        let roles = |origin: Origin| -> Option<Held<Id<Role>>> {
            decision.right_at(origin)?;
            let parties = decision.parties_at(origin, self.manner).0;
            let roles = parties.into_iter().flat_map(|party| party.who.roles());
            Some(Held::all(roles.filter_map(|role| view.role(role))))
        };
        Some(coverage.cover.with_held(|origin| roles(coverage.origin(origin))))
    }
}
