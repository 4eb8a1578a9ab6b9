//! Room for covers. Nearly all take a few words and are derived while their subjects are read. A large one waits until all are known: then
//! the smallest come first, as far as there is room, so that no policy takes more memory than there is, and which of its subjects are
//! proved does not depend on their order.

use super::activity::Activity;
use super::decision::Decision;
use super::footing::Footing;
use super::id::List;
use crate::finding::{Finding, Level};
use crate::source::Place;
use crate::subject::Subject;

/// So many one that waits may take: 32 MiB.
const ONE: usize = 4 << 20;

/// So many all that wait may take together: 160 MiB.
const ALL: usize = 20 << 20;

/// A subject whose cover waits.
enum Waiting<'a> {
    Activity(&'a mut Activity),
    Decision(&'a mut Decision),
}

impl Waiting<'_> {
    fn words(&self) -> usize {
        match self {
            Self::Activity(activity) => activity.too_large,
            Self::Decision(decision) => decision.too_large,
        }
        .unwrap_or(0)
    }

    fn subject(&self) -> (Subject, Place) {
        match self {
            Self::Activity(activity) => (activity.subject(), activity.place),
            Self::Decision(decision) => (decision.subject(), decision.place),
        }
    }

    fn cover(self, footing: &Footing<'_>, most: usize) {
        match self {
            Self::Activity(activity) => activity.cover(footing.dimensions, most),
            Self::Decision(decision) => decision.cover(footing, most),
        }
    }
}

/// Derives the covers that wait, as far as there is room, and says of which subjects there is none.
pub(super) fn give(
    activities: &mut List<Activity>,
    decisions: &mut List<Decision>,
    footing: &Footing<'_>,
) -> Vec<Finding> {
    let activities = activities.values_mut().iter_mut().filter(|activity| activity.too_large.is_some());
    let decisions = decisions.values_mut().iter_mut().filter(|decision| decision.too_large.is_some());
    let mut waiting: Vec<Waiting<'_>> =
        activities.map(Waiting::Activity).chain(decisions.map(Waiting::Decision)).collect();
    waiting.sort_by_cached_key(|one| (one.words(), one.subject().0));
    let mut left = ALL;
    let mut unproven = Vec::new();
    for one in waiting {
        let words = one.words();
        let (subject, place) = one.subject();
        match left.checked_sub(words).filter(|_| words <= ONE) {
            Some(rest) => {
                left = rest;
                one.cover(footing, words);
            }
            None => unproven.push(too_large(subject, place)),
        }
    }
    unproven
}

fn too_large(subject: Subject, place: Place) -> Finding {
    let message = format!("the cases of `{subject}` are too many to be held in memory: none of them was checked");
    Finding::new("unproven", Level::Error, subject, place, message)
        .label("nothing is shown of its cases")
        .help("split it into several, or tell its cases apart by fewer values or dimensions")
}
