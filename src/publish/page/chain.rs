//! The chain that the form shows with an answer: the steps of `raci who`, for every case at once.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::super::edition::Edition;
use super::cases::{conditions, interval, position};
use super::unbroken::unbroken;
use crate::ask::{Ask, GivenBy, Link, Reason};
use crate::model::{Answer, Coverage, Decision, Id, Right, Role};
use crate::source::Place;
use crate::words::described;

/// What the chain of a decision is put together from.
#[derive(Serialize)]
pub(super) struct Chain {
    /// What gave the answer and what stands next to it, by the origin of the piece that holds.
    given: Vec<Vec<ShownLink>>,
    /// Who is asked and told, in the cases of each; those of the top, which come last, where no other holds.
    asked: Vec<Hearing>,
    /// To whom the decision goes when time runs out, by who decides.
    up: BTreeMap<usize, ShownLink>,
    lent: Vec<LentLink>,
}

/// A step of the chain.
#[derive(Serialize)]
struct ShownLink {
    step: &'static str,
    text: String,
    roles: Vec<usize>,
}

/// Who is asked and told in some cases; `when` is `null` for the top.
#[derive(Serialize)]
struct Hearing {
    when: Option<Vec<Value>>,
    links: Vec<LimitedLink>,
}

/// A step of the chain within some numbers.
#[derive(Serialize)]
struct LimitedLink {
    /// Which list it tells, where several cases may have the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<usize>,
    when: Vec<Value>,
    #[serde(flatten)]
    link: ShownLink,
}

/// A delegation, and who lends.
#[derive(Serialize)]
struct LentLink {
    from: usize,
    #[serde(flatten)]
    limited: LimitedLink,
}

/// What follows from a role's deciding, whatever it decides.
#[derive(Serialize)]
pub(super) struct Aftermath {
    escalations: Vec<ShownLink>,
    deputies: Vec<LimitedLink>,
}

impl ShownLink {
    fn of(edition: &Edition<'_>, link: &Link<'_>) -> Self {
        let roles = link.roles.iter().map(|role| role.index()).collect();
        Self { step: link.reason.as_str(), text: unbroken(&edition.voice().link(link)), roles }
    }
}

impl Chain {
    pub(super) fn of(edition: &Edition<'_>, decision: &Decision, coverage: &Coverage<Id<Answer>>) -> Self {
        let ask = ask(edition);
        let shown = |link: Link<'_>| ShownLink::of(edition, &link);
        let given = coverage.origins.iter().map(|origin| GivenBy::at(decision, *origin).links());
        let mut lists = Vec::new();
        let mut hearing = |right| hearing(edition, decision, right, &mut lists);
        let asked: Vec<_> = decision
            .cases
            .iter()
            .filter_map(|case| {
                let when = conditions(edition.model, &described(edition.model, &case.when)?);
                Some(Hearing { when: Some(when), links: hearing(&case.right) })
            })
            .collect();
        let top = Hearing { when: None, links: hearing(&decision.top) };
        let up = deciders(decision).into_iter().map(|role| (role.index(), ask.goes_up(decision, role)));
        Self {
            given: given.map(|links| links.into_iter().map(shown).collect()).collect(),
            asked: asked.into_iter().chain([top]).collect(),
            up: up.filter_map(|(role, link)| Some((role, shown(link?)))).collect(),
            lent: ask.lent(decision).filter_map(|link| lent(edition, &link)).collect(),
        }
    }
}

fn ask<'a>(edition: &Edition<'a>) -> Ask<'a> {
    Ask { model: edition.model, org: edition.org, today: edition.day }
}

/// Every role that has a say in a decision.
fn deciders(decision: &Decision) -> BTreeSet<Id<Role>> {
    decision.answers.iter().flat_map(Answer::roles).collect()
}

/// Who stands beside the answers of the top or a case. `lists` are those that are known.
fn hearing(edition: &Edition<'_>, decision: &Decision, right: &Right, lists: &mut Vec<Place>) -> Vec<LimitedLink> {
    let limited = Link::beside(decision, right).map(|link| {
        let within = if let Reason::Stands(stand) = &link.reason { stand.within } else { None };
        let when = within.map(|(ladder, step)| {
            json!([position(&edition.model.dimensions, ladder.measure.index()), [interval(&step.interval)]])
        });
        let list = lists.iter().position(|known| *known == link.place);
        if list.is_none() {
            lists.push(link.place);
        }
        let list = Some(list.unwrap_or(lists.len().saturating_sub(1)));
        LimitedLink { list, when: when.into_iter().collect(), link: ShownLink::of(edition, &link) }
    });
    limited.collect()
}

fn lent(edition: &Edition<'_>, link: &Link<'_>) -> Option<LentLink> {
    let Reason::Lends(from, delegation) = link.reason else { return None };
    let when = conditions(edition.model, &described(edition.model, &delegation.when)?);
    Some(LentLink { from: from.index(), limited: LimitedLink { list: None, when, link: ShownLink::of(edition, link) } })
}

/// Who stands in, where there is a case in which somebody does.
fn deputy(edition: &Edition<'_>, link: &Link<'_>) -> Option<LimitedLink> {
    let Reason::StandsIn(_, when) = link.reason else { return None };
    let when = when.map_or_else(|| Some(Vec::new()), |when| described(edition.model, when))?;
    let when = conditions(edition.model, &when);
    Some(LimitedLink { list: None, when, link: ShownLink::of(edition, link) })
}

/// What follows from each role's deciding, for those of which something does.
pub(super) fn follows(edition: &Edition<'_>) -> BTreeMap<usize, Aftermath> {
    let ask = ask(edition);
    let shown = |link: Link<'_>| ShownLink::of(edition, &link);
    let deciders: BTreeSet<_> = edition.model.decisions.values().iter().flat_map(deciders).collect();
    let follows = deciders.into_iter().map(|role| {
        let escalations = ask.escalations(role).map(shown).collect();
        let deputies = ask.deputies(role).filter_map(|link| deputy(edition, &link)).collect();
        (role.index(), Aftermath { escalations, deputies })
    });
    follows.filter(|(_, follows)| !follows.deputies.is_empty() || !follows.escalations.is_empty()).collect()
}
