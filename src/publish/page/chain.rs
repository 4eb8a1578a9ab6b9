//! The chain that the form shows with an answer: the steps of `raci who`, for every case at once.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Coordinate, Point};
use serde::Serialize;
use serde_json::{Value, json};

use super::super::edition::Edition;
use super::cases::{conditions, interval, position};
use super::unbroken::unbroken;
use crate::ask::{Ask, GivenBy, Link, Reason, Stand};
use crate::model::{Also, Answer, Coverage, Deciders, Decision, Id, Origin, Precedence, Relative, Right, Role};
use crate::source::Place;
use crate::words::described;

/// What the chain of a decision is put together from.
#[derive(Serialize)]
pub(super) struct Chain {
    /// What gave the answer and what stands next to it, by the origin of the piece that holds.
    given: Vec<Vec<ShownLink>>,
    /// To whom an approver comes who follows from the requester, by the origin of the piece that holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comes: Vec<Vec<LimitedLink>>,
    /// What is added in which cases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Addition>,
    /// That nothing is added, by the origin of the piece that holds.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    alone: BTreeMap<usize, ShownLink>,
    /// Who has a say in each answer, by its number.
    signers: Vec<Vec<usize>>,
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

/// What some cases need on top.
#[derive(Serialize)]
struct Addition {
    when: Vec<Value>,
    signs: Vec<ShownLink>,
    links: Vec<ShownLink>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<ShownLink>,
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
    pub(super) fn of(
        edition: &Edition<'_>,
        decision: &Decision,
        answers: &[Answer],
        coverage: &Coverage<Id<Answer>>,
    ) -> Self {
        let ask = ask(edition);
        let shown = |link: Link<'_>| ShownLink::of(edition, &link);
        let given = coverage.origins.iter().map(|origin| {
            let links = GivenBy::at(decision, *origin).links().into_iter();
            links.chain(stands_over(decision, *origin)).map(shown).collect()
        });
        let comes = coverage.origins.iter().map(|origin| comes(edition, decision, *origin));
        let comes: Vec<Vec<_>> = comes.collect();
        let alone = coverage.origins.iter().enumerate().filter_map(|(number, origin)| {
            let place = decision.cases.get(origin.case?)?.alone?;
            Some((number, shown(Link { reason: Reason::Alone, roles: Vec::new(), place, remarks: None })))
        });
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
            given: given.collect(),
            comes: if comes.iter().all(Vec::is_empty) { Vec::new() } else { comes },
            also: decision.also.iter().filter_map(|also| addition(edition, also)).collect(),
            alone: if decision.also.is_empty() { BTreeMap::new() } else { alone.collect() },
            signers: answers.iter().map(|answer| answer.roles().into_iter().map(Id::index).collect()).collect(),
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
    decision.all_with_a_say().collect()
}

/// Over what the case stands that gives an answer.
fn stands_over<'a>(decision: &'a Decision, origin: Origin) -> Option<Link<'a>> {
    let case = decision.cases.get(origin.case?)?;
    let (over, place) = match &case.over {
        Precedence::None => return None,
        Precedence::All(place) => (None, *place),
        Precedence::These(these) => {
            let below = these.iter().filter_map(|below| decision.cases.get(below.value)).collect();
            (Some(below), these.first().map_or(case.place, |first| first.place))
        }
    };
    Some(Link { reason: Reason::StandsOver(over), roles: Vec::new(), place, remarks: None })
}

/// To whom each approver comes who follows from the requester, for each who may ask.
fn comes(edition: &Edition<'_>, decision: &Decision, origin: Origin) -> Vec<LimitedLink> {
    let Some(asks) = edition.model.dimensions.requested_by().map(Id::index) else { return Vec::new() };
    let relatives = decision.answer_at(origin).map(Answer::relatives).unwrap_or_default();
    let of_one = |relative: &Relative, requester: Id<Role>| {
        let point = Point::default().at(asks, Coordinate::Value(requester.index()));
        let who = Deciders::Relative(relative.clone());
        let Some(Deciders::Role(role)) = edition.model.comes_to(decision, &who, &point) else { return None };
        let reason = Reason::ComesTo(relative.clone(), Some(requester));
        let link = Link { reason, roles: vec![role], place: origin.place, remarks: None };
        let asker = edition.model.roles[requester].id.to_string();
        let when = vec![json!([position(&edition.model.dimensions, asks), [asker]])];
        Some(LimitedLink { list: None, when, link: ShownLink::of(edition, &link) })
    };
    let relatives = relatives.iter().filter(|relative| relative.follows_from_requester());
    relatives
        .flat_map(|relative| decision.requested_by.ids().filter_map(move |asker| of_one(relative, asker)))
        .collect()
}

/// What is added in some cases.
fn addition(edition: &Edition<'_>, also: &Also) -> Option<Addition> {
    let when = conditions(edition.model, &described(edition.model, &also.when)?);
    let link = |reason, roles: BTreeSet<Id<Role>>, place| {
        ShownLink::of(edition, &Link { reason, roles: roles.into_iter().collect(), place, remarks: None })
    };
    let signs = also
        .decides
        .get()
        .map(|decides| link(Reason::Adds(also, decides.value.clone()), decides.value.roles(), decides.place));
    let links = also.beside.lists().filter_map(|(manner, list)| {
        let parties = list.items.iter().map(|party| (party.who.clone(), party.within.get().map(|time| time.value)));
        let stand = Stand { manner, parties: parties.collect(), within: None, by: Some(also) };
        Some(link(Reason::Stands(stand), list.ids().collect(), list.items.first()?.place))
    });
    Some(Addition { when, signs: signs.into_iter().collect(), links: links.collect() })
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
        (role.index(), Aftermath { body: ask.acts_by(role).map(shown), escalations, deputies })
    });
    let says_nothing =
        |follows: &Aftermath| follows.body.is_none() && follows.deputies.is_empty() && follows.escalations.is_empty();
    follows.filter(|(_, follows)| !says_nothing(follows)).collect()
}
