//! What is the same thing in both versions.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::change::Change;
use super::common::Pair;
use crate::finding::{Kind, Text};
use crate::model::{List, Model};

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

/// Compares the things of both versions one by one, side by side; what is different comes in the order of their ids.
pub(super) fn compare_each<'a, T: Sync + 'a>(
    pair: &Pair<'a>,
    kind: Kind,
    list: impl Fn(&'a Model) -> &'a List<T>,
    id: impl Fn(&T) -> &Text,
    compare: impl Fn(&Text, [Option<&'a T>; 2], &mut Vec<Change>) + Sync,
    changes: &mut Vec<Change>,
) {
    let paired: Vec<_> = paired(pair, kind, list, id).into_iter().collect();
    let parts: Vec<Vec<Change>> = paired
        .par_iter()
        .with_min_len(256)
        .fold(Vec::new, |mut part, (id, things)| {
            compare(id, *things, &mut part);
            part
        })
        .collect();
    changes.extend(parts.into_iter().flatten());
}
