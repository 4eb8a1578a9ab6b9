//! Rule `same-name-activity`.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::hash::BuildHasher as _;

use case_space::AllHeld;
use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::finding::Finding;
use crate::meant::plain;
use crate::model::{Activity, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::regions::{MOST, Told};
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// Two activities with one name and different assignments.
    ///
    /// # Why it matters
    /// People look up a line of the matrix by its name. Two lines of one name that give different answers are two matrices, and everybody works by
    /// the one that they found first.
    ///
    /// # Example
    /// ```toml
    /// [activities.order-review]
    /// name = "Review"
    /// A = "director"
    /// R = "manager"
    ///
    /// [activities.review]
    /// name = "review"
    /// A = "manager"
    /// R = "assistant"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - [activities.review]
    /// - name = "review"
    /// + [activities.stock-review]
    /// + name = "Review of stock"
    ///   A = "manager"
    ///   R = "assistant"
    /// ```
    ///
    /// # Silent when
    /// The assignments are the same in every case; the two belong to different stages, which readers see; or some holder could not be read.
    "same-name-activity", Warning, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for (first, activity) in namesakes(cx.model.activities.values()) {
        if is_told_apart(first, activity) || first.has_unread() || activity.has_unread() {
            continue;
        }
        let parties = first.parties().chain(activity.parties());
        let capacities: BTreeSet<Capacity> = parties.map(|(letter, _)| letter.capacity()).collect();
        if let Some(parting) = capacities.into_iter().find_map(|capacity| parting(cx, first, activity, capacity)) {
            found.add(different(found, first, activity, &parting));
        }
    }
}

/// Each activity that has the name of one before it, with the first that has that name.
fn namesakes<'a>(activities: &'a [Activity]) -> Vec<(&'a Activity, &'a Activity)> {
    let hasher = RandomState::default();
    let numbered = activities.par_iter().enumerate();
    let mut hashes: Vec<(u64, usize)> =
        numbered.map(|(number, activity)| (hasher.hash_one(plain(&activity.name)), number)).collect();
    hashes.par_sort_unstable();
    let alike = hashes.chunk_by(|(one, _), (other, _)| one == other).filter(|alike| alike.len() > 1);
    let mut alike: Vec<usize> = alike.flatten().map(|(_, number)| *number).collect();
    alike.sort_unstable_by_key(|number| activities.get(*number).map(|activity| &activity.id));
    let mut firsts: BTreeMap<String, &'a Activity> = BTreeMap::new();
    let namesake = |activity: &'a Activity| match firsts.entry(plain(&activity.name)) {
        Entry::Occupied(first) => Some((*first.get(), activity)),
        Entry::Vacant(first) => {
            first.insert(activity);
            None
        }
    };
    alike.into_iter().filter_map(|number| activities.get(number)).filter_map(namesake).collect()
}

/// Whether the two are one, or belong to different stages.
fn is_told_apart(one: &Activity, other: &Activity) -> bool {
    let stage = |activity: &Activity| activity.stage.get().map(|stage| stage.value);
    one.id == other.id || stage(one) != stage(other)
}

/// A capacity that two activities give to different roles.
struct Parting {
    capacity: Capacity,
    /// Those who are in it in the one and in the other, in words.
    holders: [String; 2],
    told: Told,
}

/// Where different roles are in the capacity; `None` where it is the same in every case, or that could not be read.
fn parting(cx: &Context<'_>, one: &Activity, other: &Activity, capacity: Capacity) -> Option<Parting> {
    let [one, other] = [one, other].map(|activity| activity.coverage(capacity, &cx.model.dimensions));
    let difference = one?.cover.difference(&other?.cover, MOST, cx.budget()).into_found();
    let shift = difference.shifts.first()?;
    let named = |held: &AllHeld<Id<Role>>| match held.values.is_empty() {
        true => "nobody".to_owned(),
        false => few(held.values.iter().map(|role| cx.role_id(*role))),
    };
    let told = Told::new(cx, &difference.space, &shift.region, &shift.region);
    Some(Parting { capacity, holders: [named(&shift.before), named(&shift.after)], told })
}

fn different(found: &Found, first: &Activity, second: &Activity, parting: &Parting) -> Finding {
    let [before, after] = &parting.holders;
    let [own, letter] = [first, second].map(|activity| activity.scheme.calls(parting.capacity));
    let message = format!(
        "`{}` has the same name as `{}` and another {letter}{}: {after}, not {before}",
        second.id, first.id, parting.told.when
    );
    let finding = found
        .finding(second.subject(), second.name_place, message)
        .label("the same name")
        .also(first.name_place, format!("here {own} is {before}"))
        .help("make one activity of the two, or give them names that say what is different");
    parting.told.of(finding)
}
