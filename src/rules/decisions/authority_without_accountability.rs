//! Rule `authority-without-accountability`.

use std::collections::BTreeMap;

use crate::model::{Id, Role};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::{Kind, Subject};
use crate::syntax::Capacity;

rule! {
    /// A decider with no letter R or A anywhere.
    ///
    /// # Why it matters
    /// Who decides and neither does the work nor answers for it bears no consequence of the decision. A right belongs with a
    /// responsibility (企业内部控制基本规范, art. 30: 权限范围 with 相应责任); a decider who is only consulted or informed everywhere has the one without
    /// the other.
    ///
    /// # Example
    /// ```toml
    /// [roles.controller]
    /// reports-to = "director"
    ///
    /// [activities.check-margin]
    /// A = "director"
    /// R = "seller"
    ///
    /// [decisions.accept-margin]
    /// activity = "check-margin"
    /// decides = { all = ["controller", "director"] }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.check-margin]
    ///   A = "director"
    /// - R = "seller"
    /// + R = ["seller", "controller"]
    /// ```
    ///
    /// # Silent when
    /// The matrix has no activities, the decider is a party outside the organisation or only agrees before somebody else decides
    /// (`chain`), or a role somewhere could not be read. Where the scheme is DACI, `D` counts as `R` does.
    "authority-without-accountability", Warning, Decisions, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let tell_who_answers = cx.model.activities.values().iter().all(|activity| {
        [Capacity::Responsible, Capacity::Accountable].iter().all(|capacity| activity.scheme.knows(*capacity))
    });
    if cx.model.activities.is_empty() || !cx.model.is_sure_of(Kind::Role) || !tell_who_answers {
        return;
    }
    let [does, answers] = [Capacity::Responsible, Capacity::Accountable].map(|one| cx.letter(one));
    let answerable = cx.role_sets.answerable();
    for (role, place) in deciders(cx) {
        let decider = &cx.model.roles[role];
        if decider.is_post() && !answerable.has(role) {
            let id = &decider.id;
            let message =
                format!("`{id}` decides, but answers for nothing: it has no letter {does} or {answers} anywhere");
            let subject = Subject::Of(Kind::Role, id.clone());
            found.add(
                found
                    .finding(subject, decider.place, message)
                    .label("neither responsible nor accountable for anything")
                    .also(place, "decides here")
                    .help(format!(
                        "make `{id}` accountable or responsible for what it decides on, or let somebody decide who is"
                    ))
                    .roles([id.clone()]),
            );
        }
    }
}

/// The roles that decide something, each with the first answer that names it.
fn deciders(cx: &Context<'_>) -> BTreeMap<Id<Role>, Place> {
    let mut deciders = BTreeMap::new();
    for decision in cx.model.decisions.values() {
        for (answer, place) in decision.written_answers() {
            for role in answer.and_then(|answer| answer.deciders()).into_iter().flat_map(|deciders| deciders.roles()) {
                deciders.entry(role).or_insert(place);
            }
        }
    }
    deciders
}
