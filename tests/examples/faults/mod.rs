//! Single faults: every kind, where it can be made, which rule must catch it, and where it is none.

mod answers;
mod assignments;
mod authority;
mod decisions;
mod organisation;
mod record;
mod text;

use std::collections::BTreeSet;
use std::fmt::Write;

use rayon::prelude::*;

use super::policy::{Path, Policy, rules_broken};

/// A kind of fault, made at every place where it can be made.
pub(crate) struct Kind {
    /// What is done.
    name: &'static str,
    /// The rules of which one at least must find it.
    caught_by: &'static [&'static str],
    /// The text of the policy with the fault, by place.
    edits: Vec<(Path, String)>,
    /// The places at which it is no fault, each with the reason.
    harmless: &'static [(&'static str, &'static str)],
}

/// What came of one kind.
pub(crate) struct Outcome {
    kind: &'static str,
    caught_by: &'static [&'static str],
    caught: usize,
    harmless: usize,
    reasons: BTreeSet<&'static str>,
    /// Those of the rules that found one of them.
    pub(crate) by: BTreeSet<&'static str>,
    /// Faults that no rule of the kind finds, with what was found instead.
    pub(crate) missed: Vec<String>,
    /// Edits that are said to be harmless and that a rule of the kind finds.
    pub(crate) misjudged: Vec<String>,
    /// Entries of `harmless` at whose places no edit is made.
    pub(crate) idle: Vec<String>,
}

/// Makes every fault and looks what is found.
pub(crate) fn try_all(policy: &Policy) -> Vec<Outcome> {
    let kinds = [
        assignments::kinds(policy),
        decisions::of_ladders(policy),
        decisions::kinds(policy),
        answers::kinds(policy),
        authority::kinds(policy),
        organisation::of_lines(policy),
        organisation::kinds(policy),
        record::kinds(policy),
        text::kinds(policy),
    ];
    kinds.into_iter().flatten().map(Kind::try_out).collect()
}

/// Makes every fault that a schedule without activities can have.
pub(crate) fn try_schedule(policy: &Policy) -> Vec<Outcome> {
    let kinds =
        [decisions::of_ladders(policy), authority::kinds(policy), organisation::of_lines(policy), text::kinds(policy)];
    kinds.into_iter().flatten().map(Kind::try_out).collect()
}

impl Kind {
    fn new(name: &'static str, caught_by: &'static [&'static str], edits: Vec<(Path, Policy)>) -> Self {
        let edits = edits.into_iter().map(|(path, policy)| (path, policy.to_toml())).collect();
        Self::of_texts(name, caught_by, edits)
    }

    /// Faults in what can no longer be read as a policy.
    fn of_texts(name: &'static str, caught_by: &'static [&'static str], edits: Vec<(Path, String)>) -> Self {
        Self { name, caught_by, edits, harmless: &[] }
    }

    /// Names the places at which it is no fault.
    fn harmless_at(mut self, places: &'static [(&'static str, &'static str)]) -> Self {
        self.harmless = places;
        self
    }

    fn try_out(self) -> Outcome {
        let Self { name, caught_by, edits, harmless } = self;
        let mut outcome = Outcome {
            kind: name,
            caught_by,
            caught: 0,
            harmless: 0,
            reasons: BTreeSet::new(),
            by: BTreeSet::new(),
            missed: Vec::new(),
            misjudged: Vec::new(),
            idle: Vec::new(),
        };
        let tried: Vec<_> = edits.into_par_iter().map(|(path, text)| (path, rules_broken(text))).collect();
        for (place, _) in harmless {
            if !tried.is_empty() && !tried.iter().any(|(path, _)| path.is_within(place)) {
                outcome.idle.push(format!("{name}: {place}"));
            }
        }
        for (path, found) in tried {
            let by: BTreeSet<&str> = caught_by.iter().copied().filter(|rule| found.contains(rule)).collect();
            let is_caught = !by.is_empty();
            outcome.by.extend(by);
            match (harmless.iter().find(|(place, _)| path.is_within(place)), is_caught) {
                (None, true) => outcome.caught += 1,
                (None, false) => outcome.missed.push(format!("{name}: {path}: {found:?}")),
                (Some((_, reason)), false) => {
                    outcome.harmless += 1;
                    outcome.reasons.insert(reason);
                }
                (Some(_), true) => outcome.misjudged.push(format!("{name}: {path}: {found:?}")),
            }
        }
        outcome
    }
}

/// The outcome of all kinds in one table: faults made, share caught, by which rules, and what is no fault and why.
pub(crate) fn table(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    let (mut made, mut caught) = (0, 0);
    for outcome in outcomes {
        let faults = outcome.caught + outcome.missed.len();
        made += faults;
        caught += outcome.caught;
        if faults + outcome.harmless == 0 {
            continue;
        }
        let rules = outcome.caught_by.join(", ");
        let _ = writeln!(text, "{:>4} of {faults:>4}  {}  [{rules}]", outcome.caught, outcome.kind);
        if outcome.harmless > 0 {
            let reasons: Vec<_> = outcome.reasons.iter().copied().collect();
            let _ = writeln!(text, "              and {} that are none: {}", outcome.harmless, reasons.join("; "));
        }
    }
    let _ = writeln!(text, "{caught:>4} of {made:>4}  in all");
    text
}
