//! Things that came, went, have another name, or are described differently.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::change::{Change, Effect, State, Version};
use super::common::{Pair, View};
use super::facts::{Described, Fact, Facts, Stated, Weight};
use super::paired::{all_paired, paired};
use crate::subject::{Kind, Subject, Text};

/// What is different about everything that has an id.
pub(super) fn compare(pair: &Pair<'_>) -> Vec<Change> {
    let all: Vec<_> = all_paired(pair).into_iter().collect();
    all.par_iter().flat_map_iter(|((kind, id), things)| one(pair, *kind, id, *things)).collect()
}

/// What is different about one thing, or that it came or went.
fn one(pair: &Pair<'_>, kind: Kind, id: &Text, things: [Option<&dyn Described>; 2]) -> Vec<Change> {
    let subject = Subject::Of(kind, id.clone());
    let (effect, has, version, thing) = match things {
        [Some(old), Some(new)] => return same(pair, subject, old, new),
        [None, Some(new)] => (Effect::Came, "new", Version::New, new),
        [Some(old), None] => (Effect::Went, "gone", Version::Old, old),
        [None, None] => return Vec::new(),
    };
    let message = format!("the {} `{id}` is {has}", kind.noun());
    vec![Change::new(effect, subject, message).at(version, thing.place())]
}

/// What is different about a thing that both versions have.
fn same(pair: &Pair<'_>, subject: Subject, old: &dyn Described, new: &dyn Described) -> Vec<Change> {
    let mut changes = differences(&subject, &old.facts(&pair.old), &new.facts(&pair.new));
    if old.id() != new.id() {
        let message = format!("the {} `{}` is now called `{}`", new.kind().noun(), old.id(), new.id());
        changes.retain(|change| change.effect != Effect::Renamed);
        changes.insert(0, Change::new(Effect::Renamed, subject, message));
    }
    changes.into_iter().map(|change| change.at(Version::New, new.place())).collect()
}

/// What is different about what is said, key by key.
fn differences(subject: &Subject, before: &Facts, after: &Facts) -> Vec<Change> {
    let keys: BTreeSet<&str> = before.0.keys().chain(after.0.keys()).copied().collect();
    keys.into_iter().filter_map(|key| difference(subject, key, before.0.get(key), after.0.get(key))).collect()
}

fn difference(subject: &Subject, key: &str, before: Option<&Fact>, after: Option<&Fact>) -> Option<Change> {
    let (was, is) = (before.map(|fact| &fact.value), after.map(|fact| &fact.value));
    if let (Some(was), Some(is)) = (was, is)
        && was.is(is)
    {
        return None;
    }
    let message = match is {
        None => format!("`{subject}`: `{key}` is gone"),
        Some(Stated::Set) => format!("`{subject}`: `{key}` is new"),
        Some(value) => format!("`{subject}`: `{key}` is {}", value.words()),
    };
    let aside = match was {
        Some(value) if *value != Stated::Set => format!("before: {}", value.words()),
        _ => String::new(),
    };
    let state = |value: Option<&Stated>| value.map_or(State::None, |value| State::Words(value.words()));
    let change = Change::new(effect(before, after)?, subject.clone(), message);
    Some(change.aside(aside).states(state(was), state(is)))
}

/// What it does that this was said and that is.
fn effect(before: Option<&Fact>, after: Option<&Fact>) -> Option<Effect> {
    let guards = |fact: Option<&Fact>| fact.is_some_and(|fact| fact.weight == Weight::Guard);
    let (was, is) = (before.map(|fact| &fact.value), after.map(|fact| &fact.value));
    Some(match (guards(before), guards(after)) {
        (true, false) => Effect::Weakened,
        (false, true) => Effect::Strengthened,
        (true, true) => match is?.strictness(was?) {
            Some(Ordering::Less) => Effect::Weakened,
            Some(Ordering::Greater) => Effect::Strengthened,
            Some(Ordering::Equal) | None => Effect::Altered,
        },
        (false, false) => match after.or(before)?.weight {
            Weight::Name => Effect::Renamed,
            Weight::Plain => Effect::Changed,
            Weight::Guard | Weight::Meaning => Effect::Altered,
        },
    })
}

/// What is different about the matrix as a whole.
pub(super) fn matrix(pair: &Pair<'_>) -> Vec<Change> {
    let both = stages_in_both(pair);
    let [before, after] = pair.views().map(|view| matrix_facts(view, &both));
    let place = pair.new.model.matrix.place;
    let changes = differences(&Subject::Matrix, &before, &after);
    changes.into_iter().map(|change| change.at(Version::New, place)).collect()
}

/// The stages that both versions have: in which order they stand is told of them alone.
fn stages_in_both(pair: &Pair<'_>) -> BTreeSet<Text> {
    let all = paired(pair, Kind::Stage, |model| &model.stages, |stage| &stage.id);
    let both = all.into_iter().filter(|(_, stages)| stages.iter().all(Option::is_some));
    both.map(|(id, _)| id).collect()
}

fn matrix_facts(view: &View<'_>, stages: &BTreeSet<Text>) -> Facts {
    let matrix = &view.model.matrix;
    let owner = matrix.owner.get().map(|owner| Stated::Refs(Kind::Role, vec![view.role_id(owner.value)]));
    let order = view.model.stages.values().iter().map(|stage| stage.common_id(view));
    let order = order.filter(|stage| stages.contains(stage)).map(|stage| (Kind::Stage, stage));
    Facts::default()
        .words("title", Weight::Name, matrix.title.as_ref())
        .say("owner", Weight::Meaning, owner)
        .words("scheme", Weight::Meaning, Some(&matrix.scheme))
        .words("levels", Weight::Plain, Some(matrix.levels.join(", ")))
        .set("stands-in", Weight::Meaning, matrix.superior_stands_in)
        .words("language", Weight::Plain, matrix.language.get().map(|language| language.as_str()))
        .set("accountable-does-work", Weight::Plain, matrix.accountable_does_work)
        .words("effective", Weight::Plain, matrix.effective.get().map(|day| day.value))
        .words("reviewed", Weight::Plain, matrix.reviewed.get().map(|day| day.value))
        .time("review-every", &matrix.review_every)
        .refs("stages", order)
}
