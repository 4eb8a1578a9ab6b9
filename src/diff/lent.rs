//! Authority that people have through somebody else: rights that are lent, roles that are held, those who stand in.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Cover, Held, Part};
use jiff::civil::Date;

use super::change::{Change, Effect, Version};
use super::common::{Pair, Side};
use super::paired::paired;
use super::regions::{Regions, Said, torn, unproven};
use crate::finding::{Kind, Subject, Text};
use crate::model::{CaseSet, Delegation, Person, Role};
use crate::source::Place;

/// Adds what is different about who has authority through whom.
pub(super) fn compare(pair: &Pair<'_>, budget: &Budget, changes: &mut Vec<Change>) {
    delegations(pair, budget, changes);
    for (id, [old, new]) in paired(pair, Kind::Person, |model| &model.people, |person| &person.id) {
        person(pair, &id, [old, new], budget, changes);
    }
    for (id, roles) in paired(pair, Kind::Role, |model| &model.roles, |role| &role.id) {
        deputy(pair, &id, roles, changes);
    }
}

/// Cases in which something is had, and where that is written; none where it is not had at all.
type Cases<'a> = Vec<(&'a CaseSet, Place)>;

/// The changes between the cases in which something was had and those in which it is: `told` says so of the gain and of the loss.
fn between(
    pair: &Pair<'_>,
    subject: &Subject,
    [old, new]: [&Cases<'_>; 2],
    told: impl Fn(Effect) -> Change,
    budget: &Budget,
    changes: &mut Vec<Change>,
) {
    let (before, after) = (cover(&pair.old, old), cover(&pair.new, new));
    let before = before.as_ref().map(|cover| Said { side: &pair.old, cover });
    let after = after.as_ref().map(|cover| Said { side: &pair.new, cover });
    let regions = match Regions::of(&pair.common, before, after, budget) {
        Ok(regions) => regions,
        Err(dimension) => return changes.push(torn(subject.clone(), &dimension)),
    };
    changes.extend(unproven(subject.clone(), &regions));
    for differing in regions.iter() {
        let has = differing.after.as_ref().is_some_and(|holding| !holding.is_empty());
        let had = differing.before.as_ref().is_some_and(|holding| !holding.is_empty());
        let effect = match (had, has) {
            (false, true) => Effect::Gained,
            (true, false) => Effect::Lost,
            _ => continue,
        };
        let place = regions.place(&differing, |version, origin| {
            let cases = if version == Version::Old { old } else { new };
            cases.get(origin as usize).map(|(_, place)| *place)
        });
        let change = Change { place, ..told(effect) };
        changes.push(regions.with_cases(change, &differing, &pair.common));
    }
}

fn cover(side: &Side<'_>, cases: &Cases<'_>) -> Option<Cover> {
    let parts: Vec<Part> = cases
        .iter()
        .zip(0..)
        .map(|((set, _), origin)| Part { when: set.condition(), held: Held::one(0), origin })
        .collect();
    (!parts.is_empty()).then(|| Cover::layered(side.model.dimensions.domains(), &parts, &[]))
}

/// What is lent, by whom, to whom.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Loan {
    decision: Text,
    from: Text,
    to: Text,
}

/// From when until when, both days included.
type Days = (Option<Date>, Option<Date>);

/// The cases in which each loan holds, by its days.
type Loans<'a> = BTreeMap<Loan, BTreeMap<Days, Cases<'a>>>;

fn loans<'a>(side: &Side<'a>) -> Loans<'a> {
    let mut loans = Loans::new();
    for delegation in &side.model.delegations {
        let Delegation { from, to, decision, when, valid_from, valid_until, place } = delegation;
        let (Some(from), Some(decision)) = (from.get(), decision.get()) else { continue };
        let days = (valid_from.get().map(|day| day.value), valid_until.get().map(|day| day.value));
        for to in to.ids() {
            let loan = Loan {
                decision: side.called(Kind::Decision, &side.model.decisions[decision.value].id),
                from: side.role_id(from.value),
                to: side.role_id(to),
            };
            loans.entry(loan).or_default().entry(days).or_default().push((when, *place));
        }
    }
    loans
}

fn delegations(pair: &Pair<'_>, budget: &Budget, changes: &mut Vec<Change>) {
    let (old, new) = (loans(&pair.old), loans(&pair.new));
    let none = BTreeMap::new();
    for loan in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let (before, after) = (old.get(loan).unwrap_or(&none), new.get(loan).unwrap_or(&none));
        let moved = loan.moved(pair, before, after, budget);
        if moved.is_empty() {
            loan.compare(pair, before, after, budget, changes);
        }
        changes.extend(moved);
    }
}

impl Loan {
    fn subject(&self) -> Subject {
        Subject::Of(Kind::Decision, self.decision.clone())
    }

    fn compare(
        &self,
        pair: &Pair<'_>,
        before: &BTreeMap<Days, Cases<'_>>,
        after: &BTreeMap<Days, Cases<'_>>,
        budget: &Budget,
        changes: &mut Vec<Change>,
    ) {
        let none = Cases::new();
        for days in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let cases = [before, after].map(|loans| loans.get(days).unwrap_or(&none));
            between(pair, &self.subject(), cases, |effect| self.told(effect, *days), budget, changes);
        }
    }

    fn told(&self, effect: Effect, days: Days) -> Change {
        let Self { decision, from, to } = self;
        let may = if effect == Effect::Gained { "may decide" } else { "may no longer decide" };
        let message = format!("`{to}` {may} `{decision}` on loan from `{from}`{}", days_words(days));
        Change::new(effect, self.subject(), message).roles([to.clone()])
    }

    /// The changes, where the days of the loan are all that is different: the days that it has more, and those that it has less.
    fn moved(
        &self,
        pair: &Pair<'_>,
        before: &BTreeMap<Days, Cases<'_>>,
        after: &BTreeMap<Days, Cases<'_>>,
        budget: &Budget,
    ) -> Vec<Change> {
        let mut entries = before.iter().chain(after);
        let (Some((old, was)), Some((new, is)), None) = (entries.next(), entries.next(), entries.next()) else {
            return Vec::new();
        };
        if before.len() != after.len() || old == new {
            return Vec::new();
        }
        let mut differences = Vec::new();
        between(pair, &self.subject(), [was, is], |effect| self.told(effect, *new), budget, &mut differences);
        if !differences.is_empty() {
            return Vec::new();
        }
        let is_longer = |one: &Days, other: &Days| {
            one.0 < other.0 || other.1.is_some_and(|last| one.1.is_none_or(|end| last < end))
        };
        let gained = is_longer(new, old).then_some(Effect::Gained);
        let lost = is_longer(old, new).then_some(Effect::Lost);
        gained.into_iter().chain(lost).map(|effect| self.on_other_days(effect, (old, new), is)).collect()
    }

    /// That the loan holds on other days.
    fn on_other_days(&self, effect: Effect, (old, new): (&Days, &Days), is: &Cases<'_>) -> Change {
        let Self { decision, from, to } = self;
        let message = format!("`{decision}` is lent by `{from}` to `{to}`{}", days_words(*new));
        let change = Change::new(effect, self.subject(), message).roles([to.clone()]);
        let change = change.aside(format!(
            "before:{}",
            match days_words(*old) {
                words if words.is_empty() => " without an end".to_owned(),
                words => words,
            }
        ));
        let place = is.first().map(|(_, place)| (Version::New, *place));
        Change { place, ..change }
    }
}

fn days_words((from, until): Days) -> String {
    let from = from.map_or_else(String::new, |day| format!(" from {day}"));
    let until = until.map_or_else(String::new, |day| format!(" until {day}"));
    from + &until
}

/// Which roles a person holds in which cases.
fn person(pair: &Pair<'_>, id: &Text, [old, new]: [Option<&Person>; 2], budget: &Budget, changes: &mut Vec<Change>) {
    let subject = Subject::Of(Kind::Person, id.clone());
    let roles = |side: &Side<'_>, person: Option<&Person>| -> BTreeSet<Text> {
        person.iter().flat_map(|person| person.roles.ids()).map(|role| side.role_id(role)).collect()
    };
    let (before, after) = (roles(&pair.old, old), roles(&pair.new, new));
    for role in &before | &after {
        let cases = |held: &BTreeSet<Text>, person: Option<&Person>| -> Option<(bool, CaseSet, Place)> {
            let person = person?;
            held.contains(&role).then(|| (person.when.is_every_case(), person.when.clone(), person.place))
        };
        let (was, is) = (cases(&before, old), cases(&after, new));
        if let (Some((true, ..)), Some((true, ..))) = (&was, &is) {
            continue;
        }
        let lists = [&was, &is].map(|cases| cases.iter().map(|(_, set, place)| (set, *place)).collect::<Cases<'_>>());
        let told = |effect| {
            let holds = if effect == Effect::Gained { "now holds" } else { "no longer holds" };
            Change::new(effect, subject.clone(), format!("`{id}` {holds} `{role}`")).roles([role.clone()])
        };
        between(pair, &subject, [&lists[0], &lists[1]], told, budget, changes);
    }
}

/// Who stands in for a role.
fn deputy(pair: &Pair<'_>, id: &Text, [old, new]: [Option<&Role>; 2], changes: &mut Vec<Change>) {
    let deputy = |side: &Side<'_>, role: Option<&Role>| {
        let deputy = role?.deputy.get()?;
        Some((side.role_id(deputy.value), deputy.place))
    };
    let (before, after) = (deputy(&pair.old, old), deputy(&pair.new, new));
    if before.as_ref().map(|(id, _)| id) == after.as_ref().map(|(id, _)| id) {
        return;
    }
    let subject = Subject::Of(Kind::Role, id.clone());
    for (deputy, effect, does, version) in [
        (after, Effect::Gained, "now stands in", Version::New),
        (before, Effect::Lost, "no longer stands in", Version::Old),
    ] {
        let Some((deputy, place)) = deputy else { continue };
        let message = format!("`{deputy}` {does} for `{id}`");
        changes.push(Change::new(effect, subject.clone(), message).roles([deputy]).at(version, place));
    }
}
