//! How much time there is for a decision in which cases, and for what it grants.

use std::cmp::Ordering;

use case_space::{Budget, Held};

use super::change::{Change, Effect, State, Version};
use super::common::Pair;
use super::regions::{CaseByCase, InForce};
use crate::model::{Decision, Origin, Times};
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{Lapse, Term};

/// A time that is said beside an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Timed {
    Within,
    Then,
    OpenFor,
    HoldsFor,
}

const ALL: [Timed; 4] = [Timed::Within, Timed::Then, Timed::OpenFor, Timed::HoldsFor];

/// What is said of it.
#[derive(Clone, Copy)]
enum Said {
    Nothing,
    Span(Term),
    Lapse(Lapse),
}

impl Said {
    /// Whether both say the same: spans that are as long do.
    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Nothing, Self::Nothing) => true,
            (Self::Span(one), Self::Span(other)) => one.partial_cmp(&other) == Some(Ordering::Equal),
            (Self::Lapse(one), Self::Lapse(other)) => one == other,
            _ => false,
        }
    }

    fn state(self) -> State {
        if matches!(self, Self::Nothing) { State::None } else { State::Words(self.words()) }
    }

    fn words(self) -> String {
        match self {
            Self::Nothing => "not said".to_owned(),
            Self::Span(span) => format!("`{span}`"),
            Self::Lapse(lapse) => format!("`{}`", lapse.as_str()),
        }
    }
}

/// What is different about the times.
pub(super) fn compare(pair: &Pair<'_>, id: &Text, decisions: [&Decision; 2], budget: &Budget) -> Vec<Change> {
    ALL.into_iter().flat_map(|timed| timed.compare(pair, id, decisions, budget)).collect()
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

    fn compare(self, pair: &Pair<'_>, id: &Text, decisions: [&Decision; 2], budget: &Budget) -> Vec<Change> {
        match decisions.map(|decision| self.everywhere(decision)) {
            [Some(before), Some(after)] if before.is(after) => Vec::new(),
            [Some(before), Some(after)] if self == Self::Within => {
                let [_, new] = decisions;
                vec![self.told_of_all(id, before, after).at(Version::New, new.place)]
            }
            _ => self.by_case(pair, id, decisions, budget),
        }
    }

    /// What is said for all cases alike; `None` where some have their own.
    fn everywhere(self, decision: &Decision) -> Option<Said> {
        let of_cases = decision.cases.iter().map(|case| &case.right.beside.times);
        let of_steps = decision.steps().map(|step| &step.beside.times);
        let has_own = of_cases.chain(of_steps).any(|times| self.is_said_by(times));
        let top = &decision.top.beside.times;
        let is_by_step = self == Self::Within && top.within.get().is_some_and(|within| within.len() > 1);
        (!has_own && !is_by_step).then(|| self.said([top].into_iter(), 0))
    }

    const fn is_said_by(self, times: &Times) -> bool {
        match self {
            Self::Within => !times.within.is_absent(),
            Self::Then => !times.then.is_absent(),
            Self::OpenFor => !times.open_for.is_absent(),
            Self::HoldsFor => !times.holds_for.is_absent(),
        }
    }

    /// What the first of these times says that says something.
    fn said<'t>(self, mut times: impl Iterator<Item = &'t Times>, step: usize) -> Said {
        let span = |term: Option<Term>| term.map_or(Said::Nothing, Said::Span);
        match self {
            Self::Within => {
                let within = times.find_map(|times| times.within.get());
                let own = within.and_then(|within| within.get(step).or(within.last()));
                span(own.map(|within| within.value))
            }
            Self::Then => {
                let then = times.find_map(|times| times.then.get());
                Said::Lapse(then.map_or_else(Lapse::default, |then| then.value))
            }
            Self::OpenFor => span(times.find_map(|times| times.open_for.get()).map(|time| time.value)),
            Self::HoldsFor => span(times.find_map(|times| times.holds_for.get()).map(|time| time.value)),
        }
    }

    fn by_case(self, pair: &Pair<'_>, id: &Text, decisions: [&Decision; 2], budget: &Budget) -> Vec<Change> {
        let at = |decision: &Decision, origin: Origin| self.said(decision.times_at(origin), origin.step.unwrap_or(0));
        let all = distinct(decisions.into_iter().flat_map(|decision| {
            let origins = decision.coverage.iter().flat_map(|coverage| coverage.origins.iter().copied());
            origins.map(|origin| at(decision, origin))
        }));
        let covers = decisions.map(|decision| {
            let coverage = decision.coverage.as_ref()?;
            Some(coverage.cover.with_held(|origin| {
                let said = at(decision, coverage.origin(origin));
                all.iter().position(|known| known.is(said)).map(Held::one)
            }))
        });
        let said = |in_force: &InForce<usize>| -> Vec<Said> {
            in_force.iter().flatten().filter_map(|number| all.get(*number)).copied().collect()
        };
        let [old, new] = decisions;
        let subject = Subject::Of(Kind::Decision, id.clone());
        let askers = [pair.old.askers(old), pair.new.askers(new)];
        let covers = covers.each_ref().map(Option::as_ref);
        CaseByCase { pair, subject, covers, askers }.changes(
            budget,
            |version, origin| {
                let coverage = version.pick(decisions).coverage.as_ref()?;
                coverage.origins.get(origin.index()).map(|origin| origin.place)
            },
            |differing| {
                let (before, after) = (said(&differing.before), said(&differing.after));
                // how long nobody has is no news beside that nobody has it
                let has_both = !before.is_empty() && !after.is_empty();
                Vec::from_iter(has_both.then(|| self.told(id, &before, &after)))
            },
        )
    }

    fn told(self, id: &Text, before: &[Said], after: &[Said]) -> Change {
        let words = |said: &[Said]| said.iter().map(|said| said.words()).collect::<Vec<_>>().join(", ");
        let message = format!("`{}` of `{id}` is {}", self.key(), words(after));
        let change = Change::new(self.effect(before, after), Subject::Of(Kind::Decision, id.clone()), message);
        change.aside(format!("before: {}", words(before)))
    }

    /// The same of a decision as a whole, as other things are told that are said of it.
    fn told_of_all(self, id: &Text, before: Said, after: Said) -> Change {
        let subject = Subject::Of(Kind::Decision, id.clone());
        let is = if matches!(after, Said::Nothing) { "gone".to_owned() } else { after.words() };
        let message = format!("`{subject}`: `{}` is {is}", self.key());
        let change = Change::new(self.effect(&[before], &[after]), subject, message);
        let aside = format!("before: {}", before.words());
        let change = if matches!(before, Said::Nothing) { change } else { change.aside(aside) };
        change.states(before.state(), after.state())
    }

    /// What it does: who has longer is held less, and who agrees by letting the time run out is not held at all.
    fn effect(self, before: &[Said], after: &[Said]) -> Effect {
        let lets_pass = |said: &[Said]| said.iter().any(|said| matches!(said, Said::Lapse(Lapse::Agreed)));
        match self {
            Self::OpenFor | Self::HoldsFor => Effect::Changed,
            Self::Then => match (lets_pass(before), lets_pass(after)) {
                (false, true) => Effect::Weakened,
                (true, false) => Effect::Strengthened,
                _ => Effect::Altered,
            },
            Self::Within => match (before, after) {
                ([Said::Span(_)], [Said::Nothing]) => Effect::Weakened,
                ([Said::Nothing], [Said::Span(_)]) => Effect::Strengthened,
                ([Said::Span(was)], [Said::Span(is)]) => match is.partial_cmp(was) {
                    Some(Ordering::Greater) => Effect::Weakened,
                    Some(Ordering::Less) => Effect::Strengthened,
                    Some(Ordering::Equal) | None => Effect::Altered,
                },
                _ => Effect::Altered,
            },
        }
    }
}

/// Each thing that is said once.
fn distinct(all: impl Iterator<Item = Said>) -> Vec<Said> {
    let mut distinct: Vec<Said> = Vec::new();
    for said in all {
        if !distinct.iter().any(|known| known.is(said)) {
            distinct.push(said);
        }
    }
    distinct
}
