//! Duties of kinds that are kept apart in one hand: a role's, or a person's through two roles.

use std::ops::ControlFlow;

use case_space::Outcome;

use super::kinds::{Part, parts};
use super::regions::when;
use crate::finding::{Cases, Finding, Subject};
use crate::model::{CaseSet, Coverage, Id, Person, Role};
use crate::rules::{Context, Found};

/// Kinds of duty of which nobody may handle two in one case, and what to do about it.
pub(in crate::rules) struct Apart {
    pub(in crate::rules) kinds: &'static [&'static str],
    pub(in crate::rules) help: &'static str,
}

/// Beyond so many pairs of duties of one role it is said that not all were looked at.
const MOST_PAIRS: usize = 10_000;

/// Adds a finding for each role and each person that handles duties of two of the kinds in one and the same case.
pub(in crate::rules) fn each_hand(cx: &Context<'_>, apart: &Apart, found: &mut Found) {
    let parts = parts(cx.model, apart.kinds);
    for (role, own) in parts.iter().filter(|(role, _)| !cx.model.roles[**role].external) {
        let hand = Hand { cx, subject: cx.model.roles[*role].subject(), within: None };
        if let Some(held) = hand.held(apart, own, |one, other| one.role == other.role, found) {
            found.add(of_role(cx, found, apart, *role, held));
        }
    }
    for person in cx.model.people.values() {
        let own: Vec<Part> = person.roles.ids().filter_map(|role| parts.get(&role)).flatten().copied().collect();
        let hand =
            Hand { cx, subject: person.subject(), within: Some(&person.when).filter(|when| !when.is_every_case()) };
        if let Some(held) = hand.held(apart, &own, |one, other| one.role != other.role, found) {
            found.add(of_person(cx, found, apart, person, held));
        }
    }
}

/// Whose duties are looked at, and in which cases.
struct Hand<'a> {
    cx: &'a Context<'a>,
    subject: Subject,
    within: Option<&'a CaseSet>,
}

/// Duties of different kinds that are handled in one case.
struct Held {
    one: Part,
    other: Part,
    cases: Cases,
    /// " when …", or nothing for every case.
    when: String,
}

impl Hand<'_> {
    /// The first two duties of different kinds that are held in one case.
    fn held(
        &self,
        apart: &Apart,
        parts: &[Part],
        is_wanted: impl Fn(&Part, &Part) -> bool,
        found: &mut Found,
    ) -> Option<Held> {
        let of = |kind: &'static str| parts.iter().filter(move |part| part.kind == kind);
        let kinds = apart.kinds.iter().enumerate();
        let pairs =
            kinds.flat_map(|(at, one)| apart.kinds.iter().skip(at.saturating_add(1)).map(move |other| (*one, *other)));
        let pairs =
            pairs.flat_map(|(one, other)| of(one).flat_map(move |part| of(other).map(move |with| (part, with))));
        let mut left = MOST_PAIRS;
        let met = pairs.filter(|(one, other)| is_wanted(one, other)).try_for_each(|(one, other)| {
            left = left.saturating_sub(1);
            match self.meet(*one, *other) {
                Outcome::Proven(None) if left > 0 => ControlFlow::Continue(()),
                Outcome::Proven(Some(held)) | Outcome::Exhausted(Some(held)) => ControlFlow::Break(Some(held)),
                Outcome::Proven(None) | Outcome::Exhausted(None) => ControlFlow::Break(None),
            }
        });
        match met {
            ControlFlow::Continue(()) => None,
            ControlFlow::Break(Some(held)) => Some(held),
            ControlFlow::Break(None) => {
                let place = parts.first().map(|part| part.place).unwrap_or_default();
                found.unproven(self.subject.clone(), place);
                None
            }
        }
    }

    /// Where both are held in one case, if they are.
    fn meet(&self, one: Part, other: Part) -> Outcome<Option<Held>> {
        let (model, budget) = (self.cx.model, self.cx.budget());
        let within = self.within.map(|cases| Coverage::of_cases(cases, 2, &model.dimensions));
        let (Some(first), Some(second)) = (one.coverage(model, 0), other.coverage(model, 1)) else {
            return Outcome::Proven(None);
        };
        if self.within.is_some_and(|cases| !cases.is_known) {
            return Outcome::Proven(None);
        }
        let mut joined = first.joined(&second, budget);
        if let Some(within) = &within {
            let is_proven = joined.is_proven();
            joined = joined.into_found().joined(within, budget);
            joined = if is_proven { joined } else { Outcome::Exhausted(joined.into_found()) };
        }
        let least = if within.is_some() { 3 } else { 2 };
        let is_proven = joined.is_proven();
        let coverage = joined.into_found();
        let crowds = coverage.cover.crowds(least, 1, budget);
        let is_proven = is_proven && crowds.is_proven();
        let held = crowds.found().found.first().map(|crowd| {
            let block = coverage.block(&crowd.region, &crowd.exactly);
            let cases = coverage.cases(&block, &crowd.exactly, &model.dimensions);
            Held { one, other, cases, when: when(&coverage.words(&block, &model.dimensions)) }
        });
        if is_proven { Outcome::Proven(held) } else { Outcome::Exhausted(held) }
    }
}

fn of_role(cx: &Context<'_>, found: &Found, apart: &Apart, role: Id<Role>, held: Held) -> Finding {
    let Role { id, .. } = &cx.model.roles[role];
    let message = format!("`{id}` handles {}", both(&held));
    let finding = found.finding(cx.model.roles[role].subject(), held.other.place, message).roles([id.clone()]);
    shown(cx, finding, apart, held)
}

fn of_person(cx: &Context<'_>, found: &Found, apart: &Apart, person: &Person, held: Held) -> Finding {
    let [one, other] = [held.one.role, held.other.role].map(|role| cx.role_id(role));
    let message = format!("`{}`, as `{one}` and `{other}`, handles {}", person.id, both(&held));
    let place =
        person.roles.items.iter().find(|role| role.value == held.other.role).map_or(person.place, |role| role.place);
    let mut finding = found.finding(person.subject(), place, message).label(format!("`{}` is `{other}`", person.id));
    finding = finding.also(held.other.place, held.other.words(cx)).roles([one, other]);
    shown(cx, finding, apart, held)
}

/// "`sale` and `collection` when …".
fn both(held: &Held) -> String {
    format!("both `{}` and `{}`{}", held.one.kind, held.other.kind, held.when)
}

fn shown(cx: &Context<'_>, finding: Finding, apart: &Apart, held: Held) -> Finding {
    let finding = if finding.primary.text.is_empty() { finding.label(held.other.words(cx)) } else { finding };
    finding.also(held.one.place, held.one.words(cx)).help(apart.help).cases(held.cases)
}
