//! What is the same thing in both versions.

use std::collections::BTreeMap;

use case_space::{Budget, in_rounds};

use super::change::Change;
use super::common::Pair;
use super::described::all;
use super::facts::Described;
use crate::model::{List, Model};
use crate::subject::{Kind, Text};

/// The things of both versions by their common ids.
pub(super) fn paired<'a, T: 'a>(
    pair: &Pair<'a>,
    kind: Kind,
    list: impl Fn(&'a Model) -> &'a List<T>,
    id: impl Fn(&T) -> &Text,
) -> BTreeMap<Text, [Option<&'a T>; 2]> {
    let mut all: BTreeMap<Text, [Option<&T>; 2]> = BTreeMap::new();
    for thing in list(pair.old.model).values() {
        all.insert(pair.old.called(kind, id(thing)), [Some(thing), None]);
    }
    for thing in list(pair.new.model).values() {
        let [_, new] = all.entry(id(thing).clone()).or_default();
        *new = Some(thing);
    }
    all
}

/// Everything that has an id in either version, by kind and common id.
pub(super) fn all_paired<'a>(pair: &Pair<'a>) -> BTreeMap<(Kind, Text), [Option<&'a dyn Described>; 2]> {
    let mut paired: BTreeMap<(Kind, Text), [Option<&dyn Described>; 2]> = BTreeMap::new();
    for thing in all(pair.old.model) {
        paired.insert((thing.kind(), thing.common_id(&pair.old)), [Some(thing), None]);
    }
    for thing in all(pair.new.model) {
        let [_, new] = paired.entry((thing.kind(), thing.id().clone())).or_default();
        *new = Some(thing);
    }
    paired
}

/// Compares the things of both versions one by one, side by side, within so many steps together, and says how many that took; what is
/// different comes in the order of their ids.
pub(super) fn compare_each<'a, T: Sync + 'a>(
    pair: &Pair<'a>,
    kind: Kind,
    list: impl Fn(&'a Model) -> &'a List<T>,
    id: impl Fn(&T) -> &Text,
    steps: u64,
    compare: impl Fn(&Text, [Option<&'a T>; 2], &Budget) -> Vec<Change> + Sync,
) -> (Vec<Change>, u64) {
    let paired: Vec<_> = paired(pair, kind, list, id).into_iter().collect();
    let (mut parts, spent) = in_rounds((0..paired.len()).collect(), steps, |at, budget| {
        let (id, things) = paired.get(at)?;
        let part = compare(id, *things, budget);
        (!part.is_empty()).then_some((at, part))
    });
    parts.sort_unstable_by_key(|(at, _)| *at);
    (parts.into_iter().flat_map(|(_, part)| part).collect(), spent)
}
