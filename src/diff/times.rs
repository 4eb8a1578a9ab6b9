//! How much time there is for a decision in which cases, and for what it grants.

use std::collections::BTreeSet;

use case_space::{Budget, Held};

use super::change::{Change, Effect};
use super::common::Pair;
use super::regions::{CaseByCase, InForce};
use crate::model::{Decision, Origin, Times};
use crate::subject::{Kind, Subject, Text};

/// A time that is said beside an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Timed {
    Within,
    Then,
    OpenFor,
    HoldsFor,
}

const ALL: [Timed; 4] = [Timed::Within, Timed::Then, Timed::OpenFor, Timed::HoldsFor];

/// What is different about the times; one `within` for all cases is told as a fact.
pub(super) fn compare(pair: &Pair<'_>, id: &Text, decisions: [&Decision; 2], budget: &Budget) -> Vec<Change> {
    let timed = ALL.into_iter().filter(|timed| decisions.iter().any(|decision| timed.is_said_by(decision)));
    timed.flat_map(|timed| timed.compare(pair, id, decisions, budget)).collect()
}

impl Timed {
    const fn key(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Then => "then",
            Self::OpenFor => "open-for",
            Self::HoldsFor => "holds-for",
        }
    }

    fn is_said_by(self, decision: &Decision) -> bool {
        let own = |times: &Times| match self {
            Self::Within => !times.within.is_absent(),
            Self::Then => !times.then.is_absent(),
            Self::OpenFor => !times.open_for.is_absent(),
            Self::HoldsFor => !times.holds_for.is_absent(),
        };
        let top = &decision.top.beside.times;
        let of_cases = decision.cases.iter().map(|case| &case.right.beside.times);
        let of_steps = decision.steps().map(|step| &step.beside.times);
        let is_by_step = top.within.get().is_some_and(|within| within.len() > 1);
        let is_at_top = if self == Self::Within { is_by_step } else { own(top) };
        is_at_top || of_cases.chain(of_steps).any(own)
    }

    /// What it is for the answer that is written there.
    fn value(self, decision: &Decision, origin: Origin) -> Option<String> {
        let mut times = decision.times_at(origin);
        match self {
            Self::Within => {
                let within = times.find_map(|times| times.within.get())?;
                let step = origin.step.filter(|_| within.len() > 1).unwrap_or(0);
                within.get(step).or(within.last()).map(|within| within.value.to_string())
            }
            Self::Then => {
                let then = times.find_map(|times| times.then.get()).map_or_else(Default::default, |then| then.value);
                Some(then.as_str().to_owned())
            }
            Self::OpenFor => times.find_map(|times| times.open_for.get()).map(|time| time.value.to_string()),
            Self::HoldsFor => times.find_map(|times| times.holds_for.get()).map(|time| time.value.to_string()),
        }
    }

    fn compare(self, pair: &Pair<'_>, id: &Text, decisions: [&Decision; 2], budget: &Budget) -> Vec<Change> {
        let origins = |decision: &Decision| -> Vec<Origin> {
            decision.coverage.iter().flat_map(|coverage| coverage.origins.iter().copied()).collect()
        };
        let values: BTreeSet<String> = decisions
            .into_iter()
            .flat_map(|decision| origins(decision).into_iter().filter_map(|origin| self.value(decision, origin)))
            .collect();
        let values: Vec<String> = values.into_iter().collect();
        let covers = decisions.map(|decision| {
            let coverage = decision.coverage.as_ref()?;
            Some(coverage.cover.with_held(|origin| {
                let value = self.value(decision, coverage.origin(origin))?;
                values.binary_search(&value).ok().map(Held::one)
            }))
        });
        let words = |in_force: &InForce<usize>| {
            let all: Vec<_> = in_force.iter().flatten().filter_map(|value| values.get(*value)).cloned().collect();
            if all.is_empty() { "not said".to_owned() } else { format!("`{}`", all.join("`, `")) }
        };
        let subject = Subject::Of(Kind::Decision, id.clone());
        let [old, new] = decisions;
        let askers = [pair.old.askers(old), pair.new.askers(new)];
        let covers = covers.each_ref().map(Option::as_ref);
        CaseByCase { pair, subject: subject.clone(), covers, askers }.changes(
            budget,
            |version, origin| {
                let coverage = version.pick(decisions).coverage.as_ref()?;
                coverage.origins.get(origin.index()).map(|origin| origin.place)
            },
            |differing| {
                // in cases that there were not before it is no news beside the cases themselves
                if differing.before.is_none() || differing.after.is_none() {
                    return Vec::new();
                }
                let effect = if self == Self::Then { Effect::Altered } else { Effect::Changed };
                let message = format!("`{}` of `{id}` is {}", self.key(), words(&differing.after));
                let before = format!("before: {}", words(&differing.before));
                vec![Change::new(effect, subject.clone(), message).aside(before)]
            },
        )
    }
}
