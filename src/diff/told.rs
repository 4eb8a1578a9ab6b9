//! Who stands beside a decision without signing: who is asked and told of it, looks at it, may refuse or confirms it.

use case_space::{Budget, Claim, Cover, Held, OriginId, Over, Part};

use super::change::Change;
use super::common::{Pair, View};
use super::involvement::{InvolvedIn, Involvement};
use crate::model::{Also, Decision, Id, Manner, Origin, Parties, Role};
use crate::source::Place;
use crate::subject::{Kind, Text};

/// What is different about who stands beside the answer. Who agrees signs, and is told with who decides.
pub(super) fn compare(pair: &Pair<'_>, id: &Text, decisions: [&Decision; 2], budget: &Budget) -> Vec<Change> {
    let mut changes = Vec::new();
    let manners = Manner::ALL.into_iter().filter(|manner| *manner != Manner::Agrees);
    for manner in manners.filter(|manner| decisions.iter().any(|decision| names_anybody(decision, *manner))) {
        let [old, new] = decisions;
        let covers = [cover(&pair.old, old, manner, budget), cover(&pair.new, new, manner, budget)];
        let askers = [pair.old.askers(old), pair.new.askers(new)];
        let involvement = Involvement::Beside(manner);
        changes.extend(InvolvedIn { pair, kind: Kind::Decision, id, involvement, askers }.changes(
            covers.each_ref().map(Option::as_ref),
            budget,
            |version, origin| place(version.pick(decisions), origin),
        ));
    }
    changes
}

fn names_anybody(decision: &Decision, manner: Manner) -> bool {
    decision.all_beside().any(|beside| !beside.list(manner).is_empty())
}

/// Where it is written: in the top or a case, whose origins come first, or in what is added.
fn place(decision: &Decision, origin: OriginId) -> Option<Place> {
    let origins = &decision.coverage.as_ref()?.origins;
    match origin.index().checked_sub(origins.len()) {
        None => origins.get(origin.index()).map(|origin| origin.place),
        Some(added) => decision.also.get(added).map(|also| also.place),
    }
}

/// Who stands there in which cases, by the common roles.
fn cover(view: &View<'_>, decision: &Decision, manner: Manner, budget: &Budget) -> Option<Cover<Id<Role>>> {
    let coverage = decision.coverage.as_ref()?;
    let roles = |origin: Origin| -> Option<Held<Id<Role>>> {
        decision.right_at(origin)?;
        let parties = decision.parties_at(origin, manner).0;
        let roles = parties.into_iter().flat_map(|party| party.who.roles());
        Some(Held::all(roles.filter_map(|role| view.role(role))))
    };
    let own = coverage.cover.with_held(|origin| roles(coverage.origin(origin)));
    match added(view, decision, manner) {
        None => Some(own),
        Some(added) => Some(own.joined(&added, coverage.origins.len(), budget).into_found()),
    }
}

/// Who is added; `None` where nobody is.
fn added(view: &View<'_>, decision: &Decision, manner: Manner) -> Option<Cover<Id<Role>>> {
    let held = |list: &Parties| Held::all(list.ids().filter_map(|role| view.role(role)));
    let part = |(number, also): (usize, &Also)| {
        let list = also.beside.list(manner);
        let origin = OriginId::new(number);
        (!list.is_empty()).then(|| Part { when: also.when.condition(), held: held(list), origin })
    };
    let parts: Vec<_> = decision.also.iter().enumerate().filter_map(part).collect();
    // nothing is added to a case that stands alone
    let alone = decision.cases.iter().filter(|case| case.alone.is_some()).map(|case| case.when.condition());
    let claims: Vec<_> = alone.map(|when| Claim { when, parts: Vec::new(), over: Over::All }).collect();
    (!parts.is_empty()).then(|| Cover::layered(view.model.dimensions.domains(), &parts, &claims))
}
