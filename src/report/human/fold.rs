//! Many findings that say nearly the same, folded into few: what is equal but for its place, and many of one rule on one subject.

use std::collections::HashMap;

use crate::finding::{Finding, Label};
use crate::report::Report;
use crate::rules;

/// From so many on, findings of one rule on one subject are folded.
const MANY: usize = 5;

/// So many of them are shown.
const SHOWN: usize = 3;

/// A finding that is shown, and those that are not because of it.
pub(super) struct Fold<'a> {
    pub(super) finding: &'a Finding,
    /// In how many more places the same is found.
    pub(super) more_places: usize,
    /// How many more of its rule and its subject there are.
    pub(super) more_alike: usize,
}

impl Fold<'_> {
    /// For how many findings it stands.
    pub(super) const fn count(&self) -> usize {
        self.more_places.saturating_add(self.more_alike).saturating_add(1)
    }
}

/// The findings that a person is shown, what matters most last, and otherwise in their order: those that say nearly the same folded into
/// the first of them, unless all are asked for.
pub(super) fn folded(report: &Report) -> Vec<Fold<'_>> {
    let one = |finding| Fold { finding, more_places: 0, more_alike: 0 };
    let mut all: Vec<Fold<'_>> = report.shown().map(one).collect();
    all.sort_by_key(|folded| folded.finding.level);
    if report.is_unfolded { all } else { by_subject(report, by_place(all)) }
}

/// Folds those that differ in their place alone.
fn by_place(all: Vec<Fold<'_>>) -> Vec<Fold<'_>> {
    let mut kept: Vec<Fold<'_>> = Vec::new();
    let mut known: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for one in all {
        let alike = known.entry((one.finding.rule, &one.finding.message)).or_default();
        let same = alike.iter().find(|at| kept.get(**at).is_some_and(|kept| say_the_same(kept.finding, one.finding)));
        match same.and_then(|at| kept.get_mut(*at)) {
            Some(first) => first.more_places = first.more_places.saturating_add(1),
            None => {
                alike.push(kept.len());
                kept.push(one);
            }
        }
    }
    kept
}

/// Whether two findings of one rule and one message differ in their place alone.
fn say_the_same(a: &Finding, b: &Finding) -> bool {
    let same_texts = |a: &[Label], b: &[Label]| a.iter().map(|label| &label.text).eq(b.iter().map(|label| &label.text));
    (a.level, &a.help, &a.cases, &a.roles) == (b.level, &b.help, &b.cases, &b.roles)
        && a.primary.text == b.primary.text
        && same_texts(&a.related, &b.related)
}

/// Folds many of one rule on one subject into the first few. Mistakes in writing are not: each has to be mended for itself.
fn by_subject<'a>(report: &Report, all: Vec<Fold<'a>>) -> Vec<Fold<'a>> {
    let key = |folded: &Fold<'a>| {
        let Finding { rule, subject, primary, .. } = folded.finding;
        (!rules::is_mistake(rule)).then(|| (report.policy(primary.place.file), *rule, subject))
    };
    let mut count: HashMap<_, usize> = HashMap::new();
    all.iter().filter_map(key).for_each(|key| *count.entry(key).or_default() += 1);
    count.retain(|_, count| *count >= MANY);
    let mut shown: HashMap<_, usize> = HashMap::new();
    let mut kept = Vec::with_capacity(all.len());
    for one in all {
        let many = key(&one).and_then(|key| Some((key, *count.get(&key)?)));
        let Some((key, count)) = many else {
            kept.push(one);
            continue;
        };
        let number = shown.entry(key).or_default();
        *number += 1;
        if *number <= SHOWN {
            let more_alike = if *number == SHOWN { count.saturating_sub(SHOWN) } else { 0 };
            kept.push(Fold { more_alike, ..one });
        }
    }
    kept
}
