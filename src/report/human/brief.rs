//! What is only worth knowing, in a line a rule.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::finding::{Finding, Level};
use crate::report::counted;
use crate::report::human::fold::Fold;
use crate::subject::Subject;

/// What is said of one rule: its name, and how often what is found, or, where that is once, what.
pub(super) struct Brief {
    pub(super) rule: &'static str,
    pub(super) text: String,
}

/// The infos among what is shown, in a line a rule in the order in which they come, and the rest.
pub(super) fn brief(all: Vec<Fold<'_>>) -> (Vec<Brief>, Vec<Fold<'_>>) {
    let (infos, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.finding.level == Level::Info);
    let mut by_rule: IndexMap<&'static str, Vec<Fold<'_>>> = IndexMap::new();
    for one in infos {
        by_rule.entry(one.finding.rule).or_default().push(one);
    }
    let brief = by_rule.into_iter().map(|(rule, all)| Brief { rule, text: text(&all) });
    (brief.collect(), rest)
}

fn text(all: &[Fold<'_>]) -> String {
    let how_many: usize = all.iter().map(Fold::count).sum();
    match all.first() {
        Some(first) if how_many == 1 => first.finding.message.clone(),
        Some(first) => format!("{}, such as {}", in_words(all, how_many), example(first.finding)),
        None => String::new(),
    }
}

/// "7 roles", "9 findings on 4 decisions", "12 findings".
fn in_words(all: &[Fold<'_>], how_many: usize) -> String {
    let subjects: BTreeSet<&Subject> = all.iter().map(|one| &one.finding.subject).collect();
    let mut kinds = subjects.iter().map(|subject| match subject {
        Subject::Of(kind, _) => Some(*kind),
        _ => None,
    });
    let kind = kinds.next().flatten();
    let findings = || counted(how_many as u64, "finding", "findings");
    match kind.filter(|kind| kinds.all(|other| other == Some(*kind))) {
        Some(kind) if subjects.len() == how_many => counted(how_many as u64, kind.noun(), kind.table()),
        Some(kind) => format!("{} on {}", findings(), counted(subjects.len() as u64, kind.noun(), kind.table())),
        None => findings(),
    }
}

fn example(finding: &Finding) -> String {
    match &finding.subject {
        Subject::Of(_, id) => format!("`{id}`"),
        _ => finding.message.clone(),
    }
}
