//! Things that came, went, have another name, or are described differently.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::change::{Change, Effect, State, Version};
use super::common::{Pair, Side};
use super::described::{Visitor, each_kind};
use super::facts::{Described, Fact, Facts, Value, Weight};
use super::paired::{compare_each, paired};
use crate::finding::{Kind, Subject, Text};
use crate::model::{List, Model};

/// Adds what is different about every kind of thing.
pub(super) fn compare(pair: &Pair<'_>, changes: &mut Vec<Change>) {
    each_kind(&mut Comparison { pair, changes });
}

struct Comparison<'c, 'p> {
    pair: &'c Pair<'p>,
    changes: &'c mut Vec<Change>,
}

impl Visitor for Comparison<'_, '_> {
    fn visit<T: Described>(&mut self, list: fn(&Model) -> &List<T>) {
        let pair = self.pair;
        compare_each(
            pair,
            T::KIND,
            list,
            T::id,
            |id, things, _, changes| one(pair, id, things, changes),
            0,
            self.changes,
        );
    }
}

/// Adds what is different about one thing, or that it came or went.
fn one<T: Described>(pair: &Pair<'_>, id: &Text, things: [Option<&T>; 2], changes: &mut Vec<Change>) {
    let subject = Subject::Of(T::KIND, id.clone());
    let noun = T::KIND.noun();
    match things {
        [Some(old), Some(new)] => same(pair, subject, old, new, changes),
        [None, Some(new)] => {
            let change = Change::new(Effect::Came, subject, format!("the {noun} `{id}` is new"));
            changes.push(change.at(Version::New, new.place()));
        }
        [Some(old), None] => {
            let change = Change::new(Effect::Went, subject, format!("the {noun} `{id}` is gone"));
            changes.push(change.at(Version::Old, old.place()));
        }
        [None, None] => {}
    }
}

/// Adds what is different about a thing that both versions have.
fn same<T: Described>(pair: &Pair<'_>, subject: Subject, old: &T, new: &T, changes: &mut Vec<Change>) {
    let is_renamed = old.id() != new.id();
    if is_renamed {
        let message = format!("the {} `{}` is now called `{}`", T::KIND.noun(), old.id(), new.id());
        changes.push(Change::new(Effect::Renamed, subject.clone(), message).at(Version::New, new.place()));
    }
    let (before, after) = (old.facts(&pair.old), new.facts(&pair.new));
    let found = differences(&subject, &before, &after);
    changes.extend(
        found
            .map(|change| change.at(Version::New, new.place()))
            .filter(|change| !(is_renamed && change.effect == Effect::Renamed)),
    );
}

fn differences<'f>(subject: &Subject, before: &'f Facts, after: &'f Facts) -> impl Iterator<Item = Change> + use<'f> {
    let keys: BTreeSet<&'static str> = before.0.keys().chain(after.0.keys()).copied().collect();
    let subject = subject.clone();
    keys.into_iter().filter_map(move |key| difference(&subject, key, before.0.get(key), after.0.get(key)))
}

fn difference(subject: &Subject, key: &str, before: Option<&Fact>, after: Option<&Fact>) -> Option<Change> {
    let weight = after.or(before)?.weight;
    let (was, is) = (before.map(|fact| &fact.value), after.map(|fact| &fact.value));
    if let (Some(was), Some(is)) = (was, is)
        && was.is(is)
    {
        return None;
    }
    let message = match is {
        None => format!("`{subject}`: `{key}` is gone"),
        Some(Value::Set) => format!("`{subject}`: `{key}` is new"),
        Some(value) => format!("`{subject}`: `{key}` is {}", value.words()),
    };
    let aside = match was {
        Some(value) if *value != Value::Set => format!("before: {}", value.words()),
        _ => String::new(),
    };
    let state = |value: Option<&Value>| value.map_or(State::None, |value| State::Words(value.words()));
    let change = Change::new(effect(weight, was, is), subject.clone(), message);
    Some(change.aside(aside).states(state(was), state(is)))
}

fn effect(weight: Weight, before: Option<&Value>, after: Option<&Value>) -> Effect {
    match (weight, before, after) {
        (Weight::Name, ..) => Effect::Renamed,
        (Weight::Plain, ..) => Effect::Changed,
        (Weight::Guard, Some(_), None) => Effect::Weakened,
        (Weight::Guard, None, Some(_)) => Effect::Strengthened,
        (Weight::Guard, Some(Value::Time(was)), Some(Value::Time(is))) => match is.partial_cmp(was) {
            Some(Ordering::Greater) => Effect::Weakened,
            Some(Ordering::Less) => Effect::Strengthened,
            Some(Ordering::Equal) | None => Effect::Altered,
        },
        (Weight::Guard | Weight::Meaning, ..) => Effect::Altered,
    }
}

/// Adds what is different about the matrix as a whole.
pub(super) fn matrix(pair: &Pair<'_>, changes: &mut Vec<Change>) {
    let both = stages_in_both(pair);
    let [before, after] = pair.sides().map(|side| matrix_facts(side, &both));
    let at = |change: Change| change.at(Version::New, pair.new.model.matrix.place);
    changes.extend(differences(&Subject::Matrix, &before, &after).map(at));
}

/// The stages that both versions have: in which order they stand is told of them alone.
fn stages_in_both(pair: &Pair<'_>) -> BTreeSet<Text> {
    let all = paired(pair, Kind::Stage, |model| &model.stages, |stage| &stage.id);
    let both = all.into_iter().filter(|(_, stages)| stages.iter().all(Option::is_some));
    both.map(|(id, _)| id).collect()
}

fn matrix_facts(side: &Side<'_>, stages: &BTreeSet<Text>) -> Facts {
    let matrix = &side.model.matrix;
    let owner = matrix.owner.get().map(|owner| Value::Refs(Kind::Role, vec![side.role_id(owner.value)]));
    let order = side.model.stages.values().iter().map(|stage| side.called(Kind::Stage, &stage.id));
    let order: Vec<Text> = order.filter(|stage| stages.contains(stage)).collect();
    Facts::default()
        .words("title", Weight::Name, matrix.title.as_ref())
        .say("owner", Weight::Meaning, owner)
        .words("scheme", Weight::Meaning, Some(matrix.scheme.as_str()))
        .words("levels", Weight::Plain, Some(matrix.levels.join(", ")))
        .set("accountable-does-work", Weight::Plain, matrix.accountable_does_work)
        .words("effective", Weight::Plain, matrix.effective.get().map(|day| day.value))
        .words("reviewed", Weight::Plain, matrix.reviewed.get().map(|day| day.value))
        .time("review-every", &matrix.review_every)
        .path("stages", Kind::Stage, order)
}
