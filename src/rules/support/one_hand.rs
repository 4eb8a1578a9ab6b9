//! Who handles duties of two kinds in one and the same case: a role, or a person through two roles.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use case_space::Outcome;

use super::duties::{Charge, charges, tags};
use super::regions::Told;
use crate::finding::Finding;
use crate::model::{CaseSet, Coverage, Duty, Id, Model, Person, Role, Spread};
use crate::rules::{Context, Found};
use crate::subject::Subject;
use crate::syntax::Capacity;

/// Beyond so many pairs of duties of one role it is said that not all were looked at.
const MOST_PAIRS: usize = 10_000;

/// A duty that a role handles, and its kind.
#[derive(Clone, Copy)]
struct Tagged<'a> {
    kind: &'static str,
    charge: Charge,
    /// The cases in which the hand has the role, where these are not all.
    within: Option<&'a CaseSet>,
}

/// Adds a finding for each role and each person that handles duties of two of the kinds in one and the same case. `help` is what to do.
pub(in crate::rules) fn each_hand(cx: &Context<'_>, kinds: &[&'static str], help: &str, found: &mut Found) {
    let tagged = tagged(cx.model, kinds);
    for (role, own) in tagged.iter().filter(|(role, _)| cx.model.roles[**role].is_post()) {
        let hand = OneHand { cx, subject: cx.model.roles[*role].subject() };
        if let Some(combination) = hand.first_combination(kinds, own, |_, _| true, found) {
            found.add(of_role(cx, found, *role, combination).help(help));
        }
    }
    for person in cx.model.people.values() {
        let own = person.posts.items.iter().flat_map(|post| {
            let within = Some(&post.when).filter(|when| !when.is_every_case());
            let tagged = tagged.get(&post.role.value).into_iter().flatten();
            tagged.map(move |tagged| Tagged { within, ..*tagged })
        });
        let own: Vec<Tagged<'_>> = own.collect();
        let hand = OneHand { cx, subject: person.subject() };
        if let Some(combination) = hand.first_combination(kinds, &own, |one, other| one.role != other.role, found) {
            found.add(of_person(cx, found, person, combination).help(help));
        }
    }
}

/// The duties of these kinds that each role handles: it does the work of an activity, or has a say in a decision.
fn tagged(model: &Model, kinds: &[&'static str]) -> BTreeMap<Id<Role>, Vec<Tagged<'static>>> {
    let mut tagged: BTreeMap<Id<Role>, Vec<Tagged<'_>>> = BTreeMap::new();
    for (duty, tag) in tags(model) {
        let Some(kind) = kinds.iter().find(|kind| **kind == tag.value) else { continue };
        for charge in charges(model, duty, &[working_capacity(model, duty)]) {
            tagged.entry(charge.role).or_default().push(Tagged { kind, charge, within: None });
        }
    }
    tagged
}

/// The capacity of those who do the work.
fn working_capacity(model: &Model, duty: Duty) -> Capacity {
    match duty {
        Duty::Activity(id)
            if model.matrix.accountable_does_work
                && matches!(model.activities[id].spread(Capacity::Responsible), Some(Spread::Everywhere(None))) =>
        {
            Capacity::Accountable
        }
        _ => Capacity::Responsible,
    }
}

/// Whose duties are looked at, and in which cases.
struct OneHand<'a> {
    cx: &'a Context<'a>,
    subject: Subject,
}

/// Duties of different kinds that are handled in one case.
struct Combination<'a> {
    one: Tagged<'a>,
    other: Tagged<'a>,
    told: Told,
}

impl OneHand<'_> {
    /// The first two duties of different kinds that are held in one case.
    fn first_combination<'t>(
        &self,
        kinds: &[&'static str],
        tagged: &[Tagged<'t>],
        is_meant: impl Fn(&Charge, &Charge) -> bool,
        found: &mut Found,
    ) -> Option<Combination<'t>> {
        let of = |kind: &'static str| tagged.iter().filter(move |tagged| tagged.kind == kind);
        let pairs = kinds.iter().enumerate().flat_map(|(at, one)| {
            let later = kinds.iter().skip(at.saturating_add(1));
            later.flat_map(move |other| of(one).flat_map(move |one| of(other).map(move |other| (one, other))))
        });
        let mut left = MOST_PAIRS;
        let met = pairs.filter(|(one, other)| is_meant(&one.charge, &other.charge)).try_for_each(|(one, other)| {
            left = left.saturating_sub(1);
            match self.combine(*one, *other) {
                Outcome::Proven(None) if left > 0 => ControlFlow::Continue(()),
                Outcome::Proven(Some(combination)) | Outcome::Exhausted(Some(combination)) => {
                    ControlFlow::Break(Some(combination))
                }
                Outcome::Proven(None) | Outcome::Exhausted(None) => ControlFlow::Break(None),
            }
        });
        let ControlFlow::Break(combination) = met else { return None };
        if combination.is_none() {
            let place = tagged.first().map(|tagged| tagged.charge.place).unwrap_or_default();
            found.unproven(self.subject.clone(), place);
        }
        combination
    }

    /// Where both are held in one case, if they are.
    fn combine<'t>(&self, one: Tagged<'t>, other: Tagged<'t>) -> Outcome<Option<Combination<'t>>> {
        let (model, budget) = (self.cx.model, self.cx.budget());
        let (Some(mut joint), Some(second)) = (one.charge.coverage(model, 0), other.charge.coverage(model, 1)) else {
            return Outcome::Proven(None);
        };
        let mut within: Vec<&CaseSet> = one.within.into_iter().chain(other.within).collect();
        within.dedup_by(|one, other| one.conditions == other.conditions);
        if within.iter().any(|cases| cases.has_unread) {
            return Outcome::Proven(None);
        }
        let within: Vec<_> =
            (2..).zip(within).map(|(n, cases)| Coverage::of_cases(cases, n, &model.dimensions)).collect();
        let all_together = within.len().saturating_add(2);
        let mut is_proven = true;
        for layer in [second].into_iter().chain(within) {
            let both = joint.joined(&layer, budget);
            is_proven &= both.is_proven();
            joint = both.into_found();
        }
        let crowds = joint.cover.crowds(all_together, 1, budget);
        let combination = crowds.found().found.first().map(|crowd| {
            let told = Told::new(self.cx, joint.cover.space(), &crowd.region, &crowd.exactly);
            Combination { one, other, told }
        });
        if is_proven && crowds.is_proven() { Outcome::Proven(combination) } else { Outcome::Exhausted(combination) }
    }
}

impl Combination<'_> {
    /// "`sale` and `collection` when …".
    fn both(&self) -> String {
        format!("both `{}` and `{}`{}", self.one.kind, self.other.kind, self.told.when)
    }

    /// The finding with its cases and what else there is to see.
    fn shown(self, cx: &Context<'_>, finding: Finding) -> Finding {
        self.told.of(finding.also(self.one.charge.place, self.one.charge.words(cx)))
    }
}

fn of_role(cx: &Context<'_>, found: &Found, role: Id<Role>, combination: Combination<'_>) -> Finding {
    let (id, second) = (cx.role_id(role), combination.other.charge);
    let message = format!("`{id}` handles {}", combination.both());
    let finding = found.finding(cx.model.roles[role].subject(), second.place, message);
    combination.shown(cx, finding.label(second.words(cx)).roles([id]))
}

fn of_person(cx: &Context<'_>, found: &Found, person: &Person, combination: Combination<'_>) -> Finding {
    let (first, second) = (combination.one.charge, combination.other.charge);
    let [one, other] = [first, second].map(|charge| cx.role_id(charge.role));
    let message = format!("`{}`, as `{one}` and `{other}`, handles {}", person.id, combination.both());
    let named = person.posts.items.iter().map(|post| post.role).find(|role| role.value == second.role);
    let finding = found
        .finding(person.subject(), named.map_or(person.place, |role| role.place), message)
        .label(format!("`{}` is `{other}`", person.id))
        .also(second.place, second.words(cx))
        .roles([one, other]);
    combination.shown(cx, finding)
}
