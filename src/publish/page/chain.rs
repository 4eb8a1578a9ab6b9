//! The chain that the form shows with an answer: the same steps as those of `raci who`, in the words of the page.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::super::edition::{Edition, clean};
use super::super::rights::{answer_words, conditions, described, numbers};
use super::{form, unbroken};
use crate::ask::{Ask, Giver, Why, after, asked_and_told};
use crate::model::{Answer, Body, Coverage, Decision, Delegation, Escalation, Id, Right, Role};
use crate::syntax::Located;

/// What the chain of a decision is put together from.
#[derive(Serialize)]
pub(super) struct Chain {
    /// What gave the answer and what stands next to it, by the origin of the piece that holds.
    given: Vec<Vec<Link>>,
    /// Who is asked and told, in the cases of each; those of the top, which come last, where no other holds.
    asked: Vec<Asked>,
    /// To whom the decision goes when time runs out, by who decides.
    up: BTreeMap<usize, Link>,
    lent: Vec<Lent>,
}

/// A step of the chain.
#[derive(Serialize)]
struct Link {
    step: &'static str,
    text: String,
    roles: Vec<usize>,
}

/// Who is asked and told in some cases; `when` is `null` for the top.
#[derive(Serialize)]
struct Asked {
    when: Option<Vec<Value>>,
    links: Vec<Within>,
}

/// A step of the chain within some numbers.
#[derive(Serialize)]
struct Within {
    when: Vec<Value>,
    #[serde(flatten)]
    link: Link,
}

/// A delegation, and who lends.
#[derive(Serialize)]
struct Lent {
    from: usize,
    #[serde(flatten)]
    within: Within,
}

/// What follows from a role's deciding, whatever it decides.
#[derive(Serialize, Default)]
pub(super) struct Follows {
    escalations: Vec<Link>,
    deputy: Option<Link>,
}

impl Link {
    fn new(why: Why, text: &str, roles: impl IntoIterator<Item = Id<Role>>) -> Self {
        Self { step: why.as_str(), text: unbroken(text), roles: roles.into_iter().map(Id::index).collect() }
    }
}

impl Chain {
    pub(super) fn of(edition: &Edition<'_>, decision: &Decision, coverage: &Coverage) -> Self {
        let ask = ask(edition);
        let given = coverage.origins.iter().map(|origin| given(edition, decision, Giver::at(decision, *origin)));
        let asked = decision.cases.iter().filter_map(|case| {
            let when = form::conditions(edition, &described(edition, &case.when)?);
            Some(Asked { when: Some(when), links: told(edition, &case.right) })
        });
        let top = Asked { when: None, links: told(edition, &decision.top) };
        let up = deciders(decision).into_iter().filter_map(|role| {
            let (within, superior) = ask.goes_up(decision, role)?;
            let text = edition.lang.goes_up(within.value, &edition.role(role), &edition.role(superior));
            Some((role.index(), Link::new(Why::Escalation, &text, [superior])))
        });
        Self {
            given: given.collect(),
            asked: asked.chain([top]).collect(),
            up: up.collect(),
            lent: ask.lent(decision).filter_map(|delegation| lent(edition, delegation)).collect(),
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

/// What gave an answer: the case, or the limit in it, and the limits next to that.
fn given(edition: &Edition<'_>, decision: &Decision, giver: Giver<'_>) -> Vec<Link> {
    let words = edition.words();
    let case = giver.case.and_then(|case| decision.cases.get(case));
    let mut when = case.map_or_else(Vec::new, |case| conditions(edition, &case.when));
    if case.is_none() && !decision.cases.is_empty() {
        when.push(words.otherwise.to_owned());
    }
    let answer = match giver.limit.and_then(|(ladder, step)| Some((ladder, ladder.steps.get(step)?))) {
        Some((ladder, step)) => {
            when.push(numbers(&edition.model.dimensions[ladder.measure], &step.interval));
            step.answer.as_ref()
        }
        None => match &case.map_or(&decision.top, |case| &case.right).body {
            Body::Plain(answer, _) => answer.as_ref(),
            _ => None,
        },
    };
    if when.is_empty() {
        when.push(words.every_case.to_owned());
    }
    let own = answered(edition, giver.why, answer, &when.join(words.and_also));
    let next = giver.next_to().map(|(why, ladder, step)| {
        let limit = numbers(&edition.model.dimensions[ladder.measure], &step.interval);
        answered(edition, why, step.answer.as_ref(), &limit)
    });
    [own].into_iter().chain(next).collect()
}

/// An answer and the cases in which it holds.
fn answered(edition: &Edition<'_>, why: Why, answer: Option<&Answer>, when: &str) -> Link {
    let text = format!("{}{}{when}", answer_words(edition, answer), edition.words().colon);
    Link::new(why, &text, answer.map(Answer::roles).unwrap_or_default())
}

/// Who is asked before and told after.
fn told(edition: &Edition<'_>, right: &Right) -> Vec<Within> {
    let told = asked_and_told(right).map(|(why, step, roles)| {
        let when = step.map(|(ladder, step)| json!([ladder.measure.index(), [form::interval(&step.interval)]]));
        let link = Link::new(why, &edition.roles(roles), roles.ids());
        Within { when: when.into_iter().collect(), link }
    });
    told.collect()
}

fn lent(edition: &Edition<'_>, delegation: &Delegation) -> Option<Lent> {
    let from = delegation.from.get()?.value;
    let until = delegation.valid_until.get().map(|day| day.value);
    let text = edition.lang.lends(&edition.role(from), &edition.roles(&delegation.to), until);
    let link = Link::new(Why::Delegation, &text, delegation.to.ids());
    let when = form::conditions(edition, &described(edition, &delegation.when)?);
    Some(Lent { from: from.index(), within: Within { when, link } })
}

/// What follows from each role's deciding, for those of which something does.
pub(super) fn follows(edition: &Edition<'_>) -> BTreeMap<usize, Follows> {
    let model = edition.model;
    let deciders: BTreeSet<_> = model.decisions.values().iter().flat_map(deciders).collect();
    let mut follows: BTreeMap<Id<Role>, Follows> = BTreeMap::new();
    for (_, escalation) in model.escalations.as_written() {
        for role in escalation.path.ids().filter(|role| deciders.contains(role)) {
            let Some(after) = after(escalation, role) else { continue };
            let link = escalates(edition, escalation, role, after);
            follows.entry(role).or_default().escalations.push(link);
        }
    }
    for role in deciders {
        let Some(deputy) = model.roles[role].deputy.get() else { continue };
        let text = edition.lang.stands_in(&edition.role(deputy.value), &edition.role(role));
        follows.entry(role).or_default().deputy = Some(Link::new(Why::Deputy, &text, [deputy.value]));
    }
    follows.into_iter().map(|(role, follows)| (role.index(), follows)).collect()
}

fn escalates(edition: &Edition<'_>, escalation: &Escalation, role: Id<Role>, after: &[Located<Id<Role>>]) -> Link {
    let after = after.iter().map(|next| next.value);
    let path: Vec<_> = [role].into_iter().chain(after.clone()).map(|role| edition.role(role)).collect();
    let each = escalation.within.get().map(|each| each.value);
    let text = edition.lang.escalates(&clean(&escalation.name), &path.join(" → "), each);
    Link::new(Why::Escalation, &text, after)
}
