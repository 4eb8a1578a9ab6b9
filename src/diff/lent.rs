//! Authority that people have through somebody else: rights that are lent, roles that are held, those who stand in.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Cover, Held, OriginId, Part};
use indexmap::{IndexMap, IndexSet};
use jiff::civil::Date;

use super::change::{Change, Effect, Version};
use super::common::{Pair, View};
use super::paired::paired;
use super::regions::{CaseByCase, InForce};
use super::words::listed;
use crate::model::{CaseSet, Delegation, Id, Person, Role};
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};

/// What is different about who has authority through whom.
pub(super) fn compare(pair: &Pair<'_>, budget: &Budget) -> Vec<Change> {
    let people = paired(pair, Kind::Person, |model| &model.people, |person| &person.id);
    let of_people = people.into_iter().flat_map(|(id, people)| person(pair, &id, people, budget));
    let of_deputies = roles(pair).into_iter().flat_map(|(id, roles)| deputies(pair, &id, roles, budget));
    let mut changes = loans(pair, budget);
    changes.extend(of_people);
    changes.extend(of_deputies);
    changes
}

/// A change by which a role has what another one has.
fn to_role(pair: &Pair<'_>, effect: Effect, subject: Subject, message: String, role: &Text) -> Change {
    let own = effect == Effect::Gained && pair.keeps_matrix(role);
    Change { own, ..Change::new(effect, subject, message).roles([role.clone()]) }
}

/// Sets of cases in which something is had, and where each is written; none where it is not had at all.
pub(super) type CaseSets<'a> = Vec<(&'a CaseSet, Place)>;

/// The changes between the cases in which something was had and those in which it is: `told` says so of the gain and of the loss.
pub(super) fn between(
    pair: &Pair<'_>,
    subject: &Subject,
    sets: [&CaseSets<'_>; 2],
    budget: &Budget,
    told: impl Fn(Effect) -> Change,
) -> Vec<Change> {
    let [old, new] = sets;
    let covers = [cover(&pair.old, old), cover(&pair.new, new)];
    let has = |in_force: &InForce<()>| in_force.as_ref().is_some_and(|held| !held.is_empty());
    CaseByCase { pair, subject: subject.clone(), covers: covers.each_ref().map(Option::as_ref), askers: [None, None] }
        .changes(
            budget,
            |version, origin| version.pick(sets).get(origin.index()).map(|(_, place)| *place),
            |differing| match (has(&differing.before), has(&differing.after)) {
                (false, true) => vec![told(Effect::Gained)],
                (true, false) => vec![told(Effect::Lost)],
                _ => Vec::new(),
            },
        )
}

fn cover(view: &View<'_>, cases: &CaseSets<'_>) -> Option<Cover<()>> {
    let parts: Vec<Part<()>> = cases
        .iter()
        .enumerate()
        .map(|(at, (set, _))| Part { when: set.condition(), held: Held::one(()), origin: OriginId::new(at) })
        .collect();
    (!parts.is_empty()).then(|| Cover::layered(view.model.dimensions.domains(), &parts, &[]))
}

/// What is lent, by whom, to whom.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Loan {
    decision: Text,
    from: Text,
    to: Text,
    /// Those who agreed to it.
    agreed: BTreeSet<Text>,
}

/// From when until when, both days included.
type Period = (Option<Date>, Option<Date>);

/// The cases in which a loan holds, by its days.
type ByDays<'a> = BTreeMap<Period, CaseSets<'a>>;

fn loans_in<'a>(view: &View<'a>) -> BTreeMap<Loan, ByDays<'a>> {
    let mut loans: BTreeMap<Loan, ByDays<'_>> = BTreeMap::new();
    for delegation in &view.model.delegations {
        let Delegation { from, to, when, valid_from, valid_until, place, .. } = delegation;
        let Some(from) = from.get() else { continue };
        let days = (valid_from.get().map(|day| day.value), valid_until.get().map(|day| day.value));
        let decisions = delegation.decisions(&view.model.decisions);
        for (decision, to) in decisions.iter().flat_map(|decision| to.ids().map(move |to| (decision, to))) {
            let loan = Loan {
                decision: view.called(Kind::Decision, &view.model.decisions[decision.value].id),
                from: view.role_id(from.value),
                to: view.role_id(to),
                agreed: delegation.agrees.ids().map(|role| view.role_id(role)).collect(),
            };
            loans.entry(loan).or_default().entry(days).or_default().push((when, *place));
        }
    }
    loans
}

fn loans(pair: &Pair<'_>, budget: &Budget) -> Vec<Change> {
    let (old, new) = (loans_in(&pair.old), loans_in(&pair.new));
    let none = ByDays::new();
    let mut changes = Vec::new();
    for loan in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let both = [old.get(loan).unwrap_or(&none), new.get(loan).unwrap_or(&none)];
        let moved = loan.moved(pair, both, budget);
        changes.extend(if moved.is_empty() { loan.changes(pair, both, budget) } else { moved });
    }
    changes
}

impl Loan {
    fn subject(&self) -> Subject {
        Subject::Of(Kind::Decision, self.decision.clone())
    }

    /// What is different on each of the days that it has in either version.
    fn changes(&self, pair: &Pair<'_>, both: [&ByDays<'_>; 2], budget: &Budget) -> Vec<Change> {
        let none = CaseSets::new();
        let days: BTreeSet<&Period> = both.iter().flat_map(|by_days| by_days.keys()).collect();
        let changes = days.into_iter().flat_map(|days| {
            let sets = both.map(|by_days| by_days.get(days).unwrap_or(&none));
            between(pair, &self.subject(), sets, budget, |effect| self.told(pair, effect, *days))
        });
        changes.collect()
    }

    fn told(&self, pair: &Pair<'_>, effect: Effect, days: Period) -> Change {
        let Self { decision, from, to, .. } = self;
        let may = if effect == Effect::Gained { "may decide" } else { "may no longer decide" };
        let message = format!("`{to}` {may} `{decision}` on loan from `{from}`{}{}", days_words(days), self.consent());
        to_role(pair, effect, self.subject(), message, to)
    }

    /// " with the consent of `boss`", or nothing.
    fn consent(&self) -> String {
        let agreed: Vec<Text> = self.agreed.iter().cloned().collect();
        if agreed.is_empty() { String::new() } else { format!(" with the consent of {}", listed(&agreed)) }
    }

    /// The changes, where the days of the loan are all that is different: the days that it has more, and those that it has less.
    fn moved(&self, pair: &Pair<'_>, [before, after]: [&ByDays<'_>; 2], budget: &Budget) -> Vec<Change> {
        let only = |by_days: &ByDays<'_>| by_days.len() == 1;
        let (Some((old, was)), Some((new, is))) = (before.first_key_value(), after.first_key_value()) else {
            return Vec::new();
        };
        let is_moved = only(before) && only(after) && old != new;
        let in_other_cases =
            || between(pair, &self.subject(), [was, is], budget, |effect| self.told(pair, effect, *new));
        if !is_moved || !in_other_cases().is_empty() {
            return Vec::new();
        }
        let is_longer = |one: &Period, other: &Period| {
            one.0 < other.0 || other.1.is_some_and(|last| one.1.is_none_or(|end| last < end))
        };
        let effects = [(is_longer(new, old), Effect::Gained), (is_longer(old, new), Effect::Lost)];
        let effects = effects.into_iter().filter(|(is_so, _)| *is_so);
        effects.map(|(_, effect)| self.on_other_days(pair, effect, (old, new), is)).collect()
    }

    /// That the loan holds on other days.
    fn on_other_days(
        &self,
        pair: &Pair<'_>,
        effect: Effect,
        (old, new): (&Period, &Period),
        is: &CaseSets<'_>,
    ) -> Change {
        let Self { decision, from, to, .. } = self;
        let message = format!("`{decision}` is lent by `{from}` to `{to}`{}", days_words(*new));
        let before = match days_words(*old) {
            words if words.is_empty() => " without an end".to_owned(),
            words => words,
        };
        let place = is.first().map(|(_, place)| (Version::New, *place));
        let change = to_role(pair, effect, self.subject(), message, to);
        Change { place, ..change.aside(format!("before:{before}")) }
    }
}

fn days_words((from, until): Period) -> String {
    let from = from.map_or_else(String::new, |day| format!(" from {day}"));
    let until = until.map_or_else(String::new, |day| format!(" until {day}"));
    from + &until
}

/// Which roles a person holds in which cases.
fn person(pair: &Pair<'_>, id: &Text, [old, new]: [Option<&Person>; 2], budget: &Budget) -> Vec<Change> {
    let subject = Subject::Of(Kind::Person, id.clone());
    let (before, after) = (held_by(&pair.old, old), held_by(&pair.new, new));
    let keeps_matrix = before.keys().chain(after.keys()).any(|role| pair.keeps_matrix(role));
    let none = CaseSets::new();
    let changes = before.keys().chain(after.keys()).collect::<BTreeSet<_>>().into_iter().flat_map(|role| {
        let sets = [&before, &after].map(|held| held.get(role).unwrap_or(&none));
        between(pair, &subject, sets, budget, |effect| {
            let holds = if effect == Effect::Gained { "now holds" } else { "no longer holds" };
            let own = keeps_matrix && effect == Effect::Gained && !pair.keeps_matrix(role);
            let change = Change::new(effect, subject.clone(), format!("`{id}` {holds} `{role}`"));
            Change { own, ..change.roles([role.clone()]) }
        })
    });
    changes.collect()
}

/// The roles that a person holds, by their common ids, and in which cases.
fn held_by<'a>(view: &View<'_>, person: Option<&'a Person>) -> BTreeMap<Text, CaseSets<'a>> {
    let held = person.into_iter().flat_map(|person| {
        person.posts.items.iter().map(|post| (view.role_id(post.role.value), (&post.when, person.place)))
    });
    let mut by_role: BTreeMap<Text, CaseSets<'a>> = BTreeMap::new();
    held.for_each(|(role, cases)| by_role.entry(role).or_default().push(cases));
    by_role
}

/// Who stands in for a role, and in which cases.
fn deputies(pair: &Pair<'_>, id: &Text, [old, new]: [Option<Id<Role>>; 2], budget: &Budget) -> Vec<Change> {
    let subject = Subject::Of(Kind::Role, id.clone());
    let (before, after) = (stand_ins(&pair.old, old), stand_ins(&pair.new, new));
    let told = |deputy: &Text, effect| {
        let does = if effect == Effect::Gained { "now stands in" } else { "no longer stands in" };
        to_role(pair, effect, subject.clone(), format!("`{deputy}` {does} for `{id}`"), deputy)
    };
    let none = CaseSets::new();
    let mut changes = Vec::new();
    for deputy in after.keys().chain(before.keys()).collect::<IndexSet<_>>() {
        match [&before, &after].map(|held| held.get(deputy).unwrap_or(&none)) {
            [old, new] if is_everywhere(old) && is_everywhere(new) => {
                let first = |sets: &CaseSets<'_>| sets.first().map(|(_, place)| *place);
                changes.extend(match (first(old), first(new)) {
                    (None, Some(place)) => Some(told(deputy, Effect::Gained).at(Version::New, place)),
                    (Some(place), None) => Some(told(deputy, Effect::Lost).at(Version::Old, place)),
                    _ => None,
                });
            }
            sets => changes.extend(between(pair, &subject, sets, budget, |effect| told(deputy, effect))),
        }
    }
    let in_order = |held: &IndexMap<Text, CaseSets<'_>>| held.keys().cloned().collect::<Vec<_>>();
    if changes.is_empty() && in_order(&before) != in_order(&after) {
        let place = after.values().flatten().next().map(|(_, place)| (Version::New, *place));
        let order: Vec<_> = after.keys().map(|deputy| format!("`{deputy}`")).collect();
        let message = format!("those who stand in for `{id}` are asked in another order: {}", order.join(", "));
        let change = Change::new(Effect::Altered, subject, message).roles(after.keys().cloned());
        changes.push(Change { place, ..change });
    }
    changes
}

/// Whether it is in no case or in every one that something is had.
fn is_everywhere(sets: &CaseSets<'_>) -> bool {
    sets.iter().all(|(set, _)| set.is_every_case())
}

/// The roles of both versions by their common ids.
fn roles(pair: &Pair<'_>) -> BTreeMap<Text, [Option<Id<Role>>; 2]> {
    let mut roles: BTreeMap<Text, [Option<Id<Role>>; 2]> = BTreeMap::new();
    for id in pair.old.model.roles.ids() {
        roles.entry(pair.old.role_id(id)).or_default()[0] = Some(id);
    }
    for id in pair.new.model.roles.ids() {
        roles.entry(pair.new.role_id(id)).or_default()[1] = Some(id);
    }
    roles
}

/// Who stands in for a role, by their common ids in their order, and in which cases.
fn stand_ins<'a>(view: &View<'a>, role: Option<Id<Role>>) -> IndexMap<Text, CaseSets<'a>> {
    let mut by_role: IndexMap<Text, CaseSets<'a>> = IndexMap::new();
    for deputy in role.into_iter().flat_map(|role| view.model.deputies_of(role)) {
        by_role.entry(view.role_id(deputy.role.value)).or_default().push((&deputy.when, deputy.role.place));
    }
    by_role
}
